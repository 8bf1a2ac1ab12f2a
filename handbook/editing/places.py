"""Where a value of a record is typed in: the form that shows it, and the field there."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from handbook.editing.faults import anchor_of, field_of
from handbook.editing.things import TERMS, title_of
from handbook.layers import unmarked
from handbook.model.district import District
from handbook.model.places import MENU_FILE
from handbook.splicing.changes import value_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from handbook.editing.documents import Document
    from handbook.problems import FieldPath, Problem

RECORD = "/_edit/record"
_MENU = "/_edit/menu"
_MOST = 20
"""How many problems are listed at once; the rest is counted."""


def form_length(field: FieldPath) -> int:
    """Return how much of the way to a value leads to the form on which it stands."""
    return max((at + 1 for at, step in enumerate(field[:-1]) if isinstance(step, int)), default=0)


def form_address(document: Document, at: FieldPath = (), *, anchor: str = "") -> str:
    """Return the address of the form of a part of a record."""
    asked = {"file": document.name, **({"at": "/".join(map(str, at))} if at else {})}
    return f"{RECORD}?{urlencode(asked)}" + (f"#{anchor}" if anchor else "")


def field_address(document: Document, field: FieldPath) -> str:
    """Return the address of the field in which a value is typed in."""
    if document.model is District and field[:1] == TERMS:
        return form_address(document, TERMS, anchor=_anchor(field[1:]))
    length = form_length(field)
    at, inner = field[:length], field[length:]
    try:
        value_at(document.data, at)
    except LookupError:
        return form_address(document)
    return form_address(document, at, anchor=_anchor(inner))


def told_problems(
    problems: Iterable[Problem], documents: Mapping[str, Document]
) -> list[tuple[str, str]]:
    """Return what is wrong, each with the address of the field that has to be changed, or ''."""
    told = [_told(one, documents) for one in problems]
    more = len(told) - _MOST
    rest = [(f"And {more} more, which the check lists.", "")] if more > 0 else []
    return told[:_MOST] + rest


def _told(problem: Problem, documents: Mapping[str, Document]) -> tuple[str, str]:
    name = unmarked(problem.location.path)
    if name == MENU_FILE:
        return f"The menu: {problem.message}", _MENU
    document = documents.get(name)
    if document is None:
        return str(problem), ""
    if document.is_page and not problem.field:
        return _said(problem, title_of(document, ())), form_address(document, anchor="f-body")
    field = field_of(problem.field, data=document.data)
    return _said(problem, title_of(document, ())), field_address(document, field)


def _said(problem: Problem, title: str) -> str:
    return ": ".join(part for part in (title, problem.field, problem.message) if part)


def _anchor(inner: FieldPath) -> str:
    names = [step for step in inner if isinstance(step, str)]
    return anchor_of("/".join(names)) if names else ""
