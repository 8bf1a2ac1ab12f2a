"""What a district's decisions come to: who learns what, and which facts hold.

Pure: a handbook in, answers out. No sentence is made here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from handbook.model.decisions import AUDIENCES, OWN_POSTURE, Participation, ParticipationKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from handbook.model.confidentiality import Confidentiality, InformationKind
    from handbook.model.decisions import AudienceId, Decisions, Facts, Level, Passed
    from handbook.model.handbook import Handbook

PARTICIPATION = "participation"
"""The id of the row that says who takes part."""

OUTSIDERS = AUDIENCES[2:]
"""Everyone but the teacher and the coach."""

LEARNS_UNASKED = frozenset({"told", "may"})
"""The levels at which someone learns something though nobody asked the teacher."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What a set of decisions comes to."""

    decisions: Decisions
    """The decisions themselves."""
    table: Mapping[tuple[str, str], Level]
    """What is learned, by the id of the information and of the audience."""

    def level(self, information: str, audience: str) -> Level:
        """Return what an audience learns of a kind of information; nothing of what is not there."""
        return self.table.get((information, audience), "no")

    def is_told(self, information: str, audience: str) -> bool:
        """Say whether an audience learns this without the teacher being asked."""
        return self.level(information, audience) in LEARNS_UNASKED

    def learned(self, audience: str, *levels: Level) -> tuple[str, ...]:
        """Return what an audience learns at one of some levels, in the order of the rows."""
        return tuple(
            information
            for (information, whom), level in self.table.items()
            if whom == audience and level in levels
        )

    def holds(self, facts: Facts | None) -> bool:
        """Say whether every fact that is asked about is so; nothing asked is always so."""
        return facts is None or all(self._answers(facts))

    def _answers(self, facts: Facts) -> Iterator[bool]:
        if facts.told:
            yield self.is_told(*facts.told)
        if facts.not_told:
            yield not self.is_told(*facts.not_told)
        if facts.may:
            yield self.level(*facts.may) == "may"
        if facts.tells:
            yield bool(self.learned(facts.tells, "told", "may"))
        if facts.passed_on:
            yield any(self.is_told(facts.passed_on, audience) for audience in OUTSIDERS)
        yield from (is_so for asked, is_so in self._either_way(facts) if asked is not None)
        if facts.participation:
            yield self.decisions.participation.kind in facts.participation

    def _either_way(self, facts: Facts) -> Iterator[tuple[bool | None, bool]]:
        """Yield each fact that can be asked for or against, and whether it is as asked."""
        notes, review = self.decisions.notes, self.decisions.review
        for asked, found in (
            (facts.passes_on, any(self.learned(one, "told", "may") for one in OUTSIDERS)),
            (facts.bars, any(self.learned(one, "no") for one in OUTSIDERS)),
            (facts.teams, self.decisions.teams),
            (facts.copies, notes.teacher_copies),
            (facts.notes_given, notes.then == "given-to-teacher"),
            (facts.adopted, review.board is not None),
            (facts.agreed, review.association is not None),
            (facts.reviewed, review.counsel is not None),
        ):
            yield asked, asked == found


def settle(handbook: Handbook) -> Settled:
    """Return what the decisions of a handbook's own district come to."""
    return settle_decisions(handbook.district.decisions, rules=handbook.confidentiality)


def settle_decisions(decisions: Decisions, *, rules: Confidentiality) -> Settled:
    """Return what decisions come to under a handbook's rules on who sees what."""
    table = {
        (kind.id, audience): _own_level(kind, audience)
        for kind in rules.kinds
        for audience in AUDIENCES
    }
    changes = (*_posture_cells(decisions, rules=rules), *_own_cells(decisions))
    return Settled(decisions, table | {(row, column): level for row, column, level in changes})


def combine_decisions(handbook: Handbook) -> tuple[Settled, ...]:
    """Return every named posture with every way to come to coaching, then the district's own.

    Combinations that make no sense are left out; see `contradictions`.
    """
    rules, own = handbook.confidentiality, handbook.district.decisions
    named = (
        own.model_copy(update={"posture": posture.id, "cells": (), "participation": participation})
        for posture in rules.postures
        for participation in _participations()
    )
    combined = (settle_decisions(decisions, rules=rules) for decisions in named)
    return (*(one for one in combined if not is_assigned_unseen(one)), settle(handbook))


def vary_cells(handbook: Handbook) -> Iterator[Settled]:
    """Yield the table with one cell changed, each cell of each named posture in each way."""
    rules, own = handbook.confidentiality, handbook.district.decisions
    for posture in rules.postures:
        named = settle_decisions(
            own.model_copy(update={"posture": posture.id, "cells": ()}), rules=rules
        )
        decisions = own.model_copy(update={"posture": OWN_POSTURE})
        for kind in rules.kinds:
            for audience in OUTSIDERS:
                for level in _other_levels(kind, audience=audience, settled=named):
                    table = {**named.table, (kind.id, audience): level}
                    yield Settled(decisions, table)


def _other_levels(
    kind: InformationKind, *, audience: AudienceId, settled: Settled
) -> tuple[Level, ...]:
    """Return the levels that a district may give a cell instead of the one that it has."""
    level = settled.level(kind.id, audience)
    if kind.default == "totals":
        return ()
    implies = all(settled.is_told(one, audience) for one in kind.implies)
    is_open = implies and (not kind.is_inside or audience == "coaches")
    levels: tuple[Level, ...] = ("told", "may") if is_open else ()
    return tuple(one for one in (*levels, "with-consent", "no") if one != level)


def is_assigned_unseen(settled: Settled) -> bool:
    """Say whether someone assigns teachers to coaching and may not learn that they take part."""
    participation = settled.decisions.participation
    return participation.kind == "assigned" and any(
        not settled.is_told(PARTICIPATION, audience) for audience in participation.by
    )


def _participations() -> Iterator[Participation]:
    for kind in get_args(ParticipationKind):
        yield Participation(kind=kind, by=() if kind == "voluntary" else ("principal",))


def _own_level(kind: InformationKind, audience: AudienceId) -> Level:
    level: Level | None = getattr(kind.who, audience)
    return level or kind.default


def _posture_cells(
    decisions: Decisions, *, rules: Confidentiality
) -> Iterator[tuple[str, str, Level]]:
    for posture in rules.postures:
        if posture.id == decisions.posture:
            yield from _passed_cells(posture.told, level="told")
            yield from _passed_cells(posture.may, level="may")


def _passed_cells(passed: Passed, *, level: Level) -> Iterator[tuple[str, str, Level]]:
    for audience, informations in passed:
        for information in informations:
            yield information, audience, level


def _own_cells(decisions: Decisions) -> Iterable[tuple[str, str, Level]]:
    if decisions.posture != OWN_POSTURE:
        return ()
    return (
        (row.information, audience, level)
        for row in decisions.cells
        for audience in AUDIENCES
        if (level := getattr(row, audience, None))
    )
