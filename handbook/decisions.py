"""What a district's decisions come to: who learns what, and which facts hold.

Pure: a handbook in, answers out. No sentence is made here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from handbook.model.decisions import AUDIENCES, OWN_POSTURE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from handbook.model.confidentiality import Confidentiality, InformationKind
    from handbook.model.decisions import AudienceId, Decisions, Facts, Level, Passed
    from handbook.model.handbook import Handbook

    Table = Mapping[tuple[str, str], Level]
    """What is learned, by the id of the information and of the audience."""

PARTICIPATION = "participation"
"""The id of the row that says who takes part."""

OUTSIDERS = AUDIENCES[2:]
"""Everyone but the teacher and the coach."""

LEARNS_UNASKED: frozenset[Level] = frozenset({"told", "may"})
"""The levels at which someone learns something though nobody asked the teacher."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What a set of decisions comes to."""

    decisions: Decisions
    """The decisions themselves."""
    table: Table
    """What is learned, by the id of the information and of the audience."""

    def level(self, information: str, audience: str) -> Level:
        """Return what an audience learns of a kind of information; nothing of what is not there."""
        return self.table.get((information, audience), "no")

    def is_told(self, information: str, audience: str) -> bool:
        """Say whether the coach owes it to an audience to tell this, without asking the teacher."""
        return self.level(information, audience) == "told"

    def may_learn(self, information: str, audience: str) -> bool:
        """Say whether an audience may learn this without the teacher being asked."""
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
        for name, levels in _LEVELS.items():
            cell = getattr(facts, name)
            if cell is not None:
                yield self.level(*cell) in levels
        if facts.tells:
            yield bool(self.learned(facts.tells, "told", "may"))
        if facts.passed_on:
            yield any(self.may_learn(facts.passed_on, audience) for audience in OUTSIDERS)
        for name, is_so in _EITHER_WAY.items():
            asked = getattr(facts, name)
            if asked is not None:
                yield asked == is_so(self)
        if facts.participation:
            yield self.decisions.participation.kind in facts.participation
        if facts.by:
            yield facts.by in self.decisions.participation.by

    def passes_on(self) -> bool:
        """Say whether anyone beside the two learns anything unasked."""
        return not LEARNS_UNASKED.isdisjoint(self._outside)

    def bars(self) -> bool:
        """Say whether there is anything that consent does not open to someone."""
        return "no" in self._outside

    @property
    def _outside(self) -> Iterator[Level]:
        return (level for (_, audience), level in self.table.items() if audience in OUTSIDERS)


_LEVELS: Mapping[str, frozenset[Level]] = {
    "told": frozenset({"told"}),
    "not_told": frozenset({"may", "with-consent", "totals", "no"}),
    "may": frozenset({"may"}),
    "never": frozenset({"no"}),
}
"""At which levels a cell is as a fact asks, by the fact's name."""

_EITHER_WAY: Mapping[str, Callable[[Settled], bool]] = {
    "passes_on": Settled.passes_on,
    "bars": Settled.bars,
    "teams": lambda settled: settled.decisions.teams,
    "copies": lambda settled: settled.decisions.notes.teacher_copies,
    "notes_given": lambda settled: settled.decisions.notes.then == "given-to-teacher",
    "adopted": lambda settled: settled.decisions.review.board is not None,
    "agreed": lambda settled: settled.decisions.review.association is not None,
    "reviewed": lambda settled: settled.decisions.review.counsel is not None,
}
"""What is so, by the name of the fact that asks for or against it."""


def settle(handbook: Handbook) -> Settled:
    """Return what the decisions of a handbook's own district come to."""
    return settle_decisions(handbook.district.decisions, rules=handbook.confidentiality)


def settle_decisions(
    decisions: Decisions, *, rules: Confidentiality, untouched: Table | None = None
) -> Settled:
    """Return what decisions come to under a handbook's rules on who sees what.

    Args:
        decisions: The decisions.
        rules: The rules.
        untouched: What `untouched_table` says of the rules, for whoever settles many decisions.
    """
    table = untouched_table(rules) if untouched is None else untouched
    changes = (*_posture_cells(decisions, rules=rules), *_own_cells(decisions))
    return Settled(decisions, {**table, **{(row, column): level for row, column, level in changes}})


def untouched_table(rules: Confidentiality) -> Table:
    """Return what is learned where nothing is decided."""
    return {
        (kind.id, audience): _own_level(kind, audience)
        for kind in rules.kinds
        for audience in AUDIENCES
    }


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
