"""What search needs beyond the words on the pages; it goes into the index and shows nowhere else.

How results are ranked is decided in the browser, in `overrides/assets/search-ranking.js`.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from handbook.model.reference import SearchWords

_BACK_ROOMS = ("finder", "sources", "using/")
"""The finder, the bibliography and the editors' pages: they have the words of all the others."""

_BACK_ROOM_BOOST = 0.7

_TAG = re.compile(r"<[^>]+>")
_PARAGRAPH_END = re.compile(r"</p>|</li>")
# Thirty characters: an answer that begins 'No.' or 'Is it private? Yes.' goes on.
_SENTENCE = re.compile(r".{30,}?[.?!](?=\s|$)")


def add_keywords(
    index: dict[str, Any],
    *,
    keywords: Mapping[str, Iterable[str]],
    words: SearchWords,
) -> dict[str, Any]:
    """Return the search index with the hidden phrases, the synonyms and each place's answer.

    Args:
        index: The index as Material's search plugin writes it.
        keywords: The phrases that lead to a place, by its location in the index.
        words: The handbook's synonyms.
    """
    fields = {**index["config"]["fields"], "keywords": {"boost": 100.0}}
    answers = _answers(index["docs"])
    return {
        **index,
        "config": {**index["config"], "fields": fields},
        "docs": [_enrich(doc, phrases=keywords, answers=answers) for doc in index["docs"]],
        "synonyms": [list(group) for group in words.synonyms],
    }


def _answers(docs: Iterable[dict[str, Any]]) -> dict[str, str]:
    """Return how each place answers: how its text begins, or that of the page's first section."""
    found: dict[str, str] = {}
    for doc in docs:
        page_url = doc["location"].split("#")[0]
        found[doc["location"]] = answer = _first_sentence(doc["text"])
        found[page_url] = found.get(page_url) or answer
    return found


def _enrich(
    doc: dict[str, Any],
    *,
    phrases: Mapping[str, Iterable[str]],
    answers: Mapping[str, str],
) -> dict[str, Any]:
    location = doc["location"]
    added = {
        "keywords": list(phrases.get(location, ())),
        "answer": answers.get(location),
        "boost": _BACK_ROOM_BOOST if location.startswith(_BACK_ROOMS) else None,
    }
    return {**doc, **{key: value for key, value in added.items() if value}}


def _first_sentence(html: str) -> str:
    """Return how a text begins: its first sentence, and the next one where the first is a word."""
    paragraph = _PARAGRAPH_END.split(html, maxsplit=1)[0]
    text = " ".join(unescape(_TAG.sub("", paragraph)).split())
    sentence = _SENTENCE.match(text)
    return sentence[0] if sentence else text
