"""Decisions that cannot stand together, each with the way out.

The one list of them: `check` refuses these, and what is tried or shown leaves them out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from handbook.decisions import LEARNS_UNASKED, OUTSIDERS, PARTICIPATION, settle_decisions
from handbook.model.decisions import OWN_POSTURE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handbook.decisions import Settled
    from handbook.model.confidentiality import Confidentiality, InformationKind
    from handbook.model.decisions import AudienceId, Decisions, Level, OwnCells
    from handbook.problems import FieldPath

    Contradiction = tuple[FieldPath, str]

INSIDE = (
    "what happens inside coaching is told to nobody unasked: "
    "it could serve as information for an evaluation."
)
"""Why rows that happen inside coaching are never told."""

_TOGETHER = frozenset({"posture", "cells", "participation"})
"""The decisions that others are tried with: what is amiss elsewhere must not hide every one."""


def find_contradictions(decisions: Decisions, *, rules: Confidentiality) -> Iterator[Contradiction]:
    """Yield where decisions cannot stand together: the field of the decisions, and a message."""
    yield from _contradictions(settle_decisions(decisions, rules=rules), rules=rules)


def conflict(settled: Settled, *, rules: Confidentiality) -> str:
    """Return why who learns what and who takes part cannot stand together; nothing if they can."""
    found = _contradictions(settled, rules=rules)
    return next((message for field, message in found if field[0] in _TOGETHER), "")


def _contradictions(settled: Settled, *, rules: Confidentiality) -> Iterator[Contradiction]:
    decisions = settled.decisions
    yield from _posture(decisions)
    yield from _participation(settled)
    yield from _notes(decisions)
    yield from _review(decisions)
    if decisions.posture == OWN_POSTURE:
        yield from _rows(decisions, rules=rules)
        yield from _table(settled, rules=rules)


def _posture(decisions: Decisions) -> Iterator[Contradiction]:
    if decisions.posture == OWN_POSTURE and not decisions.cells:
        message = "no row is decided. Add 'cells:', or name a posture."
        yield ("posture",), message
    if decisions.posture != OWN_POSTURE and decisions.cells:
        message = (
            f"the posture '{decisions.posture}' decides every row. "
            "Take 'cells:' out, or write 'posture: own'."
        )
        yield ("cells",), message


def _participation(settled: Settled) -> Iterator[Contradiction]:
    kind, by = settled.decisions.participation.kind, settled.decisions.participation.by
    if kind == "voluntary" and by:
        message = (
            "nobody invites or assigns where coaching is voluntary. "
            "Empty the list, or write 'kind: invited'."
        )
        yield ("participation", "by"), message
    if kind != "voluntary" and not by:
        message = (
            f"coaching is {kind}, and nobody does it. Name principal, office or both under 'by:'."
        )
        yield ("participation", "kind"), message
    for position, audience in enumerate(by):
        if audience in by[:position]:
            message = f"'{audience}' is named twice. Take one of the two out."
            yield ("participation", "by", position), message
        elif kind == "assigned" and not settled.is_told(PARTICIPATION, audience):
            told = "Choose the posture 'logistics' or 'focus'"
            if settled.decisions.posture == OWN_POSTURE:
                told = f"Write '- {{information: {PARTICIPATION}, {audience}: told}}'"
            message = (
                f"'{audience}' assigns teachers to coaching and is not told who takes part. "
                f"{told}, or write 'kind: invited'."
            )
            yield ("participation", "by", position), message


def _notes(decisions: Decisions) -> Iterator[Contradiction]:
    notes = decisions.notes
    if notes.owner == "teacher" and not notes.teacher_copies:
        message = (
            "the notes belong to the teacher, who may not copy them. "
            "Write 'teacher_copies: yes', or 'owner: coach'."
        )
        yield ("notes", "teacher_copies"), message
    if notes.owner == "teacher" and notes.then == "destroyed":
        message = (
            "the notes belong to the teacher, and someone else destroys them. "
            "Write 'then: given-to-teacher', or 'owner: coach'."
        )
        yield ("notes", "then"), message
    if notes.then == "given-to-teacher" and notes.owner == "district":
        message = (
            "the notes belong to the district, which gives them away and keeps no copy. "
            "Write 'then: destroyed', or 'owner: coach'."
        )
        yield ("notes", "then"), message
    if notes.then == "given-to-teacher" and notes.owner == "coach" and not notes.teacher_copies:
        message = (
            "the teacher is given the notes at the end and may have no copy before. "
            "Write 'teacher_copies: yes', or 'then: destroyed'."
        )
        yield ("notes", "then"), message


def _review(decisions: Decisions) -> Iterator[Contradiction]:
    review = decisions.review
    if (review.counsel is None) != (review.on is None):
        there, missing = ("counsel", "on") if review.counsel else ("on", "counsel")
        message = f"'{there}:' stands without '{missing}:'. Say who reviewed the forms, and when."
        yield ("review", there), message


def _rows(decisions: Decisions, *, rules: Confidentiality) -> Iterator[Contradiction]:
    """Yield the rows that cannot be decided at all, or not so."""
    totals = {kind.id for kind in rules.kinds if kind.default == "totals"}
    seen: set[str] = set()
    for position, cells in enumerate(decisions.cells):
        field: FieldPath = ("cells", position, "information")
        if cells.information in seen:
            yield field, f"the row '{cells.information}' is decided twice. Put both into one line."
        elif cells.information in totals:
            message = "everyone learns it in totals, whatever else is decided. Take the row out."
            yield field, message
        elif not any(_decided(cells)):
            message = (
                "the row says nobody. Add who learns it, like 'principal: told', or take it out."
            )
            yield field, message
        seen.add(cells.information)
        for audience, level in _decided(cells):
            if level == "totals":
                message = "a single piece of information has no totals. Write another level."
                yield ("cells", position, audience), message


def _table(settled: Settled, *, rules: Confidentiality) -> Iterator[Contradiction]:
    """Yield the cells that are told though something else keeps them from being so."""
    rows = {kind.id: kind for kind in rules.kinds}
    for position, cells in enumerate(settled.decisions.cells):
        row = rows.get(cells.information)
        for audience, level in _decided(cells):
            if row is not None and level in LEARNS_UNASKED:
                field: FieldPath = ("cells", position, audience)
                if row.is_inside:
                    yield field, f"{INSIDE} Write 'with-consent'."
                for other in missed_rows(row, audience=audience, level=level, settled=settled):
                    message = (
                        f"whoever learns '{row.id}' learns '{other}' as well. "
                        f"Write '- {{information: {other}, {audience}: {level}}}'."
                    )
                    yield field, message
                for named in missed_audiences(row, audience=audience, level=level, settled=settled):
                    message = (
                        f"what anyone may learn is not kept from '{named}'. "
                        f"Add '{named}: {level}' to the row."
                    )
                    yield field, message


def missed_rows(
    row: InformationKind, *, audience: AudienceId, level: Level, settled: Settled
) -> tuple[str, ...]:
    """Return the rows that an audience knows who learns this one, and does not learn itself."""
    return tuple(
        other for other in row.implies if not _is_as_open(settled.level(other, audience), level)
    )


def missed_audiences(
    row: InformationKind, *, audience: AudienceId, level: Level, settled: Settled
) -> tuple[AudienceId, ...]:
    """Return the audiences that cannot be kept from what anyone else learns, and are."""
    if audience != "others":
        return ()
    return tuple(
        named for named in OUTSIDERS[:-1] if not _is_as_open(settled.level(row.id, named), level)
    )


def _is_as_open(level: Level, other: Level) -> bool:
    """Say whether someone learns at one level whenever another learns at the other level."""
    return level == "told" or level == other == "may"


def _decided(cells: OwnCells) -> Iterator[tuple[AudienceId, Level]]:
    for audience in OUTSIDERS:
        level: Level | None = getattr(cells, audience)
        if level is not None:
            yield audience, level
