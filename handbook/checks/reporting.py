"""How checks say things: where a field of a record stands, and what each kind is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handbook.crossreferences import without_code
from handbook.layers import HERE, is_own
from handbook.model.kinds import KINDS
from handbook.model.page import HandPage
from handbook.problems import Location, Problem, Severity, dotted, listing, suggest
from handbook.sourcetext import locate_offset
from handbook.wordforms import guess_article

if TYPE_CHECKING:
    from collections.abc import Collection

    from handbook.model.handbook import Handbook, SourceFile
    from handbook.problems import FieldPath

_MOST_LISTED = 8


def fault(
    file: SourceFile, field: FieldPath, message: str, *, severity: Severity = Severity.ERROR
) -> Problem:
    """Return a problem at a field of a file, counted from the top of its record."""
    if isinstance(file.record, HandPage):
        field = field[1:]
    return Problem(file.origin.locate(field), dotted(field), message, severity)


def warning(file: SourceFile, field: FieldPath, message: str) -> Problem:
    """Return a warning at a field of a file, counted from the top of its record."""
    return fault(file, field, message, severity=Severity.WARNING)


def fault_of_base(
    file: SourceFile, field: FieldPath, message: str, *, handbook: Handbook
) -> Problem:
    """Return an error in what other districts stand on, and a warning in a district's own."""
    is_base = handbook.district.base == HERE or not is_own(file.origin.path)
    return fault(file, field, message) if is_base else warning(file, field, message)


def fault_in_body(
    page: HandPage, message: str, *, path: str, word: str, number: int = 0
) -> Problem:
    """Return a problem where a word stands in a page, or where the page's text begins.

    Args:
        page: The page.
        message: What is wrong, and what to do.
        path: The page's file.
        word: What to look for; what a placeholder makes stands nowhere.
        number: Which of its places is meant, counted from 0.
    """
    body, offset = without_code(page.body), -1
    for _ in range(number + 1):
        offset = body.find(word, offset + 1) if word else -1
    if offset < 0:
        offset = len(body) - len(body.lstrip())
    place = locate_offset(body, offset=offset, path=path)
    return Problem(Location(path, place.line + page.first_line - 1, place.column), "", message)


def kind_noun(kind: str) -> str:
    """Return what people call a kind of record."""
    return KINDS[kind].noun


def a_kind(kind: str) -> str:
    """Return what people call one record of a kind, with its article."""
    noun = kind_noun(kind)
    return f"{guess_article(noun)} {noun}"


def now_called(name: str) -> str:
    """Return what to write instead of a name that something had before, with a space before it."""
    return f" It is called '{name}' now. Write '{name}'."


def remedy(word: str, *, among: Collection[str]) -> str:
    """Return what to write instead of a word that names nothing, with a space before it."""
    guess = suggest(word, among=among)
    if guess:
        return guess
    if 0 < len(among) <= _MOST_LISTED:
        return f" Use {listing(sorted(among))}."
    return " Correct it or take it out."
