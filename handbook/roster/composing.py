"""Columns that a roster lacks, made of those it has or of what the person says; and wanted rows.

Owns patterns such as '{First name} {Last name}' and conditions such as 'Role=Teacher'; reads no
file, and does not know what a column means.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from handbook.problems import Location, Problem, suggest
from handbook.roster.cells import Cell
from handbook.roster.showing import fold_name, quote_value

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from handbook.roster.reading import Roster, Row

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


class Wish(NamedTuple):
    """What a column that the roster lacks is to hold."""

    name: str
    """The blank it fills, or another name that a pattern of file names uses."""
    parts: tuple[str, ...]
    """Words and names of columns take turns, words first."""
    place: Location
    """Where it was said."""

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns it is made of."""
        return self.parts[1::2]


class Condition(NamedTuple):
    """What a row must hold, or must not, to be taken."""

    column: str
    """The column."""
    value: str
    """What stands in it."""
    is_wanted: bool
    """Whether rows with it are taken, or all others."""


class MadeColumn(NamedTuple):
    """A column made for one roster."""

    name: str
    """What it is called."""
    parts: tuple[str | int, ...]
    """Words, and places of columns from 0."""
    place: Location
    """Where it was said."""


class Choice(NamedTuple):
    """What one column must hold, or must not, for a row to be taken."""

    column: int
    """The place of the column, from 0."""
    values: tuple[str, ...]
    """The values, without regard to case and spaces; any of them will do."""
    is_wanted: bool
    """Whether rows with one of them are taken, or all others."""


def parse_setting(text: str) -> Wish | None:
    """Read 'blank=value', which is the same for every row; None where it is not written so."""
    name, sign, value = text.partition("=")
    if not (sign and name.strip() and value.strip()):
        return None
    return Wish(name.strip(), (value.strip(),), Location("--set"))


def parse_condition(text: str) -> Condition | None:
    """Read 'Column=value' or 'Column!=value'; None where it is written in another way."""
    name, sign, value = text.partition("=")
    column = name.removesuffix("!").strip()
    if not (sign and column):
        return None
    return Condition(column, _plain(value), not name.endswith("!"))


def is_pattern(text: str) -> bool:
    """Say whether a text is made of columns, rather than the name of one."""
    return "{" in text or "}" in text


def parse_made(name: str, text: str, *, place: Location) -> tuple[Wish, str]:
    """Read a pattern such as '{First name} {Last name}'.

    Returns:
        The column to be made, and what is wrong with the pattern or ''.
    """
    wish = Wish(name, tuple(_PLACEHOLDER.split(text)), place)
    if any("{" in words or "}" in words for words in wish.parts[::2]):
        return wish, "a brace stands alone. Write columns like '{Last name}'."
    return wish, ""


def compose_roster(
    roster: Roster, *, wishes: Sequence[Wish], conditions: Sequence[Condition] = ()
) -> Roster:
    """Return a roster with the columns that were wished for, and only the rows that are wanted.

    A column that is not there is an error among the roster's warnings, so that it is told together
    with whatever else keeps the roster from filling a form.
    """
    if not (wishes or conditions):
        return roster
    places: dict[str, int] = {}
    for place, header in enumerate(roster.header):
        places.setdefault(fold_name(header), place)
    problems = []
    for name, said in _named(wishes, conditions=conditions):
        if fold_name(name) not in places:
            guess = suggest(name, among=filter(None, roster.header))
            message = f"no column of the roster is called {quote_value(name)}."
            remedy = guess or " Look at the roster's header."
            problems.append(Problem(said, "", message + remedy))
    made = tuple(_made(wish, places=places) for wish in wishes)
    return replace(
        roster,
        header=(*roster.header, *(column.name for column in made)),
        made=made,
        choices=_choices(conditions, places=places),
        warnings=(*roster.warnings, *problems),
        used=frozenset(fold_name(name) for name, _ in _named(wishes, conditions=conditions)),
    )


def _named(
    wishes: Iterable[Wish], *, conditions: Iterable[Condition]
) -> tuple[tuple[str, Location], ...]:
    """Return each column that must be there, and who names it."""
    sources = ((name, wish.place) for wish in wishes for name in wish.columns)
    filters = ((condition.column, Location("--where")) for condition in conditions)
    return tuple(dict.fromkeys((*sources, *filters)))


def _made(wish: Wish, *, places: dict[str, int]) -> MadeColumn:
    parts = (
        places.get(fold_name(part), "") if place % 2 else part
        for place, part in enumerate(wish.parts)
    )
    return MadeColumn(wish.name, tuple(part for part in parts if part != ""), wish.place)


def _choices(conditions: Iterable[Condition], *, places: dict[str, int]) -> tuple[Choice, ...]:
    """Gather what is said of one column: any of the values that are wanted will do."""
    values: dict[tuple[int, bool], list[str]] = {}
    for column, value, is_wanted in conditions:
        place = places.get(fold_name(column))
        if place is not None:
            values.setdefault((place, is_wanted), []).append(value)
    return tuple(Choice(place, tuple(found), kind) for (place, kind), found in values.items())


def is_chosen(row: Row, *, choices: Iterable[Choice]) -> bool:
    """Say whether a row is wanted."""
    return all(
        (_plain(row.cells[column]) in values) is is_wanted for column, values, is_wanted in choices
    )


def fill_made(row: Row, *, made: Iterable[MadeColumn]) -> Row:
    """Return a row with what its made columns hold."""
    return row._replace(cells=[*row.cells, *(_cell(one.parts, row.cells) for one in made)])


def _cell(parts: tuple[str | int, ...], cells: list[str]) -> str:
    sources = [cells[part] for part in parts if isinstance(part, int)]
    # What a spreadsheet took for a date, or could not compute, is no word of a name either.
    special = next((cell for cell in sources if isinstance(cell, Cell)), None)
    if special is not None:
        return special
    if sources and not any(map(str.strip, sources)):
        return ""
    words = (cells[part] if isinstance(part, int) else part for part in parts)
    return " ".join("".join(words).split())


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
