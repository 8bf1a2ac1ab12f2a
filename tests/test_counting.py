"""Numbers of records follow what a district adds and leaves out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from handbook.checks.counts import check_counts
from handbook.counting import counted_names, counted_words
from handbook.loading import load_handbook
from handbook.sayings import decide_handbook

if TYPE_CHECKING:
    from pathlib import Path

    from handbook.model.handbook import Handbook


def test_numbers_of_the_shipped_handbook(shipped: Handbook) -> None:
    """Every name has its number, in words as a sentence needs them."""
    words = counted_words(decide_handbook(shipped))
    assert words.keys() == counted_names(sets=[one.id for one in shipped.principle_sets])
    assert (words["counted.stages"], words["counted.Stages"]) == ("seven", "Seven")
    assert words["counted.functions"] == "44"
    assert words["counted.coaching_principles"] == "seven"


def test_what_is_left_out_is_not_counted(small_handbook: Path) -> None:
    """A text says the number that is left, also within a sentence that follows from decisions."""
    role = small_handbook / "roles" / "data-coach.yml"
    other = role.read_text(encoding="utf-8").replace("data-coach", "pace-coach")
    other = other.replace("id: read", "id: pace").replace("Data Coach", "Pace Coach")
    (role.parent / "pace-coach.yml").write_text(other, encoding="utf-8")
    page = small_handbook / "content" / "trust.md"
    text = "---\ntitle: Trust in {{ counted.roles }}\n---\n\n{{ counted.Roles }} roles.\n"
    page.write_text(text, encoding="utf-8")
    district = small_handbook / "district.yml"
    leaving = district.read_text(encoding="utf-8") + "leave_out:\n  roles: [pace-coach]\n"
    assert title_of_trust(small_handbook) == "Trust in two"
    district.write_text(leaving, encoding="utf-8")
    assert title_of_trust(small_handbook) == "Trust in one"


def title_of_trust(root: Path) -> str:
    """Return the title of a page under the district's decisions."""
    handbook = decide_handbook(load_handbook(root)[0])
    return next(page.meta.title for page in handbook.pages if page.uri == "trust.md")


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("The four roles help.", "'four roles' … Write '{{ counted.roles }}'"),
        ("Seven [stages](a.md) lead on.", "'Seven stages' … Write '{{ counted.Stages }}'"),
        ("All 37 functions.", "'37 functions' … Write '{{ counted.functions }}'"),
        (
            "The seven partnership principles.",
            "'seven partnership principles' … Write '{{ counted.partnership_principles }}'",
        ),
        ("Six other {{ terms.coaching }} activities.", None),
        ("Two people, one goal, five minutes, two sources.", ""),
        ("`four roles` in code, and the 2026 forms.", ""),
    ],
)
def test_typed_numbers(small_handbook: Path, text: str, advice: str | None) -> None:
    """A number before what the handbook holds is told with what to write; other numbers pass."""
    page = small_handbook / "content" / "trust.md"
    page.write_text(f"---\ntitle: Trust\n---\n\n{text}\n", encoding="utf-8")
    handbook, _ = load_handbook(small_handbook)
    found = [str(one) for one in check_counts(handbook) if "trust.md" in one.location.path]
    if not advice:
        assert len(found) == (advice is None)
        return
    what, _, remedy = advice.partition(" … ")
    column = text.index(what.strip("'").partition(" ")[0]) + 1
    wrong = "is wrong when a district adds one or leaves one out."
    place = f"content/trust.md:5:{column}: warning: {what} {wrong}"
    assert found == [f"{place} {remedy}, or say it without the number."]
