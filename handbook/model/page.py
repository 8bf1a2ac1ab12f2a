"""A page that someone wrote by hand."""

from __future__ import annotations

from typing import Literal

from handbook.model.form import Reader
from handbook.model.record import Date, Flag, Line, Record, SourceIds


class PageMeta(Record):
    """What stands between the two `---` lines at the top of a page."""

    title: Line
    """The page's title, also its name in menus."""

    description: Line | None = None
    """What the page says, in one sentence, for search results."""

    readers: tuple[Reader, ...] = ()
    """Whom the page is for."""

    asks: tuple[Line, ...] = ()
    """Questions as people type them that this page answers."""

    related: tuple[Line, ...] = ()
    """Cross-references to read on, like 'role:data-coach'."""

    sources: SourceIds = ()
    """Where the facts come from."""

    reviewed: Date | None = None
    """The day someone last read it through."""

    in_book: Flag = True
    """No leaves the page out of the printed book."""

    hide: tuple[Literal["navigation", "toc", "footer", "path"], ...] = ()
    """Parts of the frame this page does without."""

    template: Line | None = None
    """The theme template, where the page has one of its own."""


class HandPage(Record):
    """A Markdown page from the content folder."""

    uri: Line
    """The page's file, relative to the content folder, with `/`."""

    meta: PageMeta
    """Its front matter."""

    body: str
    """Its Markdown, with placeholders and cross-references unresolved."""

    first_line: int
    """The line of the file on which the body begins, counting from 1."""
