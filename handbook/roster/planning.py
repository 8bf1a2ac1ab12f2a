"""From a roster, form ids and wishes to a plan, or to everything that keeps one from being made."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from handbook.inline import render_plain
from handbook.model.blanks import Control
from handbook.problems import HandbookError, Location, Problem, Severity, listing, suggest
from handbook.roster.checking import check_cell
from handbook.roster.composing import is_pattern, parse_made
from handbook.roster.matching import match_columns
from handbook.roster.naming import parse_pattern
from handbook.roster.plan import (
    ROLE,
    ColumnUse,
    DistrictNames,
    FillableForm,
    FormChoice,
    FormPlan,
    Plan,
    person_field,
)
from handbook.roster.showing import fold_name
from handbook.yamlsource import parse_yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from handbook.forms.structure import FormDocument
    from handbook.roster.composing import Wish
    from handbook.roster.matching import Matched
    from handbook.roster.reading import Roster

STANDARD_PATTERN = "{form}/{row}-{person}"
"""How files are called where nobody says otherwise: in the order of the roster, never twice."""

GENERAL_PLACEHOLDERS = ("form", "row", "person", "edition")
"""What a pattern may name besides columns."""

Chosen = tuple[str, tuple["FormDocument", ...]]


@dataclass(frozen=True, slots=True)
class Layout:
    """What the person said about columns and files."""

    mapping: Mapping[str, str] = field(default_factory=dict)
    """Names of blanks by names of columns."""
    pattern: str = STANDARD_PATTERN
    """How files are called."""


def choose_documents(
    ids: Sequence[str], *, documents: Sequence[FormDocument]
) -> tuple[tuple[Chosen, ...], str]:
    """Find the forms that ids mean: a form, or the agreement for each of several roles.

    Returns:
        The forms by id, and what is wrong with an id or ''.
    """
    known = [*dict.fromkeys(name for one in documents for name in (one.form_id, one.id))]
    chosen: dict[str, tuple[FormDocument, ...]] = {}
    for name in ids:
        found = tuple(one for one in documents if name in (one.id, one.form_id))
        if not found:
            guess = suggest(name, among=known) or f" Name {listing(known)}."
            return (), f"no form has the id '{name}'.{guess}"
        chosen[name] = found
    return tuple(chosen.items()), ""


def plan_roster(
    roster: Roster,
    *,
    chosen: Sequence[Chosen],
    typeset: Callable[[FormDocument], FillableForm],
    layout: Layout,
    names: DistrictNames,
) -> tuple[Plan, tuple[Problem, ...]]:
    """Decide which column fills what and how files are called.

    Args:
        roster: Who.
        chosen: Which forms.
        typeset: Makes an empty form.
        layout: Which columns the person explained, and how files are called.
        names: What schools and roles are called.

    Returns:
        The plan, and what is worth knowing, such as columns that are not used.

    Raises:
        HandbookError: The roster cannot fill these forms.
    """
    documents = tuple(document for _, group in chosen for document in group)
    fields = {one.name for document in documents for one in document.fields}
    headers = {_placeholder(header): header for header in roster.header if header}
    shape, fault = parse_pattern(layout.pattern, known={*GENERAL_PLACEHOLDERS, *fields, *headers})
    needs_role = any(len(group) > 1 for _, group in chosen)
    matched = match_columns(
        roster,
        documents=documents,
        mapping=layout.mapping,
        needs_role=needs_role,
        in_pattern=shape.placeholders,
    )
    problems = [*roster.warnings, *matched.problems]
    if fault:
        problems.append(Problem(Location("--pattern"), "", f"'{layout.pattern}': {fault}"))
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise HandbookError(problems)
    choices = tuple(
        FormChoice(name, tuple(_form_plan(one, matched=matched, typeset=typeset) for one in group))
        for name, group in chosen
    )
    plan = Plan(
        roster=roster,
        choices=choices,
        pattern=shape,
        pattern_columns=_pattern_columns(shape.placeholders, matched=matched, known=fields),
        role_column=matched.columns.get(ROLE, -1),
        names=names,
    )
    if faults := tuple(_constant_faults(plan)):
        raise HandbookError([*problems, *faults])
    return plan, tuple(problems)


def _constant_faults(plan: Plan) -> Iterator[Problem]:
    """Tell once what is wrong with a value that is the same in every row."""
    width = plan.roster.width
    told: set[tuple[int, str]] = set()
    for form in (form for choice in plan.choices for form in choice.forms):
        for use in form.uses:
            made = plan.roster.made[use.column - width] if use.column >= width else None
            if made is None or any(isinstance(part, int) for part in made.parts):
                continue
            value, fault = check_cell("".join(map(str, made.parts)), use=use, form=form, plan=plan)
            if fault and not value and (use.column, fault) not in told:
                told.add((use.column, fault))
                yield Problem(made.place, made.name, fault)


def parse_mapping(text: bytes, *, path: str) -> tuple[dict[str, str], tuple[Wish, ...]]:
    """Read a file of lines 'Their header: blank' and 'blank: "{Their header} {Another}"'.

    Returns:
        The names of blanks by names of columns, and the blanks that are made of columns.

    Raises:
        HandbookError: It cannot be read as such.
    """
    source, problems = parse_yaml(text, path=path)
    if problems or source is None:
        raise HandbookError(problems)
    data = source.data if isinstance(source.data, dict) else {}
    faults = [
        Problem(
            source.locate((key,)),
            str(key)[:60],
            "expected the name of a blank, such as 'school-year'. Write it after the colon.",
        )
        for key, value in data.items()
        if not isinstance(value, str) or not value
    ]
    texts = {str(key): value for key, value in data.items() if isinstance(value, str) and value}
    made = [
        parse_made(key, value, place=source.locate((key,)))
        for key, value in texts.items()
        if is_pattern(value)
    ]
    faults += [Problem(wish.place, wish.name[:60], fault) for wish, fault in made if fault]
    if faults:
        raise HandbookError(faults)
    plain = {key: value for key, value in texts.items() if not is_pattern(value)}
    return plain, tuple(wish for wish, _ in made)


def _placeholder(header: str) -> str:
    return "-".join(header.casefold().split())


def _pattern_columns(
    placeholders: tuple[str, ...], *, matched: Matched, known: set[str]
) -> dict[str, int]:
    found: dict[str, int] = {}
    for name in placeholders:
        if name in GENERAL_PLACEHOLDERS or (name in matched.columns and name in known):
            continue
        place = matched.others.get(fold_name(name), matched.columns.get(name))
        if place is not None:
            found[name] = place
    return found


def _form_plan(
    document: FormDocument, *, matched: Matched, typeset: Callable[[FormDocument], FillableForm]
) -> FormPlan:
    return FormPlan(
        document=document,
        blank=typeset(document),
        uses=tuple(_column_uses(document, matched=matched)),
        title=render_plain(document.title),
        person=person_field(document),
    )


def _column_uses(document: FormDocument, *, matched: Matched) -> Iterator[ColumnUse]:
    for blank in document.fields:
        if blank.control is not Control.SIGNATURE and blank.name in matched.columns:
            yield ColumnUse(blank, matched.columns[blank.name])
