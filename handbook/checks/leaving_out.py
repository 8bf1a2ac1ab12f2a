"""What a district leaves out: it must be there, and something must be left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handbook.checks.reporting import fault, now_called, remedy
from handbook.model.adoption import ALL, PAGE, chosen_names
from handbook.model.district import District
from handbook.model.kinds import KINDS
from handbook.model.layout import DRAFT
from handbook.model.page import HandPage
from handbook.problems import Location, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handbook.model.handbook import Handbook, SourceFile

_KEPT = {
    "cycle": "the coaching cycle is what every form and page speaks of",
    "kind": "what is promised is told row by row",
}
"""The kinds of records that the handbook's own sentences need, and why."""

_NEVER_NONE = ("role", "stage", "exception")
"""The kinds of which a handbook may have few, and never none."""

_KEPT_PAGES = {"index": "readers arrive at it", "accessibility": "the law asks for it"}


def check_leaving_out(handbook: Handbook) -> tuple[Problem, ...]:
    """Return what is wrong with what the district leaves out, and with what is not ready yet."""
    return tuple(
        problem
        for file in handbook.files
        if isinstance(file.record, District)
        for problem in (
            *_unknown(file, names=file.record.leave_out, handbook=handbook),
            *_unasked(file, names=file.record.use, handbook=handbook),
            *_emptied(file, handbook=handbook),
        )
    ) + tuple(_needed_drafts(handbook))


def _needed_drafts(handbook: Handbook) -> Iterator[Problem]:
    """Yield what is said of a page that no handbook can be without, and that is a draft."""
    for file in handbook.files:
        if file.is_draft and isinstance(page := file.record, HandPage) and page.name in _KEPT_PAGES:
            message = f"this page cannot be a draft: {_KEPT_PAGES[page.name]}. Take the line out."
            yield Problem(Location(file.origin.path), DRAFT, message)


def _unknown(file: SourceFile, *, names: tuple[str, ...], handbook: Handbook) -> Iterator[Problem]:
    kinds = {name: kind for kind, name in handbook.entries}
    pages = {f"{PAGE}:{page.uri.removesuffix('.md')}" for page in handbook.pages}
    renamed = {
        _left_out_as(kind, old): _left_out_as(kind, now)
        for (kind, old), now in handbook.renamed.items()
    }
    for position, name in enumerate(names):
        kind, _, page = name.rpartition(":")
        of = page if kind == ALL else kinds.get(name, "")
        why = _KEPT_PAGES.get(page, "") if kind == PAGE else _KEPT.get(of, "")
        if why:
            message = f"'{name}' cannot be left out: {why}. Take the line out."
            yield fault(file, ("leave_out", position), message)
        elif name in renamed:
            message = f"nothing is called '{name}' any more.{now_called(renamed[name])}"
            yield fault(file, ("leave_out", position), message)
        elif kind == PAGE and name not in pages:
            message = f"no page is called '{name}'.{remedy(name, among=pages)}"
            yield fault(file, ("leave_out", position), message)
        elif kind == ALL and page not in KINDS:
            message = f"there is no kind of record '{page}'.{remedy(page, among=KINDS)}"
            yield fault(file, ("leave_out", position), message)
        elif kind not in {ALL, PAGE} and name not in kinds and name not in handbook.unreadable:
            message = f"nothing has the id '{name}'.{remedy(name, among=kinds)}"
            yield fault(file, ("leave_out", position), message)


def _unasked(file: SourceFile, *, names: tuple[str, ...], handbook: Handbook) -> Iterator[Problem]:
    """Yield what is said of names of which nothing is off that could be asked for."""
    entries = {name: entry for (_, name), entry in handbook.entries.items()}
    offered = [name for name, one in entries.items() if getattr(one.record, "optional", False)]
    for position, name in enumerate(names):
        if name in offered or name in handbook.unreadable:
            continue
        if name in entries:
            message = f"'{name}' is not optional: every district has it. Take the line out."
        else:
            message = f"nothing optional has the id '{name}'.{remedy(name, among=offered)}"
        yield fault(file, ("use", position), message)


def _left_out_as(kind: str, name: str) -> str:
    return f"{PAGE}:{name}" if kind == PAGE else name


def _emptied(file: SourceFile, *, handbook: Handbook) -> Iterator[Problem]:
    gone = chosen_names(handbook) | handbook.drafts
    for kind in map(KINDS.__getitem__, _NEVER_NONE):
        entries = handbook.entries_of(kind.name)
        if entries and all((kind.name, entry.id) in gone for entry in entries):
            message = f"leaves no {kind.noun} at all. Keep at least one."
            yield fault(file, ("leave_out",), message)
    kept = [role for role in handbook.roles if ("role", role.id) not in gone]
    for role in kept:
        if all(("activity", activity.id) in gone for activity in role.activities):
            message = (
                f"leaves the role '{role.id}' without an activity. "
                "Keep one, or leave out the whole role."
            )
            yield fault(file, ("leave_out",), message)
