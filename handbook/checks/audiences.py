"""One text, one reader: who is spoken to in what others read, and words that point at nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handbook.checks.reporting import warning
from handbook.model.confidentiality import Confidentiality
from handbook.model.form import Form
from handbook.model.page import HandPage
from handbook.model.role import Comparison, NonRole, Role
from handbook.model.scenario import Scenarios
from handbook.model.setting import Setting
from handbook.sayings import SAYS, find_sayings, say_late

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from handbook.model.form import Section
    from handbook.model.handbook import Handbook, SourceFile
    from handbook.problems import FieldPath, Problem

_YOU = re.compile(r"\b(?:you|your|yours|yourself)\b", re.IGNORECASE)
_POINTING = re.compile(r"\b(?:below|above|overleaf)\b", re.IGNORECASE)

_Text = tuple["FieldPath", str]


def check_audiences(handbook: Handbook) -> tuple[Problem, ...]:
    """Return a warning where a text that several read speaks to one, or points at nothing."""
    said = {
        f"{SAYS}{saying.name}": " ".join(wording.text for wording in saying.wordings)
        for saying in find_sayings(handbook)
    }
    return tuple(
        problem
        for file in handbook.files
        for problem in (*_spoken_to(file, said=said), *_pointing_at_nothing(file))
    )


def _spoken_to(file: SourceFile, *, said: Mapping[str, str]) -> Iterator[Problem]:
    """Yield what speaks to one reader; of a sentence said late, all its wordings are read."""
    for field, text in (*_read_by_all(file), *_practiced_on(file)):
        if match := _YOU.search(say_late(text, words=said)):
            message = (
                f"'{match[0]}' speaks to one reader, and others read this too. Name who is meant."
            )
            yield warning(file, field, message)


def _read_by_all(file: SourceFile) -> Iterator[_Text]:
    """Yield the texts that stand in agreements, or on pages for several kinds of readers."""
    record = file.record
    if isinstance(record, Role | NonRole | Comparison | Setting):
        yield ("summary",), record.summary
    if isinstance(record, Role):
        yield from _agreed(record)
    elif isinstance(record, Confidentiality):
        for position, exception in enumerate(record.exceptions):
            yield ("exceptions", position, "text"), exception.text
        for position, kind in enumerate(record.kinds):
            yield ("kinds", position, "text"), kind.text
    elif isinstance(record, Form):
        for number, section in enumerate(record.sections):
            for position, clause in enumerate(section.clauses):
                yield ("sections", number, "clauses", position, "text"), clause.text
        yield ("kept",), record.kept or ""
        yield ("signing_means",), record.signing_means or ""
        yield ("signing",), record.signing or ""
        yield ("copies",), record.copies or ""
    elif isinstance(record, HandPage) and len(record.meta.readers) > 1:
        yield ("meta", "description"), record.meta.description or ""


def _practiced_on(file: SourceFile) -> Iterator[_Text]:
    if isinstance(file.record, Scenarios):
        for position, scenario in enumerate(file.record.scenarios):
            yield ("scenarios", position, "why"), scenario.why


def _agreed(role: Role) -> Iterator[_Text]:
    for position, activity in enumerate(role.activities):
        yield ("activities", position, "name"), activity.name
        yield ("activities", position, "text"), activity.text
    for name in ("coach_commits", "teacher_commits"):
        for position, promise in enumerate(getattr(role.agreement, name)):
            yield ("agreement", name, position, "text"), promise.text


def _pointing_at_nothing(file: SourceFile) -> Iterator[Problem]:
    if not isinstance(file.record, Form):
        return
    has_blanks = False
    for number, section in enumerate(file.record.sections):
        for position, clause in enumerate(section.clauses):
            match = _POINTING.search(clause.text)
            is_below = match is not None and match[0].lower() == "below"
            if match and not (_has_parts(section) if is_below else has_blanks):
                message = f"'{match[0]}' points at nothing on the form. Say what is meant."
                field = ("sections", number, "clauses", position, "text")
                yield warning(file, field, message)
        has_blanks = has_blanks or _has_parts(section)


def _has_parts(section: Section) -> bool:
    return bool(section.blanks or section.lists or section.table or section.exceptions)
