"""The pages on which a record is renamed everywhere, or deleted after a look at what names it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from handbook.editing.documents import Document, matching_part
from handbook.editing.naming import find_places, id_fault, named_at, renamed_files
from handbook.editing.places import field_address, form_address, form_length
from handbook.editing.things import title_of
from handbook.model.layout import may_be_draft
from handbook.problems import HandbookError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from handbook.editing.screens import Screens
    from handbook.editing.workshop import Workshop
    from handbook.problems import FieldPath


def can_be_renamed(document: Document, at: FieldPath) -> bool:
    """Say whether a record is the district's own, and has a name of its own."""
    is_own = matching_part(document.below, document, at) is None
    return is_own and named_at(document, at) is not None


def can_be_deleted(document: Document, at: FieldPath) -> bool:
    """Say whether a record is a file of the district alone, one of many."""
    return not at and document.below is None and may_be_draft(document.model)


class NameDesk:
    """Answers what is asked about names.

    Args:
        workshop: What is edited.
        screens: Makes the pages.
    """

    def __init__(self, workshop: Workshop, screens: Screens) -> None:
        self._workshop, self._screens = workshop, screens

    def delete(self, document: Document, *, answers: Mapping[str, Sequence[str]] | None) -> str:
        """Return the page that asks, or where to go once the file is gone.

        Raises:
            LookupError: The record is none that can be deleted.
        """
        if not can_be_deleted(document, ()):
            raise LookupError(document.name)
        title = title_of(document, ())
        if answers is not None:
            self._workshop.keep({document.name: None}, what=f"Deleted: {title}")
            return f"/_edit/?{urlencode({'told': f'Deleted: {title}.'})}"
        places = self._places(document, ())
        return self._screens.render(
            "delete.html",
            title=title,
            places=places,
            count=_count(places),
            back=form_address(document),
        )

    def rename(
        self, document: Document, at: FieldPath, *, answers: Mapping[str, Sequence[str]] | None
    ) -> str:
        """Return the page that asks for a name, or where to go once it is changed everywhere.

        Raises:
            LookupError: The record is none that can be renamed.
        """
        named = named_at(document, at)
        if named is None or not can_be_renamed(document, at):
            raise LookupError(document.name)
        to, fault = named.id, ""
        if answers is not None:
            to = next(iter(answers.get("to", ())), "").strip()
            fault = id_fault(to, kind=named.kind) or self._taken(to)
            if not fault:
                return self._renamed(document, at, to=to)
        places = self._places(document, at)
        return self._screens.render(
            "rename.html",
            title=title_of(document, at),
            places=places,
            count=_count(places),
            back=form_address(document, at),
            to=to,
            fault=fault,
        )

    def _renamed(self, document: Document, at: FieldPath, *, to: str) -> str:
        workshop = self._workshop
        try:
            files = renamed_files(
                document, at, to=to, documents=workshop.documents, read=workshop.text
            )
        except HandbookError as error:
            return self._screens.refusal(str(error))
        workshop.keep(files, what=f"Renamed: {title_of(document, at)}")
        return f"/_edit/?{urlencode({'told': 'Renamed. The old address leads to the new one.'})}"

    def _taken(self, name: str) -> str:
        ids = {other for _, other in self._workshop.handbook.entries}
        pages = {page.uri.removesuffix(".md") for page in self._workshop.handbook.pages}
        return f"There is one called '{name}' already." if name in ids | pages else ""

    def _places(self, document: Document, at: FieldPath) -> list[tuple[str, str]]:
        named = named_at(document, at)
        found = find_places(named, self._workshop.documents) if named else ()
        names = {
            (title_of(other, field[: form_length(field)]), field_address(other, field))
            for other, field in found
        }
        return sorted(names)


def _count(places: list[tuple[str, str]]) -> str:
    if not places:
        return "Nothing else names it."
    return "1 place names it." if len(places) == 1 else f"{len(places)} places name it."
