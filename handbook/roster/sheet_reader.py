"""The XML of a sheet to rows: which text each cell shows, and which rows are hidden.

Told element by element; opens no file.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, NamedTuple

from handbook.roster.cells import Cell
from handbook.roster.number_formats import (
    GENERAL,
    has_day,
    is_date_format,
    show_date,
    show_number,
)
from handbook.roster.workbook_parts import Handlers, UnreadableError, local_name

if TYPE_CHECKING:
    from collections.abc import Mapping

_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 16_384
_MOST_PIECES = 1024
_LEAP_DAY_THAT_WAS_NONE = 60
_LATEST = 2_958_466
_PLACE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})", re.ASCII)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class SheetRow(NamedTuple):
    """One row of a sheet."""

    number: int
    """Its number as Excel shows it."""
    cells: list[str]
    """What its cells show, from left to right."""
    is_hidden: bool
    """Whether it is hidden, by hand or by a filter."""


class TextReader:
    """Gathers the runs of a text, without the reading aids above Asian letters."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self._is_text = False
        self._aids = 0

    def handlers(self, texts: list[str]) -> Handlers:
        """Return what gathers every text of a list."""

        def end(tag: str) -> None:
            self.end(local_name(tag))
            if local_name(tag) == "si":
                texts.append(self.take())

        return Handlers(lambda tag, _: self.start(local_name(tag)), end, self.text)

    def start(self, tag: str) -> None:
        """Begin an element."""
        self._aids += tag == "rPh"
        self._is_text = tag == "t" and not self._aids

    def end(self, tag: str) -> None:
        """End an element."""
        self._aids -= tag == "rPh"
        self._is_text = False

    def text(self, text: str) -> None:
        """Take a piece of text."""
        if self._is_text:
            self.pieces.append(text)

    def take(self) -> str:
        """Return the text so far, and begin anew."""
        text = "".join(self.pieces)
        self.pieces.clear()
        return _ESCAPED.sub(_unescaped, text) if "_x" in text else text


def _unescaped(found: re.Match[str]) -> str:
    """Return the sign that a text of Excel spells out; half a sign is none."""
    sign = chr(int(found[1], 16))
    return "\ufffd" if "\ud800" <= sign <= "\udfff" else sign


@dataclass(slots=True)
class SheetReader:
    """Takes what a sheet's XML tells, and gathers finished rows."""

    shared: list[str]
    """The texts that cells name by number."""
    formats: list[str]
    """The number formats that cells name by number."""
    epoch: dt.datetime
    """The day 0."""
    rows: list[SheetRow] = field(default_factory=list)
    """The rows that are finished; whoever takes them empties the list."""
    _number: int = 0
    _is_hidden: bool = False
    _cells: list[str] = field(default_factory=list)
    _column: int = 0
    _kind: str = ""
    _style: int = 0
    _has_formula: bool = False
    _is_value: bool = False
    _value: list[str] = field(default_factory=list)
    _inline: TextReader = field(default_factory=TextReader)
    _names: dict[str, str] = field(default_factory=dict)
    _known: dict[tuple[str, int], str] = field(default_factory=dict)

    def start(self, tag: str, found: Mapping[str, str]) -> None:
        """Begin an element."""
        name = self._names.get(tag) or self._names.setdefault(tag, local_name(tag))
        if name == "c":
            self._start_cell(found)
        elif name == "v":
            self._is_value = True
        elif name == "row":
            self._start_row(found)
        elif name == "f":
            self._has_formula = True
        elif self._kind == "inlineStr":
            self._inline.start(name)

    def end(self, tag: str) -> None:
        """End an element."""
        name = self._names[tag]
        if name == "v":
            self._is_value = False
        elif name == "c":
            self._end_cell()
        elif name == "row":
            if any(self._cells):
                self.rows.append(SheetRow(self._number, self._cells, self._is_hidden))
        elif self._kind == "inlineStr":
            self._inline.end(name)

    def text(self, text: str) -> None:
        """Take a piece of text."""
        if self._is_value:
            self._value.append(text)
        else:
            self._inline.text(text)
        if len(self._value) + len(self._inline.pieces) > _MOST_PIECES:
            raise UnreadableError("a cell without end")

    def _start_row(self, found: Mapping[str, str]) -> None:
        number = int(found.get("r", self._number + 1))
        if not self._number < number <= _MOST_ROWS:
            raise UnreadableError("rows out of order")
        self._number, self._cells, self._column = number, [], 0
        self._is_hidden = found.get("hidden") in {"1", "true"}

    def _start_cell(self, found: Mapping[str, str]) -> None:
        self._column = _column(found["r"]) if "r" in found else self._column + 1
        if not len(self._cells) < self._column <= _MOST_COLUMNS:
            raise UnreadableError("cells out of order")
        self._kind = found.get("t", "n")
        self._style = int(found.get("s", 0))
        self._has_formula = False
        self._value.clear()

    def _end_cell(self) -> None:
        text = "".join(self._value)
        if self._has_formula and not text and self._kind != "str":
            shown: str = Cell.unclear(
                "the cell is a formula, and the file does not hold its result. "
                "Open the workbook in Excel or LibreOffice, save it, and run the command again."
            )
        elif self._kind == "s":
            place = int(text or -1)
            if not 0 <= place < len(self.shared):
                raise UnreadableError("a text that is not there")
            shown = self.shared[place]
        elif self._kind == "inlineStr":
            shown = self._inline.take()
        elif not text or self._kind in {"str", "e"}:
            shown = text
        elif self._kind == "b":
            shown = "yes" if text == "1" else "no"
        elif self._kind == "d":
            shown = Cell.date(text.removesuffix("Z").removesuffix("T00:00:00"), shown=text)
        else:
            shown = self._known.get((text, self._style)) or self._show(text)
        if shown:
            self._cells.extend([""] * (self._column - 1 - len(self._cells)))
            self._cells.append(shown)
        self._kind = ""

    def _show(self, text: str) -> str:
        code = self.formats[self._style] if self._style < len(self.formats) else GENERAL
        shown = _show(text, code=code, epoch=self.epoch)
        if len(self._known) < _MOST_COLUMNS:
            self._known[text, self._style] = shown
        return shown


def _show(text: str, *, code: str, epoch: dt.datetime) -> str:
    """Return what a cell with a number shows."""
    try:
        value = Decimal(text)
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite() or abs(value) > Decimal("1e300"):
        return Cell.unclear(
            f"'{text[:40]}' stands in the file where a number belongs. Type the cell anew."
        )
    if is_date_format(code):
        return _show_moment(value, code=code, epoch=epoch)
    shown = show_number(value, code)
    if shown is None:
        return Cell.unclear(
            f"the cell has the number format '{code[:40]}', which cannot be shown here. "
            "Format the column as Text and type the cell anew."
        )
    return shown


def _show_moment(value: Decimal, *, code: str, epoch: dt.datetime) -> str:
    if not 0 <= value < _LATEST:
        return Cell.unclear(f"{value:f} days are no date. Type the cell anew, as 2026-08-31.")
    # Excel counts a 29 February 1900, which never was.
    is_early = epoch.year < 1900 and value < _LEAP_DAY_THAT_WAS_NONE  # noqa: PLR2004
    seconds = round(float(value % 1) * 86_400)
    moment = epoch + dt.timedelta(days=int(value) + is_early, seconds=seconds)
    shown = show_date(moment, code)
    if not has_day(code):
        return shown
    text = moment.date().isoformat() if not seconds else moment.isoformat(sep=" ")
    return Cell.date(text, shown=shown)


def _column(place: str) -> int:
    """Return the number of a column, from 1, of a place such as 'AB12'."""
    found = _PLACE.fullmatch(place)
    if not found:
        raise UnreadableError(place)
    number = 0
    for letter in found[1].upper():
        number = number * 26 + ord(letter) - 64
    return number
