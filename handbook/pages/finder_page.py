"""The page of all questions, and the same questions as data for the scripts that answer."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from handbook.addresses import FINDER_URI
from handbook.crossreferences import parse_cross_reference
from handbook.finder import pick_examples
from handbook.inline import parse_inline, render_plain
from handbook.pages.vocabulary import VERDICT_STYLES
from handbook.published import ANSWER_SCRIPTS

if TYPE_CHECKING:
    from handbook.finder import AskedQuestion
    from handbook.model.reference import SearchWords
    from handbook.pages.desk import Desk
    from handbook.pages.page import Page

_FINDER_SCRIPT = "assets/finder.js"

_HOME = "index.md"

_KEYWORDS = ("can my coach", "may I ask my coach", "questions and answers", "FAQ", "find an answer")


def make_finder_page(desk: Desk) -> Page:
    """Return the page on which readers ask."""
    topics = desk.vocabulary.topics
    title = desk.titles[FINDER_URI]
    page = desk.make_page(
        FINDER_URI,
        title=title,
        template="finder.md",
        keywords={"": _KEYWORDS},
        topics=topics,
        examples=pick_examples(topics),
        contact=desk.handbook.district.contacts[0],
    )
    return replace(page, meta={**page.meta, "scripts": [*ANSWER_SCRIPTS, _FINDER_SCRIPT]})


def render_question_data(desk: Desk) -> bytes:
    """Return the questions and the words to read them with, as a script that sets one value."""
    topics = desk.vocabulary.topics
    contact = desk.handbook.district.contacts[0]
    data = {
        "questions": [_entry(one, desk=desk) for topic in topics for one in topic.questions],
        **_words(desk.handbook.search_words),
        "contact": {"name": contact.name, "email": contact.email},
        "examples": [_plain(name) for name in pick_examples(topics)],
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return f"window.HandbookQuestions={text};\n".encode()


def _entry(asked: AskedQuestion, *, desk: Desk) -> dict[str, Any]:
    question = asked.question
    return {
        "id": question.id,
        "ask": _plain(question.name),
        "also": [_plain(phrase) for phrase in question.also],
        "foundBy": [_plain(phrase) for phrase in question.found_by],
        "for": list(question.askers),
        "verdict": asked.verdict,
        "style": VERDICT_STYLES[asked.verdict],
        "label": asked.label,
        "text": _plain(asked.text),
        "page": _href(f"question:{question.id}", desk=desk),
        "links": [
            {
                "before": "",
                "name": f"Read more: {_plain(desk.vocabulary.place_name(question.see))}",
                "href": href,
            }
            for href in [_href(question.see, desk=desk)]
            if href
        ]
        + [
            {"before": paper.role, "name": _plain(paper.name), "href": href}
            for paper in asked.papers
            for href in [_href(paper.reference, desk=desk)]
            if href
        ],
    }


def _words(words: SearchWords) -> dict[str, Any]:
    return {
        "lexicon": {
            "actors": {one.id: list(one.words) for one in words.people},
            "same": [list(group) for group in words.same],
            "spanish": {pair[0]: pair[1] for pair in words.spanish},
        },
        "harm": [
            {
                "question": one.question,
                "words": list(one.words),
                "acts": list(one.acts),
                "except": list(one.exempt),
            }
            for one in words.harm
        ],
        "synonyms": [list(group) for group in words.synonyms],
    }


def _href(reference: str, *, desk: Desk) -> str:
    """Return the published address of a place, from the top of the site."""
    found = parse_cross_reference(reference)
    href = desk.linker.href(found.kind, found.id, page_uri=_HOME) if found else None
    return href or ""


def _plain(text: str) -> str:
    return render_plain(parse_inline(text))
