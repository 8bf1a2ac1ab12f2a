"""The first pass over a roster: every cell is checked and no form is written.

Owns what is remembered of a roster of any length: which rows are bad, and the first problems.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from handbook.problems import Location, Problem, Severity, listing
from handbook.roster.checking import Fault, RowReader, is_bad
from handbook.roster.matching import OWN_COLUMNS
from handbook.roster.naming import NameRegister
from handbook.roster.showing import disarm_formula, show_hidden

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from handbook.roster.checking import Sheet
    from handbook.roster.plan import Plan
    from handbook.roster.reading import Roster, Row

MOST_KEPT = 1000
"""How many problems are remembered in words; all of them are counted."""

_EVERY = 500
_MOST_NAMED = 10
_LONGEST_BAD_CELL = 2000


@dataclass(slots=True)
class Survey:
    """What the first pass found; it grows while rows are read."""

    rows: int = 0
    """How many rows there are, empty ones not counted."""
    good_rows: int = 0
    """How many of them can be filled in."""
    sheets: Counter[str] = field(default_factory=Counter)
    """How many files there will be, by the id of the form."""
    problems: list[Problem] = field(default_factory=list)
    """The first problems."""
    warnings: list[Problem] = field(default_factory=list)
    """The first doubts about values that are taken all the same."""
    hidden: list[int] = field(default_factory=list)
    """The rows that the spreadsheet hides, and that are left out."""
    problem_count: int = 0
    """How many problems there are."""
    by_column: Counter[str] = field(default_factory=Counter)
    """How many problems each column has."""
    bad: set[int] = field(default_factory=set)
    """The rows that have something wrong."""

    @property
    def bad_rows(self) -> int:
        """How many rows have something wrong."""
        return self.rows - self.good_rows


def survey_roster(
    plan: Plan,
    *,
    keep_bad_row: Callable[[bytes], object] | None = None,
    progress: Callable[[int], None] | None = None,
) -> Survey:
    """Check every row of a roster.

    Args:
        plan: What to fill in.
        keep_bad_row: Takes the lines of a CSV of the bad rows, its header first.
        progress: Is told now and then how many rows are done.
    """
    survey, reader, names = Survey(), RowReader(plan), NameRegister()
    if keep_bad_row:
        keep_bad_row(
            "\ufeff".encode() + _line((*OWN_COLUMNS, *plan.roster.header[: plan.roster.width]))
        )
    for row in plan.roster.rows():
        if row.is_hidden:
            survey.hidden.append(row.number)
            continue
        survey.rows += 1
        sheets, faults = reader.read(row)
        if not is_bad(faults):
            _note_doubts(survey, row, faults, roster=plan.roster)
            faults = [*_taken_names(sheets, row=row, names=names)]
        if not faults:
            survey.good_rows += 1
            for sheet in sheets:
                survey.sheets[sheet.form.document.id] += 1
        else:
            _note(survey, row, faults, roster=plan.roster)
            if keep_bad_row:
                keep_bad_row(_bad_line(row, faults, roster=plan.roster))
        if progress and survey.rows % _EVERY == 0:
            progress(survey.rows)
    _note_whole(survey, roster=plan.roster)
    return survey


def _note_whole(survey: Survey, *, roster: Roster) -> None:
    """Note what no single row shows."""
    if roster.choices and not survey.rows:
        survey.problem_count += 1
        survey.problems.append(_nobody_left(roster))
    if survey.hidden:
        survey.warnings.insert(0, _left_out(survey.hidden, roster=roster))


def _nobody_left(roster: Roster) -> Problem:
    message = "no row is as --where asks. Look at how the values are written in the roster."
    return Problem(Location(roster.name, roster.header_row), "", message)


def _left_out(hidden: list[int], *, roster: Roster) -> Problem:
    """Name the rows that are left out because nobody sees them in the spreadsheet."""
    shown = listing(map(str, hidden[:_MOST_NAMED]), last="and").replace("'", "")
    more = f" and {len(hidden) - _MOST_NAMED:,} more" if len(hidden) > _MOST_NAMED else ""
    what = f"row {shown} is" if len(hidden) == 1 else f"rows {shown}{more} are"
    message = (
        f"{what} hidden or filtered away in the spreadsheet, and left out. "
        "Add --with-hidden to take hidden rows as well."
    )
    return Problem(Location(roster.name, hidden[0]), "", message, Severity.WARNING)


def _note_doubts(survey: Survey, row: Row, faults: list[Fault], *, roster: Roster) -> None:
    for fault in faults:
        if len(survey.warnings) < MOST_KEPT:
            location = Location(roster.name, row.number, fault.column + 1)
            header = _header(fault, roster=roster)
            survey.warnings.append(Problem(location, header, fault.message, Severity.WARNING))


def _taken_names(sheets: list[Sheet], *, row: Row, names: NameRegister) -> Iterator[Fault]:
    for sheet in sheets:
        if first := names.take(sheet.uri, row=row.number):
            yield Fault(-1, _duplicate(sheet.uri, row=row.number, first=first))


def _duplicate(uri: str, *, row: int, first: int) -> str:
    what = "two forms of this row" if first == row else f"this row and row {first}"
    return (
        f"{what} would have the same file name '{show_hidden(uri)}'. "
        "Put {row} or another column into --pattern."
    )


def _note(survey: Survey, row: Row, faults: list[Fault], *, roster: Roster) -> None:
    faults = [fault for fault in faults if not fault.is_warning]
    survey.bad.add(row.number)
    survey.problem_count += len(faults)
    for fault in faults:
        header = _header(fault, roster=roster)
        survey.by_column[header] += 1
        if len(survey.problems) < MOST_KEPT:
            location = Location(roster.name, row.number, max(fault.column, 0) + 1)
            survey.problems.append(Problem(location, header, fault.message))


def _header(fault: Fault, *, roster: Roster) -> str:
    if not 0 <= fault.column < len(roster.header):
        return ""
    return show_hidden(roster.header[fault.column])[:60]


def _bad_line(row: Row, faults: list[Fault], *, roster: Roster) -> bytes:
    wrong = (
        ": ".join(filter(None, (_header(fault, roster=roster), fault.message))) for fault in faults
    )
    cells = (cell[:_LONGEST_BAD_CELL] for cell in _own_cells(row, roster=roster))
    return _line((str(row.number), " ".join(wrong), *cells))


def _own_cells(row: Row, *, roster: Roster) -> list[str]:
    """Return what the file holds, so that mended rows can be given with the same options again."""
    return row.cells if row.fault else row.cells[: roster.width]


def _line(cells: tuple[str, ...]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerow([disarm_formula(cell) for cell in cells])
    return text.getvalue().encode("utf-8", "replace")
