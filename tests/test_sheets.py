"""Printed sheets: what they hold, and what the engine makes of it."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import page as validation
import pikepdf
import pytest

from handbook.addresses import sheet_uris
from handbook.book import Cover
from handbook.pdf.sheet import render_sheet
from handbook.press import Press
from handbook.project import Project
from handbook.sheets import Sheet

if TYPE_CHECKING:
    from handbook.book import Node
    from handbook.model.handbook import Handbook

ROOT = Path(__file__).parent.parent
DISTRICT = Path(__file__).parent / "fixtures" / "maple-valley"

COVER = Cover(
    title="Handbook",
    volume="",
    district="Pine County",
    edition="2026",
    effective="July 1, 2026",
    web_address="",
    logo=b"",
    color="#1f4e4a",
    paper="letter",
    language="en",
)


def words(text: str) -> list[Node]:
    """Return a text as the pieces of a paragraph."""
    return [{"type": "words", "text": text}]


def heading(level: int, text: str) -> Node:
    """Return a heading."""
    return {"type": "heading", "level": level, "labels": [], "text": words(text)}


def paragraph(text: str) -> Node:
    """Return a paragraph."""
    return {"type": "paragraph", "style": "", "text": words(text)}


def page_count(sheet: Sheet) -> int:
    """Return how many pages a sheet has."""
    with pikepdf.open(io.BytesIO(render_sheet(sheet, cover=COVER, timestamp=0))) as pdf:
        return len(pdf.pages)


def poster(paragraphs: int) -> Sheet:
    """Return a poster with so many paragraphs."""
    said = paragraph("Ask any coach for any of this, in person or in one line of e-mail. " * 3)
    return Sheet("What to ask", "poster", (heading(1, "What to ask"), *[said] * paragraphs))


@pytest.mark.slow
def test_a_poster_is_set_smaller_before_it_takes_a_second_page() -> None:
    """What fits at the smallest size is one page; what does not goes on to the next."""
    assert page_count(poster(3)) == 1
    assert page_count(poster(24)) == 1
    assert page_count(poster(90)) > 1


@pytest.mark.slow
def test_each_heading_of_the_second_level_begins_a_card() -> None:
    """Eight cards fill a page."""
    cards = tuple(
        block for at in range(9) for block in (heading(2, f"Card {at}?"), paragraph("Why."))
    )
    sheet = Sheet("Cards", "cards", (heading(1, "Cards"), *cards))
    assert page_count(replace(sheet, blocks=sheet.blocks[:17])) == 1
    assert page_count(sheet) == 2


@pytest.mark.slow
def test_the_same_words_give_the_same_bytes() -> None:
    """Nothing in a sheet depends on the clock."""
    made = [render_sheet(poster(2), cover=COVER, timestamp=0) for _ in range(2)]
    assert made[0] == made[1]


def test_a_sheet_goes_with_its_page(shipped: Handbook) -> None:
    """Where a page is left out, the sheet of the same name is not made."""
    assert "coaching-menu.pdf" in sheet_uris(shipped)
    without = replace(shipped, left_out=frozenset({("page", "coaching-menu")}))
    assert "coaching-menu.pdf" not in sheet_uris(without)


@pytest.mark.slow
def test_the_shipped_sheets_are_accessible(tmp_path: Path) -> None:
    """Every sheet passes every rule of PDF/UA-1, and every poster is one page."""
    project = Project((ROOT, DISTRICT), Press())
    for uri, sheet in project.sheets.items():
        path = tmp_path / uri
        path.write_bytes(project.sheet(uri))
        report = validation.validate_pdf(str(path), profile="ua1")
        assert [failure.rule_id for failure in report.failures] == [], uri
        with pikepdf.open(path) as pdf:
            assert sheet.layout == "cards" or len(pdf.pages) == 1, uri


def test_every_shipped_activity_says_how_long_and_with_whom(shipped: Handbook) -> None:
    """The menu has no gaps."""
    gaps = [
        activity.id
        for role in shipped.roles
        for activity in role.activities
        if not (activity.minutes and activity.visits and activity.intensity)
        or not (activity.partners and activity.information)
    ]
    assert gaps == []
