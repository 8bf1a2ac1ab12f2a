"""Pages say of words from right to left in which language and direction they are."""

from __future__ import annotations

import re
from pathlib import Path

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.pages.article import ArticleRenderer
from handbook.pages.directed import mark_directions
from handbook.site_config import markdown_settings, read_config

RENDERER = ArticleRenderer(
    markdown_settings(read_config(Path(__file__).parent.parent.parent / "mkdocs.yml"))
)
HE, WHOLE = '<span lang="he" dir="rtl">', '<span lang="he" dir="rtl" class="hb-rtl">'
AR = '<span lang="ar" dir="rtl">'


@pytest.mark.parametrize(
    ("page", "marked"),
    [
        ("Words, and *more*.", "Words, and *more*."),
        ("Ask **אסתר כהן** (she).", f"Ask **{HE}אסתר כהן</span>** (she)."),
        ("Ask אסתר or مريم.", f"Ask {HE}אסתר</span> or {AR}مريم</span>."),
        (
            "שלום, עולם.\nעוד (3).\n\nשלום",
            f"{WHOLE}שלום, עולם.\nעוד (3).</span>\n\n{WHOLE}שלום</span>",
        ),
        ("## שלום { #peace }", f"## {WHOLE}שלום</span> {{ #peace }}"),
        ("- שלום\n- two", f"- {WHOLE}שלום</span>\n- two"),
        ("> 1. שלום", f"> 1. {WHOLE}שלום</span>"),
        ("| a | שם |", f"| a | {WHOLE}שם</span> |"),
        ('<td data-label="שם">שם</td>', f'<td data-label="שם">{WHOLE}שם</span></td>'),
        ("Term\n: שלום", f"Term\n: {WHOLE}שלום</span>"),
        ("See [שלום](שלום.md).", f"See [{HE}שלום</span>](שלום.md)."),
        ("A `שלום` b", "A `שלום` b"),
        ("![שלום](a.png) b", "![שלום](a.png) b"),
        ("```\nשלום\n\nשלום\n```", "```\nשלום\n\nשלום\n```"),
        ('<p dir="rtl" lang="he">שלום</p>', '<p dir="rtl" lang="he">שלום</p>'),
        ("*[WHO]: שלום", "*[WHO]: שלום"),
        ('[a]: https://example.org "שלום"', '[a]: https://example.org "שלום"'),
        ('!!! note "שלום"\n    שלום', f'!!! note "שלום"\n    {WHOLE}שלום</span>'),
    ],
)
def test_what_is_marked(page: str, marked: str) -> None:
    """A paragraph, an item or a cell that is mostly so is marked whole; else its words alone."""
    assert mark_directions(page) == marked


SIGNS = (
    *("שלום", "مريم ", "word", "- ", "  ", "\n", "\n\n", "`", "```\n", "**", "| ", "[", "](a.md)"),
    *("<b>", "</b>", "# ", ": ", "> ", "{ .x }", "1. ", '!!! note "', '"\n    ', "![", "."),
)


@given(st.lists(st.sampled_from(SIGNS), max_size=40))
def test_nothing_else_changes(pieces: list[str]) -> None:
    """Marking adds tags and takes nothing away, whatever the page."""
    page = "".join(pieces)
    marked = re.sub(
        r'<span lang="(?:he|ar)" dir="rtl"(?: class="hb-rtl")?>|</span>', "", mark_directions(page)
    )
    assert marked == page


def test_pages_as_a_browser_reads_them() -> None:
    """The marks are elements with a language, a direction and the words, where Markdown is read."""
    page = "# Trust, אמון\n\n*שלום* עולם.\n\n- שלום, **עולם**\n\n| a |\n| --- |\n| שלום |\n"
    tree = html5lib.parse(RENDERER.render(mark_directions(page)).html, namespaceHTMLElements=False)
    found = [
        ("".join(one.itertext()), one.get("lang"), one.get("dir"), one.get("class"))
        for one in tree.iter("span")
    ]
    assert found == [
        ("אמון", "he", "rtl", None),
        ("שלום עולם.", "he", "rtl", "hb-rtl"),
        ("שלום, עולם", "he", "rtl", "hb-rtl"),
        ("שלום", "he", "rtl", "hb-rtl"),
    ]
