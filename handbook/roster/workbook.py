"""Excel workbooks as rows of text, streamed: what a cell shows is what is taken.

Numbers and dates come as their format shows them; what cannot be taken as it is shown says so.
"""

from __future__ import annotations

import datetime as dt
import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from handbook.problems import HandbookError, Location, Problem, Severity, listing, suggest
from handbook.roster.number_formats import BUILT_IN, GENERAL
from handbook.roster.sheet_reader import SheetReader, TextReader
from handbook.roster.workbook_parts import Handlers, Parts, attributes, local_name, open_parts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from handbook.roster.sheet_reader import SheetRow

HELP_SHEET = "How to fill it in"
"""The sheet of help in the workbooks that this program makes."""

_WORKBOOK = "xl/workbook.xml"
_EPOCHS = {False: dt.datetime(1899, 12, 30), True: dt.datetime(1904, 1, 1)}  # noqa: DTZ001


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook."""

    title: str
    """What its tab says."""
    part: str
    """The file within the workbook."""
    is_hidden: bool
    """Whether its tab is hidden."""


def choose_sheet(path: Path, *, name: str, wanted: str) -> tuple[Sheet, tuple[Problem, ...]]:
    """Return the sheet to read, and what to know about the others.

    Args:
        path: The workbook.
        name: What messages call it.
        wanted: The sheet somebody named, or '' for the first that is not hidden.

    Raises:
        HandbookError: It is no workbook, or has no such sheet.
    """
    with open_parts(path, name=name) as parts:
        sheets = _read_sheets(parts)
    titles = [sheet.title for sheet in sheets]
    if wanted:
        found = next((one for one in sheets if one.title.casefold() == wanted.casefold()), None)
        if found is None:
            guess = suggest(wanted, among=titles) or f" Name {listing(titles)}."
            raise _problem(name, f"no sheet is called '{wanted}'.{guess}")
        return found, ()
    shown = [sheet for sheet in sheets if not sheet.is_hidden]
    if not shown:
        raise _problem(name, "the workbook has no sheet with cells. Put the roster on a sheet.")
    others = [sheet.title for sheet in sheets if sheet is not shown[0]]
    return shown[0], tuple(_notes(name, taken=shown[0].title, others=others))


def read_sheet(path: Path, *, name: str, sheet: Sheet) -> Iterator[SheetRow]:
    """Yield the rows of a sheet that hold something.

    Raises:
        HandbookError: The workbook is damaged.
    """
    with open_parts(path, name=name) as parts:
        shared, formats, is_1904 = _read_shared(parts), _read_formats(parts), _is_1904(parts)
        reader = SheetReader(shared=shared, formats=formats, epoch=_EPOCHS[is_1904])
        handlers = Handlers(reader.start, reader.end, reader.text)
        for _ in parts.feed(sheet.part, handlers):
            yield from reader.rows
            reader.rows.clear()


def _notes(name: str, *, taken: str, others: list[str]) -> Iterator[Problem]:
    others = [title for title in others if title != HELP_SHEET]
    if others:
        what = "is not" if len(others) == 1 else "are not"
        message = (
            f"the sheet '{taken}' is read; {listing(others, last='and')} {what}. "
            "Name another with --sheet."
        )
        yield Problem(Location(name), "", message, Severity.WARNING)


def _read_sheets(parts: Parts) -> list[Sheet]:
    related = _read_related(parts)
    named: list[tuple[str, str, bool]] = []

    def sheet(tag: str, found: dict[str, str]) -> None:
        if local_name(tag) == "sheet":
            said = attributes(found)
            is_hidden = said.get("state", "visible") != "visible"
            named.append((said.get("name", ""), said.get("id", ""), is_hidden))

    parts.read(_WORKBOOK, Handlers(sheet))
    return [
        Sheet(title, related[key].part, is_hidden)
        for title, key, is_hidden in named
        if key in related and related[key].kind == "worksheet"
    ]


class _Related(NamedTuple):
    """A file that belongs to the workbook."""

    kind: str
    part: str


def _read_related(parts: Parts) -> dict[str, _Related]:
    found: dict[str, _Related] = {}

    def start(tag: str, said: dict[str, str]) -> None:
        if local_name(tag) == "Relationship":
            kind = said.get("Type", "").rpartition("/")[2]
            part = posixpath.normpath(posixpath.join("/xl", said.get("Target", "")))[1:]
            found[said.get("Id", "")] = _Related(kind, part)

    parts.read("xl/_rels/workbook.xml.rels", Handlers(start))
    return found


def _part_of_kind(parts: Parts, kind: str) -> str:
    """Return the file of a kind, or ''."""
    return next((one.part for one in _read_related(parts).values() if one.kind == kind), "")


def _is_1904(parts: Parts) -> bool:
    found = False

    def start(tag: str, said: dict[str, str]) -> None:
        nonlocal found
        if local_name(tag) == "workbookPr":
            found = said.get("date1904") in {"1", "true"}

    parts.read(_WORKBOOK, Handlers(start))
    return found


def _read_shared(parts: Parts) -> list[str]:
    """Return the texts that cells name by number."""
    texts: list[str] = []
    reader = TextReader()
    if part := _part_of_kind(parts, "sharedStrings"):
        parts.read(part, reader.handlers(texts))
    return texts


def _read_formats(parts: Parts) -> list[str]:
    """Return the number format of each style that cells name by number."""
    own: dict[int, str] = {}
    styles: list[int] = []
    within: list[str] = []

    def start(tag: str, said: dict[str, str]) -> None:
        name = local_name(tag)
        if name == "numFmt":
            own[int(said.get("numFmtId", 0))] = said.get("formatCode", GENERAL)
        elif name == "xf" and within[-1:] == ["cellXfs"]:
            styles.append(int(said.get("numFmtId", 0)))
        within.append(name)

    def end(_: str) -> None:
        within.pop()

    if part := _part_of_kind(parts, "styles"):
        parts.read(part, Handlers(start, end))
    return [own.get(number, BUILT_IN.get(number, GENERAL)) for number in styles]


def _problem(name: str, message: str) -> HandbookError:
    return HandbookError([Problem(Location(name), "", message)])
