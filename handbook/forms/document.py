"""From a handbook to its printable forms: conditions, numbers, names and wording decided once.

Pure: no face of a form is rendered here, and no file is read.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

from handbook.addresses import site_address
from handbook.contrast import LEAST_FOR_TEXT, nearest_passing
from handbook.decisions import settle
from handbook.forms.fields import (
    column_fields,
    form_field,
    signed_again_lists,
    signer_blanks,
    step_field,
    tick_list,
)
from handbook.forms.made_from import Maker, find_made_from, name_position
from handbook.forms.parts import form_parts
from handbook.forms.structure import (
    Clause,
    Column,
    FormDocument,
    Logo,
    Section,
    Signer,
    Statement,
    Table,
)
from handbook.inline import parse_inline, parse_paragraphs, render_plain
from handbook.model.protocol import Protocol
from handbook.model.role import Role
from handbook.published import published_url
from handbook.spelling import spell_day
from handbook.textcode import make_code

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from handbook.forms.structure import Field, Line, Paragraphs, SignedAgain, TickList
    from handbook.model import form as model
    from handbook.model.handbook import Handbook

WHITE = "#ffffff"
"""The colour of paper."""

SIGNING_TITLE = "Signatures"
"""The heading above the signatures."""


def build_form_documents(
    handbook: Handbook,
    *,
    logo: bytes = b"",
    has_directory_urls: bool = True,
    find_changes: Callable[[tuple[FormDocument, ...]], tuple[SignedAgain, ...]] | None = None,
) -> tuple[FormDocument, ...]:
    """Return every form of the handbook in order; one for each of a kind once for each.

    Args:
        handbook: The handbook, with what its district leaves out already gone.
        logo: What the file that `district.logo` names holds, or nothing to print no logo.
        has_directory_urls: Whether a page `a/b.md` is published as `a/b/`.
        find_changes: Tells which of the other forms must be signed again, for a form that says so.
    """
    made = {
        form.id: _documents_of(form, handbook=handbook, logo=logo)
        for form in handbook.forms
        if not form.is_passing
    }
    others = tuple(one for group in made.values() for one in group)
    changes = find_changes(others) if find_changes and len(made) < len(handbook.forms) else ()
    made |= {
        form.id: _documents_of(form, handbook=handbook, logo=logo, changes=changes)
        for form in handbook.forms
        if form.is_passing
    }
    documents = tuple(one for form in handbook.forms for one in made[form.id])
    site = site_address(handbook)
    return tuple(
        replace(one, page_address=f"{site}{_page_url(one, has_directory_urls=has_directory_urls)}")
        if site
        else one
        for one in documents
    )


def _documents_of(
    form: model.Form, *, handbook: Handbook, logo: bytes, changes: tuple[SignedAgain, ...] = ()
) -> tuple[FormDocument, ...]:
    makers = handbook.entries_of(form.for_each) if form.for_each else ()
    made_for = [entry.record for entry in makers] if form.for_each else [None]
    return tuple(
        build_form_document(
            form,
            handbook=handbook,
            made_for=record if isinstance(record, Maker) else None,
            logo=logo,
            changes=changes,
        )
        for record in made_for
    )


def build_form_document(
    form: model.Form,
    *,
    handbook: Handbook,
    made_for: Maker | None = None,
    logo: bytes = b"",
    changes: tuple[SignedAgain, ...] = (),
) -> FormDocument:
    """Return one form, made for a role, a protocol or a position, or for nothing in particular."""
    builder = _Builder(form, handbook=handbook, made_for=made_for, changes=changes)
    return builder.document(logo=logo)


def _page_url(document: FormDocument, *, has_directory_urls: bool) -> str:
    return published_url(f"forms/{document.id}.md", has_directory_urls=has_directory_urls)


def _notice(handbook: Handbook) -> str:
    """Return what a form says about itself: whether it is for signing yet."""
    review, words = handbook.district.decisions.review, handbook.terms
    district, coaching = (words[name].singular for name in ("district", "coaching"))
    whose = f"of the {district}'s {coaching} handbook"
    if review.counsel is None or review.on is None:
        waits = f"the {district}'s counsel has not reviewed yet"
        return f"DRAFT: a template {whose} that {waits}. Not for signing."
    reviewed = f"reviewed by {review.counsel} on {spell_day(review.on)}"
    return f"A form {whose}, {reviewed}. Not legal advice."


class _Builder:
    """Builds one form; holds what every part of it depends on."""

    def __init__(
        self,
        form: model.Form,
        *,
        handbook: Handbook,
        made_for: Maker | None,
        changes: tuple[SignedAgain, ...],
    ) -> None:
        self.form, self.changes = form, changes
        self.handbook = handbook
        self.made_for = made_for
        self.role = made_for if isinstance(made_for, Role) else None
        self.made_from = find_made_from(form, handbook=handbook, maker=made_for)
        self.settled = settle(handbook)
        self.numbers = count(1)

    def document(self, *, logo: bytes) -> FormDocument:
        form, district = self.form, self.handbook.district
        sections = tuple(self.section(part) for part in form.sections if self.applies(part.when))
        document = FormDocument(
            id=f"{form.id}-{self.made_for.id}" if self.made_for else form.id,
            form_id=form.id,
            role_id=self.role.id if self.role else "",
            title=self.line(form.title),
            opening=self.opening(),
            intro=self.paragraphs(form.intro),
            sections=sections,
            signing_title=parse_inline(SIGNING_TITLE),
            signing=self.paragraphs(form.signing),
            signers=tuple(
                self.signer(signer, sections=sections)
                for signer in form.signers
                if self.applies(signer.when)
            ),
            copies=self.paragraphs(form.copies),
            notice=parse_inline(_notice(self.handbook)),
            district_name=render_plain(parse_inline(district.name)),
            edition=render_plain(parse_inline(district.edition.label)),
            web_address=district.web_address or "",
            logo=self.logo(logo) if logo else None,
            color=nearest_passing(district.colors.brand, against=WHITE, ratio=LEAST_FOR_TEXT),
            paper=district.paper,
            language=district.language,
            page_address="",
            code="",
            is_passing=form.is_passing,
        )
        parts = form_parts(document)
        return replace(document, code=make_code((part.sort, part.text) for part in parts))

    def opening(self) -> Line:
        """Return the first line; where its sentences are not given yet, it has fewer."""
        form = self.form
        said = (form.summary, form.kept, form.signing_means)
        return self.line(" ".join(" ".join(one.split()) for one in said if one))

    def logo(self, data: bytes) -> Logo:
        is_svg = str(self.handbook.district.logo).lower().endswith(".svg")
        name = render_plain(parse_inline(self.handbook.district.name))
        return Logo("svg" if is_svg else "png", data, f"Logo: {name}")

    def line(self, text: str | None) -> Line:
        return parse_inline(self._named(text or ""))

    def paragraphs(self, text: str | None) -> Paragraphs:
        return parse_paragraphs(self._named(text or ""))

    def _named(self, text: str) -> str:
        text = name_position(text, position=self.made_from.position)
        if self.made_for is None:
            return text
        named = text.replace(f"{{{self.form.for_each}}}", self.made_for.name)
        return named.replace("{role_summary}", self.role.summary) if self.role else named

    def applies(self, condition: model.Condition | None) -> bool:
        if condition is None:
            return True
        roles = {self.role.id} if self.role else {role.id for role in self.handbook.roles}
        return self.settled.holds(condition) and (
            not condition.role or not roles.isdisjoint(condition.role)
        )

    def section(self, section: model.Section) -> Section:
        lists = (
            tick_list(one, handbook=self.handbook, role=self.role, parse=self.line)
            for one in self.made_from.fill_lists(section.lists)
        )
        fields = tuple(field for field in section.fields if self.applies(field.when))
        stated = self.made_from.stated(section, fields=fields, parse=self.line)
        return Section(
            id=section.id,
            title=self.line(section.title),
            intro=self.paragraphs(section.intro),
            clauses=(*self.clauses(section), *self.promises(section)),
            exceptions=self.exceptions() if section.exceptions else (),
            lists=(*self.changed(section), *stated, *lists),
            fields=(
                *(
                    form_field(field, parse=self.line)
                    for field in (
                        *(self.made_from.ratings() if section.rates else ()),
                        *self.made_from.unstated(fields),
                    )
                ),
                *self.steps(section),
            ),
            table=self.table(section.table) if section.table else None,
        )

    def changed(self, section: model.Section) -> tuple[TickList, ...]:
        """Return a box for each form that must be signed again, and below what changed in it."""
        if not section.changes or not self.changes:
            return ()
        return signed_again_lists(section, changes=self.changes)

    def clauses(self, section: model.Section) -> Iterator[Clause]:
        for clause in section.clauses:
            if self.applies(clause.when):
                title, text = self.line(clause.title), self.paragraphs(clause.text)
                fields = tuple(
                    form_field(field, parse=self.line)
                    for field in clause.fields
                    if self.applies(field.when)
                )
                yield Clause(clause.id, next(self.numbers), clause.topic or "", title, text, fields)

    def promises(self, section: model.Section) -> Iterator[Clause]:
        if self.role is None or section.promises is None:
            return
        agreement = self.role.agreement
        is_coach = section.promises == "coach"
        promises = agreement.coach_commits if is_coach else agreement.teacher_commits
        for promise in promises:
            name = f"{section.id}-{section.promises}-{promise.id}"
            yield Clause(name, next(self.numbers), "", (), self.paragraphs(promise.text), ())

    def steps(self, section: model.Section) -> Iterator[Field]:
        """Yield room to write for each step of the protocol, where the section has it."""
        if isinstance(self.made_for, Protocol) and section.steps:
            for place, step in enumerate(self.made_for.steps, start=1):
                name = section.step_name(step.id)
                yield step_field(step, name=name, place=place, parse=self.line)

    def exceptions(self) -> tuple[Statement, ...]:
        return tuple(
            Statement(record.id, self.line(record.name), self.paragraphs(record.text))
            for record in self.handbook.confidentiality.exceptions
        )

    def table(self, whole: model.FormTable) -> Table:
        kept = tuple(column for column in whole.columns if self.settled.holds(column.when))
        table = whole.model_copy(update={"columns": kept})
        columns = tuple(
            Column(column.id, self.line(column.label), column.share) for column in table.columns
        )
        return Table(
            id=table.id,
            label=self.line(table.label),
            columns=columns,
            rows=tuple(
                column_fields(table, row=row, parse=self.line) for row in range(1, table.rows + 1)
            ),
        )

    def signer(self, signer: model.Signer, *, sections: tuple[Section, ...]) -> Signer:
        label = self.line(signer.label)
        fields = (field for section in sections for field in section.blanks)
        named = frozenset(field.name for field in fields if field.takes_words)
        name, role, signature, date = signer_blanks(signer, label=render_plain(label), named=named)
        statement = self.paragraphs(signer.statement)
        return Signer(signer.id, label, statement, name, role, signature, date)
