"""Printed sheets made from data: posters and cards, each from a template like a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from handbook.addresses import sheet_uris
from handbook.book import read_blocks
from handbook.pages.desk import plain
from handbook.pages.directed import mark_directions

if TYPE_CHECKING:
    from collections.abc import Callable

    from handbook.book import Node
    from handbook.page_types import Layout, PageType
    from handbook.pages.article import Article
    from handbook.pages.desk import Desk


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on a printed sheet."""

    title: str
    """Its heading, as plain text."""
    layout: Layout
    """How it is set."""
    blocks: tuple[Node, ...]
    """What it says, its heading first."""


def make_sheets(desk: Desk, *, render: Callable[[str], Article]) -> dict[str, Sheet]:
    """Return every printed sheet, by its URI.

    Args:
        desk: Renders templates with the handbook's data.
        render: Renders Markdown as the site does.
    """
    shown = sheet_uris(desk.handbook)
    return {uri: _make_sheet(one, desk=desk, render=render) for uri, one in shown.items()}


def _make_sheet(shown: PageType, *, desk: Desk, render: Callable[[str], Article]) -> Sheet:
    title = desk.worded(shown.title)
    markdown = desk.templates.render_template(shown.template, title=title)
    linked = desk.linker.link_markdown(markdown, page_uri=shown.sheet)
    article = render(mark_directions(linked))
    name = plain(title)
    return Sheet(name, shown.layout, read_blocks(article.html, title=name))
