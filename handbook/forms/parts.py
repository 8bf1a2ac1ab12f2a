"""The words of a form in reading order, part by part: each with its name and what sort it is.

What a form says is compared, coded and told of by these parts alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from handbook.inline import render_plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handbook.forms.structure import (
        Clause,
        Field,
        FormDocument,
        Line,
        Paragraphs,
        Section,
        Signer,
        Table,
        TickGroup,
        TickList,
    )
    from handbook.model.edition import PartSort


SIGNER = "sign-"
"""How the names of the parts begin that say who signs."""


@dataclass(frozen=True, slots=True)
class Part:
    """Words of a form that belong together."""

    id: str
    """Its stable name, unique in the form."""
    sort: PartSort
    """What it is."""
    text: str
    """Its words; a blank line stands between paragraphs."""
    number: int = 0
    """The number before it on paper, or 0."""


def form_parts(document: FormDocument) -> tuple[Part, ...]:
    """Return the words of a form in the order in which paper has them."""
    return tuple(part for part in _parts(document) if part.text)


def _parts(document: FormDocument) -> Iterator[Part]:
    yield Part("title", "text", render_plain(document.title))
    yield Part("opening", "text", render_plain(document.opening))
    yield Part("intro", "text", _text(document.intro))
    for section in document.sections:
        yield from _section(section)
    if document.signers:
        yield Part("signing.title", "text", render_plain(document.signing_title))
        yield Part("signing", "promise", _text(document.signing))
    for signer in document.signers:
        yield from _signer(signer)
    yield Part("copies", "text", _text(document.copies))
    yield Part("notice", "text", render_plain(document.notice))


def _section(section: Section) -> Iterator[Part]:
    yield Part(f"{section.id}.title", "text", render_plain(section.title))
    yield Part(f"{section.id}.intro", "text", _text(section.intro))
    for clause in section.clauses:
        yield _clause(clause)
        yield from map(_field, clause.fields)
    for one in section.exceptions:
        text = f"{render_plain(one.title)}. {_text(one.text)}"
        yield Part(f"{section.id}.{one.id}", "promise", text)
    for ticks in section.lists:
        yield from _tick_list(ticks)
    yield from map(_field, section.fields)
    if section.table:
        yield from _table(section.table)


def _clause(clause: Clause) -> Part:
    text = " ".join(part for part in (render_plain(clause.title), _text(clause.text)) if part)
    return Part(clause.id, "promise", text, clause.number)


def _tick_list(ticks: TickList) -> Iterator[Part]:
    yield Part(f"{ticks.id}.label", "text", render_plain(ticks.label))
    for place, group in enumerate(ticks.groups, start=1):
        yield Part(f"{ticks.id}.group-{place}", "text", render_plain(group.label))
        yield from _tick_lines(group, name=f"{ticks.id}.group-{place}")


def _tick_lines(group: TickGroup, *, name: str) -> Iterator[Part]:
    for place, line in enumerate(group.lines, start=1):
        text = render_plain(line.text)
        if line.box:
            yield Part(line.box.name, "blank", text)
        else:
            yield Part(f"{name}.{place}", "text", text)


def _field(field: Field) -> Part:
    lines = (field.label, field.hint, *(option.label for option in field.options))
    return Part(field.name, "blank", _joined(lines))


def _table(table: Table) -> Iterator[Part]:
    yield Part(f"{table.id}.label", "text", render_plain(table.label))
    for column in table.columns:
        yield Part(f"{table.id}.{column.id}", "blank", render_plain(column.label))


def _signer(signer: Signer) -> Iterator[Part]:
    lines = chain((signer.label,), signer.statement)
    yield Part(f"{SIGNER}{signer.id}", "promise", _joined(lines))
    yield Part(f"{SIGNER}{signer.id}.blanks", "blank", _joined(one.label for one in signer.blanks))


def _text(paragraphs: Paragraphs) -> str:
    return "\n\n".join(render_plain(paragraph) for paragraph in paragraphs)


def _joined(lines: Iterator[Line] | tuple[Line, ...]) -> str:
    return "\n".join(text for line in lines if (text := render_plain(line)))
