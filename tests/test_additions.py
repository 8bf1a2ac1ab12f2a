"""A page adds sections to the one below it, each where it says, and each line keeps its place."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from handbook.additions import add_sections, written_lines
from handbook.loading import load_handbook
from handbook.press import Press
from handbook.project import Project

if TYPE_CHECKING:
    from pathlib import Path

BELOW = """# Trust

First.

## One { #one }

Of one.

### Inner { #inner }

Of inner.

## Two { #two }

Of two."""


def laid(added: str) -> tuple[str, list[str]]:
    """Return the page with the sections in it, and what has no place."""
    lines, problems = add_sections(
        written_lines(BELOW, path="base:content/trust.md", first_line=4),
        written_lines(added, path="content/trust.md", first_line=5),
    )
    return "\n".join(line.text for line in lines), [str(problem) for problem in problems]


def test_a_section_goes_behind_another() -> None:
    """It stands behind all of the other, its inner headings included, and says no more where."""
    text, problems = laid("## New {after=one}\n\nOf new.")
    assert problems == []
    assert text == BELOW.replace("## Two", "\n## New\n\nOf new.\n\n## Two")


def test_a_section_goes_before_another() -> None:
    """It stands before the other's heading; an id of its own stays."""
    text, problems = laid("## New { #new before=one }\nOf new.")
    assert problems == []
    assert text == BELOW.replace("## One", "\n## New { #new }\nOf new.\n\n## One")


def test_a_section_takes_the_place_of_another() -> None:
    """The other goes with all that is in it, and links to it still arrive."""
    text, problems = laid("## Mine {replaces=one}\nMine.")
    assert problems == []
    assert text == ("# Trust\n\nFirst.\n\n\n## Mine { #one }\nMine.\n\n## Two { #two }\n\nOf two.")


def test_a_section_goes_last() -> None:
    """Behind the last section is the end of the page."""
    text, problems = laid("## New {after=two}\nEnd.")
    assert (problems, text) == ([], f"{BELOW}\n\n## New\nEnd.\n")


def test_inner_headings_belong_to_a_section() -> None:
    """A heading that says nothing of its place stands in the section above it."""
    text, _ = laid("## New {after=two}\n### Of it\nEnd.")
    assert text.endswith("## New\n### Of it\nEnd.\n")


def test_every_line_keeps_its_place() -> None:
    """Each line tells the file and the line that it was written on."""
    lines, _ = add_sections(
        written_lines("# A\n## B { #b }\nText.", path="base:content/a.md", first_line=4),
        written_lines("## C {before=b}\nMore.", path="content/a.md", first_line=5),
    )
    assert [(line.text, line.path, line.number) for line in lines if line.text] == [
        ("# A", "base:content/a.md", 4),
        ("## C", "content/a.md", 5),
        ("More.", "content/a.md", 6),
        ("## B { #b }", "base:content/a.md", 5),
        ("Text.", "base:content/a.md", 6),
    ]


@pytest.mark.parametrize(
    ("added", "message"),
    [
        (
            "Loose words.\n\n## New {after=one}\n",
            (
                "content/trust.md:5:1: body: nothing says where on the page below this goes. "
                "Begin with a heading that does, like '## Summer coaching {after=your-path}'."
            ),
        ),
        (
            "## In summer\n\nWords.\n",
            (
                "content/trust.md:5:1: body: nothing says where on the page below this goes. "
                "Begin with a heading that does, like '## Summer coaching {after=your-path}'."
            ),
        ),
        (
            "## New {after=inne}\n",
            (
                "content/trust.md:5:1: body: no heading of the page below has the id 'inne'. "
                "Did you mean 'inner'?"
            ),
        ),
        (
            "## A {replaces=two}\n## B {replaces=two}\n",
            (
                "content/trust.md:6:1: body: 'two' is replaced on line 5 already. "
                "Write both as one section."
            ),
        ),
        (
            "## A {replaces=one}\n## B {after=inner}\n",
            (
                "content/trust.md:6:1: body: the heading 'inner' stands in a section that is "
                "replaced as a whole. Name another."
            ),
        ),
    ],
)
def test_what_has_no_place(added: str, message: str) -> None:
    """A section without a place is told where it stands, and the page stays as it is."""
    assert laid(added) == (BELOW, [message])


def over(small_handbook: Path, tmp_path: Path, page: str) -> tuple[Path, Path]:
    """Return a handbook and a folder that says this of its page on trust."""
    path = small_handbook / "content" / "trust.md"
    path.write_text(f"---\ntitle: Trust\n---\n{BELOW}\n", encoding="utf-8")
    (tmp_path / "top" / "content").mkdir(parents=True)
    (small_handbook / "district.yml").rename(tmp_path / "top" / "district.yml")
    shutil.copytree(small_handbook / "content" / "assets", tmp_path / "top" / "content" / "assets")
    (tmp_path / "top" / "content" / "trust.md").write_text(page, encoding="utf-8")
    return small_handbook, tmp_path / "top"


def test_a_districts_page_adds(small_handbook: Path, tmp_path: Path) -> None:
    """The front matter that says so keeps the title below, and faults stand where they are."""
    added = "---\nbody: adds\n---\n## New {after=one}\n\nSee [that](gone.md).\n"
    roots = over(small_handbook, tmp_path, added)
    handbook, problems = load_handbook(*roots)
    assert not problems
    (page,) = (page for page in handbook.pages if page.uri == "trust.md")
    assert page.meta.title == "Trust"
    assert "Of inner.\n\n\n## New\n" in page.body
    found = [str(one) for one in Project(roots, Press()).text_problems if "gone.md" in str(one)]
    assert found == [
        "content/trust.md:6:12: the link '(gone.md)' leads to no page. Did you mean 'index.md'?"
    ]


def test_nothing_to_add_to(small_handbook: Path) -> None:
    """A page that adds to none is told so."""
    (small_handbook / "content" / "more.md").write_text(
        "---\ntitle: More\nbody: adds\n---\n## New {after=one}\n", encoding="utf-8"
    )
    assert [str(one) for one in load_handbook(small_handbook)[1]] == [
        (
            "content/more.md:3:7: body: no page below has this file, so that there is nothing to "
            "add to. Take it out."
        )
    ]


def test_another_word_for_it(small_handbook: Path) -> None:
    """Whatever else stands there is told, with what can."""
    (small_handbook / "content" / "trust.md").write_text(
        "---\ntitle: Trust\nbody: more\n---\n# Trust\n", encoding="utf-8"
    )
    assert [str(one) for one in load_handbook(small_handbook)[1]] == [
        (
            "content/trust.md:3:7: body: expected 'adds', got 'more'. Write 'body: adds' where the "
            "text is sections for the page below, or take the line out."
        )
    ]
