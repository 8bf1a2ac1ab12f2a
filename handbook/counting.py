"""How many there are of each kind, in words: no text counts what a district may change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handbook.model.kinds import KINDS
from handbook.spelling import spell_number
from handbook.wordforms import capitalize

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from handbook.model.handbook import Handbook

COUNTED = "counted."
"""How the names of numbers begin: `counted.stages` says 'seven', and `counted.Stages` 'Seven'."""


def counted_names(*, sets: Iterable[str]) -> frozenset[str]:
    """Return the dotted names of all numbers.

    Args:
        sets: The ids of the sets of principles; each counts its principles.
    """
    keys = {*map(_key, _plurals()), *map(_key, sets)}
    return frozenset(f"{COUNTED}{name}" for key in keys for name in (key, capitalize(key)))


def counted_words(handbook: Handbook) -> dict[str, str]:
    """Return every number in words, by its dotted name.

    Args:
        handbook: The records, with what its district leaves out already gone.
    """
    counts = {plural: len(handbook.entries_of(kind)) for plural, kind in _plurals().items()} | {
        group.id: len(group.principles) for group in handbook.principle_sets
    }
    words = {_key(name): spell_number(count) for name, count in counts.items()}
    capitals = {capitalize(key): capitalize(word) for key, word in words.items()}
    return {f"{COUNTED}{key}": word for key, word in (words | capitals).items()}


def _plurals() -> Mapping[str, str]:
    return {row.plural: name for name, row in KINDS.items()}


def _key(name: str) -> str:
    return name.replace("-", "_").replace(" ", "_")
