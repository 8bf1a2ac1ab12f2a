"""Cells to values for the blanks they fill, and everything that can be wrong with one.

Whether a value fits its box, the typeset form says itself.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from handbook.model.blanks import Accepts
from handbook.problems import listing
from handbook.roster.cells import Cell
from handbook.roster.converting import choose_one, convert_text
from handbook.roster.doubts import find_doubt, say_date_in_text
from handbook.roster.naming import is_reserved, render_name
from handbook.roster.showing import find_hidden, fold_name, quote_value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from handbook.roster.plan import ColumnUse, FormChoice, FormPlan, Plan
    from handbook.roster.reading import Row


LONGEST_VALUE = 5000
"""The most characters that are tried in a box; no box of any form holds more."""

_SHEET_ERROR = re.compile(r"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|CALC!)")
_MOST_REMEMBERED = 4096
_LONGEST_REMEMBERED = 200


class Fault(NamedTuple):
    """What is wrong with one cell, or with a whole row."""

    column: int
    """The place of the column, from 0; -1 for the row as a whole."""
    message: str
    """What happened, and what to do."""
    is_warning: bool = False
    """Whether the value is taken all the same."""


class Sheet(NamedTuple):
    """One form, ready to be filled in for one person."""

    form: FormPlan
    """The form."""
    values: dict[str, str]
    """What stands in its blanks."""
    uri: str
    """The name of its file, with '/' between folders."""
    person: str
    """Whose form it is."""


class RowReader:
    """Makes sheets of rows; remembers what it found out about values that come again and again."""

    def __init__(self, plan: Plan, *, is_checked: bool = False) -> None:
        """Prepare what every row needs.

        Args:
            plan: What to fill in.
            is_checked: Whether rows were found good before; then it is not said again of each cell
                whether it is.
        """
        self._plan = plan
        read = _take_cell if is_checked else check_cell
        self._checks = {
            form.document.id: tuple(
                (use, _remembering(use, form=form, plan=plan, read=read)) for use in form.uses
            )
            for choice in plan.choices
            for form in choice.forms
        }
        self._roles = {
            fold_name(words): role
            for role, name in plan.names.roles.items()
            for words in (role, name)
        }

    def read(self, row: Row) -> tuple[list[Sheet], list[Fault]]:
        """Return the forms that a row asks for, and everything that is wrong with it."""
        if row.fault:
            return [], [Fault(-1, row.fault)]
        faults: dict[Fault, None] = {}
        sheets = []
        for choice in self._plan.choices:
            form = self._choose(choice, row, faults)
            if form is not None:
                values = self._values(form, row, faults)
                sheets.append(self._sheet(form, values, row, faults))
        return sheets, list(faults)

    def _choose(self, choice: FormChoice, row: Row, faults: dict[Fault, None]) -> FormPlan | None:
        if not choice.is_by_role:
            return choice.forms[0]
        column = self._plan.role_column
        raw = row.cells[column]
        role = self._roles.get(fold_name(raw))
        form = next((form for form in choice.forms if form.document.role_id == role), None)
        if form is None:
            names = [self._plan.names.roles[form.document.role_id] for form in choice.forms]
            faults[Fault(column, _unknown_role(raw, names=names))] = None
            # What the agreements for all roles share can be checked all the same.
            self._values(choice.forms[0], row, faults)
        return form

    def _values(self, form: FormPlan, row: Row, faults: dict[Fault, None]) -> dict[str, str]:
        values: dict[str, str] = {}
        cells = row.cells
        for use, check in self._checks[form.document.id]:
            value, fault = check(cells[use.column])
            if value:
                values[use.field.name] = value
            if fault:
                faults[Fault(use.column, fault, bool(value))] = None
        return values

    def _sheet(
        self, form: FormPlan, values: dict[str, str], row: Row, faults: dict[Fault, None]
    ) -> Sheet:
        person = values.get(form.person, "")
        uri = ""
        if not is_bad(faults):
            words = self._pattern_words(form, values, row, faults)
            uri = render_name(self._plan.pattern, values=words)
            if not uri:
                message = (
                    "nothing is left for a part of the file's name. "
                    "Fill in what --pattern names, or use another pattern."
                )
                faults[Fault(-1, message)] = None
            elif is_reserved(uri):
                faults[Fault(-1, _reserved(uri))] = None
        return Sheet(form, values, uri, person)

    def _pattern_words(
        self, form: FormPlan, values: dict[str, str], row: Row, faults: dict[Fault, None]
    ) -> Mapping[str, str]:
        words = {}
        for name in self._plan.pattern.placeholders:
            if name in self._plan.pattern_columns:
                column = self._plan.pattern_columns[name]
                words[name] = " ".join(row.cells[column].split())
                if trouble := _trouble(row.cells[column]):
                    faults[Fault(column, trouble)] = None
                elif hidden := find_hidden(words[name]):
                    faults[Fault(column, _hidden(words[name], hidden=hidden))] = None
            elif name == "form":
                words[name] = form.document.id
            elif name == "row":
                words[name] = f"{row.number:05}"
            elif name == "person":
                words[name] = values.get(form.person, "")
            elif name == "edition":
                words[name] = form.document.edition
            else:
                words[name] = values.get(name, "")
        return words


def _remembering(
    use: ColumnUse, *, form: FormPlan, plan: Plan, read: Callable[..., tuple[str, str]]
) -> Callable[[str], tuple[str, str]]:
    """Return the check of a blank, which keeps the answers for values that come again."""
    known: dict[str, tuple[str, str]] = {}

    def check(raw: str) -> tuple[str, str]:
        if type(raw) is Cell:
            return read(raw, use=use, form=form, plan=plan)
        answer = known.get(raw)
        if answer is None:
            answer = read(raw, use=use, form=form, plan=plan)
            if len(known) >= _MOST_REMEMBERED:
                known.clear()
            if len(raw) <= _LONGEST_REMEMBERED:
                known[raw] = answer
        return answer

    return check


def is_bad(faults: Iterable[Fault]) -> bool:
    """Say whether something keeps a row from being filled in."""
    return any(not fault.is_warning for fault in faults)


def check_cell(raw: str, *, use: ColumnUse, form: FormPlan, plan: Plan) -> tuple[str, str]:
    """Return what a blank is filled with, and what is wrong with the cell or ''.

    With a value, what is wrong is a doubt: the value is taken all the same.
    """
    if trouble := _trouble(raw):
        return "", trouble
    text = raw.strip()
    if not text:
        required = use.field.is_required
        return "", "the cell is empty, and the form needs a value. Fill it in." if required else ""
    if fault := _text_fault(text):
        return "", fault
    if isinstance(raw, Cell) and raw.is_date and use.field.accepts is not Accepts.DATE:
        return "", f"{quote_value(raw.shown)} {say_date_in_text(raw)}"
    value, fault = convert_text(text, field=use.field, names=plan.names)
    if value and not fault:
        fault = form.blank.fault(use.field.name, value)
    if fault:
        return "", f"{quote_value(text)} {fault}"
    doubt = find_doubt(text) if use.field.accepts is Accepts.WORDS else ""
    return value, f"{quote_value(text)} {doubt}" if doubt else ""


def _take_cell(raw: str, *, use: ColumnUse, form: FormPlan, plan: Plan) -> tuple[str, str]:  # noqa: ARG001  (called like check_cell)
    """Return what a blank is filled with by a cell that was found good."""
    text = raw.strip()
    return convert_text(text, field=use.field, names=plan.names) if text else ("", "")


def _trouble(raw: str) -> str:
    return raw.trouble if isinstance(raw, Cell) else ""


def _text_fault(text: str) -> str:
    """Return what is wrong with a text whatever blank it is for."""
    if len(text) > LONGEST_VALUE:
        length = f"{len(text):,} characters"
        return f"{quote_value(text)} has {length}, more than any box holds. Shorten it."
    if hidden := find_hidden(text):
        return _hidden(text, hidden=hidden)
    if _SHEET_ERROR.fullmatch(text):
        return f"{quote_value(text)} is an error of the spreadsheet. Correct the formula."
    return ""


def _reserved(uri: str) -> str:
    return (
        f"the form would be called '{uri}', like a file that the run writes for itself. "
        "Put {row} or another column into --pattern."
    )


def _unknown_role(raw: str, *, names: list[str]) -> str:
    text = " ".join(raw.split())
    if not text:
        return f"the cell is empty, and says which role it is. Write {listing(names)}."
    several = [part for part in re.split(r"[,;/&+]|\band\b", text) if fold_name(part)]
    known = {fold_name(name) for name in names}
    if len(several) > 1 and all(fold_name(part) in known for part in several):
        return f"{quote_value(text)} names several roles. Give each role a row of its own."
    _, fault = choose_one(text, allowed=tuple(names), what="is not a coaching role")
    return f"{quote_value(text)} {fault}"


def _hidden(text: str, *, hidden: str) -> str:
    return (
        f"{quote_value(text)} holds the character U+{ord(hidden):04X}, which nobody can see. "
        "Delete it."
    )
