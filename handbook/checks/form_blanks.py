"""The blanks of forms: each has an id and a name of its own, and the words beside it have room.

Room is judged by counting letters, generously: nothing is typeset here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, get_args

from handbook.checks.reporting import fault, warning
from handbook.model.blanks import BLANKS, Blank, BlankKind, Control
from handbook.model.form import (
    Column,
    Form,
    FormField,
    FormTable,
    Section,
    SignedPart,
    Signer,
    TickList,
)
from handbook.model.milestone import Milestone
from handbook.model.protocol import Protocol
from handbook.model.time_budget import TimeBudget
from handbook.model.walking import walk_records

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handbook.model.handbook import Handbook, SourceFile
    from handbook.problems import FieldPath, Problem

    Labeled = FormField | FormTable | Signer | TickList
    Part = Labeled | Section

_NOUNS: dict[type, str] = {
    FormField: "field",
    TickList: "list",
    FormTable: "table",
    Section: "section",
    Signer: "signer",
}
_LINES = {"full": "a whole line", "half": "half a line", "third": "a third of a line"}
_LABEL_ROOM = {"full": 105, "half": 52, "third": 34}
"""How many small letters fit above a blank, on the narrower paper."""

_OPTION_ROOM = {"full": 88, "half": 40, "third": 24}
"""How many letters of an answer fit into a blank, or beside a button."""

_STEP_ROOM = {"full": 150, "half": 66, "third": 36}
"""How many letters the steps of a scale have together; each may wrap onto a second line."""

_HEADING_ROOM = 95
"""How many small bold letters fit on a line that one column has to itself."""


def check_form_blanks(handbook: Handbook) -> tuple[Problem, ...]:
    """Return blanks that share an id or a name, and words that are too long for their place."""
    return tuple(
        problem
        for file in handbook.files
        if isinstance(file.record, Form)
        for problem in (
            *_namesakes(file, form=file.record, handbook=handbook),
            *_equal_names(file, form=file.record),
            *_unfit_levels(file, form=file.record, handbook=handbook),
            *_long_words(file, form=file.record),
        )
    )


def _namesakes(file: SourceFile, *, form: Form, handbook: Handbook) -> Iterator[Problem]:
    """Yield each part whose blanks are called like those of a part of another kind or id."""
    owners: dict[str, Part] = {}
    told: set[FieldPath] = set()
    for field, part in walk_records(form):
        if not isinstance(part, FormField | FormTable | Section | Signer | TickList):
            continue
        for name in blank_names(part, form=form, handbook=handbook):
            other = owners.setdefault(name, part)
            is_same = (type(other), other.id) == (type(part), part.id)
            if not is_same and field not in told:
                told.add(field)
                owner = f"the {_NOUNS[type(other)]} '{other.id}'"
                message = f"makes a blank of the name '{name}', as does {owner}. Choose another id."
                yield fault(file, (*field, "id"), message)


def blank_names(part: Part, *, form: Form, handbook: Handbook) -> tuple[str, ...]:
    """Return what the blanks of a part are called, whichever role the form is made for."""
    match part:
        case FormField():
            return (part.id,)
        case Section():
            protocols = handbook.records_of(Protocol) if part.steps else ()
            steps = (step.id for protocol in protocols for step in protocol.steps)
            rated = _rated_names(form, handbook=handbook) if part.rates else ()
            return (*rated, *dict.fromkeys(part.step_name(step) for step in steps))
        case Signer():
            fields = (field for section in form.sections for field in section.blanks.values())
            is_named = any(field.id == part.id and _takes_words(field) for field in fields)
            parts = (one for one in get_args(SignedPart) if not (is_named and one == "name"))
            return tuple(part.blank_name(one) for one in parts)
        case FormTable():
            rows = range(1, part.rows + 1)
            return tuple(part.cell_name(row, one) for row in rows for one in part.columns)
        case TickList():
            lines = _line_names(part, handbook=handbook) if part.tick else ()
            return tuple(part.box_name(line) for line in lines)


def _unfit_levels(file: SourceFile, *, form: Form, handbook: Handbook) -> Iterator[Problem]:
    """Yield where a form names a framework whose levels are no steps of a scale."""
    least, most = BLANKS[BlankKind.SCALE].options
    for one in handbook.frameworks:
        if one.id == form.framework and not least <= len(one.levels) <= most:
            count = f"has {len(one.levels)} levels, and a scale takes {least} to {most} steps"
            message = f"the framework '{one.id}' {count}. Change its levels, or name another."
            yield fault(file, ("framework",), message)


def _rated_names(form: Form, *, handbook: Handbook) -> tuple[str, ...]:
    of_form = (one for one in handbook.frameworks if one.id == form.framework)
    return tuple(one.id for of in of_form for domain in of.domains for one in domain.finest)


def _takes_words(field: FormField) -> bool:
    return BLANKS[field.blank] == Blank(Control.LINE)


def _line_names(ticks: TickList, *, handbook: Handbook) -> tuple[str, ...]:
    match ticks.of:
        case "role-activities" | "all-activities":
            return tuple(one.id for role in handbook.roles for one in role.activities)
        case "roles":
            return tuple(role.id for role in handbook.roles)
        case "non-roles" | "role-boundaries":
            return tuple(one.id for one in handbook.non_roles)
        case "kinds-of-work":
            return tuple(one.id for one in handbook.records_of(TimeBudget))
        case "first-days":
            return tuple(one.id for one in handbook.records_of(Milestone) if one.month is None)
        case _:
            return tuple(item.id for item in ticks.items)


def _equal_names(file: SourceFile, *, form: Form) -> Iterator[Problem]:
    """Yield what is called like another of its group: people may hear a name without its place."""
    for noun, whole, parts in _groups(form):
        first: dict[str, Labeled | Column] = {}
        for field, part in parts:
            twin = first.setdefault(" ".join(part.label.casefold().split()), part)
            if twin is not part and not (_is_conditional(twin) and _is_conditional(part)):
                message = (
                    f"another {noun} of this {whole} is called '{part.label}'. "
                    "Say in each which one it is: some people hear the name alone."
                )
                yield fault(file, (*field, "label"), message)


def _groups(form: Form) -> Iterator[tuple[str, str, list[tuple[FieldPath, Labeled | Column]]]]:
    """Yield each group of a form: what its parts and the whole are called, and the parts."""
    yield "signer", "form", [(("signers", place), one) for place, one in enumerate(form.signers)]
    for place, section in enumerate(form.sections):
        at: FieldPath = ("sections", place)
        yield (
            "blank",
            "section",
            [((*at, *inner), one) for inner, one in section.blanks.items()],
        )
        yield "list", "section", [((*at, "lists", i), one) for i, one in enumerate(section.lists)]
        columns = section.table.columns if section.table else ()
        yield (
            "column",
            "table",
            [((*at, "table", "columns", i), one) for i, one in enumerate(columns)],
        )


def _is_conditional(part: Labeled | Column) -> bool:
    return isinstance(part, FormField | Signer) and part.when is not None


def _long_words(file: SourceFile, *, form: Form) -> Iterator[Problem]:
    for field, part in walk_records(form):
        if isinstance(part, FormField):
            for key, message in _long_labels(part):
                yield warning(file, (*field, *key), message)
        elif isinstance(part, FormTable):
            for place, message in _long_headings(part):
                yield warning(file, (*field, "columns", place, "label"), message)


def _long_labels(field: FormField) -> Iterator[tuple[FieldPath, str]]:
    """Yield which words of a field are too long, and what to do; a tick box may have a sentence."""
    remedy = "." if field.width == "full" else ", or give it more of the line with 'width'."
    label, hint = _letters(field.label), _letters(field.hint or "")
    room = _LABEL_ROOM[field.width]
    total = label + hint + 3 * bool(hint)
    if BLANKS[field.blank].control is not Control.TICK and total > room:
        count = f"has {label} letters" if not hint else f"has {total} letters with its hint"
        message = f"{count}, and about {room} fit above {_LINES[field.width]}. Shorten it{remedy}"
        yield ("label",), message
    room, place_of_it = _OPTION_ROOM[field.width], _LINES[field.width]
    if BLANKS[field.blank].control is Control.SCALE:
        room, place_of_it = _STEP_ROOM[field.width] // max(len(field.options), 1), "its step"
    for place, option in enumerate(field.options):
        if _letters(option) > room:
            message = f"has {_letters(option)} letters, and about {room} fit on "
            yield ("options", place), f"{message}{place_of_it}. Shorten it{remedy}"


def _long_headings(table: FormTable) -> Iterator[tuple[int, str]]:
    """Yield the columns with a word that is wider than they are, and what to do."""
    shares = sum(column.share for column in table.columns)
    for place, column in enumerate(table.columns):
        room = _HEADING_ROOM * column.share // shares
        longest = max(column.label.split(), key=_letters, default="")
        if _letters(longest) > room:
            message = f"the word '{longest}' is wider than the column, which holds about {room} "
            yield place, f"{message}letters. Use a shorter one, or give the column a larger share."


def _letters(text: str) -> int:
    """Return how many letters are printed of a text, without its marks."""
    return len(re.sub(r"[*_`]", "", text))
