"""Sources as readers cite them: a short mention in the text, and the full entry in the list."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from handbook.inline import parse_inline, render_plain
from handbook.spelling import join_words, spell_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handbook.model.reference import Name, Source


_DAY = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d)|\d{4}-(?:0[13-9]|1[0-2])-30")
"""A day that every year has."""


def cite_source(source: Source) -> str:
    """Return the short mention: who and when, or the title where nobody is named."""
    names = [name.family or name.literal or "" for name in source.author]
    who = " & ".join(names[:2]) if len(names) <= 2 else f"{names[0]} et al."  # noqa: PLR2004
    year = (source.issued or "").partition("-")[0]
    return " ".join(part for part in (who or _short_title(source), year) if part)


def render_bibliography_entry(source: Source) -> str:
    """Return the entry without its title, as inline Markdown; what is unknown is said so."""
    return " ".join(f"{part.removesuffix('.')}." for part in _parts(source))


def sorting_key(source: Source) -> tuple[str, str]:
    """Return what a bibliography sorts by: the first author, or the title; then the year."""
    first = source.author[0] if source.author else None
    name = (first.family or first.literal or "") if first else source.title
    return name.casefold().removeprefix("the "), source.issued or ""


def _short_title(source: Source) -> str:
    """Return the name of a work in a mention: its short title, or its title up to a colon."""
    title = source.title_short or source.title.partition(": ")[0]
    return f"“{render_plain(parse_inline(title))}”"


def _parts(source: Source) -> Iterator[str]:
    authors = ", ".join(filter(None, map(_full_name, source.author)))
    yield from filter(None, (authors, _day(source.issued or "")))
    if source.container_title:
        volume = f" {source.volume}" if source.volume else ""
        issue = f"({source.issue})" if source.issue else ""
        pages = f", {source.page}" if source.page else ""
        yield f"*{source.container_title}*{volume}{issue}{pages}"
    publisher = ": ".join(part for part in (source.publisher_place, source.publisher) if part)
    if publisher:
        yield publisher
    if source.URL:
        yield f"[{source.URL}]({source.URL})"
    wanted = {"author": authors or source.type == "statute", "date": source.issued}
    if missing := [name for name, known in wanted.items() if not known]:
        yield f"Not known here: {join_words(missing)}"


def _day(issued: str) -> str:
    """Return when a work came out, a day as readers write it."""
    return spell_day(date.fromisoformat(issued)) if _DAY.fullmatch(issued) else issued


def _full_name(name: Name) -> str:
    return name.literal or ", ".join(part for part in (name.family, name.given) if part)
