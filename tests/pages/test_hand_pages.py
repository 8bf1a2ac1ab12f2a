"""Pages written by hand keep their words, get the district's, and end with a foot."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from handbook.problems import HandbookError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from handbook.pages.page import Page


def test_body(small_handbook: Path, pages_of: Callable[[Path], dict[str, Page]]) -> None:
    """Placeholders and cross-references of the page are filled in."""
    page = pages_of(small_handbook)["index.md"]
    assert page.markdown.startswith(
        "# Welcome to Small Valley School District\n\n"
        "Read about the [Data Coach](roles/data-coach.md) and [trust](trust.md).\n"
    )


def test_foot(small_handbook: Path, pages_of: Callable[[Path], dict[str, Page]]) -> None:
    """The foot links what the page names as related, and cites its sources."""
    foot = pages_of(small_handbook)["index.md"].markdown.partition("<footer")[2]
    assert "[Data Coach](roles/data-coach.md), [Trust](trust.md)" in foot
    assert "(sources.md#small-study)" in foot


def test_front_matter(pages: dict[str, Page]) -> None:
    """The page's file begins with its title and description, quoted so that any text is safe."""
    head = pages["confidentiality.md"].file_text.split("---\n")[1].splitlines()
    assert head[0].startswith('title: "')
    assert head[1].startswith('description: "')


def test_faults_of_all_pages_at_once(
    small_handbook: Path, pages_of: Callable[[Path], dict[str, Page]]
) -> None:
    """What pages name in vain is found on all of them, with lines counted from the file's top."""
    (small_handbook / "content" / "index.md").write_text(
        "---\ntitle: Welcome\n---\n\n{{ districts.name }}\n{{ path_steps(['role:data-couch']) }}\n",
        encoding="utf-8",
    )
    (small_handbook / "content" / "trust.md").write_text(
        "---\ntitle: Trust\n---\n{% if %}\n", encoding="utf-8"
    )
    with pytest.raises(HandbookError) as caught:
        pages_of(small_handbook)
    assert str(caught.value) == (
        "content/index.md:5:4: nothing is called 'districts'. Did you mean 'district'?\n"
        "content/index.md:6:22: no role has the id 'data-couch'. Did you mean 'data-coach'?\n"
        "content/trust.md:4:1: expected an expression, got 'end of statement block'. "
        "Look at the braces around it.\n"
        "3 problems in 2 files."
    )
