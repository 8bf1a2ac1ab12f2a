"""Search keywords: what readers type and no page says, put into the index where it never shows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from handbook.model.reference import SearchWords

_WORD = re.compile(r"[\w'’-]+")


def add_keywords(
    index: dict[str, Any],
    *,
    keywords: Mapping[str, Iterable[str]],
    words: SearchWords,
) -> dict[str, Any]:
    """Return the search index with a hidden field of keywords.

    Args:
        index: The index as Material's search plugin writes it.
        keywords: The phrases that lead to a place, by its location in the index.
        words: The handbook's synonyms.
    """
    fields = {**index["config"]["fields"], "keywords": {"boost": 100.0}}
    docs = [
        {**doc, "keywords": _spread(keywords.get(doc["location"], ()), title=doc["title"], words=words)}
        for doc in index["docs"]
    ]
    return {**index, "config": {**index["config"], "fields": fields}, "docs": docs}


def _spread(phrases: Iterable[str], *, title: str, words: SearchWords) -> str:
    said = {word.lower() for phrase in (*phrases, title) for word in _WORD.findall(phrase)}
    added = {
        other.lower() for group in words.synonyms for other in group if said & set(group)
    }
    return " ".join(sorted(said | added))
