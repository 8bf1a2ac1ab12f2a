"""Whoever passes a page on passes on its title, its words and a picture with them."""

from __future__ import annotations

import struct
from dataclasses import replace
from typing import TYPE_CHECKING

import lxml.html
import pytest

from handbook.contrast import contrast_ratio
from handbook.mkdocs_run import build_site
from handbook.pages.colors import spark_on
from handbook.pages.page import Page
from handbook.pages.sharing import ShareCard, share_card, with_picture
from handbook.pdf.pictures import Painter

if TYPE_CHECKING:
    from pathlib import Path

    from handbook.model.handbook import Handbook

PAGE = Page("roles/data-coach.md", "Data coach", "", "", meta={"description": "Looks at work."})
CARD = ShareCard(
    title="Data coach",
    description="Looks at work.",
    district="Small Valley",
    foot="Handbook · 2026–27",
    ground="#1d4e4a",
    ink="#ffffff",
    spark="#f0a37c",
    language="en",
)
PAINTER = Painter()


def size_of(png: bytes) -> tuple[int, int]:
    """Return the width and height of a PNG."""
    width, height = struct.unpack_from(">II", png, 16)
    return width, height


def test_card_has_the_districts_words_and_colors(shipped: Handbook) -> None:
    """A page's card has its title and description, whose handbook it is, and colors that read."""
    district = shipped.district
    card = share_card(PAGE, district=district)
    assert (card.title, card.description) == ("Data coach", "Looks at work.")
    assert card.district == district.name
    assert card.foot == f"{district.handbook_title} · {district.edition.label}"
    assert contrast_ratio(card.ink, card.ground) >= 4.5
    assert contrast_ratio(card.spark, card.ground) >= 4.5


def test_card_of_the_first_page(shipped: Handbook) -> None:
    """The first page is the handbook: its card has the handbook's title."""
    card = share_card(replace(PAGE, uri="index.md"), district=shipped.district)
    assert card.title == shipped.district.handbook_title


def test_page_names_its_picture() -> None:
    """The picture stands in the page's front matter, for every engine that builds it."""
    assert 'picture: "share/roles/data-coach.png"' in with_picture(PAGE).file_text


@pytest.mark.parametrize(
    ("brand", "accent"),
    [("#1d4e4a", "#a3431a"), ("#7a0019", "#7a0019"), ("#000000", "#000000"), ("#767676", "#000")],
)
def test_spark_stands_out(brand: str, accent: str) -> None:
    """Whatever the two colors are, even one and the same, the spark is seen on the brand."""
    accent = accent if len(accent) == 7 else "#000000"
    assert contrast_ratio(spark_on(brand, accent=accent), brand) >= 4.5


@pytest.mark.slow
@pytest.mark.parametrize(
    "card",
    [
        CARD,
        replace(CARD, title="A title of many words " * 12, description="A description " * 60),
        replace(CARD, district="A district of many words " * 20),
        replace(CARD, foot="A handbook of many words " * 20),
        replace(CARD, title="Σ and \U000f0000", description=""),
    ],
)
def test_every_picture_is_one_page(card: ShareCard) -> None:
    """Long words, no words and letters without a font all make one picture of one size."""
    assert size_of(PAINTER.share_picture(card)) == (800, 420)


@pytest.mark.slow
def test_same_words_same_bytes() -> None:
    """The same card is the same picture, byte for byte, and another card another."""
    assert PAINTER.share_picture(CARD) == Painter().share_picture(CARD)
    assert PAINTER.share_picture(CARD) != PAINTER.share_picture(replace(CARD, title="Trust"))


@pytest.mark.slow
def test_built_page_names_a_picture_that_is_there(small_project: Path) -> None:
    """Each page says in full where its picture is; without an address there is none."""
    build_site(
        small_project / "mkdocs.yml",
        site_path=small_project / "a",
        is_strict=True,
        is_offline=False,
    )
    assert not (small_project / "a" / "share").exists()
    with (small_project / "district.yml").open("a", encoding="utf-8") as file:
        file.write("web_address: a.example.org/coaching\n")
    site = small_project / "b"
    build_site(small_project / "mkdocs.yml", site_path=site, is_strict=True, is_offline=False)
    page = lxml.html.fromstring((site / "roles" / "data-coach" / "index.html").read_bytes())
    (address,) = page.xpath("//meta[@property='og:image']/@content")
    start = "https://a.example.org/coaching/"
    assert address == f"{start}share/roles/data-coach.png"
    assert size_of((site / address.removeprefix(start)).read_bytes()) == (800, 420)
    (touch,) = page.xpath("//link[@rel='apple-touch-icon']/@href")
    icon = (site / "roles" / "data-coach" / touch).resolve().read_bytes()
    assert size_of(icon) == (180, 180)
