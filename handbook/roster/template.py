"""An empty roster with the right columns, as CSV or as an Excel workbook that helps while typing.

Owns which columns a roster is offered; returns bytes and writes no file.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from handbook.inline import render_plain
from handbook.model.blanks import Accepts, Control
from handbook.roster.plan import ROLE
from handbook.roster.showing import disarm_formula
from handbook.roster.workbook import HELP_SHEET

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from handbook.forms.structure import Field
    from handbook.roster.plan import DistrictNames
    from handbook.roster.planning import Chosen

_ROWS_CHECKED = 5000
_LONGEST_LIST = 255
_TEXT = "@"


@dataclass(frozen=True, slots=True)
class TemplateColumn:
    """A column that a roster may have."""

    header: str
    """Its name."""
    forms: tuple[str, ...]
    """The forms it is for."""
    is_required: bool
    """Whether these forms cannot do without."""
    accepts: str
    """What may stand in it, in words."""
    allowed: tuple[str, ...] = ()
    """What may stand in it, where that is one of a few texts."""


def template_columns(
    chosen: Sequence[Chosen], *, names: DistrictNames
) -> tuple[TemplateColumn, ...]:
    """Return the columns for forms: what they need first, then every other blank of their sections.

    Blanks of tables, lists to tick and what stands beside signatures are left out, as rosters
    seldom hold them; a column named after such a blank fills it all the same.
    """
    found = {column.header: column for column in _columns(chosen, names=names)}
    return tuple(sorted(found.values(), key=lambda column: not column.is_required))


def render_template_csv(columns: Sequence[TemplateColumn]) -> bytes:
    """Return a CSV with nothing but a header, which spreadsheets read as UTF-8."""
    text = io.StringIO()
    headers = [disarm_formula(column.header) for column in columns]
    csv.writer(text, lineterminator="\r\n").writerow(headers)
    return text.getvalue().encode("utf-8-sig")


def render_template_xlsx(columns: Sequence[TemplateColumn]) -> bytes:
    """Return a workbook: a sheet to fill in, with lists to choose from, and one with help."""
    from openpyxl import Workbook  # noqa: PLC0415  (slow to import)
    from openpyxl.styles import Font  # noqa: PLC0415
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415

    book = Workbook()
    sheet, help_sheet = book.worksheets[0], book.create_sheet(HELP_SHEET)
    sheet.title = "Roster"
    sheet.freeze_panes = "A2"
    for number, column in enumerate(columns, start=1):
        cell = sheet.cell(1, number, column.header)
        cell.font = Font(bold=True)
        letter = cell.column_letter
        sheet.column_dimensions[letter].width = max(16, len(column.header) + 4)
        # A spreadsheet must not take 3-5 for a date, nor 007 for 7.
        sheet.column_dimensions[letter].number_format = _TEXT
        cell.number_format = _TEXT
        words = ",".join(column.allowed).replace('"', '""')
        if (
            column.allowed
            and len(words) <= _LONGEST_LIST
            and words.count(",") < len(column.allowed)
        ):
            rule = DataValidation(type="list", formula1=f'"{words}"', allow_blank=True)
            rule.add(f"{letter}2:{letter}{_ROWS_CHECKED}")
            sheet.add_data_validation(rule)
    help_sheet.append(["Column", "Needed", "What to write", "For the forms"])
    for cell in help_sheet[1]:
        cell.font = Font(bold=True)
    for column in columns:
        needed = "yes" if column.is_required else "no"
        help_sheet.append([column.header, needed, column.accepts, ", ".join(column.forms)])
    for letter, width in zip("ABCD", (28, 9, 60, 48), strict=True):
        help_sheet.column_dimensions[letter].width = width
    for cell in (cell for one in book for row in one.iter_rows() for cell in row):
        # A text that begins like a formula stays a text.
        cell.data_type = "s" if cell.data_type == "f" else cell.data_type
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _columns(chosen: Sequence[Chosen], *, names: DistrictNames) -> Iterator[TemplateColumn]:
    by_role = tuple(name for name, documents in chosen if len(documents) > 1)
    if by_role:
        roles = tuple(names.roles.values())
        yield TemplateColumn(
            ROLE.capitalize(), by_role, is_required=True, accepts=_one_of(roles), allowed=roles
        )
    fields = [
        (name, field)
        for name, documents in chosen
        for field in {
            field.name: field
            for document in documents
            for section in document.sections
            for field in section.blanks
        }.values()
        if field.control is not Control.SIGNATURE
    ]
    labels = {render_plain(field.label): set[str]() for _, field in fields}
    for _, field in fields:
        labels[render_plain(field.label)].add(field.name)
    for _, field in fields:
        label = render_plain(field.label)
        same = [(form, other) for form, other in fields if other.name == field.name]
        allowed = _allowed(field, names=names)
        yield TemplateColumn(
            header=label if len(labels[label]) == 1 else field.name,
            forms=tuple(form for form, _ in same),
            is_required=any(other.is_required for _, other in same),
            accepts=_accepts(field, allowed=allowed),
            allowed=allowed,
        )


def _allowed(field: Field, *, names: DistrictNames) -> tuple[str, ...]:
    if field.control is Control.TICK:
        return ("yes", "no")
    if field.control in {Control.ONE_OF, Control.SCALE}:
        return tuple(option.value for option in field.options)
    return names.schools if field.name == "school" else ()


def _accepts(field: Field, *, allowed: tuple[str, ...]) -> str:
    if allowed:
        return _one_of(allowed)
    if field.control is Control.MANY_OF:
        return f"Any of these, with semicolons between: {_list(o.value for o in field.options)}"
    if field.accepts is Accepts.DATE:
        return "A date, as 2026-08-31 or 8/31/2026"
    return "Several lines of text" if field.control is Control.LINES else "Text"


def _one_of(words: tuple[str, ...]) -> str:
    return f"One of: {_list(words)}"


def _list(words: Iterable[str]) -> str:
    return "; ".join(words)
