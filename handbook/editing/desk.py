"""What the editor's pages show and do: from what was asked to a page, or to where to go next."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import urlencode

from handbook.editing.answers import answered_data
from handbook.editing.documents import Document, matching_part
from handbook.editing.effects import describe_effect
from handbook.editing.faults import find_faults
from handbook.editing.fields import Widget
from handbook.editing.finding import find_sentence
from handbook.editing.formreader import FormReader, flat_fields
from handbook.editing.items import (
    items_at,
    with_item,
    with_item_moved,
    without_item,
)
from handbook.editing.making import NEW_KINDS, new_file
from handbook.editing.menudesk import answer_menu
from handbook.editing.namedesk import NameDesk, can_be_deleted, can_be_renamed
from handbook.editing.things import find_things, title_of
from handbook.editing.workshop import ChangedMeanwhileError, Workshop
from handbook.model.places import DISTRICT_FILE
from handbook.problems import HandbookError, has_errors, summarize
from handbook.splicing.changes import Put, Remove, changed_data, value_at

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from handbook.editing.screens import Screens
    from handbook.problems import FieldPath, Problem
    from handbook.yamlsource import Data

Answers: TypeAlias = "Mapping[str, Sequence[str]]"

START = "/_edit/"
BODY = "body"
"""The name under which a form sends the text of a page."""

_MEANWHILE = (
    "The file was changed meanwhile by somebody else. Nothing was overwritten: choose what stays."
)
_NOT_FOUND = "No record says this by itself. Look it up by its name."
_NOT_UNDONE = "The file was changed by somebody else since. Nothing was undone."


class Desk:
    """Answers what is asked of the editor.

    Args:
        workshop: What is edited.
        screens: Makes the pages.
    """

    def __init__(self, workshop: Workshop, screens: Screens) -> None:
        self._workshop, self._screens = workshop, screens
        self._reader = FormReader(workshop)
        self._names = NameDesk(workshop, screens)

    def answer(
        self, path: str, *, asked: Mapping[str, str], answers: Answers | None
    ) -> str | dict[str, object]:
        """Return a page, an address to go to that begins with '/', or plain data.

        Raises:
            LookupError: What is asked for is not there.
        """
        told = asked.get("told", "")
        document, at = asked.get("file", ""), _field(asked.get("at", ""))
        workshop, screens = self._workshop, self._screens
        anyhow: dict[str, Callable[[], str | dict[str, object]]] = {
            "record": lambda: self._record(asked, answers),
            "new": lambda: self._new(asked, answers),
            "menu": lambda: answer_menu(workshop, screens, asked=asked, answers=answers),
            "delete": lambda: self._names.delete(self._document(document), answers=answers),
            "rename": lambda: self._names.rename(self._document(document), at, answers=answers),
        }
        shown: dict[str, Callable[[], str | dict[str, object]]] = {
            "": lambda: self._list(asked.get("q", ""), told=told),
            "changes": lambda: self._changes(told=told),
            "find": lambda: self._find(asked.get("page", ""), asked.get("words", "")),
        }
        done: dict[str, Callable[[], str | dict[str, object]]] = {"undo": self._undo}
        made = {**anyhow, **(shown if answers is None else done)}.get(path)
        if made is None:
            message = "page"
            raise LookupError(message)
        return made()

    def news(self, known: int) -> dict[str, object]:
        """Return what became of the handbook since a generation, within some seconds."""
        workshop, showing = self._workshop, self._workshop.showing
        showing.wait(known, seconds=20)
        return {
            "generation": showing.generation,
            "effect": describe_effect(workshop.saved_project, showing.project)
            if workshop.is_trying
            else "",
            "summary": summarize(showing.problems),
            "is_good": not has_errors(showing.problems),
        }

    def _list(self, query: str, *, told: str) -> str:
        workshop = self._workshop
        workshop.forget()
        words = query.casefold().split()
        groups: dict[str, list[object]] = {}
        for thing in find_things(workshop.documents, workshop.handbook):
            if all(word in thing.name.casefold() for word in words):
                groups.setdefault(thing.group, []).append(thing)
        return self._screens.render(
            "list.html",
            groups=groups,
            query=query,
            told=told,
            count=sum(map(len, groups.values())),
            problems=workshop.problems,
            new_kinds=NEW_KINDS,
        )

    def _record(self, asked: Mapping[str, str], answers: Answers | None) -> str | dict[str, object]:
        document = self._document(asked.get("file", ""))
        at = _field(asked.get("at", ""))
        value_at(document.data, at)
        if answers is None:
            self._workshop.forget()
            return self._form(
                document, at, problems=self._workshop.problems, told=asked.get("told", "")
            )
        return self._sent(document, at, answers=answers)

    def _document(self, file: str) -> Document:
        found = self._workshop.documents.get(file)
        if found is None:
            raise LookupError(file or "record")
        return found

    def _sent(
        self, document: Document, at: FieldPath, *, answers: Answers
    ) -> str | dict[str, object]:
        """Do what a button says with what was typed."""
        action, _, rest = _first(answers, "do").partition(" ")
        fields = self._reader.fields(document, at)
        wanted = answered_data(document.data, fields, at=at, answers=answers)
        body = _first(answers, BODY).replace("\r\n", "\n") if BODY in answers else None
        if action == "try":
            return self._tried(document, at, wanted=wanted, body=body, answers=answers)
        digest = _first(answers, "digest")
        name = title_of(document, at)
        if action == "out":
            return self._leave_out(document, at)
        wanted, where, told = self._acted(
            document, at, wanted, action=action, rest=rest, answers=answers
        )
        try:
            self._workshop.save(document, wanted, digest=digest, what=f"{told}: {name}", body=body)
        except ChangedMeanwhileError:
            return self._conflict(document, at, answers=answers)
        except HandbookError as error:
            return self._form(document, at, problems=error.problems, answers=answers, is_kept=False)
        return _address("record", file=document.name, at=_joined(where), told=f"{told}.")

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
        field = (*at, *_field(rest))
        match action:
            case "add":
                called = _first(answers, f"new {rest}").strip() or "New"
                wanted = with_item(wanted, field, called=called, model=document.model)
                return wanted, (*field, len(items_at(wanted, field)) - 1), "Added"
            case "up" | "down":
                by = -1 if action == "up" else 1
                return with_item_moved(wanted, field, by=by), at, "Moved"
            case "remove":
                return without_item(wanted, field), at, "Taken out"
            case "back":
                return _with_below(document, wanted, field), at, "Gone back to the base's"
        return wanted, at, "Saved"

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
            body = _first(answers, BODY) if BODY in answers else document.body
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
                for one in fields
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
            has_text=document.is_page and not at,
            can_be_renamed=can_be_renamed(document, at),
            can_be_deleted=can_be_deleted(document, at),
            reference_list=self._reader.reference_list() if document.is_page else [],
            preview=self._reader.preview(document, at),
            can_leave_out=self._reader.name_to_leave_out(document, at) != "",
            Widget=Widget,
        )

    def _conflict(self, document: Document, at: FieldPath, *, answers: Answers) -> str:
        """Return a page on which somebody chooses between what was typed and what is there."""
        document = self._document(document.name)
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
        body = _first(answers, BODY).replace("\r\n", "\n") if BODY in answers else document.body
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
        district = self._document(DISTRICT_FILE)
        left = items_at(district.data, ("leave_out",))
        wanted = changed_data(district.data, Put(("leave_out",), (*left, name)))
        digest = self._workshop.digest(district.name)
        what = f"Left out: {title_of(document, at)}"
        self._workshop.save(district, wanted, digest=digest, what=what)
        return f"{START}?{urlencode({'told': what + '.'})}"

    def _new(self, asked: Mapping[str, str], answers: Answers | None) -> str:
        kind = asked.get("kind", "")
        if kind not in NEW_KINDS:
            raise LookupError(kind or "kind")
        fault = ""
        if answers is not None:
            called = _first(answers, "called").strip()
            made = new_file(kind, called=called, taken=self._taken_ids())
            if not isinstance(made, str):
                name, text = made
                self._workshop.keep({name: text.encode()}, what=f"New: {called}")
                return _address("record", file=name, told="Made. Write over the example.")
            fault = made
        return self._screens.render("new.html", kind=kind, noun=NEW_KINDS[kind], fault=fault)

    def _taken_ids(self) -> frozenset[str]:
        ids = {name for _, name in self._workshop.handbook.entries}
        pages = {
            name.removeprefix("content/").removesuffix(".md") for name in self._workshop.documents
        }
        return frozenset({*ids, *pages})

    def _changes(self, *, told: str) -> str:
        workshop = self._workshop
        return self._screens.render(
            "changes.html",
            changes=[one.what for one in reversed(workshop.changes)],
            files=sorted({name for one in workshop.changes for name in one.after}),
            told=told,
            problems=workshop.problems,
            editions=workshop.told_since_edition(),
        )

    def _undo(self) -> str:
        try:
            what = self._workshop.undo()
        except ChangedMeanwhileError:
            return f"{START}changes?{urlencode({'told': _NOT_UNDONE})}"
        told = f"Undone: {what}." if what else "There is nothing to undo."
        return f"{START}changes?{urlencode({'told': told})}"

    def _find(self, page: str, words: str) -> str:
        found = find_sentence(
            words, page=page, documents=self._workshop.documents, handbook=self._workshop.handbook
        )
        if found is None:
            return f"{START}?{urlencode({'told': _NOT_FOUND})}"
        file, at, field = found
        address = _address("record", file=file, at=_joined(at))
        return f"{address}#{field}" if field else address


def _with_below(document: Document, wanted: Data, field: FieldPath) -> Data:
    below = matching_part(document.below, document, field)
    if below is None:
        return changed_data(wanted, Remove(field))
    return changed_data(wanted, Put(field, below))


def _crumbs(at: FieldPath) -> list[int]:
    """Return where the parts above a part begin that have forms of their own."""
    return [length for length in range(len(at)) if length == 0 or isinstance(at[length - 1], int)]


def _field(steps: str) -> FieldPath:
    return tuple(int(one) if one.isdecimal() else one for one in steps.split("/") if one)


def _joined(at: FieldPath) -> str:
    return "/".join(map(str, at))


def _first(answers: Answers, name: str) -> str:
    return next(iter(answers.get(name, ())), "")


def _address(page: str, **asked: str) -> str:
    return f"{START}{page}?{urlencode({key: value for key, value in asked.items() if value})}"
