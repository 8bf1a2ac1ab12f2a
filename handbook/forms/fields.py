"""The blanks of a form: their names, labels and tooltips, and the lists taken from data."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from handbook.forms.structure import Field, Option, TickGroup, TickLine, TickList
from handbook.inline import Strong, Words, parse_inline, render_plain
from handbook.milestones import doer_of, first_days
from handbook.model.blanks import BLANKS, Accepts, Control
from handbook.model.milestone import Milestone
from handbook.model.time_budget import TimeBudget
from handbook.placeholders import term_words
from handbook.textcode import shorten_code

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from handbook.forms.structure import Line, SignedAgain
    from handbook.model import form as model
    from handbook.model.handbook import Handbook
    from handbook.model.protocol import ProtocolStep
    from handbook.model.role import Role

    Parse = Callable[[str | None], Line]

_SIGNED: tuple[tuple[model.SignedPart, str, Control, Accepts], ...] = (
    ("name", "Printed name", Control.LINE, Accepts.WORDS),
    ("role", "Title or role", Control.LINE, Accepts.WORDS),
    ("signature", "Signature", Control.SIGNATURE, Accepts.INK),
    ("date", "Date", Control.LINE, Accepts.DATE),
)
"""The blanks beside each signature: which part, its label, and what it is."""


def form_field(field: model.FormField, *, parse: Parse) -> Field:
    """Return a blank of a section; it keeps its own id as its name."""
    label, hint = parse(field.label), parse(field.hint)
    spoken = f"{render_plain(label)} ({render_plain(hint)})" if hint else render_plain(label)
    blank = BLANKS[field.blank]
    return Field(
        name=field.id,
        label=label,
        tooltip=spoken,
        control=blank.control,
        accepts=blank.accepts,
        options=_options(field, is_numbered=blank.control is Control.SCALE, parse=parse),
        is_list=blank.control is Control.ONE_OF and field.shown_as == "list",
        hint=hint,
        is_required=field.required,
        width=field.width,
        lines=field.lines,
    )


def step_field(step: ProtocolStep, *, name: str, place: int, parse: Parse) -> Field:
    """Return the room to write for a step of a protocol."""
    label = parse(f"{place}. {step.name} ({step.minutes} min)")
    return Field(name, label, render_plain(label), Control.LINES, lines=step.lines)


def column_fields(table: model.FormTable, *, row: int, parse: Parse) -> tuple[Field, ...]:
    """Return one row of a table: `<table>-<row>-<column>`."""
    return tuple(
        Field(
            name=table.cell_name(row, column),
            label=parse(column.label),
            tooltip=f"{render_plain(parse(column.label))}, row {row}",
            control=BLANKS[column.blank].control,
            accepts=BLANKS[column.blank].accepts,
        )
        for column in table.columns
    )


def signer_blanks(
    signer: model.Signer, *, label: str, named: frozenset[str]
) -> tuple[Field, Field, Field, Field]:
    """Return printed name, role, signature and date: `sign-<signer>-name` and so on.

    Nobody is asked for a name twice: where a blank of the form has the signer's id, it is the name.

    Args:
        signer: Who signs.
        label: What the signer is called.
        named: The blanks of the form that words are written in.
    """
    name, role, signature, date = (
        Field(
            name=signer.blank_name(part),
            label=parse_inline(words),
            tooltip=f"{label}: {words.lower()}",
            control=control,
            accepts=accepts,
        )
        for part, words, control, accepts in _SIGNED
    )
    if signer.id in named:
        name = replace(name, name=signer.id, is_again=True)
    if signer.signature == "digital":
        signature = replace(signature, accepts=Accepts.CERTIFICATE)
    return name, role, signature, date


def signed_again_lists(
    section: model.Section, *, changes: tuple[SignedAgain, ...]
) -> tuple[TickList, ...]:
    """Return a list of forms to tick, and for each a list of what its promises say anew."""
    label = "What I signed before"
    boxes = tuple(
        _changed_form(one, name=f"{section.id}-{place}", label=label)
        for place, one in enumerate(changes, start=1)
    )
    ticks = TickList(
        f"{section.id}-signed", (Words(label),), (TickGroup((), boxes),), is_brief=False
    )
    told = (
        TickList(
            f"{section.id}-changed-{place}",
            (Words(one.title),),
            (TickGroup((), tuple(_changed_lines(one))),),
            is_brief=False,
        )
        for place, one in enumerate(changes, start=1)
    )
    return (ticks, *told)


def _changed_form(one: SignedAgain, *, name: str, label: str) -> TickLine:
    words = f"{one.title} (Text {shorten_code(one.old_code)})"
    box = Field(name, (Words(words),), f"{label}: {words}", Control.TICK)
    return TickLine((Words(words),), box)


def _changed_lines(one: SignedAgain) -> Iterator[TickLine]:
    told = [pair for old, new in one.changes for pair in (("Removed", old), ("Added", new))]
    for label, text in (*told, ("Why", one.because)):
        if text:
            line = (Strong((Words(f"{label}:"),)), Words(f" {' '.join(text.split())}"))
            yield TickLine(line, None)


def tick_list(
    ticks: model.TickList, *, handbook: Handbook, role: Role | None, parse: Parse
) -> TickList:
    """Return a list, its lines taken from where it says."""
    label = parse(ticks.label)
    groups = tuple(
        TickGroup(group, tuple(_line(name, text, ticks=ticks, label=label) for name, text in lines))
        for group, lines in _groups(ticks, handbook=handbook, role=role, parse=parse)
    )
    is_brief = ticks.of in {"all-activities", "non-roles"}
    return TickList(ticks.id, label, groups, is_brief)


def _options(field: model.FormField, *, is_numbered: bool, parse: Parse) -> tuple[Option, ...]:
    """Return the answers; the steps of a scale show their numbers."""
    labels = [parse(option) for option in field.options]
    return tuple(
        Option(render_plain(label), (Strong((Words(str(place)),)), Words(" "), *label))
        if is_numbered
        else Option(render_plain(label), label)
        for place, label in enumerate(labels, start=1)
    )


def _line(name: str, text: Line, *, ticks: model.TickList, label: Line) -> TickLine:
    if not ticks.tick:
        return TickLine(text, None)
    tooltip = f"{render_plain(label)}: {render_plain(text)}"
    return TickLine(text, Field(ticks.box_name(name), text, tooltip, Control.TICK))


_Lines = tuple[tuple[str, "Line"], ...]


def _groups(
    ticks: model.TickList, *, handbook: Handbook, role: Role | None, parse: Parse
) -> tuple[tuple[Line, _Lines], ...]:
    """Return the groups of a list: what each is called, and the name and words of its lines."""
    match ticks.of:
        case "all-activities":
            return tuple(
                (parse(one.name), tuple((a.id, parse(a.name)) for a in one.activities))
                for one in handbook.roles
            )
        case "first-days":
            return _first_days(handbook, parse=parse)
        case "role-activities":
            lines = _activities(role, parse=parse) if role else ()
        case "role-boundaries":
            lines = _boundaries(role, handbook=handbook, parse=parse) if role else ()
        case "roles":
            lines = tuple((a.id, _titled(a.name, a.summary, parse=parse)) for a in handbook.roles)
        case "non-roles":
            lines = tuple((one.id, parse(one.name)) for one in handbook.non_roles)
        case "kinds-of-work":
            parts = handbook.records_of(TimeBudget)
            lines = tuple((one.id, _lettered(one, parse=parse)) for one in parts)
        case _:
            lines = tuple((item.id, parse(item.text)) for item in ticks.items)
    return (((), lines),)


def _first_days(handbook: Handbook, *, parse: Parse) -> tuple[tuple[Line, _Lines], ...]:
    terms = term_words(handbook.terms)
    return tuple(
        (
            parse(period.name),
            tuple(
                (one.id, _titled(f"{doer_of(one, terms=terms)}: {one.name}", one.text, parse=parse))
                for one in period.milestones
            ),
        )
        for period in first_days(handbook.records_of(Milestone))
    )


def _activities(role: Role, *, parse: Parse) -> _Lines:
    return tuple((a.id, _titled(a.name, a.text, parse=parse)) for a in role.activities)


def _boundaries(role: Role, *, handbook: Handbook, parse: Parse) -> _Lines:
    near = {boundary.non_role for boundary in role.boundaries}
    return tuple(
        (one.id, _titled(one.name, one.summary, parse=parse))
        for one in handbook.non_roles
        if one.id in near
    )


def _titled(name: str, text: str, *, parse: Parse) -> Line:
    return (Strong(parse(f"{name}.")), Words(" "), *parse(text))


def _lettered(kind: TimeBudget, *, parse: Parse) -> Line:
    return (Strong(parse(kind.letter)), Words(" "), *parse(f"{kind.name}: {kind.text}"))
