"""Numbers typed beside what a district may change: a count in prose is wrong when a role goes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handbook.checks.terms import read_texts, warning_at
from handbook.counting import COUNTED
from handbook.model.kinds import KINDS
from handbook.spelling import spell_number
from handbook.wordforms import capitalize

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handbook.model.handbook import Handbook, SourceFile
    from handbook.problems import Problem

_NOUNS = {
    **{row.plural: row.plural.replace("-", "_").replace(" ", "_") for row in KINDS.values()},
    "sets": "principle_sets",
    "steps": "stages",
    "topics": "questions",
}
"""What prose calls the records of a kind, and the name of their number."""

_UNCOUNTED = frozenset({"sources", "questions", "exceptions to confidentiality"})
"""What prose counts for other reasons: two sources that say a thing are a fact about them."""

_NUMBER = "|".join([*(spell_number(number) for number in range(2, 11)), r"[2-9]|[1-9]\d{1,2}"])
_NOUN = "|".join(
    sorted((noun.replace(" ", r"\s+") for noun in _NOUNS if noun not in _UNCOUNTED), reverse=True)
)
_COUNT = re.compile(
    rf"\b({_NUMBER})\s+(?:other\s+)?"
    rf"((?:\[?\{{\{{[^{{}}]*\}}\}}\s+|\[?(?:coaching|partnership)\s+)?\[?(?:{_NOUN}))\b",
    re.IGNORECASE,
)


def check_counts(handbook: Handbook) -> tuple[Problem, ...]:
    """Return a warning for each number of records that is typed in a text."""
    return tuple(problem for file in handbook.files for problem in _typed(file, handbook=handbook))


def _typed(file: SourceFile, *, handbook: Handbook) -> Iterator[Problem]:
    for place, text in read_texts(file):
        for match in _COUNT.finditer(text):
            noun = " ".join(match[2].split()).lstrip("[")
            message = (
                f"'{match[1]} {noun}' is wrong when a district adds one or leaves one out. Write "
                f"{_advice(match, handbook=handbook)}, or say it without the number."
            )
            yield warning_at(file, place, message, offset=match.start())


def _advice(match: re.Match[str], *, handbook: Handbook) -> str:
    noun = re.split(r"[\[\s}]+", match[2])[-1].lower()
    names = [_NOUNS.get(noun, noun)]
    if noun == "principles":
        names = [group.id.replace("-", "_") for group in handbook.principle_sets] or names
    shown = (capitalize(name) if match[1][0].isupper() else name for name in names)
    return " or ".join(f"'{{{{ {COUNTED}{name} }}}}'" for name in shown)
