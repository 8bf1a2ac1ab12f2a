"""What readers look things up in: sources and the glossary."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from handbook.model.record import (
    Addressed,
    Entire,
    Flag,
    FormerIds,
    Id,
    Keyed,
    Line,
    Record,
    Reference,
    SourceIds,
    Text,
)


class Name(Record):
    """An author: a person's two names, or the one name of an organization."""

    family: Line | None = None
    """A person's family name."""

    given: Line | None = None
    """A person's given names or initials."""

    literal: Line | None = None
    """The whole name of an organization."""


class Source(Record):
    """Something the handbook takes facts from, in the field names of CSL.

    A field nobody could establish stays out, and the bibliography says so.
    """

    id: Id
    """The stable name that other records cite."""

    formerly: FormerIds = ()
    """The ids it had before, the oldest first; no other source may take one."""

    type: Literal[
        "book", "article-journal", "article-magazine", "webpage", "report", "standard", "statute"
    ]
    """What kind of work it is."""

    title: Line
    """The work's title."""

    title_short: Annotated[Line | None, Field(alias="title-short")] = None
    """What pages cite it by, where nobody is named and the title is long."""

    author: Annotated[tuple[Name, ...], Entire()] = ()
    """Who wrote it."""

    issued: Line | None = None
    """When it came out, as far as known: a year, or year-month-day."""

    container_title: Annotated[Line | None, Field(alias="container-title")] = None
    """The journal, book or site it stands in."""

    publisher: Line | None = None
    """Who published it."""

    publisher_place: Annotated[Line | None, Field(alias="publisher-place")] = None
    """Where the publisher is."""

    volume: Line | None = None
    """The journal's volume."""

    issue: Line | None = None
    """The journal's issue."""

    page: Line | None = None
    """The pages."""

    URL: Line | None = None
    """Its address on the web, only where it is known to be right."""

    accessed: Line | None = None
    """When the address was last seen, as year-month-day."""

    note: Text | None = None
    """What is uncertain or missing about this entry."""

    as_cited: Line | None = None
    """How the text that led to this work cites it, where the fields above say more or other."""

    verified: tuple[
        Literal[
            "author",
            "title",
            "issued",
            "container-title",
            "publisher",
            "publisher-place",
            "volume",
            "issue",
            "page",
            "URL",
        ],
        ...,
    ] = ()
    """The fields that were checked against the work itself or a copy of it."""

    supports: Text | None = None
    """What this handbook takes from it, in one sentence."""

    further_reading: Flag = False
    """Yes for a work that is listed for readers and that no record cites."""


class Sources(Record):
    """The bibliography."""

    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    """Every source, in any order; pages sort them."""


class Term(Addressed):
    """A word the handbook uses in a sense of its own."""

    text: Text
    """What it means here, in one or two sentences."""

    also: tuple[Line, ...] = ()
    """Other words and abbreviations for the same thing."""

    see: tuple[Line, ...] = ()
    """Cross-references to read on, like 'role:data-coach'."""

    sources: SourceIds = ()
    """Where the meaning comes from."""


class Glossary(Record):
    """The words the handbook explains."""

    terms: Annotated[tuple[Term, ...], Field(min_length=1)]
    """Every word, in any order; pages sort them."""


class PeopleWords(Record):
    """The words for one kind of person, or for an office."""

    id: Id
    """Who that is; two words of one kind ask the same question."""

    words: Annotated[tuple[Line, ...], Field(min_length=1)]
    """What people call them, single and plural."""


class HarmWords(Record):
    """Words for a person who may come to harm."""

    question: Annotated[Id, Reference("question")]
    """The id of the question whose answer is given, whatever else was asked."""

    words: Annotated[tuple[Line, ...], Field(min_length=1)]
    """The words."""

    acts: tuple[Line, ...] = ()
    """What one does to a person: harm where a person is named after it, as in 'hits a boy'."""

    exempt: Annotated[tuple[Line, ...], Field(alias="except")] = ()
    """Turns of phrase that have such a word and mean no harm."""


class SearchWords(Record):
    """What helps readers find a page or an answer by words that are not on it."""

    people: tuple[PeopleWords, ...] = ()
    """Who is spoken of: an answer needs the same people in the same order."""

    same: tuple[tuple[Line, ...], ...] = ()
    """Groups of words that mean one and the same, so that an answer to the one fits the other."""

    harm: Annotated[tuple[HarmWords, ...], Keyed("question")] = ()
    """Words for a person who may come to harm; the exception to privacy then goes first."""

    spanish: tuple[Annotated[tuple[str, ...], Field(min_length=2, max_length=2)], ...] = ()
    """Spanish words, each with what it means in English."""

    synonyms: tuple[tuple[Line, ...], ...] = ()
    """Groups of words that readers use for the same thing."""
