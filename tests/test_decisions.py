"""What decisions come to: the table cell by cell, the facts, the combinations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from handbook.decisions import combine_decisions, settle, settle_decisions, vary_cells
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
        ({"told": ["participation", "office"]}, True),
        ({"told": ["participation", "coaches"]}, False),
        ({"not_told": ["participation", "coaches"]}, True),
        ({"not_told": ["participation", "office"]}, False),
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
    """Each fact that is asked about must be so; a right and a duty both count as told."""
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
    assert [(one.decisions.posture, one.decisions.participation.kind) for one in combined] == [
        ("consent-only", "voluntary"),
        ("consent-only", "invited"),
        ("logistics", "voluntary"),
        ("logistics", "invited"),
        ("logistics", "assigned"),
        ("focus", "voluntary"),
        ("focus", "invited"),
        ("focus", "assigned"),
        ("consent-only", "voluntary"),
    ]


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
    varied = list(vary_cells(handbook))
    consent = settle(handbook).table
    first = [one.table for one in varied if len(set(one.table.items()) - set(consent.items())) == 1]
    changed = {next(iter(set(table.items()) - set(consent.items()))) for table in first}
    assert (("participation", "principal"), "may") in changed
    assert (("participation", "others"), "no") in changed
    assert (("general-focus", "principal"), "told") not in changed
