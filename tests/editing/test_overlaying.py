"""What a district's file has to say: as little as will do, and never another record."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.editing.overlaying import laid_over, overlay_for
from handbook.model.question import Question
from handbook.model.role import Role

ACTIVITIES = tuple({"id": name, "name": name.upper(), "text": "T."} for name in "abc")
BELOW: dict[str, Any] = {
    "id": "data-coach",
    "name": "Data Coach",
    "summary": "S.",
    "purpose": "P.",
    "source_note": "N.",
    "activities": ACTIVITIES,
    "asks": ("One?", "Two?"),
    "agreement": {"coach_commits": ({"id": "x", "text": "X."},), "teacher_commits": ()},
}
ONE, TWO, THREE = ACTIVITIES
CASES: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "a text": ({"name": "Mine"}, {"id": "data-coach", "name": "Mine"}),
    "nothing": ({}, {"id": "data-coach"}),
    "an item's text": (
        {"activities": (ONE, {**TWO, "text": "Mine."}, THREE)},
        {"id": "data-coach", "activities": ({"id": "b", "text": "Mine."},)},
    ),
    "an item away": (
        {"activities": (ONE, THREE)},
        {"id": "data-coach", "activities": ({"id": "b", "leave_out": "yes"},)},
    ),
    "an item more": (
        {"activities": (*ACTIVITIES, {"id": "d", "name": "D", "text": "T."})},
        {"id": "data-coach", "activities": ({"id": "d", "name": "D", "text": "T."},)},
    ),
    "an item first": (
        {"activities": (THREE, ONE, TWO)},
        {"id": "data-coach", "activities": ({"id": "c", "before": "a"},)},
    ),
    "an item between": (
        {"activities": (ONE, {"id": "d", "name": "D"}, TWO, THREE)},
        {"id": "data-coach", "activities": ({"id": "d", "name": "D", "after": "a"},)},
    ),
    "a part of a part": (
        {"agreement": {**BELOW["agreement"], "coach_commits": ({"id": "x", "text": "Mine."},)}},
        {
            "id": "data-coach",
            "agreement": {"coach_commits": ({"id": "x", "text": "Mine."},)},
        },
    ),
    "lines": ({"asks": ("Three?",)}, {"id": "data-coach", "asks": ("Three?",)}),
}


@pytest.mark.parametrize("case", CASES)
def test_a_record_is_said_by_its_differences(case: str) -> None:
    """Each sort of change is said where it is, and the two layers together give the record."""
    changed, said = CASES[case]
    assert overlay_for(BELOW, {}, {**BELOW, **changed}, model=Role) == said


def test_an_optional_field_goes_by_without() -> None:
    """What the base has and the district does without is named; said again, it is named no more."""
    gone = {key: value for key, value in BELOW.items() if key != "source_note"}
    said = overlay_for(BELOW, {}, gone, model=Role)
    assert said == {"id": "data-coach", "without": ("source_note",)}
    assert overlay_for(BELOW, said, BELOW, model=Role) == {"id": "data-coach"}


def test_a_statement_is_said_whole_or_not_at_all() -> None:
    """Who changes the answer takes the verdict along; who goes back says neither."""
    below: dict[str, Any] = {"id": "q", "ask": "May I?", "verdict": "yes", "answer": "You may."}
    mine: dict[str, Any] = {**below, "answer": "You may, in May."}
    said = overlay_for(below, {}, mine, model=Question)
    assert said == {"id": "q", "verdict": "yes", "answer": "You may, in May."}
    assert overlay_for(below, said, below, model=Question) == {"id": "q"}


def test_what_cannot_be_said_is_refused() -> None:
    """A needed field of the base cannot be done away with from above."""
    without_name = {key: value for key, value in BELOW.items() if key != "name"}
    with pytest.raises(LookupError):
        overlay_for(BELOW, {}, without_name, model=Role)


NAMES = st.sampled_from("abcdef")
ITEMS = st.lists(NAMES, unique=True, min_size=1, max_size=6).flatmap(
    lambda names: st.tuples(
        *(
            st.fixed_dictionaries({"id": st.just(name), "name": NAMES, "text": NAMES})
            for name in names
        )
    )
)


@given(ITEMS, ITEMS, ITEMS)
def test_any_list_is_said_and_said_again(below: Any, first: Any, second: Any) -> None:
    """From any list to any other, whatever the district said of it before."""
    base = {**BELOW, "activities": below}
    said = overlay_for(base, {}, {**base, "activities": first}, model=Role)
    again = overlay_for(base, said, {**base, "activities": second}, model=Role)
    assert laid_over(base, again, model=Role) == {**base, "activities": second}
    assert overlay_for(base, again, {**base, "activities": second}, model=Role) == again
