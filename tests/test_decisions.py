"""What decisions come to: the table cell by cell, the facts, the combinations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from handbook.combinations import combine_decisions, vary_cells, vary_rest
from handbook.contradictions import find_contradictions
from handbook.decisions import settle, settle_decisions
from handbook.loading import load_handbook
from handbook.model.decisions import AUDIENCES, Decisions, Facts

if TYPE_CHECKING:
    from pathlib import Path

    from handbook.decisions import Settled
    from handbook.model.handbook import Handbook


@pytest.fixture
def handbook(small_handbook: Path) -> Handbook:
    """Return a handbook with three rows: conversations, participation and general-focus."""
    return load_handbook(small_handbook)[0]


def decided(handbook: Handbook, **choices: Any) -> Settled:
    """Return what some decisions come to."""
    data = {"posture": "consent-only", "report_breach_to": "coaching-office"} | choices
    return settle_decisions(Decisions.model_validate(data), rules=handbook.confidentiality)


def test_a_row_without_a_decision_takes_consent(handbook: Handbook) -> None:
    """The teacher and the coach know it; everyone else only if the teacher agrees."""
    settled = settle(handbook)
    assert [settled.level("conversations", audience) for audience in AUDIENCES] == [
        "told",
        "told",
        "with-consent",
        "with-consent",
        "with-consent",
        "with-consent",
    ]


def test_what_is_not_there_is_told_to_nobody(handbook: Handbook) -> None:
    """A row or an audience that the handbook does not have learns nothing."""
    settled = settle(handbook)
    assert (settled.level("nothing", "principal"), settled.level("conversations", "x")) == (
        "no",
        "no",
    )


@pytest.mark.parametrize(
    ("posture", "told"),
    [
        ("consent-only", ()),
        ("logistics", ("participation",)),
        ("focus", ("participation", "general-focus")),
    ],
)
def test_a_named_posture_is_a_set_of_cells(
    handbook: Handbook, posture: str, told: tuple[str, ...]
) -> None:
    """It tells the principal and the office the same rows, and nobody else any."""
    settled = decided(handbook, posture=posture)
    assert settled.learned("principal", "told") == settled.learned("office", "told") == told
    assert settled.learned("coaches", "told", "may") == settled.learned("others", "told") == ()


def test_own_cells_change_only_what_they_name(handbook: Handbook) -> None:
    """A district that decides row by row begins at consent."""
    cells = [{"information": "participation", "principal": "told", "office": "may", "others": "no"}]
    settled = decided(handbook, posture="own", cells=cells)
    assert [settled.level("participation", audience) for audience in AUDIENCES] == [
        "told",
        "told",
        "with-consent",
        "told",
        "may",
        "no",
    ]
    assert settled.learned("principal", "told", "may") == ("participation",)


@pytest.mark.parametrize(
    ("facts", "holds"),
    [
        ({}, True),
        ({"told": ["participation", "principal"]}, True),
        ({"told": ["participation", "office"]}, False),
        ({"told": ["participation", "coaches"]}, False),
        ({"not_told": ["participation", "coaches"]}, True),
        ({"not_told": ["participation", "office"]}, True),
        ({"not_told": ["participation", "principal"]}, False),
        ({"never": ["participation", "others"]}, True),
        ({"never": ["participation", "coaches"]}, False),
        ({"by": "principal"}, True),
        ({"by": "office"}, False),
        ({"may": ["participation", "office"]}, True),
        ({"may": ["participation", "principal"]}, False),
        ({"tells": "office"}, True),
        ({"tells": "coaches"}, False),
        ({"passes_on": True}, True),
        ({"passes_on": False}, False),
        ({"passed_on": "participation"}, True),
        ({"passed_on": "general-focus"}, False),
        ({"bars": True}, True),
        ({"bars": False}, False),
        ({"participation": ["assigned", "invited"]}, True),
        ({"participation": ["voluntary"]}, False),
        ({"teams": True}, False),
        ({"teams": False}, True),
        ({"copies": True}, True),
        ({"copies": False}, False),
        ({"notes_given": True}, False),
        ({"notes_given": False}, True),
        ({"adopted": True}, True),
        ({"adopted": False}, False),
        ({"agreed": True}, False),
        ({"agreed": False}, True),
        ({"reviewed": True}, False),
        ({"reviewed": False, "told": ["participation", "principal"]}, True),
        ({"reviewed": True, "told": ["participation", "principal"]}, False),
    ],
)
def test_facts_are_asked_of_the_table(
    handbook: Handbook, facts: dict[str, Any], *, holds: bool
) -> None:
    """Each fact that is asked about must be so; a right to tell is not a duty."""
    cells = [{"information": "participation", "principal": "told", "office": "may", "others": "no"}]
    participation = {"kind": "assigned", "by": ["principal"]}
    settled = decided(
        handbook,
        posture="own",
        cells=cells,
        participation=participation,
        teams=False,
        review={"board": "Policy 4120"},
    )
    assert settled.holds(Facts.model_validate(facts)) is holds


def test_nothing_asked_always_holds(handbook: Handbook) -> None:
    """A text without a condition stands everywhere."""
    assert settle(handbook).holds(None)


def test_combinations_are_the_ones_that_make_sense(handbook: Handbook) -> None:
    """Nobody assigns coaching who may not learn of it; the district's own come last."""
    combined = combine_decisions(handbook)
    by = {(): "nobody", ("principal",): "P", ("office",): "O", ("principal", "office"): "PO"}
    found: dict[str, list[str]] = {}
    for one in combined[:-1]:
        participation = one.decisions.participation
        found.setdefault(one.decisions.posture, []).append(
            f"{participation.kind} {by[participation.by]}"
        )
    free = ["voluntary nobody", "invited P", "invited O", "invited PO"]
    assigned = ["assigned P", "assigned O", "assigned PO"]
    assert found == {
        "consent-only": free,
        "logistics": [*free, *assigned],
        "focus": [*free, *assigned],
    }
    assert combined[-1] == settle(handbook)


def test_shipped_postures_tell_what_they_told_before(shipped: Handbook) -> None:
    """The three named postures are those that districts have signed under."""
    rules = shipped.confidentiality
    own = shipped.district.decisions
    told = {}
    for posture in rules.postures:
        settled = settle_decisions(own.model_copy(update={"posture": posture.id}), rules=rules)
        told[posture.id] = {one: settled.learned(one, "told", "may") for one in AUDIENCES[2:]}
    logistics = ("participation", "meeting-times", "cycle-finished")
    nobody: dict[str, tuple[str, ...]] = dict.fromkeys(AUDIENCES[2:], ())
    assert told == {
        "consent-only": nobody,
        "logistics": nobody | {"principal": logistics, "office": logistics},
        "focus": nobody
        | {"principal": (*logistics, "general-focus"), "office": (*logistics, "general-focus")},
    }


def test_cells_vary_one_at_a_time(handbook: Handbook) -> None:
    """From each posture one cell changes, and only to what a district may decide."""
    named = [
        decided(handbook, posture=posture.id).table for posture in handbook.confidentiality.postures
    ]
    changed = set()
    for settled in vary_cells(handbook):
        cells = min((set(settled.table.items()) - set(table.items()) for table in named), key=len)
        assert len(cells) <= 1
        changed |= cells
    assert (("participation", "principal"), "may") in changed
    assert (("participation", "others"), "no") in changed
    assert (("participation", "others"), "told") not in changed
    assert (("general-focus", "coaches"), "told") not in changed


def test_varied_cells_are_what_a_district_would_write(shipped: Handbook) -> None:
    """Each table is what its own decisions come to, and those can stand together."""
    rules = shipped.confidentiality
    for settled in vary_cells(shipped):
        assert settle_decisions(settled.decisions, rules=rules) == settled
        assert tuple(find_contradictions(settled.decisions, rules=rules)) == ()


def test_the_rest_varies_one_at_a_time(shipped: Handbook) -> None:
    """Teams, notes and reviews are each decided in every way that makes sense."""
    varied = [one.decisions for one in vary_rest(settle(shipped), rules=shipped.confidentiality)]
    assert {one.teams for one in varied} == {True, False}
    assert {(one.notes.owner, one.notes.then, one.notes.teacher_copies) for one in varied} == {
        ("coach", "destroyed", True),
        ("coach", "destroyed", False),
        ("coach", "given-to-teacher", True),
        ("teacher", "given-to-teacher", True),
        ("district", "destroyed", True),
        ("district", "destroyed", False),
    }
    reviews = {(one.review.counsel, one.review.board, one.review.association) for one in varied}
    assert reviews == {
        (None, None, None),
        ("Counsel", None, None),
        (None, "Policy 1", None),
        (None, None, "Memorandum 1"),
        (None, "Policy 1", "Memorandum 1"),
    }
