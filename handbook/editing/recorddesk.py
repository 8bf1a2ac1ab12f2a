"""The page of a record's form, and what its buttons do."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import urlencode

from handbook.editing.answers import answered_data
from handbook.editing.documents import Document, can_be_draft, matching_part
from handbook.editing.faults import find_faults
from handbook.editing.fields import Widget
from handbook.editing.formreader import FormReader, flat_fields
from handbook.editing.items import items_at, with_item, with_item_moved, without_item
from handbook.editing.namedesk import can_be_deleted, can_be_renamed
from handbook.editing.places import RECORD, told_problems
from handbook.editing.printing import Printed
from handbook.editing.things import title_of
from handbook.editing.workshop import ChangedMeanwhileError, Workshop
from handbook.layers import unmarked
from handbook.model.district import District
from handbook.model.places import DISTRICT_FILE
from handbook.problems import HandbookError, Severity
from handbook.splicing.changes import Put, Remove, changed_data, value_at

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from handbook.editing.screens import Screens
    from handbook.problems import FieldPath, Problem
    from handbook.yamlsource import Data

Answers: TypeAlias = "Mapping[str, Sequence[str]]"
BODY = "body"
"""The name under which a form sends the text of a page."""

_LIST = "/_edit/"
_WAITS = "draft"
_DRAFTED = {
    _WAITS: "Saved as a draft, which is not published",
    "ready": "Saved, and no draft any more",
}
"""What was done by the buttons that make a draft, and that end it."""

_MEANWHILE = (
    "The file was changed meanwhile by somebody else. Nothing was overwritten: choose what stays."
)


class RecordDesk:
    """Answers what is asked of records.

    Args:
        workshop: What is edited.
        screens: Makes the pages.
    """

    def __init__(self, workshop: Workshop, screens: Screens) -> None:
        self._workshop, self._screens = workshop, screens
        self._reader = FormReader(workshop)

    def answer(
        self, document: Document, at: FieldPath, *, told: str, answers: Answers | None
    ) -> str | dict[str, object] | Printed:
        """Return the form of a part of a record, or what became of what was typed there.

        Raises:
            LookupError: The record has no such part any more.
        """
        value_at(document.data, at)
        if answers is None:
            self._workshop.forget()
            return self._form(document, at, problems=self._workshop.problems, told=told)
        return self._sent(document, at, answers=answers)

    def _sent(
        self, document: Document, at: FieldPath, *, answers: Answers
    ) -> str | dict[str, object] | Printed:
        """Do what a button says with what was typed."""
        action, _, rest = first_of(answers, "do").partition(" ")
        fields = self._reader.fields(document, at)
        wanted = answered_data(document.data, fields, at=at, answers=answers)
        body = first_of(answers, BODY).replace("\r\n", "\n") if BODY in answers else None
        if action == "paper":
            return self._on_paper(document, at, wanted=wanted, body=body, uri=rest)
        if action == "try":
            return self._tried(document, at, wanted=wanted, body=body, answers=answers)
        digest = first_of(answers, "digest")
        name = title_of(document, at)
        if action == "out":
            return self._leave_out(document, at)
        is_draft = action == _WAITS if action in _DRAFTED else None
        wanted, where, told = self._acted(
            document, at, wanted, action=action, rest=rest, answers=answers
        )
        try:
            self._workshop.save(
                document,
                wanted,
                digest=digest,
                what=f"{told}: {name}",
                body=body,
                is_draft=is_draft,
            )
        except ChangedMeanwhileError:
            return self._conflict(document, at, answers=answers)
        except HandbookError as error:
            return self._form(document, at, problems=error.problems, answers=answers, is_kept=False)
        return record_address(document.name, at=where, told=f"{told}.")

    def _acted(  # noqa: PLR0913  (a button, and all that it is about)
        self,
        document: Document,
        at: FieldPath,
        wanted: Data,
        *,
        action: str,
        rest: str,
        answers: Answers,
    ) -> tuple[Data, FieldPath, str]:
        """Return the record after a button, the part to show next, and what was done."""
        field = (*at, *field_path(rest))
        match action:
            case "add":
                called = first_of(answers, f"new {rest}").strip() or "New"
                wanted = with_item(wanted, field, called=called, model=document.model)
                return wanted, (*field, len(items_at(wanted, field)) - 1), "Added"
            case "up" | "down":
                by = -1 if action == "up" else 1
                return with_item_moved(wanted, field, by=by), at, "Moved"
            case "remove":
                return without_item(wanted, field), at, "Taken out"
            case "back":
                return _with_below(document, wanted, field), at, "Gone back to the base's"
        return wanted, at, _DRAFTED.get(action, "Saved")

    def _tried(
        self,
        document: Document,
        at: FieldPath,
        *,
        wanted: Data,
        body: str | None,
        answers: Answers,
    ) -> str | dict[str, object]:
        html = ""
        uri, _ = self._reader.place_of(document, at)
        try:
            problems, html = self._workshop.try_out(document, wanted, body=body, uri=uri)
        except HandbookError as error:
            problems = error.problems
        if "as_data" in answers:
            fields = self._reader.fields(document, at)
            faults = find_faults(problems, file=document.name, data=wanted, at=at, fields=fields)
            told = [[one.label, one.message, one.anchor, one.is_error] for one in faults]
            return {"faults": told, "html": html}
        shown = replace(document, data=wanted, body=document.body if body is None else body)
        return self._form(shown, at, problems=problems, is_kept=False)

    def _on_paper(
        self, document: Document, at: FieldPath, *, wanted: Data, body: str | None, uri: str
    ) -> str | Printed:
        """Return the paper that is made of what was typed, or the form with what is wrong."""
        try:
            problems, paper = self._workshop.try_on_paper(document, wanted, body=body, uri=uri)
        except HandbookError as error:
            problems, paper = error.problems, b""
        if paper:
            return Printed(uri.rpartition("/")[2], paper, "application/pdf", is_shown=True)
        shown = replace(document, data=wanted, body=document.body if body is None else body)
        return self._form(shown, at, problems=problems, is_kept=False)

    def _form(  # noqa: PLR0913  (what is shown, and what happened to it)
        self,
        document: Document,
        at: FieldPath,
        *,
        problems: tuple[Problem, ...],
        told: str = "",
        answers: Answers | None = None,
        is_kept: bool = True,
    ) -> str:
        """Return the page of a record's form."""
        if answers is not None:
            fields = self._reader.fields(document, at)
            wanted = answered_data(document.data, fields, at=at, answers=answers)
            body = first_of(answers, BODY) if BODY in answers else document.body
            document = replace(document, data=wanted, body=body)
        fields = self._reader.fields(document, at)
        return self._screens.render(
            "record.html",
            document=document,
            at=at,
            title=title_of(document, at),
            noun=self._reader.noun(document, at),
            crumbs=[(title_of(document, at[:length]), at[:length]) for length in _crumbs(at)],
            digest=self._workshop.digest(document.name),
            fields=fields,
            items={
                one.name: self._reader.items(document, (*at, *one.at))
                for one in flat_fields(fields)
                if one.widget is Widget.ITEMS
            },
            references=self._reader.references(fields),
            faults=find_faults(
                problems, file=document.name, data=document.data, at=at, fields=fields
            ),
            others=[
                str(one)
                for one in problems
                if one.location.path == document.name and not at and not one.field
            ],
            told=told,
            is_kept=is_kept,
            wrong=told_problems(self._elsewhere(document), self._workshop.documents),
            is_draft=document.is_draft,
            can_be_draft=can_be_draft(document, at),
            has_text=document.is_page and not at,
            takes_pictures=not at and (document.is_page or document.model is District),
            can_be_renamed=can_be_renamed(document, at),
            can_be_deleted=can_be_deleted(document, at),
            reference_list=self._reader.reference_list() if document.is_page else [],
            preview=self._reader.preview(document, at),
            papers=self._reader.papers(document, at),
            can_leave_out=self._reader.name_to_leave_out(document, at) != "",
            Widget=Widget,
        )

    def _conflict(self, document: Document, at: FieldPath, *, answers: Answers) -> str:
        """Return a page on which somebody chooses between what was typed and what is there."""
        document = self._workshop.document(document.name)
        fields = self._reader.fields(document, at)
        wanted = answered_data(document.data, fields, at=at, answers=answers)
        mine = {
            one.name: one
            for one in flat_fields(self._reader.fields(replace(document, data=wanted), at))
        }
        pairs = [
            (one, mine[one.name])
            for one in flat_fields(fields)
            if one.name in mine
            and one.value != mine[one.name].value
            and one.widget not in {Widget.ITEMS, Widget.GROUP, Widget.FIXED}
        ]
        body = first_of(answers, BODY).replace("\r\n", "\n") if BODY in answers else document.body
        return self._screens.render(
            "conflict.html",
            told=_MEANWHILE,
            document=document,
            at=at,
            title=title_of(document, at),
            digest=self._workshop.digest(document.name),
            pairs=pairs,
            texts=(document.body, body) if body != document.body else None,
            Widget=Widget,
        )

    def _leave_out(self, document: Document, at: FieldPath) -> str:
        """Put a record among those that the district leaves out, where it can be put back."""
        name = self._reader.name_to_leave_out(document, at)
        district = self._workshop.document(DISTRICT_FILE)
        left = items_at(district.data, ("leave_out",))
        wanted = changed_data(district.data, Put(("leave_out",), (*left, name)))
        digest = self._workshop.digest(district.name)
        what = f"Left out: {title_of(document, at)}"
        self._workshop.save(district, wanted, digest=digest, what=what)
        return f"{_LIST}?{urlencode({'told': what + '.'})}"

    def _elsewhere(self, document: Document) -> list[Problem]:
        """Return what is wrong with other records, as far as it is known."""
        return [
            one
            for one in self._workshop.known_problems
            if unmarked(one.location.path) != document.name and one.severity is not Severity.HINT
        ]


def _with_below(document: Document, wanted: Data, field: FieldPath) -> Data:
    below = matching_part(document.below, document, field)
    if below is None:
        return changed_data(wanted, Remove(field))
    return changed_data(wanted, Put(field, below))


def _crumbs(at: FieldPath) -> list[int]:
    """Return where the parts above a part begin that have forms of their own."""
    return [length for length in range(len(at)) if length == 0 or isinstance(at[length - 1], int)]


def field_path(steps: str) -> FieldPath:
    """Return the way to a value from how addresses and buttons write it."""
    return tuple(int(one) if one.isdecimal() else one for one in steps.split("/") if one)


def first_of(answers: Answers, name: str) -> str:
    """Return what was sent under a name; '' for nothing."""
    return next(iter(answers.get(name, ())), "")


def record_address(file: str, *, at: FieldPath = (), told: str) -> str:
    """Return the address of a form that says what was done."""
    asked = {"file": file, "at": "/".join(map(str, at)), "told": told}
    return f"{RECORD}?{urlencode({key: value for key, value in asked.items() if value})}"
