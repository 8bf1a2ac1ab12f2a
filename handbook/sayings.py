"""The handbook under a set of decisions: its sentences said, and its forms chosen, as they make it.

Sentences stay unsaid in the records until here, so that the same records can be read under any
decisions without being loaded again.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from handbook.counting import counted_words
from handbook.decisions import OUTSIDERS, settle
from handbook.model.adoption import adopt_handbook
from handbook.model.district import District
from handbook.model.form import Form
from handbook.model.page import HandPage
from handbook.model.record import Record
from handbook.model.sayings import Sayings
from handbook.model.setting import Setting
from handbook.model.walking import walk_words
from handbook.spelling import join_words, spell_number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from handbook.decisions import Settled
    from handbook.model.decisions import AudienceId, Level
    from handbook.model.handbook import Handbook, SourceFile
    from handbook.model.sayings import Saying

AnyRecord = TypeVar("AnyRecord", bound=Record)

SAYS, DECIDED = "says.", "decided."
"""How the names of sentences begin, and those of the words they are made of."""

_LATE = re.compile(r"\{\{\s*((?:says|decided|counted)\.\w+)\s*\}\}")

_OWNERS = {
    "coach": "the {coach} who wrote them",
    "teacher": "the {teacher}",
    "district": "the district",
}

DECIDED_WORDS = frozenset(
    f"{DECIDED}{name}"
    for name in (
        "passed_on",
        *(f"to_{audience}" for audience in OUTSIDERS),
        "minimum_group",
        "focus_words",
        "breach_days",
        "breach_office",
        "meetings",
        "Assigners",
        "notes_owner",
        "notes_by",
        "board",
        "association",
    )
)
"""The words that sentences are made of, by their dotted names."""


def decide_handbook(handbook: Handbook, *, settled: Settled | None = None) -> Handbook:
    """Return the handbook as a district's decisions make it, its own where none are given.

    What the district leaves out and what does not apply is gone, and every sentence that
    follows from the decisions is said. Pages written by hand keep theirs for their templates.
    """
    settled = settled or settle(handbook)
    is_settled = not handbook.must_sign_again
    idle = frozenset(
        name
        for name, entry in handbook.entries.items()
        if not settled.holds(getattr(entry.record, "when", None))
        or (isinstance(entry.record, Form) and entry.record.is_passing and is_settled)
    )
    idle |= {
        ("setting", one.id) for one in handbook.records_of(Setting) if not settled.holds(one.when)
    }
    adopted = adopt_handbook(handbook, idle=idle)
    words = late_words(adopted, settled=settled)
    files = tuple(_decided_file(file, settled=settled, words=words) for file in adopted.files)
    return replace(adopted, files=files)


def _decided_file(file: SourceFile, *, settled: Settled, words: Mapping[str, str]) -> SourceFile:
    record = file.record
    if isinstance(record, District) and record.decisions != settled.decisions:
        record = record.model_copy(update={"decisions": settled.decisions})
    if _is_late(record):
        record = _said(record, words=words)
    return file if record is file.record else replace(file, record=record)


def late_words(handbook: Handbook, *, settled: Settled) -> dict[str, str]:
    """Return every sentence, word and number that is said late, by its dotted name."""
    decided = decided_words(handbook, settled=settled) | counted_words(handbook)
    says = {
        f"{SAYS}{saying.name}": say_late(wording.text, words=decided)
        for saying in find_sayings(handbook)
        for wording in saying.wordings
        if wording is next((one for one in saying.wordings if settled.holds(one.when)), None)
    }
    return decided | says


def decided_words(handbook: Handbook, *, settled: Settled) -> dict[str, str]:
    """Return the words that sentences are made of, by dotted name; '' where there is nothing."""
    found = _decided(handbook, settled=settled)
    return {f"{DECIDED}{name}": word for name, word in found.items()}


def find_sayings(handbook: Handbook) -> tuple[Saying, ...]:
    """Return the sentences that follow from decisions."""
    return tuple(
        saying
        for file in handbook.files
        if isinstance(file.record, Sayings)
        for saying in file.record.says
    )


def say_late(text: str, *, words: Mapping[str, str]) -> str:
    """Return a text with every sentence that is known said."""
    return _LATE.sub(lambda match: words.get(match[1], match[0]), text)


def late_names(text: str) -> tuple[str, ...]:
    """Return the dotted names of the sentences and words that a text waits for."""
    return tuple(match[1] for match in _LATE.finditer(text))


def _decided(handbook: Handbook, *, settled: Settled) -> dict[str, str]:
    rules = handbook.confidentiality
    plain = _plain_words(handbook, settled=settled)
    words = {f"{DECIDED}{name}": word for name, word in plain.items()}
    phrases = {kind.id: say_late(kind.phrase, words=words) for kind in rules.kinds}
    names = {audience.id: audience.phrase for audience in rules.audiences}
    lists = {"passed_on": OUTSIDERS} | {f"to_{one}": (one,) for one in OUTSIDERS}
    return plain | {
        name: _passed_on(audiences, settled=settled, phrases=phrases, names=names)
        for name, audiences in lists.items()
    }


def _plain_words(handbook: Handbook, *, settled: Settled) -> dict[str, str]:
    """Return the words that are decided alone: numbers, days and names."""
    decisions = settled.decisions
    phrases = {audience.id: audience.phrase for audience in handbook.confidentiality.audiences}
    assigners = join_words((phrases[one] for one in decisions.participation.by), last="or")
    own = {
        name: handbook.stand_ins.get(f"terms.{name}", word.singular)
        for name, word in handbook.terms.items()
    }
    owner = _OWNERS[decisions.notes.owner].format(**own)
    return {
        "minimum_group": spell_number(decisions.numbers.minimum_group),
        "focus_words": spell_number(decisions.numbers.focus_words),
        "breach_days": spell_number(decisions.numbers.breach_days),
        "breach_office": _name_contact(handbook, contact=decisions.report_breach_to),
        "meetings": _meetings(decisions.participation.meetings),
        "Assigners": assigners[:1].upper() + assigners[1:],
        "notes_owner": owner,
        "notes_by": decisions.notes.by,
        "board": decisions.review.board or "",
        "association": decisions.review.association or "",
    }


def _name_contact(handbook: Handbook, *, contact: str) -> str:
    name = next((one.name for one in handbook.district.contacts if one.id == contact), contact)
    return handbook.stand_ins.get("decisions.report_breach_to", name)


def _meetings(count: int) -> str:
    return "the first meeting" if count == 1 else f"the first {spell_number(count)} meetings"


def _passed_on(
    audiences: Sequence[AudienceId],
    *,
    settled: Settled,
    phrases: Mapping[str, str],
    names: Mapping[AudienceId, str],
) -> str:
    """Return what is passed on unasked as a predicate: tells … and may tell …; nothing for none."""
    groups: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    verbs: tuple[tuple[str, Level], ...] = (("tells", "told"), ("may tell", "may"))
    for verb, level in verbs:
        for audience in audiences:
            if learned := settled.learned(audience, level):
                groups.setdefault((verb, learned), []).append(names[audience])
    return join_words(
        f"{verb} {join_words(whom)} {join_words(phrases[one] for one in learned)}"
        for (verb, learned), whom in groups.items()
    )


def _is_late(record: Record) -> bool:
    return not isinstance(record, Sayings) and any(
        "{{" in text and _LATE.search(text) for _, text in walk_words(record)
    )


def _said(record: AnyRecord, *, words: Mapping[str, str]) -> AnyRecord:
    if isinstance(record, HandPage):
        return record.model_copy(update={"meta": _said(record.meta, words=words)})
    changed = {
        name: said
        for name in type(record).model_fields
        if (said := _said_value(value := getattr(record, name), words=words)) is not value
    }
    return record.model_copy(update=changed) if changed else record


def _said_value(value: object, *, words: Mapping[str, str]) -> object:
    if isinstance(value, str):
        return say_late(value, words=words) if "{{" in value else value
    if isinstance(value, Record):
        return _said(value, words=words)
    if isinstance(value, tuple):
        return tuple(_said_value(item, words=words) for item in value)
    return value
