"""How long a page takes to read, counted in the words that are rendered on it.

Pages name one another's time while they are made; it is filled in when all of them are.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from handbook.crossreferences import parse_cross_reference

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from handbook.pages.desk import Desk
    from handbook.pages.page import Page

WORDS_A_MINUTE = 238
"""How fast adults read to themselves: M. Brysbaert, Journal of Memory and Language 109 (2019)."""

_MARK = re.compile(r"<!--reading-time (\S+)-->")

_UNREAD = re.compile(
    r"""
      <(?P<tag>footer|svg|style|script)\b.*?</(?P=tag)>
    | <!--.*?-->
    | <[^<>]*>
    | (?<=\])\([^()\s]*\)
    | \{[ :]?[.\#][^{}\n]*\}
    | &\#?\w+;
    | ^[ \t]*\d+\.(?=[ \t])
    """,
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)
_WORD = re.compile(r"[^\W_]+(?:['’.,:@/–-][^\W_]+)*")


def fill_in_reading_times(pages: Iterable[Page], *, desk: Desk) -> Iterator[Page]:
    """Yield the pages, with the time that each one they name takes to read."""
    made = tuple(pages)
    by_uri = {page.uri: page for page in made}

    def minutes(match: re.Match[str]) -> str:
        reference = parse_cross_reference(match[1])
        place = desk.linker.address(reference.kind, reference.id) if reference else None
        page = by_uri.get(place.uri) if place else None
        return f"{reading_minutes(page.markdown)} min" if page else ""

    for page in made:
        text = _MARK.sub(minutes, page.markdown)
        yield page if text == page.markdown else replace(page, markdown=text)


def reading_minutes(markdown: str) -> int:
    """Return how many minutes the words of a page take, its foot left out."""
    return max(1, round(count_words(markdown) / WORDS_A_MINUTE))


def count_words(markdown: str) -> int:
    """Return how many words of a page's Markdown are rendered to be read."""
    return sum(1 for _ in _WORD.finditer(_UNREAD.sub(" ", markdown)))
