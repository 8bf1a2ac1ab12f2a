"""Located messages: what is wrong, in which file, where, and what to do about it.

Owns the shape and wording rules of a problem; reads no files and prints nothing.
"""

from __future__ import annotations

import difflib
from collections import Counter
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeAlias

from handbook.spelling import count_of

if TYPE_CHECKING:
    from collections.abc import Iterable

FieldPath: TypeAlias = tuple[str | int, ...]
"""The way from the top of a file or record to a value: keys, and places in lists from 0."""

_LONGEST_GUESS = 100
_LONGEST_SHOWN = 80
_LONGEST_KEY = 40


@dataclass(frozen=True, order=True, slots=True)
class Location:
    """A place in a file of the handbook."""

    path: str
    """The file, relative to the project, always with '/'."""
    line: int = 1
    """The line, counted from 1."""
    column: int = 1
    """The character within the line, counted from 1."""

    def __str__(self) -> str:
        """Return 'path:line:column', which editors and terminals make clickable."""
        return f"{self.path}:{self.line}:{self.column}"


class Severity(StrEnum):
    """What a problem stops."""

    ERROR = "error"
    """The build."""
    WARNING = "warning"
    """A build that is strict."""
    HINT = "hint"
    """Nothing: it is worth knowing."""


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One thing that is wrong, where it is, and what to do."""

    location: Location
    """Where to look."""
    field: str
    """The field as a dotted path such as 'activities.2.standards.0', or '' for the whole file."""
    message: str
    """What happened, and then what to do."""
    severity: Severity = Severity.ERROR
    """What it stops."""

    def __str__(self) -> str:
        """Return the one line that a person reads."""
        severity = "" if self.severity is Severity.ERROR else self.severity.value
        return ": ".join(part for part in (str(self.location), severity, self.field) if part) + (
            f": {self.message}"
        )

    def as_dict(self) -> dict[str, str | int]:
        """Return the problem as plain values, for a machine to read."""
        return {
            "path": self.location.path,
            "line": self.location.line,
            "column": self.location.column,
            "field": self.field,
            "message": self.message,
            "severity": self.severity.value,
        }


class HandbookError(Exception):
    """Every problem that keeps a handbook from being built, sorted, each one once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems in reading order."""
        self.problems: tuple[Problem, ...] = tuple(sorted(set(problems)))
        super().__init__(self.problems)

    def __str__(self) -> str:
        """Return one line a problem, then the summary line."""
        return "\n".join([*map(str, self.problems), summarize(self.problems)])


def pack_problems(problems: Iterable[Problem]) -> list[dict[str, str | int]]:
    """Return problems as plain values, which `unpack_problems` reads again."""
    return [problem.as_dict() for problem in problems]


def unpack_problems(packed: Iterable[dict[str, Any]]) -> tuple[Problem, ...]:
    """Return the problems again."""
    return tuple(
        Problem(
            Location(one["path"], one["line"], one["column"]),
            one["field"],
            one["message"],
            Severity(one["severity"]),
        )
        for one in packed
    )


def summarize(problems: Iterable[Problem]) -> str:
    """Count problems, warnings, hints and files in one sentence."""
    found = tuple(problems)
    if not found:
        return "No problems."
    counts = Counter(problem.severity for problem in found)
    nouns = {Severity.ERROR: "problem", Severity.WARNING: "warning", Severity.HINT: "hint"}
    parts = [count_of(counts[one], noun) for one, noun in nouns.items() if counts[one]]
    files = count_of(len({problem.location.path for problem in found}), "file")
    *before, last = parts
    return f"{', '.join(before)}{' and ' if before else ''}{last} in {files}."


def has_errors(problems: Iterable[Problem]) -> bool:
    """Say whether anything among the problems stops the build."""
    return any(problem.severity is Severity.ERROR for problem in problems)


def as_hints(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return problems as what stops nothing, where what they are about is not published."""
    return tuple(replace(problem, severity=Severity.HINT) for problem in problems)


def refuse_errors(problems: Iterable[Problem]) -> None:
    """Raise everything that was found, where anything of it stops the build.

    Raises:
        HandbookError: There is such a problem.
    """
    found = tuple(problems)
    if has_errors(found):
        raise HandbookError(found)


def suggest(word: str, *, among: Iterable[str]) -> str:
    """Return " Did you mean 'x'?" for the closest existing word, or '' when none is close."""
    if len(word) > _LONGEST_GUESS:
        return ""
    existing = {candidate.casefold(): candidate for candidate in sorted(among, reverse=True)}
    close = difflib.get_close_matches(word.casefold(), sorted(existing), n=1)
    if not close or existing[close[0]] == word:
        return ""
    return f" Did you mean '{existing[close[0]]}'?"


def listing(words: Iterable[str], *, last: str = "or") -> str:
    """Quote words and join them as a sentence does: 'a', 'b' or 'c'."""
    *before, final = [f"'{word}'" for word in words] or [""]
    return f"{', '.join(before)} {last} {final}" if before else final


def shown(value: object) -> str:
    """Return a value as problems show it: what it is, or as much of its text as tells which."""
    if isinstance(value, dict):
        return "'key: value' lines"
    return "a list" if isinstance(value, tuple | list) else f"'{cut(str(value))}'"


def cut(text: str, *, longest: int = _LONGEST_SHOWN) -> str:
    """Return the text on one line, and only as much as tells which one it is."""
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[:longest]}…"


def dotted(field: FieldPath) -> str:
    """Return a field as problems show it, like 'activities.2.standards.0'."""
    return ".".join(cut(str(step), longest=_LONGEST_KEY) for step in field)
