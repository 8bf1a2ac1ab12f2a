"""What paper cannot take, said of the records and pages it would come from, before any is made.

Each rule here is a precondition of the faces on paper: where all hold, every face can be made.
Nothing is typeset here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handbook.book import read_words
from handbook.checks.reporting import fault
from handbook.images import image_fault
from handbook.inline import Emphasis, Link, Strong, parse_paragraphs
from handbook.model.district import District
from handbook.model.page import HandPage
from handbook.model.places import LOGO_ENDINGS
from handbook.model.reference import SearchWords
from handbook.model.walking import walk_words
from handbook.pages.article import ArticleError
from handbook.pdf.letters import letters_remedy, missing_letters, name_letters
from handbook.problems import Location, Problem
from handbook.sourcetext import locate_offset

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from handbook.inline import Inline
    from handbook.model.handbook import Handbook, SourceFile
    from handbook.pages.article import Article

MOST_MARKS = 16
"""How deep emphasis and links may stand in each other; typesetters and parsers stop somewhere."""

_NOT_PRINTED = frozenset({"asks"})
"""The keys whose words are for search alone, or stand only on pages that are not in the book."""

_OPENERS = re.compile(r"[*_\[]")
_MAY_BECOME_SYMBOLS = re.compile(r"<?-->|<--|=/=|\d/\d|\(?(?:c|r|tm|p)\)|c/o|&\w+;|&#")
"""What Python-Markdown writes with letters that do not stand in a page's text."""


def check_printable(handbook: Handbook, *, logo: bytes) -> tuple[Problem, ...]:
    """Return what of a handbook's records no paper can take.

    Args:
        handbook: Every record, with what its district leaves out already gone.
        logo: The file of the district's logo, or nothing.
    """
    # The district's words stand in all the others.
    said = "".join(missing_letters(words) for _, words in walk_words(handbook.district))
    return tuple(
        problem for file in handbook.files for problem in _record_faults(file, said=said, logo=logo)
    )


def check_printable_pages(
    handbook: Handbook, *, bodies: Mapping[str, str], render: Callable[[str], Article]
) -> tuple[Problem, ...]:
    """Return what of the pages written by hand the book cannot take.

    Args:
        handbook: Every record.
        bodies: The Markdown of the pages written by hand, by URI, with nothing left to fill in.
        render: Renders pages as the site does.
    """
    letters = {
        letter
        for file in handbook.files
        if not isinstance(file.record, HandPage)
        for _, words in walk_words(file.record)
        for letter in words
    }
    said = missing_letters("".join(letters))
    return tuple(
        problem
        for file in handbook.files
        if isinstance(page := file.record, HandPage) and page.meta.in_book
        for problem in _page_faults(
            page, path=file.origin.path, body=bodies[page.uri], said=said, render=render
        )
    )


def _record_faults(file: SourceFile, *, said: str, logo: bytes) -> Iterator[Problem]:
    if isinstance(file.record, HandPage | SearchWords):
        return
    if isinstance(file.record, District):
        said = ""
        name = file.record.logo or ""
        # Another ending is the fault to say, and is said where the name is checked.
        is_picture = name.lower().endswith(LOGO_ENDINGS)
        if logo and is_picture and (found := image_fault(logo, name=name)):
            yield fault(file, ("logo",), found)
    for field, words in walk_words(file.record):
        if _NOT_PRINTED.isdisjoint(map(str, field)):
            if letters := "".join(sorted({*missing_letters(words)} - {*said})):
                yield fault(file, field, f"{_unknown(letters)} {letters_remedy(letters)}")
            if _is_too_deep(words):
                message = (
                    f"more than {MOST_MARKS} marks of emphasis or links stand inside each other. "
                    "Take some away."
                )
                yield fault(file, field, message)


def _unknown(letters: str) -> str:
    return f"holds {name_letters(letters)}, which the fonts for printing do not have."


def _is_too_deep(words: str) -> bool:
    if len(_OPENERS.findall(words)) <= MOST_MARKS:
        return False
    return any(_depth(nodes) > MOST_MARKS for nodes in parse_paragraphs(words))


def _depth(nodes: tuple[Inline, ...]) -> int:
    inside = (node.content for node in nodes if isinstance(node, Emphasis | Strong | Link))
    return max((1 + _depth(content) for content in inside), default=0)


def _page_faults(
    page: HandPage, *, path: str, body: str, said: str, render: Callable[[str], Article]
) -> Iterator[Problem]:
    is_suspect = missing_letters(page.meta.title + body) or _MAY_BECOME_SYMBOLS.search(body)
    try:
        html = render(body).html if is_suspect else ""
    except ArticleError:
        return  # What cannot be read is told where its markup is looked at.
    printed = read_words(html, title=page.meta.title) if is_suspect else ""
    if letters := "".join(sorted({*missing_letters(printed)} - {*said})):
        other = "Or keep the page out of the book with the line 'in_book: no'."
        remedy = f"{letters_remedy(letters)} {other}"
        place = _place(page, letters=letters, path=path)
        yield Problem(place, "", f"{_unknown(letters)} {remedy}")


def _place(page: HandPage, *, letters: str, path: str) -> Location:
    """Return where one of the letters stands first, or where the page's text begins."""
    first = len(page.body) - len(page.body.lstrip())
    offset = next((at for at, letter in enumerate(page.body) if letter in letters), first)
    place = locate_offset(page.body, offset=offset, path=path)
    return Location(path, place.line + page.first_line - 1, place.column)
