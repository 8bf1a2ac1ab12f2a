"""The decisions that districts can take, for trying what texts say under each of them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Literal, get_args

from handbook.contradictions import conflict, find_contradictions
from handbook.decisions import OUTSIDERS, settle, settle_decisions, untouched_table
from handbook.model.decisions import (
    OWN_POSTURE,
    Inviter,
    Notes,
    OwnCells,
    Participation,
    ParticipationKind,
    Review,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handbook.decisions import Settled, Table
    from handbook.model.confidentiality import Confidentiality
    from handbook.model.decisions import Decisions, Level
    from handbook.model.handbook import Handbook

_LEVELS: tuple[Level, ...] = ("told", "may", "with-consent", "no")

_FREE = Participation()

_OWNERS: tuple[Literal["coach", "teacher", "district"], ...] = ("coach", "teacher", "district")
_ENDS: tuple[Literal["destroyed", "given-to-teacher"], ...] = ("destroyed", "given-to-teacher")

_REVIEWS: tuple[dict[str, str], ...] = (
    {},
    {"counsel": "Counsel", "on": "2026-07-01"},
    {"board": "Policy 1"},
    {"association": "Memorandum 1"},
    {"board": "Policy 1", "association": "Memorandum 1"},
)


def combine_decisions(handbook: Handbook) -> tuple[Settled, ...]:
    """Return every named posture with every way to come to coaching, then the district's own.

    Combinations that make no sense are left out; see `contradictions`.
    """
    rules, own = handbook.confidentiality, handbook.district.decisions
    return (*_combine(own, rules=rules), settle(handbook))


def vary_cells(handbook: Handbook) -> tuple[Settled, ...]:
    """Return own postures: each named one with one cell changed, each cell in each way."""
    return _vary_cells(handbook.district.decisions, rules=handbook.confidentiality)


# Several rules try texts under the same decisions, and a server does after each save.
@lru_cache(maxsize=4)
def _combine(own: Decisions, *, rules: Confidentiality) -> tuple[Settled, ...]:
    named = (
        own.model_copy(update={"posture": posture.id, "cells": (), "participation": participation})
        for posture in rules.postures
        for participation in _participations()
    )
    return _settled(named, rules=rules)


@lru_cache(maxsize=4)
def _vary_cells(own: Decisions, *, rules: Confidentiality) -> tuple[Settled, ...]:
    plain = own.model_copy(update={"posture": OWN_POSTURE, "cells": (), "participation": _FREE})
    untouched = settle_decisions(plain, rules=rules).table
    varied = (
        plain.model_copy(update={"cells": cells})
        for posture in rules.postures
        for table in _vary(_named_table(plain, posture=posture.id, rules=rules))
        if (cells := _cells(table, untouched=untouched))
    )
    return _settled(varied, rules=rules)


def vary_rest(settled: Settled, *, rules: Confidentiality) -> tuple[Settled, ...]:
    """Return decisions with teams, notes and reviews changed, one of the three at a time."""
    return _vary_rest(settled.decisions, rules=rules)


@lru_cache(maxsize=64)
def _vary_rest(own: Decisions, *, rules: Confidentiality) -> tuple[Settled, ...]:
    every = (
        *(own.model_copy(update={"teams": teams}) for teams in (True, False)),
        *(own.model_copy(update={"notes": notes}) for notes in _notes()),
        *(own.model_copy(update={"review": Review.model_validate(one)}) for one in _REVIEWS),
    )
    sound = (one for one in every if not any(find_contradictions(one, rules=rules)))
    return tuple(settle_decisions(one, rules=rules) for one in sound)


def _settled(every: Iterator[Decisions], *, rules: Confidentiality) -> tuple[Settled, ...]:
    """Return what decisions come to, without those that cannot stand together."""
    untouched = untouched_table(rules)
    settled = (settle_decisions(one, rules=rules, untouched=untouched) for one in every)
    return tuple(one for one in settled if not conflict(one, rules=rules))


def _participations() -> Iterator[Participation]:
    yield Participation()
    for kind in get_args(ParticipationKind)[1:]:
        yield Participation(kind=kind, by=("principal",))
        yield Participation(kind=kind, by=("office",), meetings=3)
        yield Participation(kind=kind, by=get_args(Inviter), meetings=3)


def _notes() -> Iterator[Notes]:
    for owner in _OWNERS:
        for then in _ENDS:
            for copies in (True, False):
                yield Notes(owner=owner, then=then, teacher_copies=copies)


def _named_table(plain: Decisions, *, posture: str, rules: Confidentiality) -> Table:
    return settle_decisions(plain.model_copy(update={"posture": posture}), rules=rules).table


def _vary(table: Table) -> Iterator[Table]:
    """Yield a table with each cell of the outsiders changed in each way, one at a time."""
    for (information, audience), level in table.items():
        if audience in OUTSIDERS and level != "totals":
            for other in _LEVELS:
                if other != level:
                    yield {**table, (information, audience): other}


def _cells(table: Table, *, untouched: Table) -> tuple[OwnCells, ...]:
    """Return the rows that a district writes to have a table."""
    rows: dict[str, dict[str, str]] = {}
    for (information, audience), level in table.items():
        if level != untouched[information, audience]:
            rows.setdefault(information, {"information": information})[audience] = level
    return tuple(OwnCells.model_validate(row) for row in rows.values())
