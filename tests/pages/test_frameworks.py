"""A framework may go deep, weigh its parts and tell levels of performance; each is checked."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from handbook.addresses import entry_address
from handbook.crosswalk import build_crosswalk
from handbook.loading import load_handbook

if TYPE_CHECKING:
    from collections.abc import Callable

    from handbook.model.handbook import Handbook
    from handbook.pages.page import Page

DEEP = Path(__file__).parents[1] / "fixtures" / "frameworks" / "deep.yml"


@pytest.fixture
def deep_handbook(small_handbook: Path) -> Path:
    """Return the small handbook with a framework of four depths, one part of which is served."""
    shutil.copy(DEEP, small_handbook / "standards" / "valley-rubric.yml")
    edit(small_handbook / "roles" / "data-coach.yml", "[tlms-5a]", "[tlms-5a, valley-a1a]")
    return small_handbook


def edit(path: Path, old: str, new: str) -> None:
    """Replace words that stand in a file once."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def loaded(root: Path) -> Handbook:
    """Return a handbook that has no problem."""
    handbook, problems = load_handbook(root)
    assert problems == ()
    return handbook


def test_every_depth_has_its_address(deep_handbook: Path) -> None:
    """A part of a part stands on its domain's page, at an anchor of its own, as levels do."""
    entries = loaded(deep_handbook).entries
    address = entry_address(entries["function", "valley-a1a-wait"])
    assert (address.uri, address.anchor) == ("standards/valley-a.md", "valley-a1a-wait")
    address = entry_address(entries["level", "valley-growing"])
    assert (address.uri, address.anchor) == ("standards/valley-rubric.md", "valley-growing")


def test_crosswalk_of_a_deep_framework(deep_handbook: Path) -> None:
    """Who serves a part serves what holds it; what counts as not served is the finest there is."""
    crosswalk = build_crosswalk(loaded(deep_handbook))
    served = {name for name, services in crosswalk.by_function.items() if services}
    assert served == {"tlms-5a", "valley-a1", "valley-a1a"}
    assert [function.id for _, function in crosswalk.unserved_functions] == [
        "tlms-5b",
        "valley-a1b",
        "valley-a2",
        "valley-b1",
    ]


def test_pages_of_a_deep_framework(
    deep_handbook: Path, pages_of: Callable[[Path], dict[str, Page]]
) -> None:
    """The domain's page has each depth as a heading, its weight, and a table of the levels."""
    pages = pages_of(deep_handbook)
    text = pages["standards/valley-a.md"].markdown
    for heading in (
        "## A1 Ask before telling { #valley-a1 }",
        "### A1a Open questions { #valley-a1a }",
        "#### A1a.i Wait time { #valley-a1a-wait }",
    ):
        assert f"\n{heading}\n" in text
    assert "Counts for 70 percent" in text
    assert "[Leading](valley-rubric.md#valley-leading)" in text
    assert "Asks, waits, and asks again." in text
    assert pages["standards/valley-a.md"].keywords["valley-a1a"] == ("what is an open question",)
    assert "### Beginning { #valley-beginning }" in pages["standards/valley-rubric.md"].markdown
    assert "1 of 4 functions are served" in pages["crosswalk.md"].markdown


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            "weight: 30",
            "weight: 20",
            (
                "standards/valley-rubric.yml:28:17: domains.0.functions.0.weight: the weights here "
                "add up to 90, not 100. Change one of them."
            ),
        ),
        (
            "        weight: 30\n",
            "",
            (
                "standards/valley-rubric.yml:51:9: domains.0.functions.1: 'valley-a2' has no "
                "weight, and others beside it have one. Write 'weight:', or take theirs away."
            ),
        ),
        (
            "weight: 30",
            "weight: 130",
            (
                "standards/valley-rubric.yml:55:17: domains.0.functions.1.weight: must be at most "
                "100, got 130. Write a smaller number."
            ),
        ),
        (
            "level: valley-growing",
            "level: valley-beginning",
            (
                "standards/valley-rubric.yml:36:15: domains.0.functions.0.parts.0.performance: the "
                "level 'valley-growing' is not described. Add '- level: valley-growing' with its "
                "text.\n"
                "standards/valley-rubric.yml:38:24: "
                "domains.0.functions.0.parts.0.performance.1.level: the level 'valley-beginning' "
                "is described already. Keep one of the two."
            ),
        ),
        (
            "level: valley-growing",
            "level: valley-grow",
            (
                "standards/valley-rubric.yml:38:24: "
                "domains.0.functions.0.parts.0.performance.1.level: no level of performance has "
                "the id 'valley-grow'. Did you mean 'valley-growing'?"
            ),
        ),
        (
            "[domain, component, element, look-for]",
            "[domain, component, element]",
            (
                "standards/valley-rubric.yml:43:17: domains.0.functions.0.parts.0.parts.0: this is "
                "4 levels deep, and 'level_names' has 3. Add what the framework calls one thing of "
                "this depth."
            ),
        ),
    ],
)
def test_faults(
    deep_handbook: Path, problems_in: Callable[[Path], str], old: str, new: str, problem: str
) -> None:
    """Weights that are no shares, levels told twice or not at all, and depths without a name."""
    edit(deep_handbook / "standards" / "valley-rubric.yml", old, new)
    found = problems_in(deep_handbook)
    assert found == problem


def test_deep_framework_is_sound(deep_handbook: Path, problems_in: Callable[[Path], str]) -> None:
    """The framework that the faults are made in has none."""
    assert problems_in(deep_handbook) == ""
