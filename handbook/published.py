"""What the files of a site source are published as, and the book's own files."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Mapping


class Volume(NamedTuple):
    """A volume of the book."""

    uri: str
    """Its file."""
    title: str
    """What it says on its cover, below what the handbook is called."""


BOOKS: Mapping[str, Volume] = {
    "": Volume("handbook.pdf", ""),
    "coaches": Volume("handbook-for-coaches.pdf", "For {{ terms.coaches }}"),
}
"""The volumes of the book, by what pages call them: the first is everybody's."""

SEARCH_FOLDER = "search/"
"""Where the search index is."""

QUESTIONS_URI = "assets/questions.js"
"""The questions as data: a script, so that pages opened from a folder can load it too."""

FEED_URI = "editions/feed.xml"
"""The feed of editions."""

FIRST_DAYS_URI = "calendar/first-days.ics"
"""A coach's first days, for calendars."""

YEAR_URI = "calendar/year.ics"
"""The months of the school year, for calendars."""

CODES_URI = "assets/editions-data.js"
"""What every text code says, as a script too."""

ANSWER_SCRIPTS = (
    "assets/search-ranking.js",
    "assets/question-reader.js",
    "assets/question-nearness.js",
    "assets/question-gate.js",
    QUESTIONS_URI,
    "assets/answer-cards.js",
)
"""What answers a question, in the order in which it runs; search loads the same."""


def published_uri(uri: str, *, has_directory_urls: bool) -> str:
    """Return the file that a page or another file is published as."""
    stem, extension = posixpath.splitext(uri)
    if extension != ".md":
        return uri
    if not has_directory_urls or posixpath.basename(stem) == "index":
        return f"{stem}.html"
    return f"{stem}/index.html"


def published_url(uri: str, *, has_directory_urls: bool) -> str:
    """Return the address of a page or another file, relative to the site's."""
    address = quote(published_uri(uri, has_directory_urls=has_directory_urls))
    is_index = has_directory_urls and posixpath.basename(address) == "index.html"
    return address.removesuffix("index.html") if is_index else address
