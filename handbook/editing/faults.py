"""Problems where they are mended: at the field of the form, with a link that leads there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from handbook.problems import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from handbook.editing.fields import FormField
    from handbook.problems import FieldPath
    from handbook.yamlsource import Data

_STEP = re.compile(r"\[([^\]]*)\]|([^.\[\]]+)")


@dataclass(frozen=True, slots=True)
class Fault:
    """A problem of a record, and the field of its form, if it has one there."""

    message: str
    anchor: str
    """The id of the field; '' where the form has none."""
    label: str
    is_error: bool


def anchor_of(name: str) -> str:
    """Return the id that a field has on its page."""
    return f"f-{name.replace('/', '-')}"


def find_faults(
    problems: Iterable[Problem],
    *,
    file: str,
    data: Data,
    at: FieldPath,
    fields: Iterable[FormField],
) -> tuple[Fault, ...]:
    """Return what is wrong with the record of a form, hints left out."""
    flat = tuple(_flat(fields))
    found = []
    for problem in problems:
        if problem.location.path != file or problem.severity is Severity.HINT:
            continue
        field = field_of(problem.field, data=data)
        if field[: len(at)] != at and field:
            continue
        inner = field[len(at) :]
        one = next((one for one in flat if inner[: len(one.at)] == one.at), None)
        found.append(
            Fault(
                message=problem.message,
                anchor=anchor_of(one.name) if one else "",
                label=one.label if one else "",
                is_error=problem.severity is Severity.ERROR,
            )
        )
    return tuple(found)


def field_of(shown: str, *, data: Data) -> FieldPath:
    """Return the way to a field that a problem names, with ids or numbers for items."""
    found: list[str | int] = []
    inner: Data = data
    for in_brackets, plain in _STEP.findall(shown):
        step = in_brackets or plain
        if isinstance(inner, tuple):
            at = _place_of(step, inner)
            found.append(at)
            inner = inner[at] if at < len(inner) else ""
        else:
            found.append(step)
            inner = inner.get(step, "") if isinstance(inner, dict) else ""
    return tuple(found)


def _place_of(step: str, items: tuple[Data, ...]) -> int:
    if step.isdecimal():
        return int(step)
    for number, item in enumerate(items):
        if isinstance(item, dict) and step in item.values():
            return number
    return len(items)


def _flat(fields: Iterable[FormField]) -> Iterator[FormField]:
    """Yield the fields, those of groups before the groups."""
    for one in fields:
        yield from _flat(one.parts)
        yield one
