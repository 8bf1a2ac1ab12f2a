"""The page types of the engine: what each template says of its pages between its `---` lines.

A template with an address makes a page of the whole handbook. What records make has its address
from their kind; such a template may say the rest.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Annotated, Literal

from pydantic import Field

from handbook.model.record import Flag, Line, Record

_MARK = "---\n"

Layout = Literal["poster", "cards"]
"""How a printed sheet is set."""


class PageType(Record):
    """What is known of the pages that a template makes."""

    template: Line
    """The template's name."""

    address: str = ""
    """The page's file, relative to the docs folder; none for what is made from records."""

    title: str = ""
    """The page's title."""

    tells_of: str = ""
    """The kind of record that it tells of, where a handbook that has none is without the page."""

    menu: str = ""
    """The section of the menu it goes to, where the menu does not name it itself."""

    is_for_editors: Annotated[Flag, Field(alias="for_editors")] = False
    """Whether it is about keeping the handbook, so that a published site is without it."""

    in_book: Flag = True
    """Whether it is a chapter of the printed book."""

    sheet: str = ""
    """The printed sheet that it makes instead of a page: its file, beside the page of its name."""

    layout: Layout = "poster"
    """How a sheet is set: as a poster, on one page, or as cards to cut, one for each heading."""

    volume: str = ""
    """Which volume of the book has it: `coaches`, or the first."""

    scripts: str = ""
    """The scripts that its pages run, in their order, with spaces between."""

    glossed: Flag = True
    """Whether glossary words on it lead to the glossary."""


@cache
def page_types() -> tuple[PageType, ...]:
    """Return the page type of every template, by name."""
    folder = files("handbook") / "templates"
    names = sorted(file.name for file in folder.iterdir() if file.name.endswith(".md"))
    return tuple(_parse_page_type(name, (folder / name).read_text("utf-8")) for name in names)


def page_type(template: str) -> PageType:
    """Return the page type of a template; one that says nothing of its pages has the usual one."""
    types = (one for one in page_types() if one.template == template)
    return next(types, PageType(template=template))


def template_body(text: str) -> str:
    """Return a template without what stands between its `---` lines."""
    return text.split(_MARK, 2)[2] if text.startswith(_MARK) else text


def _parse_page_type(name: str, text: str) -> PageType:
    head = text.split(_MARK, 2)[1] if text.startswith(_MARK) else ""
    pairs = (line.partition(": ") for line in head.splitlines())
    said = {key: value for key, _, value in pairs}
    return PageType.model_validate({"template": name, **said})
