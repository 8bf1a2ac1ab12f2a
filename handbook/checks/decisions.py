"""What a district has decided must make sense, and name what the handbook has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handbook.checks.reporting import fault, remedy, warning
from handbook.decisions import LEARNS_UNASKED, PARTICIPATION, settle
from handbook.model.decisions import AUDIENCES, OWN_POSTURE, Facts
from handbook.model.district import District
from handbook.model.walking import walk_records

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handbook.decisions import Settled
    from handbook.model.confidentiality import Confidentiality, InformationKind
    from handbook.model.decisions import Decisions, OwnCells
    from handbook.model.handbook import Handbook, SourceFile
    from handbook.problems import Problem


def check_decisions(handbook: Handbook) -> tuple[Problem, ...]:
    """Return what is wrong with the decisions, and with the facts that texts ask about."""
    return tuple(
        problem
        for file in handbook.files
        for problem in (*_decided(file, handbook=handbook), *_asked(file, handbook=handbook))
    )


def _decided(file: SourceFile, *, handbook: Handbook) -> Iterator[Problem]:
    if isinstance(file.record, District):
        decisions, settled = file.record.decisions, settle(handbook)
        yield from _posture(file, decisions=decisions, rules=handbook.confidentiality)
        yield from _participation(file, settled=settled)
        yield from _cells(file, settled=settled, rules=handbook.confidentiality)
        yield from _review(file, decisions=decisions)


def _posture(
    file: SourceFile, *, decisions: Decisions, rules: Confidentiality
) -> Iterator[Problem]:
    names = {posture.id for posture in rules.postures} | {OWN_POSTURE}
    if decisions.posture not in names:
        guess = remedy(decisions.posture, among=names)
        message = f"no posture has the id '{decisions.posture}'.{guess}"
        yield fault(file, ("decisions", "posture"), message)
    elif decisions.posture == OWN_POSTURE and not decisions.cells:
        message = "no row is decided. Add 'cells:', or name a posture."
        yield fault(file, ("decisions", "posture"), message)
    elif decisions.posture != OWN_POSTURE and decisions.cells:
        message = (
            f"the posture '{decisions.posture}' decides every row. "
            "Take 'cells:' out, or write 'posture: own'."
        )
        yield fault(file, ("decisions", "cells"), message)


def _participation(file: SourceFile, *, settled: Settled) -> Iterator[Problem]:
    participation = settled.decisions.participation
    if participation.kind == "voluntary" and participation.by:
        message = (
            "nobody invites or assigns where coaching is voluntary. "
            "Empty the list, or write 'kind: invited'."
        )
        yield fault(file, ("decisions", "participation", "by"), message)
    if participation.kind != "voluntary" and not participation.by:
        message = (
            f"coaching is {participation.kind}, and nobody does it. "
            "Name principal, office or both under 'by:'."
        )
        yield fault(file, ("decisions", "participation", "kind"), message)
    if participation.kind == "assigned":
        for position, audience in enumerate(participation.by):
            if not settled.is_told(PARTICIPATION, audience):
                message = (
                    f"'{audience}' assigns teachers to coaching and is not told who takes part. "
                    "Choose the posture 'logistics' or 'focus', or write 'kind: invited'."
                )
                yield fault(file, ("decisions", "participation", "by", position), message)


def _cells(file: SourceFile, *, settled: Settled, rules: Confidentiality) -> Iterator[Problem]:
    rows = {kind.id: kind for kind in rules.kinds}
    seen: set[str] = set()
    for position, cells in enumerate(settled.decisions.cells):
        field = ("decisions", "cells", position)
        row = rows.get(cells.information)
        if cells.information in seen:
            message = f"the row '{cells.information}' is decided twice. Put both into one line."
            yield fault(file, (*field, "information"), message)
        elif row is not None and row.default == "totals":
            message = "everyone learns it in totals, whatever else is decided. Take the row out."
            yield fault(file, (*field, "information"), message)
        elif row is not None:
            for audience, message in _senseless(cells, row=row, settled=settled):
                yield fault(file, (*field, audience), message)
        seen.add(cells.information)


def _senseless(
    cells: OwnCells, *, row: InformationKind, settled: Settled
) -> Iterator[tuple[str, str]]:
    """Yield the audiences for which a row cannot be decided so, and why."""
    for audience in AUDIENCES:
        level = getattr(cells, audience, None)
        if level == "totals":
            yield audience, "a single piece of information has no totals. Write another level."
        if level in LEARNS_UNASKED and row.is_inside and audience != "coaches":
            message = (
                "what happens inside coaching is told to nobody unasked but other coaches: "
                "it would be information for an evaluation. Write 'with-consent'."
            )
            yield audience, message
        missed = [one for one in row.implies if not settled.is_told(one, audience)]
        if level in LEARNS_UNASKED and missed:
            message = (
                f"whoever learns '{row.id}' learns '{missed[0]}' as well. "
                f"Add '- {{information: {missed[0]}, {audience}: told}}'."
            )
            yield audience, message


def _review(file: SourceFile, *, decisions: Decisions) -> Iterator[Problem]:
    review = decisions.review
    if (review.counsel is None) != (review.on is None):
        there, missing = ("counsel", "on") if review.counsel else ("on", "counsel")
        message = f"'{there}:' stands without '{missing}:'. Say who reviewed the forms, and when."
        yield fault(file, ("decisions", "review", there), message)
    elif review.counsel is None:
        message = (
            "no counsel has reviewed the forms, so each says DRAFT and none is for signing. "
            "Once one has, add 'counsel:' and 'on:'."
        )
        yield warning(file, ("decisions", "review"), message)


def _asked(file: SourceFile, *, handbook: Handbook) -> Iterator[Problem]:
    """Yield the rows that texts ask about and the table does not have."""
    names = {kind.id for kind in handbook.confidentiality.kinds}
    for field, part in walk_records(file.record):
        if isinstance(part, Facts):
            for name in ("told", "not_told", "may"):
                cell = getattr(part, name)
                if cell and cell[0] not in names:
                    message = f"no kind of information has the id '{cell[0]}'."
                    yield fault(file, (*field, name), message + remedy(cell[0], among=names))
