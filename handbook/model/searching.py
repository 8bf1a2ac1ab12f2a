"""A district's own words for people and things, known to search beside the words they stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handbook.model.terms import settle_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from handbook.model.reference import SearchWords
    from handbook.model.terms import DeclaredTerm, Word


def add_own_words(
    words: SearchWords, *, declared: Mapping[str, DeclaredTerm], own: Mapping[str, Word]
) -> SearchWords:
    """Return the words for search with each of a district's own beside the one it replaces.

    Args:
        words: The words as they are written.
        declared: The words of the handbook, by term.
        own: The words that the district says instead, by term.
    """
    pairs = tuple(
        ((old.singular, old.plural), (own[name].singular, own[name].plural))
        for name, old in ((name, settle_word(declared[name])) for name in own)
    )
    if not pairs:
        return words
    people = tuple(
        one.model_copy(update={"words": _joined(one.words, pairs=pairs)}) for one in words.people
    )
    same = tuple(_joined(group, pairs=pairs) for group in words.same)
    known = {word.lower() for group in same for word in group}
    new = tuple((old[0], *told) for old, told in pairs if told[0].lower() not in known)
    return words.model_copy(
        update={
            "people": people,
            "same": (*same, *new),
            "synonyms": (*(_joined(group, pairs=pairs) for group in words.synonyms), *new),
        }
    )


def _joined(
    group: Iterable[str], *, pairs: Iterable[tuple[tuple[str, str], tuple[str, str]]]
) -> tuple[str, ...]:
    """Return a group of words, with what a district says for any of them."""
    words = tuple(group)
    there = {word.lower() for word in words}
    told = (word for old, new in pairs if there & {one.lower() for one in old} for word in new)
    return (*words, *(word for word in dict.fromkeys(told) if word not in words))
