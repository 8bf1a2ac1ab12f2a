"""The record behind a sentence that somebody points at on a page."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from handbook.editing.places import field_address
from handbook.layers import unmarked
from handbook.model.page import HandPage
from handbook.model.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from handbook.editing.documents import Document
    from handbook.model.handbook import Handbook, SourceFile
    from handbook.problems import FieldPath

_WORD = re.compile(r"\w+")
_LONGEST = 400
_LEAST = 0.6
"""How much of the words must be found for a record to be the one behind them."""


def find_sentence(
    words: str, *, page: str, documents: Mapping[str, Document], handbook: Handbook
) -> str:
    """Return the address of the field that says something on a page; '' for none.

    Args:
        words: What stands on the page.
        page: The page's address; where it was written by hand, its own text goes first.
        documents: What can be edited.
        handbook: The handbook.
    """
    wanted = _words(words[:_LONGEST])
    best: tuple[float, int, str, FieldPath] | None = None
    for file in handbook.files:
        document = documents.get(unmarked(file.origin.path))
        if document is None:
            continue
        for field, text in _texts(file):
            found = _words(text)
            share = _share(wanted, found)
            rank = (share, -len(found))
            if share >= _LEAST and (best is None or rank > best[:2]):
                best = (*rank, document.name, field)
    if best is not None:
        return field_address(documents[best[2]], best[3])
    own = documents.get(f"content/{page.strip('/') or 'index'}.md")
    return field_address(own, ("body",)) if own else ""


def _texts(file: SourceFile) -> Iterator[tuple[FieldPath, str]]:
    record = file.record
    if isinstance(record, HandPage):
        for paragraph in record.body.split("\n\n"):
            yield ("body",), _plain(paragraph)
        return
    yield from _texts_in(record, at=())


def _texts_in(value: object, *, at: FieldPath) -> Iterator[tuple[FieldPath, str]]:
    if isinstance(value, str):
        yield at, _plain(value)
    elif isinstance(value, Record):
        for name, info in type(value).model_fields.items():
            yield from _texts_in(getattr(value, name), at=(*at, info.alias or name))
    elif isinstance(value, tuple):
        for number, one in enumerate(value):
            yield from _texts_in(one, at=(*at, number))
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from _texts_in(one, at=(*at, key))


def _plain(text: str) -> str:
    return re.sub(r"\{\{.*?\}\}|\]\[[^\]]*\]|[*_`#\[\]]|\{[^}]*\}|<[^>]*>", " ", text)


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _share(wanted: list[str], found: list[str]) -> float:
    """Return how much of some words a text has, counted in pairs that follow one another."""
    if len(wanted) == 1:
        return 1.0 if found == wanted else 0.0
    pairs = set(itertools.pairwise(wanted))
    there = set(itertools.pairwise(found))
    return len(pairs & there) / len(pairs) if pairs else 0.0
