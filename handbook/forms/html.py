"""A form as a web page: real labels, groups and headings, the same words and names as on paper.

The HTML stands in a Markdown page as one block, so there is no blank line in it.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, TypeAlias, assert_never

from handbook.forms import square
from handbook.forms.square import render_square_svg
from handbook.inline import render_html, render_plain
from handbook.model.blanks import Accepts, Control

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from handbook.forms.structure import (
        Clause,
        Field,
        FormDocument,
        Line,
        Paragraphs,
        Section,
        Signer,
        Statement,
        Table,
        TickList,
    )

    Resolve: TypeAlias = Callable[[str, str], str | None]

_MOST_COLUMNS = 5
"""How many columns of blanks fit beside each other; rows of more are cards on every screen."""


def render_form_html(document: FormDocument, *, resolve: Resolve) -> str:
    """Return the form as one `<form>` element; its headings go on from the page's first level.

    Args:
        document: The form.
        resolve: Gives the address of a cross-reference, or None to leave it words.
    """
    return "\n".join(line for line in _Renderer(document, resolve).form() if line)


class _Renderer:
    """Renders one form; every id on the page begins with the form's own."""

    def __init__(self, document: FormDocument, resolve: Resolve) -> None:
        self.document, self.resolve = document, resolve

    def form(self) -> Iterator[str]:
        document = self.document
        yield (
            # A form that only a dialog could take: Enter sends what was typed nowhere.
            f'<form class="hb-form" id="{document.id}-form" method="dialog" autocomplete="off" '
            "novalidate "
            f'data-hb-form="{document.id}-{document.code}">'
        )
        yield f'<p class="hb-form__opening">{self.words(document.opening)}</p>'
        yield from self.paragraphs(document.intro)
        for section in document.sections:
            yield from self.section(section)
        if document.signers:
            yield from self.signatures()
        yield from self.paragraphs(document.copies)
        yield f'<p class="hb-form__notice">{self.words(document.notice)}</p>'
        if document.code_address:
            yield self.square(document.code_address)
        yield f'<p class="hb-form__foot">{escape(document.imprint)}</p></form>'

    def square(self, address: str) -> str:
        """Return the square code, which paper alone shows."""
        drawing = render_square_svg(address).replace(
            "<svg", f'<svg role="img" aria-label="{escape(square.ALT)}"', 1
        )
        return f'<p class="hb-form__square">{square.LABEL} {drawing}</p>'

    def words(self, line: Line) -> str:
        return render_html(line, resolve=self.resolve).replace("\n", " ")

    def paragraphs(self, paragraphs: Paragraphs) -> Iterator[str]:
        for paragraph in paragraphs:
            yield f"<p>{self.words(paragraph)}</p>"

    def section(self, section: Section) -> Iterator[str]:
        name = self.name(section.id)
        yield f'<section aria-labelledby="{name}"><h2 id="{name}">{self.words(section.title)}</h2>'
        yield from self.paragraphs(section.intro)
        yield from self.clauses(section.clauses)
        yield from self.statements(section.exceptions)
        for ticks in section.lists:
            yield from self.tick_list(ticks)
        yield from self.fields(section.fields)
        if section.table:
            yield from self.table(section.table)
        yield "</section>"

    def clauses(self, clauses: tuple[Clause, ...]) -> Iterator[str]:
        if clauses:
            yield f'<ol class="hb-clauses" start="{clauses[0].number}">'
            for clause in clauses:
                first, *rest = clause.text
                title = f"<strong>{self.words(clause.title)}</strong> " if clause.title else ""
                yield f'<li class="hb-clause" id="{self.name(clause.id)}" value="{clause.number}">'
                yield f"<p>{title}{self.words(first)}</p>"
                yield from self.paragraphs(tuple(rest))
                yield from self.fields(clause.fields)
                yield "</li>"
            yield "</ol>"

    def fields(self, fields: tuple[Field, ...]) -> Iterator[str]:
        if fields:
            yield '<div class="hb-fields">'
            for field in fields:
                yield from self.field(field)
            yield "</div>"

    def statements(self, statements: tuple[Statement, ...]) -> Iterator[str]:
        if statements:
            yield "<ul>"
            for statement in statements:
                text = " ".join(self.words(paragraph) for paragraph in statement.text)
                yield f"<li><strong>{self.words(statement.title)}.</strong> {text}</li>"
            yield "</ul>"

    def tick_list(self, ticks: TickList) -> Iterator[str]:
        brief = " hb-ticks--brief" if ticks.is_brief else ""
        has_boxes = any(line.box for group in ticks.groups for line in group.lines)
        yield (
            f'<fieldset class="hb-ticks{brief}"><legend>{self.words(ticks.label)}</legend>'
            if has_boxes
            else f'<p class="hb-ticks__label">{self.words(ticks.label)}</p>'
        )
        for group in ticks.groups:
            if group.label:
                yield f'<p class="hb-ticks__group">{self.words(group.label)}</p>'
            boxes = [line.box for line in group.lines if line.box]
            for box in boxes:
                yield from self.check(box)
            plain = [line.text for line in group.lines if not line.box]
            if plain:
                items = "".join(f"<li>{self.words(text)}</li>" for text in plain)
                yield f"<ul>{items}</ul>"
        yield "</fieldset>" if has_boxes else ""

    def field(self, field: Field) -> Iterator[str]:
        match field.control:
            case Control.TICK:
                yield from self.check(field)
            case Control.ONE_OF if not field.is_list:
                yield from self.answers(field, box="radio")
            case Control.MANY_OF:
                yield from self.answers(field, box="checkbox")
            case Control.SCALE:
                yield from self.answers(field, box="radio", look=" hb-scale")
            case Control.LINE | Control.LINES | Control.ONE_OF | Control.SIGNATURE:
                yield f'<div class="hb-field hb-field--{field.width}">{self.label(field)}'
                yield f"{self.written(field)}{self.hint(field)}</div>"
            case _:
                assert_never(field.control)

    def label(self, field: Field) -> str:
        return f'<label for="{self.id(field)}">{self.words(field.label)}</label>'

    def hint(self, field: Field) -> str:
        if not field.hint:
            return ""
        return f'<p class="hb-hint" id="{self.id(field)}-hint">{self.words(field.hint)}</p>'

    def described(self, field: Field) -> str:
        return f' aria-describedby="{self.id(field)}-hint"' if field.hint else ""

    def written(self, field: Field, *, label: str = "") -> str:
        """Return what is written in, or a list to open."""
        common = f'id="{self.id(field)}" name="{field.name}"'
        if label:
            common += f' aria-label="{escape(label)}"'
        # What a form cannot do without is what the next one asks for too: who, and where.
        common += " data-hb-again" if field.is_required else ""
        common += self.described(field)
        if field.control is Control.LINES:
            return f'<textarea {common} rows="{field.lines}"></textarea>'
        if field.is_list:
            options = "".join(
                f'<option value="{escape(option.value)}">{escape(option.value)}</option>'
                for option in field.options
            )
            return f'<select {common}><option value=""></option>{options}</select>'
        return f'<input type="{_input_type(field.accepts)}" {common}>'

    def check(self, field: Field) -> Iterator[str]:
        yield (
            f'<div class="hb-check"><input type="checkbox" id="{self.id(field)}" '
            f'name="{field.name}" value="yes"{self.described(field)}>{self.label(field)}</div>'
        )
        yield self.hint(field)

    def answers(self, field: Field, *, box: str, look: str = "") -> Iterator[str]:
        yield (
            f'<fieldset class="hb-choice{look}"{self.described(field)}>'
            f"<legend>{self.words(field.label)}</legend>{self.hint(field)}"
        )
        for place, option in enumerate(field.options, start=1):
            name = f"{self.id(field)}-{place}"
            yield (
                f'<div class="hb-check"><input type="{box}" id="{name}" name="{field.name}" '
                f'value="{escape(option.value)}"><label for="{name}">{self.words(option.label)}'
                "</label></div>"
            )
        yield "</fieldset>"

    def table(self, table: Table) -> Iterator[str]:
        label = self.words(table.label)
        name = self.name(table.id)
        yield f'<div class="hb-table" role="region" tabindex="0" aria-labelledby="{name}">'
        look = " hb-log--cards" if len(table.columns) > _MOST_COLUMNS else ""
        yield f'<table class="hb-log hb-stack{look}"><caption id="{name}">{label}</caption>'
        yield "<thead><tr>"
        yield from (f'<th scope="col">{self.words(c.label)}</th>' for c in table.columns)
        yield "</tr></thead><tbody>"
        for row in table.rows:
            yield f"<tr>{''.join(self.cell(field) for field in row)}</tr>"
        yield "</tbody></table></div>"

    def cell(self, field: Field) -> str:
        heading = escape(render_plain(field.label))
        return f'<td data-label="{heading}">{self.written(field, label=field.tooltip)}</td>'

    def signatures(self) -> Iterator[str]:
        name, title = self.name("signatures"), self.words(self.document.signing_title)
        yield f'<section aria-labelledby="{name}"><h2 id="{name}">{title}</h2>'
        yield from self.paragraphs(self.document.signing)
        for signer in self.document.signers:
            yield from self.signer(signer)
        yield "</section>"

    def signer(self, signer: Signer) -> Iterator[str]:
        yield f"<fieldset><legend>{self.words(signer.label)}</legend>"
        yield from self.paragraphs(signer.statement)
        yield from _row(self.signed(signer.blanks))
        yield "</fieldset>"

    def signed(self, fields: Iterable[Field]) -> Iterator[str]:
        for field in fields:
            yield f"<div>{self.label(field)}{self.written(field)}</div>"

    def id(self, field: Field) -> str:
        return self.name(f"{field.name}-again" if field.is_again else field.name)

    def name(self, part: str) -> str:
        return f"{self.document.id}--{part}"


def _row(cells: Iterable[str]) -> Iterator[str]:
    yield f'<div class="hb-sign">{"".join(cells)}</div>'


def _input_type(accepts: Accepts) -> str:
    match accepts:
        case Accepts.DATE:
            return "date"
        case Accepts.EMAIL:
            return "email"
        case Accepts.WORDS | Accepts.NAME_IN_SHORT | Accepts.INK | Accepts.CERTIFICATE:
            return "text"
    assert_never(accepts)
