"""Ids that fields name: each must be the id of a record, of the kind the field asks for."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from handbook.checks.reporting import a_kind, fault, kind_noun, now_called, remedy
from handbook.model.annotations import models_inside
from handbook.model.kinds import KINDS
from handbook.model.layout import needed_files
from handbook.model.walking import walk_references

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from handbook.model.handbook import Handbook
    from handbook.problems import Problem


@dataclass(frozen=True, slots=True)
class Dangling:
    """A reference that leads nowhere."""

    name: str
    """The id that nothing has; '' where more than the id is wrong."""
    problem: Problem
    """What is said where it stands."""


def find_dangling_references(handbook: Handbook) -> Iterator[Dangling]:
    """Yield every id in a field of its own that leads nowhere."""
    ids, homeless = ids_by_kind(handbook), homeless_kinds(handbook)
    renamed = handbook.renamed
    for file in handbook.files:
        for field, kind, name in walk_references(file.record):
            is_there = (kind, name) in handbook.entries or name in handbook.unreadable
            if not is_there and kind not in homeless:
                message = unknown_id(name, kind=kind, ids=ids, renamed=renamed)
                yield Dangling(name, fault(file, field, message))


def unknown_id(
    name: str,
    *,
    kind: str,
    ids: Mapping[str, frozenset[str]],
    renamed: Mapping[tuple[str, str], str],
) -> str:
    """Say that no record of the kind has the id, and what may have been meant.

    Args:
        name: The id that leads nowhere.
        kind: The kind of record it should name.
        ids: The ids of every kind.
        renamed: The id that a record has now, by its kind and an id that it had.
    """
    if now := renamed.get((kind, name)):
        return f"no {kind_noun(kind)} has the id '{name}' any more.{now_called(now)}"
    others = sorted(other for other, names in ids.items() if name in names)
    guess = remedy(name, among=ids.get(kind, frozenset()))
    if others:
        return f"'{name}' is {a_kind(others[0])}, not {a_kind(kind)}.{guess}"
    return f"no {kind_noun(kind)} has the id '{name}'.{guess}"


def ids_by_kind(handbook: Handbook) -> Mapping[str, frozenset[str]]:
    """Return the ids of every kind that has any."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for kind, name in handbook.entries:
        found[kind].add(name)
    return {kind: frozenset(names) for kind, names in found.items()}


def homeless_kinds(handbook: Handbook) -> frozenset[str]:
    """Return the kinds whose one file is missing: that is the problem, not each reference."""
    there = {type(file.record) for file in handbook.files}
    missing = (model for model in needed_files().values() if model not in there)
    parts = frozenset(part for model in missing for part in models_inside(model))
    return frozenset(row.name for row in KINDS.values() if row.model in parts)
