"""Forms: their parts have names of their own, and nothing in them is without content."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, get_args

from handbook.checks.reporting import fault, remedy
from handbook.model.blanks import BLANKS, Control
from handbook.model.form import Form, FormField, MadeFor, Section, TickList
from handbook.model.kinds import KINDS
from handbook.model.walking import walk_records
from handbook.problems import listing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from handbook.model.handbook import Handbook, SourceFile
    from handbook.model.record import Record
    from handbook.problems import FieldPath, Problem

_NO_FRAMEWORK = (
    "the form has no framework. Add 'framework:' with the id of a framework to the form."
)
_STATED_IN_A_CLAUSE = (
    "what a position says is printed in a list, which a clause does not have. "
    "Put the blank under the section's 'fields'."
)
_NOUNS = {
    "sections": "section",
    "clauses": "clause",
    "lists": "list",
    "fields": "field",
    "table": "table",
    "signers": "signer",
}
"""The parts of a form that have ids, by the key they stand under."""

_INNER_NOUNS = {"columns": ("column", "table"), "items": ("line", "list")}
"""The parts whose ids count for what they stand in alone."""


def check_forms(handbook: Handbook) -> tuple[Problem, ...]:
    """Return what is wrong with the parts of each form."""
    checks: tuple[Callable[..., Iterator[Problem]], ...] = (_duplicates, _hollow)
    return tuple(
        problem
        for file in handbook.files
        if isinstance(file.record, Form)
        for check in checks
        for problem in check(file, form=file.record)
    )


def _duplicates(file: SourceFile, *, form: Form) -> Iterator[Problem]:
    taken: defaultdict[FieldPath, set[str]] = defaultdict(set)
    for field, part in walk_records(form):
        key = next((step for step in reversed(field) if isinstance(step, str)), "")
        name = getattr(part, "id", None)
        if name is None or not field:
            continue
        names = taken[field[:-1] if key in _INNER_NOUNS else (key,)]
        if name in names:
            noun, whole = _INNER_NOUNS.get(key) or (_NOUNS[key], "form")
            message = f"another {noun} of this {whole} has the id '{name}'. Choose another."
            yield fault(file, (*field, "id"), message)
        names.add(name)


def _hollow(file: SourceFile, *, form: Form) -> Iterator[Problem]:
    for kind in get_args(MadeFor):
        word = f"{{{kind}}}"
        if word in form.title and form.for_each != kind:
            message = (
                f"names '{word}', but the form is not made for each {kind}. Add 'for_each: {kind}'."
            )
            yield fault(file, ("title",), message)
    if form.tells_of and form.tells_of not in KINDS:
        rest = remedy(form.tells_of, among=KINDS)
        yield fault(file, ("tells_of",), f"there is no kind of record '{form.tells_of}'.{rest}")
    for field, part in walk_records(form):
        for key, message in _faults(part):
            yield fault(file, (*field, *key), message)
        if isinstance(part, FormField) and part.stated_by and "clauses" in field:
            yield fault(file, (*field, "stated_by"), _STATED_IN_A_CLAUSE)
        for taken, kind, what in _taken(part):
            if form.for_each != kind:
                message = f"{what} a form for each {kind}. Add 'for_each: {kind}'."
                yield fault(file, (*field, taken), message)
        if isinstance(part, Section) and part.rates and not form.framework:
            yield fault(file, (*field, "rates"), _NO_FRAMEWORK)


def _taken(part: Record) -> Iterator[tuple[str, MadeFor, str]]:
    """Yield what a part takes from the record its form is made for: field, kind and words."""
    if isinstance(part, Section):
        if part.steps:
            yield "steps", "protocol", "the steps of a protocol need"
        if part.promises:
            yield "promises", "role", "a role's promises need"
    elif isinstance(part, FormField) and part.stated_by:
        yield "stated_by", "position", "what a position says needs"
    elif isinstance(part, TickList):
        if part.of == "role-activities":
            yield "of", "role", "a role's activities need"
        if part.of.startswith("position-"):
            yield "of", "position", "what a position says needs"


def _faults(part: Record) -> Iterator[tuple[FieldPath, str]]:
    """Yield which field of a part of a form is wrong, and what is wrong with it."""
    if isinstance(part, FormField):
        yield from _field_faults(part)
    elif isinstance(part, TickList):
        yield from _list_faults(part)
    elif isinstance(part, Section) and not part.model_fields_set - {"id", "title", "when"}:
        yield (
            ("id",),
            f"the section '{part.id}' is empty. Add clauses or fields, or take it out.",
        )


def _field_faults(field: FormField) -> Iterator[tuple[FieldPath, str]]:
    blank = BLANKS[field.blank]
    least, most = blank.options
    if field.options and not blank.control.has_options:
        choosing = (f"blank: {name}" for name, row in BLANKS.items() if row.control.has_options)
        message = f"a '{field.blank}' blank takes no options. Write {listing(choosing)}."
        yield ("options",), message
    elif blank.control.has_options and not least <= len(field.options) <= most:
        count = f"takes {least} to {most} options, and has {len(field.options)}"
        yield ("options",), f"a '{field.blank}' blank {count}. Change them, or what 'blank' says."
    if "lines" in field.model_fields_set and blank.control is not Control.LINES:
        message = f"a '{field.blank}' blank has no lines of its own. Write 'blank: multiline'."
        yield ("lines",), message
    for position, option in enumerate(field.options):
        if option in field.options[:position]:
            yield ("options", position), f"the option '{option}' is there already. Take one away."


def _list_faults(ticks: TickList) -> Iterator[tuple[FieldPath, str]]:
    if ticks.of == "items" and not ticks.items:
        yield ("items",), "the list has no lines. Add them under 'items:', or change 'of:'."
    for position, item in enumerate(ticks.items):
        if item.text in (other.text for other in ticks.items[:position]):
            yield ("items", position), f"the line '{item.text}' is there already. Take one away."
    if ticks.of != "items" and ticks.items:
        yield ("items",), f"a list of '{ticks.of}' takes no lines of its own. Write 'of: items'."
    if ticks.of.startswith("position-") and ticks.tick:
        yield ("tick",), "what a position says is read and not ticked. Write 'tick: no'."
