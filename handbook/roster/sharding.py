"""One roster on many machines: which rows are whose, decided by the number of the row alone."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SHAPE = re.compile(r"([1-9]\d{0,5})/([1-9]\d{0,5})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Shard:
    """A machine's share of a roster."""

    number: int = 1
    """Which share it is, counted from 1."""
    count: int = 1
    """How many shares there are."""

    def has(self, row: int) -> bool:
        """Say whether a row is in this share."""
        return row % self.count == self.number % self.count

    def label(self, stem: str) -> str:
        """Return a file's name without suffix, told apart from those of the other shares."""
        return stem if self.count == 1 else f"{stem}-{self.number}-of-{self.count}"


def parse_shard(text: str) -> Shard | None:
    """Read a share written as '2/8'; None for anything else."""
    found = _SHAPE.fullmatch(text)
    if found is None:
        return None
    number, count = map(int, found.groups())
    return Shard(number, count) if number <= count else None
