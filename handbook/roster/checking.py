"""Cells to values for the blanks they fill, and everything that can be wrong with one.

Owns what each blank accepts; whether a value fits its box, the typeset form says itself.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple, assert_never

from handbook.model.blanks import Accepts, Control
from handbook.problems import listing, suggest
from handbook.roster.dates import parse_date, render_date
from handbook.roster.matching import fold_name
from handbook.roster.naming import is_reserved, render_name
from handbook.roster.showing import find_hidden, quote_value

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from handbook.forms.structure import Field
    from handbook.roster.plan import ColumnUse, FormChoice, FormPlan, Plan
    from handbook.roster.reading import Row

TICKED = "yes"
"""The value of a box that is ticked."""

LONGEST_VALUE = 5000
"""The most characters that are tried in a box; no box of any form holds more."""

_YES = frozenset({"yes", "y", "true", "x", "1", "✓", "✔"})
_NO = frozenset({"no", "n", "false", "0", "-"})
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
_SHEET_ERROR = re.compile(r"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|CALC!)")
_MOST_REMEMBERED = 4096
_LONGEST_REMEMBERED = 200


class Fault(NamedTuple):
    """What is wrong with one cell, or with a whole row."""

    column: int
    """The place of the column, from 0; -1 for the row as a whole."""
    message: str
    """What happened, and what to do."""


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

    def __init__(self, plan: Plan) -> None:
        """Prepare what every row needs."""
        self._plan = plan
        self._checks = {
            form.document.id: tuple(
                (use, _remembering(use, form=form, plan=plan)) for use in form.uses
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
            if fault:
                faults[Fault(use.column, fault)] = None
            elif value:
                values[use.field.name] = value
        return values

    def _sheet(
        self, form: FormPlan, values: dict[str, str], row: Row, faults: dict[Fault, None]
    ) -> Sheet:
        person = values.get(form.person, "")
        uri = ""
        if not faults:
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
                if hidden := find_hidden(words[name]):
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


def _remembering(use: ColumnUse, *, form: FormPlan, plan: Plan) -> Callable[[str], tuple[str, str]]:
    """Return the check of a blank, which keeps the answers for values that come again."""
    known: dict[str, tuple[str, str]] = {}

    def check(raw: str) -> tuple[str, str]:
        answer = known.get(raw)
        if answer is None:
            answer = check_cell(raw, use=use, form=form, plan=plan)
            if len(known) >= _MOST_REMEMBERED:
                known.clear()
            if len(raw) <= _LONGEST_REMEMBERED:
                known[raw] = answer
        return answer

    return check


def check_cell(raw: str, *, use: ColumnUse, form: FormPlan, plan: Plan) -> tuple[str, str]:
    """Return what a blank is filled with, and what is wrong with the cell or ''."""
    text = raw.strip()
    if not text:
        required = use.field.is_required
        return "", "the cell is empty, and the form needs a value. Fill it in." if required else ""
    if fault := _text_fault(text):
        return "", fault
    value, fault = _convert(text, use=use, plan=plan)
    if value and not fault:
        fault = form.blank.fault(use.field.name, value)
    return ("", f"{quote_value(text)} {fault}") if fault else (value, "")


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


def _convert(text: str, *, use: ColumnUse, plan: Plan) -> tuple[str, str]:
    """Return what a text means for the blank it is for, and what is wrong or ''."""
    field = use.field
    line = " ".join(unicodedata.normalize("NFC", text).split())
    answers = tuple(option.value for option in field.options)
    match field.control:
        case Control.TICK:
            return _tick(line)
        case Control.ONE_OF:
            return _one_of(line, allowed=answers, what="is not one of the choices")
        case Control.MANY_OF:
            return _several(text, allowed=answers)
        case Control.SCALE:
            return _step(line, steps=answers)
        case Control.LINES:
            lines = unicodedata.normalize("NFC", text).splitlines()
            return "\n".join(" ".join(one.split()) for one in lines), ""
        case Control.LINE | Control.SIGNATURE:
            return _written(line, field=field, plan=plan)
    assert_never(field.control)


def _written(line: str, *, field: Field, plan: Plan) -> tuple[str, str]:
    if field.accepts is Accepts.DATE:
        return _date(line)
    if field.accepts is Accepts.EMAIL:
        return _email(line)
    if field.name == "school" and plan.names.schools:
        what = "is not a school of this district"
        return _one_of(line, allowed=plan.names.schools, what=what)
    return line, ""


def _tick(text: str) -> tuple[str, str]:
    answer = text.casefold()
    if answer in _YES:
        return TICKED, ""
    return "", "" if answer in _NO else "is neither yes nor no. Write yes or no."


def _date(text: str) -> tuple[str, str]:
    date = parse_date(text)
    if date is None:
        return "", "is not a date. Write it as 2026-08-31 or as 8/31/2026."
    return render_date(date), ""


def _email(text: str) -> tuple[str, str]:
    if not _EMAIL.fullmatch(text):
        return "", "is not an e-mail address. Write it as name@district.org."
    return text, ""


def _several(text: str, *, allowed: tuple[str, ...]) -> tuple[str, str]:
    """Return the chosen answers, a line each: between them are semicolons, commas or line ends."""
    known = {fold_name(answer): answer for answer in allowed}
    chosen: dict[str, None] = {}
    for part in filter(str.strip, re.split(r"[;\n]", unicodedata.normalize("NFC", text))):
        pieces = [part] if fold_name(part) in known else part.split(",")
        is_list = all(fold_name(piece) in known for piece in pieces)
        for piece in pieces if is_list else [part]:
            line = " ".join(piece.split())
            answer, fault = _one_of(
                line,
                allowed=allowed,
                what=f"names {quote_value(line)}, which is not one of the choices",
            )
            if fault:
                return "", fault
            chosen[answer] = None
    return "\n".join(answer for answer in allowed if answer in chosen), ""


def _step(text: str, *, steps: tuple[str, ...]) -> tuple[str, str]:
    """Return a step of a scale, named by its words or its number."""
    if re.fullmatch(r"\d+", text) and 1 <= int(text) <= len(steps):
        return steps[int(text) - 1], ""
    return _one_of(text, allowed=steps, what="is not a step of the scale")


def _one_of(text: str, *, allowed: tuple[str, ...], what: str) -> tuple[str, str]:
    meant = {fold_name(one): one for one in allowed}
    folded = fold_name(text)
    if folded in meant:
        return meant[folded], ""
    within = [one for words, one in meant.items() if folded and folded in words]
    guess = f" Did you mean '{within[0]}'?" if len(within) == 1 else suggest(text, among=allowed)
    return "", f"{what}.{guess or f' Write {listing(allowed)}.'}"


def _reserved(uri: str) -> str:
    return (
        f"the form would be called '{uri}', like a file that the run writes for itself. "
        "Put {row} or another column into --pattern."
    )


def _unknown_role(raw: str, *, names: list[str]) -> str:
    text = " ".join(raw.split())
    if not text:
        return f"the cell is empty, and says which role it is. Write {listing(names)}."
    _, fault = _one_of(text, allowed=tuple(names), what="is not a coaching role")
    return f"{quote_value(text)} {fault}"


def _hidden(text: str, *, hidden: str) -> str:
    return (
        f"{quote_value(text)} holds the character U+{ord(hidden):04X}, which nobody can see. "
        "Delete it."
    )
