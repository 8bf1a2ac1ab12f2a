"""Words about what the district leaves out: a link vanishes by itself, its sentence does not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handbook.addresses import left_out_uris
from handbook.checks.reporting import kind_noun, warning
from handbook.crossreferences import find_cross_references
from handbook.decisions import settle
from handbook.layers import is_own
from handbook.model.kinds import KINDS
from handbook.model.page import HandPage
from handbook.model.sayings import Sayings
from handbook.model.walking import walk_words
from handbook.problems import Location, Problem, Severity
from handbook.sayings import find_sayings
from handbook.sourcetext import locate_offset

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handbook.crossreferences import CrossReference
    from handbook.model.handbook import Handbook, SourceFile

_NOT_FOR_READERS = re.compile(r"\{#.*?#\}", re.DOTALL)
_IS_THERE = r"""place_name\((['"])[a-z-]+:[^'"]+\%d\)"""
_ONLY_WHERE_IT_IS = re.compile(
    rf"""\{{%-?\s*(?:el)?if\ (?P<asked>{_IS_THERE % 2}(?:\ and\ {_IS_THERE % 3})*)\s*-?%\}}"""
    r""".*?(?=\{%-?\s*(?:else|elif|endif)\b)""",
    re.DOTALL,
)
"""What a page says only where something is there: `{% if place_name('form:contact-log') %}`, or
only where all of several are, with `and` between them."""
_ASKED = re.compile(r"""(?P<kind>[a-z-]+):(?P<id>[^'"]+)""")


def check_stripped(handbook: Handbook) -> tuple[Problem, ...]:
    """Return a warning for every link in the district's texts to what the district leaves out.

    Args:
        handbook: Every record, with what its district leaves out already gone.
    """
    unsaid = _unsaid(handbook)
    # What the base says is nothing that the district could reword: a test holds the base to it.
    return tuple(
        problem
        for file, problem in _warnings(handbook)
        if is_own(problem.location.path)
        and not (isinstance(file.record, Sayings) and problem.field in unsaid)
    )


def find_stripped(handbook: Handbook) -> tuple[Problem, ...]:
    """Return the same warnings for every text of every layer, said under any decisions.

    Args:
        handbook: Every record, with what its district leaves out already gone.
    """
    return tuple(problem for _, problem in _warnings(handbook))


def _warnings(handbook: Handbook) -> Iterator[tuple[SourceFile, Problem]]:
    pages = {("page", uri.removesuffix(".md")) for uri in left_out_uris(handbook)}
    gone = frozenset(
        (kind, name)
        for kind, name in (handbook.left_out | pages) - handbook.unpublished
        if kind not in KINDS or not KINDS[kind].is_elsewhere
    )
    if not gone:
        return
    for file in handbook.files:
        for problem in _file_warnings(file, gone=gone):
            yield file, problem


def _unsaid(handbook: Handbook) -> frozenset[str]:
    """Return the wordings that are not said under the district's decisions."""
    settled = settle(handbook)
    return frozenset(
        f"says.{number}.wordings.{place}.text"
        for number, saying in enumerate(find_sayings(handbook))
        for place, wording in enumerate(saying.wordings)
        if wording is not next((one for one in saying.wordings if settled.holds(one.when)), None)
    )


def _file_warnings(file: SourceFile, *, gone: frozenset[tuple[str, str]]) -> Iterator[Problem]:
    if isinstance(page := file.record, HandPage):
        body = _NOT_FOR_READERS.sub(_blanked, page.body)
        body = _ONLY_WHERE_IT_IS.sub(
            lambda match: _blanked(match) if _asks_for(match["asked"], gone=gone) else match[0],
            body,
        )
        for reference in _to_gone(body, gone=gone):
            place = locate_offset(body, offset=reference.start, path=file.origin.path)
            location = Location(place.path, place.line + page.first_line - 1, place.column)
            yield Problem(location, "", _message(reference), Severity.WARNING)
        return
    for field, text in walk_words(file.record):
        for reference in _to_gone(text, gone=gone):
            yield warning(file, field, _message(reference))


def _asks_for(asked: str, *, gone: frozenset[tuple[str, str]]) -> bool:
    return any((one["kind"], one["id"]) in gone for one in _ASKED.finditer(asked))


def _to_gone(text: str, *, gone: frozenset[tuple[str, str]]) -> Iterator[CrossReference]:
    for reference in find_cross_references(text):
        if (reference.kind, reference.id) in gone:
            yield reference


def _message(reference: CrossReference) -> str:
    noun = "page" if reference.kind == "page" else kind_noun(reference.kind)
    return (
        f"'{reference.text}' names the {noun} '{reference.id}', which is left out or a draft: "
        "its words stay, without a link. Reword the text where it then says what is not so."
    )


def _blanked(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])
