"""One question put to a built site: what was looked at, and what is not as it must be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from handbook.problems import Problem


@dataclass(frozen=True, slots=True)
class Trial:
    """One question put to a site, and its outcome."""

    name: str
    """What was asked, in a word or two, such as 'links'."""
    counted: str
    """How much was looked at, such as '4,310 links on 142 pages'."""
    problems: tuple[Problem, ...] = ()
    """What is not as it must be."""
    missing: str = ""
    """Why nothing was looked at and what to do, or ''."""

    def __str__(self) -> str:
        """Return the line that a person reads."""
        if self.missing:
            return f"not run  {self.name}: {self.missing}"
        return f"{'failed ' if self.problems else 'passed '}  {self.name}: {self.counted}"

    def as_dict(self) -> dict[str, object]:
        """Return the trial as plain values, for a machine to read."""
        return {
            "name": self.name,
            "counted": self.counted,
            "missing": self.missing,
            "problems": [problem.as_dict() for problem in self.problems],
        }
