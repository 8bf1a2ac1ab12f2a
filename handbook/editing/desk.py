"""What the editor's pages show and do: from what was asked to a page, or to where to go next."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import urlencode

from handbook.editing.changesdesk import answer_changes, answer_undo
from handbook.editing.effects import describe_effect
from handbook.editing.finding import find_sentence
from handbook.editing.making import NEW_KINDS, new_file
from handbook.editing.menudesk import answer_menu
from handbook.editing.namedesk import NameDesk
from handbook.editing.picturedesk import answer_picture
from handbook.editing.places import told_problems
from handbook.editing.recorddesk import RecordDesk, field_path, first_of, record_address
from handbook.editing.rosterdesk import RosterDesk
from handbook.editing.things import find_things
from handbook.problems import Severity, has_errors, summarize

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from handbook.editing.printing import Printed
    from handbook.editing.recorddesk import Answers
    from handbook.editing.screens import Screens
    from handbook.editing.workshop import Workshop

Made: TypeAlias = "str | dict[str, object] | Printed"
START = "/_edit/"

_NOT_FOUND = "No record says this by itself. Look it up by its name."


class Desk:
    """Answers what is asked of the editor.

    Args:
        workshop: What is edited.
        screens: Makes the pages.
    """

    def __init__(self, workshop: Workshop, screens: Screens) -> None:
        self._workshop, self._screens = workshop, screens
        self._records = RecordDesk(workshop, screens)
        self._names = NameDesk(workshop, screens)
        self._rosters = RosterDesk(workshop, screens)

    def answer(
        self,
        path: str,
        *,
        asked: Mapping[str, str],
        answers: Answers | None,
        files: Mapping[str, tuple[str, bytes]],
    ) -> Made:
        """Return a page, an address to go to that begins with '/', plain data, or a file.

        Raises:
            LookupError: What is asked for is not there.
        """
        told = asked.get("told", "")
        document, at = asked.get("file", ""), field_path(asked.get("at", ""))
        workshop, screens = self._workshop, self._screens
        anyhow: dict[str, Callable[[], Made]] = {
            "record": lambda: self._records.answer(
                workshop.document(document), at, told=told, answers=answers
            ),
            "new": lambda: self._new(asked, answers),
            "picture": lambda: answer_picture(
                workshop, screens, workshop.document(document), answers=answers, files=files
            ),
            "roster": lambda: self._rosters.answer(answers, files),
            "changes": lambda: answer_changes(workshop, screens, told=told, answers=answers),
            "menu": lambda: answer_menu(workshop, screens, asked=asked, answers=answers),
            "delete": lambda: self._names.delete(workshop.document(document), answers=answers),
            "rename": lambda: self._names.rename(workshop.document(document), at, answers=answers),
        }
        shown: dict[str, Callable[[], Made]] = {
            "": lambda: self._list(asked.get("q", ""), told=told),
            "find": lambda: self._find(asked.get("page", ""), asked.get("words", "")),
        }
        done: dict[str, Callable[[], Made]] = {"undo": lambda: answer_undo(workshop)}
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
            "wrong": told_problems(
                (one for one in showing.problems if one.severity is not Severity.HINT),
                workshop.documents,
            ),
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
            problems=told_problems(workshop.known_problems, workshop.documents),
            new_kinds=NEW_KINDS,
        )

    def _new(self, asked: Mapping[str, str], answers: Answers | None) -> str:
        kind = asked.get("kind", "")
        if kind not in NEW_KINDS:
            raise LookupError(kind or "kind")
        fault = ""
        if answers is not None:
            called = first_of(answers, "called").strip()
            made = new_file(kind, called=called, taken=self._taken_ids())
            if not isinstance(made, str):
                name, text = made
                self._workshop.keep({name: text.encode()}, what=f"New: {called}")
                return record_address(name, told="Made. Write over the example.")
            fault = made
        return self._screens.render("new.html", kind=kind, noun=NEW_KINDS[kind], fault=fault)

    def _taken_ids(self) -> frozenset[str]:
        ids = {name for _, name in self._workshop.handbook.entries}
        pages = {
            name.removeprefix("content/").removesuffix(".md") for name in self._workshop.documents
        }
        return frozenset({*ids, *pages})

    def _find(self, page: str, words: str) -> str:
        found = find_sentence(
            words, page=page, documents=self._workshop.documents, handbook=self._workshop.handbook
        )
        return found or f"{START}?{urlencode({'told': _NOT_FOUND})}"
