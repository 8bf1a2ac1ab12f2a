"""References that lead nowhere, a cause at a time: one missing record is one problem."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from handbook.checks.copies import find_copies, stem
from handbook.checks.cross_references import find_dangling_cross_references
from handbook.checks.references import find_dangling_references
from handbook.checks.reporting import fault, warning
from handbook.problems import Problem
from handbook.spelling import count_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from handbook.model.handbook import Handbook

_FEW = 2
"""So many places that name the same missing record are told one by one."""

_MOST_LISTED = 5


def check_causes(handbook: Handbook) -> tuple[Problem, ...]:
    """Return what keeps references from leading somewhere, and files not called like their id."""
    places: defaultdict[str, set[Problem]] = defaultdict(set)
    found: list[Problem] = []
    dangling = (*find_dangling_references(handbook), *find_dangling_cross_references(handbook))
    for one in dangling:
        if one.name:
            places[one.name].add(one.problem)
        else:
            found.append(one.problem)
    found.extend(_misnamed(handbook, places=places))
    for problems in places.values():
        found.extend(_grouped(sorted(problems)))
    return tuple(found)


def _misnamed(handbook: Handbook, *, places: dict[str, set[Problem]]) -> Iterator[Problem]:
    """Yield the files whose name is not their id; references to the name are then explained."""
    copies = find_copies(handbook)
    for file in handbook.files:
        name, file_name = getattr(file.record, "id", ""), stem(file)
        if not name or name == file_name or file.origin.path in copies:
            continue
        is_former = file_name in getattr(file.record, "formerly", ())
        if not is_former and (named := places.pop(file_name, set())):
            count = count_of(len(named), "place")
            message = (
                f"the file is called '{file_name}' and its id is '{name}', while {count} of the "
                f"handbook name '{file_name}'. Write 'id: {file_name}'."
            )
            yield fault(file, ("id",), message)
        else:
            message = (
                f"the file is called '{file_name}.yml' and not like its id. Rename it to "
                f"'{name}.yml', so that people find it."
            )
            yield warning(file, ("id",), message)


def _grouped(problems: Sequence[Problem]) -> Iterator[Problem]:
    if len(problems) <= _FEW:
        yield from problems
        return
    first, *others = problems
    places = ", ".join(str(one.location) for one in others[:_MOST_LISTED])
    more = f" and {len(others) - _MOST_LISTED} more" if len(others) > _MOST_LISTED else ""
    message = (
        f"{first.message} The same stands at {places}{more}: if a file was removed or renamed, put "
        "it back."
    )
    yield Problem(first.location, first.field, message, first.severity)
