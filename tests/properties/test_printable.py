"""Whatever passes the check can be printed: no text that it lets through stops a face on paper."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from handbook.articles import render_articles
from handbook.binding import bind_book
from handbook.cache import Cache
from handbook.opening import open_site
from handbook.press import Press
from handbook.problems import has_errors
from handbook.project import Project
from handbook.site_config import markdown_settings

if TYPE_CHECKING:
    from handbook.model.surroundings import NavItem

pytestmark = pytest.mark.slow

SMALL = Path(__file__).parents[1] / "fixtures" / "small-handbook"
NAV: list[NavItem] = ["index.md", "trust.md", {"Roles": ["roles/data-coach.md"]}]

MARKS = (
    "*",
    "**",
    "_",
    "`",
    "[",
    "](x.md)",
    "<b>",
    "&amp;",
    "|",
    "#",
    "\\",
    "~",
    "$",
    "@",
    "{ #a }",
)
LETTERS = "aé ł’“½ \u00a0\u2011ạ-–.:,'\"0(x)"
words = st.lists(
    st.one_of(st.text(alphabet=LETTERS, min_size=1, max_size=12), st.sampled_from(MARKS)),
    min_size=1,
    max_size=12,
).map(lambda parts: "w" + "".join(parts))

BLOCKS = (
    "# ",
    "## ",
    "> ",
    "- ",
    "1. ",
    "    ",
    "| a | b |\n|---|---|\n| ",
    "<div markdown>\n\n",
    "",
)
bodies = st.lists(st.tuples(st.sampled_from(BLOCKS), words), min_size=1, max_size=8).map(
    lambda blocks: "\n\n".join(before + text for before, text in blocks)
)

sides = st.sampled_from(["", "10", "3cm", "50%", "1e2", "0.5", "0", "x"])
logos = st.builds(
    lambda width, height, box: (
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
            f'viewBox="{box}"><path d="M0 0h9v9z"/></svg>'
        )
        .replace('width=""', "")
        .replace('height=""', "")
    ),
    sides,
    sides,
    st.sampled_from(["0 0 10 10", "0,0,20,5", "-5 -5 10 10", "0 0 .5 9", "0 0 0 9", "a b c d"]),
)

LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'


@settings(
    max_examples=8,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)
@given(title=words, clause=words, name=words, body=bodies, logo=logos)
@example("2026–27", "Words.", "Data Coach", "Words.\n\n| a | b |\n|---|---|\n\n# Title", LOGO)
@example("2026–27", "Words.", "Data Coach", "Words, and no title.", LOGO)
def test_what_passes_can_be_printed(
    title: str, clause: str, name: str, body: str, logo: str
) -> None:
    """A handbook without problems has all its papers: forms as PDF and for Word, and the book."""
    with tempfile.TemporaryDirectory() as scratch:
        home = shutil.copytree(SMALL, Path(scratch, "handbook"))
        form = home / "content" / "forms" / "role-agreement.yml"
        _change(form, "text: The two work toward a goal.", f"text: {json.dumps(clause)}")
        _change(home / "roles" / "data-coach.yml", "name: Data Coach", f"name: {json.dumps(name)}")
        _change(home / "district.yml", "label: 2026–27", f"label: {json.dumps(title)}")
        (home / "content" / "assets" / "logo.svg").write_text(logo, encoding="utf-8")
        (home / "content" / "trust.md").write_text(f"---\ntitle: Trust\n---\n\n{body}\n", "utf-8")
        press = Press(Cache())
        assume(not has_errors(Project((home,), press).problems))
        site = open_site(home, press=press)
        assert all(site.files.values())
        articles = render_articles(site.pages, settings=markdown_settings({}), cache=press.cache)
        book = bind_book(site, volume="", articles=articles, nav=NAV, press=press)
        assert book.startswith(b"%PDF-")


def _change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
