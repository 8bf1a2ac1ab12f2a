"""Pages written by hand: their placeholders and cross-references filled in, their foot added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handbook.model.page import HandPage
from handbook.pages.allow_list import check_markup
from handbook.pages.desk import plain
from handbook.pages.page import Page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from handbook.model.handbook import Handbook
    from handbook.pages.article import Article
    from handbook.pages.desk import Desk
    from handbook.problems import Problem


def render_bodies(desk: Desk) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """Return the Markdown of every page written by hand, by its URI, and what names nothing."""
    bodies: dict[str, str] = {}
    problems: list[Problem] = []
    for file in desk.handbook.files:
        if isinstance(page := file.record, HandPage):
            bodies[page.uri], found = desk.templates.render_text(
                page.body, path=file.origin.path, first_line=page.first_line
            )
            problems.extend(found)
    return bodies, tuple(problems)


def check_hand_markup(
    handbook: Handbook, *, render: Callable[[str], Article]
) -> tuple[Problem, ...]:
    """Return what the pages written by hand hold that is not published.

    Args:
        handbook: Every record.
        render: Renders pages as the site does.
    """
    return tuple(
        problem
        for file in handbook.files
        if isinstance(page := file.record, HandPage)
        for problem in check_markup(
            page.body, path=file.origin.path, first_line=page.first_line, render=render
        )
    )


def make_hand_pages(desk: Desk, *, bodies: Mapping[str, str]) -> Iterator[Page]:
    """Yield the pages written by hand, each with its foot."""
    for file in desk.handbook.files:
        if isinstance(page := file.record, HandPage):
            yield make_hand_page(page, body=bodies[page.uri], path=file.origin.path, desk=desk)


def make_hand_page(page: HandPage, *, body: str, path: str, desk: Desk) -> Page:
    """Return a page written by hand, with its foot."""
    meta = page.meta
    foot = desk.templates.render_template(
        "foot.md",
        sources=meta.sources,
        related=meta.related,
        reviewed=meta.reviewed,
        history=desk.told_history(f"page:{page.uri.removesuffix('.md')}"),
    )
    return Page(
        uri=page.uri,
        title=plain(meta.title),
        markdown=desk.linker.link_markdown(f"{body}\n{foot}", page_uri=page.uri),
        source_path=path,
        meta={
            "description": plain(meta.description or ""),
            "hide": list(meta.hide),
            "language": meta.language,
            "template": meta.template,
        },
        is_in_book=meta.in_book,
        volume=meta.volume or "",
        menu=meta.menu or "",
        is_for_editors=page.is_for_editors,
        keywords={"": meta.asks},
    )
