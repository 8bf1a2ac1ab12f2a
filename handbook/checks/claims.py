"""Prose that says what someone outside learns or asks must follow the decisions, or be vouched for.

A list of forbidden words would find the wrong sentences. Here a sentence that pairs an outsider
with a verb of telling, knowing or asking is open until it names a sentence of says.yml or stands
in content/claims.yml; when its words change, it is open again.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from handbook.checks.reporting import fault_of_base
from handbook.decisions import settle
from handbook.model.claims import Claims
from handbook.model.confidentiality import Confidentiality
from handbook.model.form import Form
from handbook.model.measure import Measures
from handbook.model.milestone import Milestones
from handbook.model.page import HandPage
from handbook.model.reference import Glossary
from handbook.model.role import Comparison, Myths, NonRole, Role
from handbook.model.scenario import Scenarios
from handbook.model.setting import Setting
from handbook.model.standard import Cycle, PrincipleSet
from handbook.model.time_budget import TimeBudgets
from handbook.problems import cut

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handbook.model.handbook import Handbook, SourceFile
    from handbook.model.record import Record
    from handbook.problems import FieldPath, Problem

_TERM = re.compile(r"\{\{\s*terms\.(?:[aA]_|title_)?(\w+)\s*\}\}")
_OUTSIDERS = re.compile(
    r"\b(?:principals?|evaluators?|administrators?|office|anyone|nobody|no one|everyone|boss"
    r"|board|parents?|personnel|somebody|human resources|superintendents?|association|union)\b",
    re.IGNORECASE,
)
_LEARNS = re.compile(
    r"\b(?:tells?|told|telling|knows?|known|asks?|asked|asking|reports?|reported|hears?|heard"
    r"|learns?|shares?|shared|pass(?:es|ed)? (?:on|it)|sees?|is given|notified)\b",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r"\bsee (?:also )?\[[^\]\n]*\]\[[^\]\n]*\]", re.IGNORECASE)
"""What sends a reader to another place: no claim, whatever that place is called."""

_ENDS = re.compile(r"(?<=[.?!:])\s+|(?<=[}%]\})\s+(?=[A-Z*\[])|\n+")
"""Where a sentence ends; one that is said late, or under a condition, ends where that does."""

_WRAPPED = re.compile(r"\n(?![\n|#>*<\d-])")
"""Where a paragraph of a page goes on in the next line."""

_PROSE = (
    *(Form, Role, NonRole, Comparison, Myths, PrincipleSet, Cycle),
    *(Glossary, Confidentiality, HandPage, Scenarios, Setting),
    *(Measures, Milestones, TimeBudgets),
)
"""What is read as prose; questions have answers under each decision, and says.yml is the cure."""

_NOT_PROSE = frozenset(
    {"id", "asks", "also", "found_by", "see", "related", "sources", "readers", "situation"}
)
"""What nobody reads as the handbook's word: a situation to practice on is made up."""


def check_claims(handbook: Handbook) -> tuple[Problem, ...]:
    """Return each such sentence that nobody has vouched for, or not as it is here.

    In what other districts stand on it is an error, and on a district's own pages a warning.
    """
    ledgers = [file.record for file in handbook.files if isinstance(file.record, Claims)]
    always = {claim.mark for ledger in ledgers for claim in ledger.always}
    settled = settle(handbook)
    holds = {claim.mark: settled.holds(claim.when) for ledger in ledgers for claim in ledger.under}
    return tuple(
        fault_of_base(file, field, _advice(sentence, is_listed=mark in holds), handbook=handbook)
        for file, field, sentence in _every_claim(handbook)
        if (mark := mark_claim(sentence)) not in always and not holds.get(mark)
    )


def list_claims(handbook: Handbook) -> tuple[str, ...]:
    """Return every such sentence of a handbook, vouched for or not."""
    return tuple(sentence for _, _, sentence in _every_claim(handbook))


def _is_manual(record: Record) -> bool:
    return isinstance(record, HandPage) and record.is_for_editors


def mark_claim(sentence: str) -> str:
    """Return the mark of a sentence: the same for the same words, whatever the line breaks."""
    return hashlib.sha256(" ".join(sentence.split()).encode()).hexdigest()[:8]


def _every_claim(handbook: Handbook) -> Iterator[tuple[SourceFile, FieldPath, str]]:
    for file in handbook.files:
        if isinstance(file.record, _PROSE) and not _is_manual(file.record):
            for field, sentence in _claims(file):
                yield file, field, sentence


def _claims(file: SourceFile) -> Iterator[tuple[FieldPath, str]]:
    for field, text in _texts(file):
        words = _TERM.sub(lambda match: match[1].replace("_", " "), text)
        for sentence in _ENDS.split(words):
            said = _REFERENCE.sub(" ", sentence)
            if "says." not in sentence and _OUTSIDERS.search(said) and _LEARNS.search(said):
                yield field, sentence


def _texts(file: SourceFile) -> Iterator[tuple[FieldPath, str]]:
    """Yield the texts as they are written, before any district's words stand in them."""
    yield from _written(getattr(file.origin, "data", {}), at=())
    if isinstance(file.record, HandPage):
        yield (), _WRAPPED.sub(" ", file.record.body)


def _written(data: object, *, at: FieldPath) -> Iterator[tuple[FieldPath, str]]:
    if isinstance(data, str):
        yield at, data
    elif isinstance(data, tuple):
        for position, part in enumerate(data):
            yield from _written(part, at=(*at, position))
    elif isinstance(data, dict):
        for key, part in data.items():
            if key not in _NOT_PROSE:
                yield from _written(part, at=(*at, key))


def _advice(sentence: str, *, is_listed: bool) -> str:
    words = cut(sentence)
    if is_listed:
        return (
            f"'{words}' is listed in content/claims.yml under a fact, and this district has "
            "decided otherwise. Name a sentence of says.yml instead, or take it out."
        )
    return (
        f"'{words}' says what someone outside learns or asks. Name a sentence of says.yml instead; "
        "or, if it holds whatever a district decides, list it in content/claims.yml with the mark "
        f"'{mark_claim(sentence)}'."
    )
