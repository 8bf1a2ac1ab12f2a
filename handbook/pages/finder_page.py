"""The page of all questions: a list that reads without a script, and answers at once with one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from handbook.addresses import FINDER_URI, Address
from handbook.finder import build_finder, pick_examples
from handbook.model.kinds import TOPICS

if TYPE_CHECKING:
    from handbook.pages.desk import Desk
    from handbook.pages.page import Page

_VERDICTS = {
    "yes": {"style": "yes", "label": "Yes"},
    "no": {"style": "no", "label": "No"},
    "not-so": {"style": "no", "label": "Not so"},
    "if-you-agree": {"style": "ask", "label": "Only if you agree"},
    "read-on": {"style": "info", "label": "Read on"},
}

_SCRIPTS = ("assets/search-ranking.js", "assets/finder.js")

_KEYWORDS = ("can my coach", "may I ask my coach", "questions and answers", "FAQ", "find an answer")


def make_finder_page(desk: Desk) -> Page:
    """Return the page on which readers ask."""
    topics = build_finder(desk.handbook)
    title = desk.titles[FINDER_URI]
    return desk.make_page(
        FINDER_URI,
        title=title,
        template="finder.md",
        keywords={"": _KEYWORDS},
        is_in_book=False,
        heading=title,
        topics=topics,
        headings={topic: desk.worded(heading) for topic, heading in TOPICS.items()},
        examples=pick_examples(topics),
        words=_VERDICTS,
        synonyms=escape(json.dumps(desk.handbook.search_words.synonyms, ensure_ascii=False)),
        contact=desk.handbook.district.contacts[0],
        scripts=[_address(uri, desk=desk) for uri in _SCRIPTS],
    )


def _address(uri: str, *, desk: Desk) -> Markup:
    return escape(desk.linker.page_href(Address(uri), page_uri=FINDER_URI))
