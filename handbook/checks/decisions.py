"""What a district has decided must make sense, and name what the handbook has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handbook.checks.reporting import fault, remedy, warning
from handbook.contradictions import (
    INSIDE,
    find_contradictions,
    missed_audiences,
    missed_rows,
)
from handbook.decisions import OUTSIDERS, settle_decisions
from handbook.model.confidentiality import Confidentiality
from handbook.model.decisions import OWN_POSTURE, Facts
from handbook.model.district import District
from handbook.model.walking import walk_records

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handbook.decisions import Settled
    from handbook.model.confidentiality import InformationKind, Posture
    from handbook.model.decisions import AudienceId, Decisions, Level, Passed
    from handbook.model.handbook import Handbook, SourceFile
    from handbook.problems import FieldPath, Problem


def check_decisions(handbook: Handbook) -> tuple[Problem, ...]:
    """Return what is wrong with the decisions, and with the facts that texts ask about."""
    return tuple(
        problem
        for file in handbook.files
        for problem in (
            *_decided(file, handbook=handbook),
            *_untellable(file, handbook=handbook),
            *_asked(file, handbook=handbook),
        )
    )


def _decided(file: SourceFile, *, handbook: Handbook) -> Iterator[Problem]:
    if isinstance(file.record, District):
        decisions, rules = file.record.decisions, handbook.confidentiality
        yield from _unknown_posture(file, decisions=decisions, rules=rules)
        for field, message in find_contradictions(decisions, rules=rules):
            yield fault(file, ("decisions", *field), message)
        if decisions.review.counsel is None and decisions.review.on is None:
            message = (
                "no counsel has reviewed the forms, so each says DRAFT and none is for signing. "
                "Once one has, add 'counsel:' and 'on:'."
            )
            yield warning(file, ("decisions", "review"), message)


def _unknown_posture(
    file: SourceFile, *, decisions: Decisions, rules: Confidentiality
) -> Iterator[Problem]:
    names = {posture.id for posture in rules.postures} | {OWN_POSTURE}
    if decisions.posture not in names:
        guess = remedy(decisions.posture, among=names)
        message = f"no posture has the id '{decisions.posture}'.{guess}"
        yield fault(file, ("decisions", "posture"), message)


def _untellable(file: SourceFile, *, handbook: Handbook) -> Iterator[Problem]:
    """Yield what a named posture tells though something else keeps it from being told."""
    rules = file.record
    if not isinstance(rules, Confidentiality):
        return
    rows = {kind.id: kind for kind in rules.kinds}
    own = handbook.district.decisions.model_copy(update={"cells": ()})
    for number, posture in enumerate(rules.postures):
        settled = settle_decisions(own.model_copy(update={"posture": posture.id}), rules=rules)
        for level, audience, place, name in _told(posture):
            if name in rows:
                field: FieldPath = ("postures", number, level, audience, place)
                reasons = _reasons(rows[name], audience=audience, level=level, settled=settled)
                yield from (fault(file, field, reason) for reason in reasons)


def _reasons(
    row: InformationKind, *, audience: AudienceId, level: Level, settled: Settled
) -> Iterator[str]:
    """Yield why a posture cannot tell someone this."""
    if row.is_inside:
        yield f"{INSIDE} Take it out."
    for other in missed_rows(row, audience=audience, level=level, settled=settled):
        yield f"whoever learns '{row.id}' learns '{other}' as well. Add it to the list."
    for named in missed_audiences(row, audience=audience, level=level, settled=settled):
        yield f"what anyone may learn is not kept from '{named}'. Add it there too."


def _told(posture: Posture) -> Iterator[tuple[Level, AudienceId, int, str]]:
    levels: tuple[tuple[Level, Passed], ...] = (("told", posture.told), ("may", posture.may))
    for level, passed in levels:
        for audience in OUTSIDERS:
            for place, name in enumerate(getattr(passed, audience)):
                yield level, audience, place, name


def _asked(file: SourceFile, *, handbook: Handbook) -> Iterator[Problem]:
    """Yield the rows that texts ask about and the table does not have."""
    names = {kind.id for kind in handbook.confidentiality.kinds}
    for field, part in walk_records(file.record):
        if isinstance(part, Facts):
            for name in ("told", "not_told", "may", "never"):
                cell = getattr(part, name)
                if cell and cell[0] not in names:
                    message = f"no kind of information has the id '{cell[0]}'."
                    yield fault(file, (*field, name), message + remedy(cell[0], among=names))
