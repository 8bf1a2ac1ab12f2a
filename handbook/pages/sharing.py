"""The picture that other programs show where somebody passes a page on: what stands on it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from handbook.contrast import LEAST_FOR_TEXT, nearest_passing
from handbook.pages.colors import spark_on
from handbook.pages.desk import plain

if TYPE_CHECKING:
    from handbook.model.district import District
    from handbook.pages.page import Page

FOLDER = "share/"

_WHITE = "#ffffff"
_HOME = "index.md"


@dataclass(frozen=True, slots=True)
class ShareCard:
    """What stands on the picture of a page."""

    title: str
    """The page's title, or the handbook's for its first page."""
    description: str
    """What the page says, in a sentence, or nothing."""
    district: str
    """Whose handbook it is."""
    foot: str
    """The handbook's title, and its edition."""
    ground: str
    """The color it is drawn on."""
    ink: str
    """A color that can be read there."""
    spark: str
    """A color that stands out there."""
    language: str
    """The language of the words."""


def picture_uri(page_uri: str) -> str:
    """Return the file of a page's picture."""
    return f"{FOLDER}{page_uri.removesuffix('.md')}.png"


def with_picture(page: Page) -> Page:
    """Return the page with its picture named in its front matter."""
    return replace(page, meta={**page.meta, "picture": picture_uri(page.uri)})


def share_card(page: Page, *, district: District) -> ShareCard:
    """Return what stands on a page's picture."""
    title = plain(district.handbook_title)
    brand = district.colors.brand
    return ShareCard(
        title=title if page.uri == _HOME else page.title,
        description=str(page.meta.get("description") or ""),
        district=plain(district.name),
        foot=f"{title} · {plain(district.edition.label)}",
        ground=brand,
        ink=nearest_passing(_WHITE, against=brand, ratio=LEAST_FOR_TEXT),
        spark=spark_on(brand, accent=district.colors.accent),
        language=district.language,
    )
