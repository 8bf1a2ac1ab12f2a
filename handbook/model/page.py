"""A page that someone wrote by hand."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from handbook.model.form import Reader
from handbook.model.record import Date, Flag, Line, Record, SourceIds
from handbook.problems import shown

_PAGE_NAME = re.compile(r"[A-Za-z0-9][\w-]*(?:/[A-Za-z0-9][\w-]*)*")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?")


def _parse_language(value: str) -> str:
    if not _LANGUAGE.fullmatch(value):
        raise ValueError(
            f"expected a language as its short code, like es or pt-BR, got {shown(value)}. "
            "Write the code that browsers know it by."
        )
    return value


LanguageCode = Annotated[
    Line,
    AfterValidator(_parse_language),
    Field(json_schema_extra={"pattern": f"^{_LANGUAGE.pattern}$"}),
]
"""A language as browsers and screen readers know it: https://www.rfc-editor.org/info/bcp47."""


def _parse_page_name(value: str) -> str:
    if not _PAGE_NAME.fullmatch(value):
        raise ValueError(
            f"expected a page by its file, such as coaching/trust, got {shown(value)}. Write it "
            "from the content folder, without '.md'."
        )
    return value


PageName = Annotated[
    Line,
    AfterValidator(_parse_page_name),
    Field(json_schema_extra={"pattern": f"^{_PAGE_NAME.pattern}$"}),
]
"""A page by its file, from the content folder and without its ending."""


PageReader = Literal[Reader, "family"]
"""Whom a page is for: families fill in no form and do none of the work."""


class PageMeta(Record):
    """What stands between the two `---` lines at the top of a page."""

    title: Line
    """The page's title, also its name in menus."""

    description: Line | None = None
    """What the page says, in one sentence, for search results."""

    readers: tuple[PageReader, ...] = ()
    """Whom the page is for."""

    kept_for: Annotated[Literal["editors"] | None, Field(alias="for")] = None
    """`editors` for a page about keeping the handbook: `handbook serve` shows it, and a published
    site is without it."""

    formerly: tuple[PageName, ...] = ()
    """The files it was before, without '.md' and from the content folder, such as coaching/trust:
    their addresses lead to this page."""

    menu: Line | None = None
    """The section of the menu at whose end it stands, where the menu does not name it."""

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

    volume: Literal["coaches"] | None = None
    """`coaches` for a page that stands in the volume of the book for coaches, not in the first."""

    hide: tuple[Literal["navigation", "toc", "footer", "path"], ...] = ()
    """Parts of the frame this page does without."""

    language: LanguageCode | None = None
    """The language the page is written in, as a short code like es, where it is not the site's."""

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

    origins: tuple[tuple[str, int], ...] = ()
    """The file and line that each line of the body was written on, for a page of several files."""

    @property
    def name(self) -> str:
        """What cross-references call it."""
        return self.uri.removesuffix(".md")

    @property
    def is_for_editors(self) -> bool:
        """Whether it is about keeping the handbook."""
        return self.meta.kept_for == "editors"
