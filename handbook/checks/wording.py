"""Wording of agreements: phrases that two people can each read their own way."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handbook.checks.reporting import warning
from handbook.model.form import Form
from handbook.model.role import Role
from handbook.model.walking import walk_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handbook.model.handbook import Handbook, SourceFile
    from handbook.problems import FieldPath, Problem

_DAYS = "how soon that is. Give a number of days"
_PEOPLE = "who that is. Name them by their title"

_VAGUE: tuple[tuple[str, str], ...] = (
    ("may be shared as needed", "what is shared, and with whom. Name both, and who agrees first"),
    ("(?:as|when|where|if) (?:needed|necessary)", "when that is. Say when, or who asks for it"),
    ("(?:as|when|where|if) appropriate", "who decides. Say who does, and by what"),
    ("in a timely (?:manner|fashion)", _DAYS),
    ("timely", _DAYS),
    ("promptly", _DAYS),
    ("as soon as (?:possible|practicable)", _DAYS),
    ("from time to time", "how often. Say how often"),
    ("periodically", "how often. Say how often"),
    ("reasonabl[ey]", "what is enough. Say how much, how long or how often"),
    ("and/or", "which of the two. Write 'and', 'or', or 'one or both of'"),
    ("including but not limited to", "what else. Name everything that is meant"),
    (r"etc\.", "what else. Name everything that is meant"),
    ("(?:relevant|appropriate) (?:parties|personnel|staff|stakeholders)", _PEOPLE),
    ("(?:on )?a need.to.know basis", _PEOPLE),
    ("best efforts", "what is done. Say what each does"),
    ("to the extent (?:possible|practicable)", "how far. Say what is done, and what is not"),
)
"""A phrase as a pattern, and what it leaves open with what to write instead; longest first."""

_PHRASES = "|".join("(" + phrase.replace(" ", r"\s+") + ")" for phrase, _ in _VAGUE)
_PATTERN = re.compile(rf"(?<!\w)(?:{_PHRASES})(?!\w)", re.IGNORECASE)

_NOT_PRINTED = frozenset({"asks", "summary", "use_when", "id", "topic"})
"""The keys of a form whose words stand on no paper."""


def check_wording(handbook: Handbook) -> tuple[Problem, ...]:
    """Return a warning for every vague phrase that people would sign."""
    return tuple(
        warning(file, field, _advice(match))
        for file in handbook.files
        for field, text in _signed_words(file)
        for match in _PATTERN.finditer(text)
    )


def _signed_words(file: SourceFile) -> Iterator[tuple[FieldPath, str]]:
    if isinstance(file.record, Form):
        for field, text in walk_words(file.record):
            if _NOT_PRINTED.isdisjoint(map(str, field)):
                yield field, text
    elif isinstance(file.record, Role):
        for field, text in walk_words(file.record.agreement):
            yield ("agreement", *field), text


def _advice(match: re.Match[str]) -> str:
    _, advice = _VAGUE[(match.lastindex or 1) - 1]
    return f"'{' '.join(match[0].split())}' leaves open {advice}."
