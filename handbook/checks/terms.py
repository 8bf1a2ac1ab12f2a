"""The district's words: terms that are there, and no bare word beside the one a district says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from handbook.checks.reporting import fault, remedy, warning
from handbook.crossreferences import without_code
from handbook.model.annotations import field_at
from handbook.model.claims import Claims
from handbook.model.district import District
from handbook.model.page import HandPage, PageMeta
from handbook.model.reference import SearchWords, Sources
from handbook.model.terms import Terms, settle_word
from handbook.problems import Location, Problem, Severity
from handbook.sourcetext import locate_offset
from handbook.wordforms import guess_plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from handbook.model.handbook import Handbook, SourceFile
    from handbook.model.record import Record
    from handbook.problems import FieldPath

_UNREAD = frozenset(
    {
        "id",
        "topic",
        "requires",
        "asks",
        "also",
        "found_by",
        "see",
        "related",
        "official_text",
        "official_title",
    }
)
"""The keys under which no words of this handbook's own stand, beside references and choices."""

_NOT_PROSE = (Claims, District, SearchWords, Sources, Terms)
"""What holds names, keys and other people's titles."""


_NOT_WORDS = re.compile(
    r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|<[^<>]*>|\{[ :]?[.#][^{}]*\}|\[[^\[\]]*\]\[source:[^\[\]]*\]"
    r"|(?<=\])(?:\[[^\[\]]*\]|\([^()]*\))|\S+@\S+|\bhttps?:\S+",
    re.DOTALL,
)
"""Placeholders, markup, addresses, and the titles of sources."""

_ARTICLE = re.compile(r"\b(an?)\s+\{\{\s*terms\.([a-z]\w*)\s*\}\}", re.IGNORECASE)


class _Search(NamedTuple):
    """What to look for in texts."""

    pattern: re.Pattern[str]
    """The handbook's words that this district replaces."""
    kept: re.Pattern[str]
    """The phrases in which they stay."""
    forms: Mapping[str, str]
    """The placeholder's name for each word."""


def check_terms(handbook: Handbook) -> tuple[Problem, ...]:
    """Return what is wrong with the district's words, and a warning for each that is not used."""
    search = _old_words(handbook)
    return tuple(
        problem
        for file in handbook.files
        for problem in (
            *_unknown_terms(file, handbook=handbook),
            *_articles(file, handbook=handbook),
            *(_bare_words(file, search=search) if search else ()),
        )
    )


def _unknown_terms(file: SourceFile, *, handbook: Handbook) -> Iterator[Problem]:
    if not isinstance(file.record, District):
        return
    plurals = {guess_plural(name): name for name in handbook.declared_terms}
    for name, wording in file.record.terms.items():
        if name in handbook.declared_terms:
            continue
        message = (
            f"no term has this name.{remedy(name, among=handbook.declared_terms)} Terms are listed "
            "in content/terms.yml."
        )
        if one := plurals.get(name):
            message = (
                f"is the plural of '{one}', and stands beside it. Write "
                f"'{one}: {{singular: …, plural: {wording.singular}}}'."
            )
        yield fault(file, ("terms", name), message)


def _articles(file: SourceFile, *, handbook: Handbook) -> Iterator[Problem]:
    for place, text in read_texts(file):
        for match in _ARTICLE.finditer(text):
            if match[2] in handbook.declared_terms:
                name = f"{'A' if match[1][0] == 'A' else 'a'}_{match[2]}"
                message = (
                    f"'{match[1]}' fits one word and not the next district's. "
                    f"Write '{{{{ terms.{name} }}}}'."
                )
                yield warning_at(file, place, message, offset=match.start())


def _old_words(handbook: Handbook) -> _Search | None:
    """Return the words that this district replaces; none where it keeps them all."""
    forms: dict[str, str] = {}
    kept: list[str] = []
    for name, declared in handbook.declared_terms.items():
        kept += (one.phrase for one in declared.kept)
        old, new = settle_word(declared), handbook.terms[name]
        if (old.singular, old.plural) != (new.singular, new.plural):
            forms |= {old.plural.lower(): guess_plural(name), old.singular.lower(): name}
    if not forms:
        return None
    # What a district says itself may hold the old word: an academic coach.
    kept += (word for term in handbook.terms.values() for word in (term.singular, term.plural))
    return _Search(_either(forms), _either(kept), forms)


def _either(words: Iterator[str] | list[str] | dict[str, str]) -> re.Pattern[str]:
    longest = sorted(set(words), key=lambda word: (-len(word), word))
    either = "|".join(r"\s+".join(map(re.escape, word.split())) for word in longest)
    return re.compile(rf"(?<![\w@/.-])(?:{either})(?!\w)", re.IGNORECASE)


def _bare_words(file: SourceFile, *, search: _Search) -> Iterator[Problem]:
    for place, text in read_texts(file):
        rest = search.kept.sub(_blanked, words_alone(text))
        for match in search.pattern.finditer(rest):
            name = search.forms[" ".join(match[0].lower().split())]
            message = (
                f"'{match[0]}' stands here whatever the district says. Write "
                f"'{{{{ terms.{name} }}}}', or list the phrase under 'kept:' in content/terms.yml."
            )
            yield warning_at(file, place, message, offset=match.start())


def read_texts(file: SourceFile) -> Iterator[tuple[FieldPath, str]]:
    """Yield what readers read, as it is written, before any district's words stand in it."""
    is_manual = isinstance(file.record, HandPage) and file.record.is_for_editors
    if isinstance(file.record, _NOT_PROSE) or is_manual:
        return
    model = PageMeta if isinstance(file.record, HandPage) else type(file.record)
    yield from _written(getattr(file.origin, "data", {}), at=(), model=model)
    if isinstance(file.record, HandPage):
        yield (), without_code(file.record.body)


def words_alone(text: str) -> str:
    """Return a text with blanks for placeholders, markup, addresses and the titles of sources."""
    return _NOT_WORDS.sub(_blanked, text)


def _written(
    data: object, *, at: FieldPath, model: type[Record]
) -> Iterator[tuple[FieldPath, str]]:
    if isinstance(data, str):
        yield at, data
    elif isinstance(data, tuple):
        for position, part in enumerate(data):
            yield from _written(part, at=(*at, position), model=model)
    elif isinstance(data, dict):
        for key, part in data.items():
            inner = field_at((*(step for step in at if isinstance(step, str)), key), model=model)
            if inner and key not in _UNREAD and not inner.reference and not inner.choices:
                yield from _written(part, at=(*at, key), model=model)


def warning_at(file: SourceFile, place: FieldPath, message: str, *, offset: int) -> Problem:
    """Return a warning in a text: at its field, or in a page's body at a character."""
    page = file.record
    if place or not isinstance(page, HandPage):
        front = ("meta", *place) if isinstance(page, HandPage) else place
        return warning(file, front, message)
    found = locate_offset(page.body, offset=offset, path=file.origin.path)
    location = Location(found.path, found.line + page.first_line - 1, found.column)
    return Problem(location, "", message, Severity.WARNING)


def _blanked(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])
