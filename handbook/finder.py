"""Every question that readers ask, with its answer: what the finder page is made of.

A verdict follows from the kind of record a question stands in. Nothing here knows how a page
looks, and no verdict is written down twice.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, TypeAlias

from handbook.addresses import agreement_uri
from handbook.crossreferences import parse_cross_reference
from handbook.decisions import settle
from handbook.model.confidentiality import ConfidentialityRule
from handbook.model.kinds import KINDS, TOPICS
from handbook.model.role import Activity, Comparison, Myth, NonRole, Role
from handbook.model.standard import Domain, Function

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from handbook.decisions import Settled
    from handbook.model.confidentiality import RuleAnswer
    from handbook.model.form import Form
    from handbook.model.handbook import Entry, Handbook
    from handbook.model.page import HandPage

Verdict: TypeAlias = Literal["yes", "no", "if-you-agree", "not-so", "read-on"]
"""The short answer; 'read-on' where a question asks for more than a yes or a no."""


@dataclass(frozen=True, slots=True)
class FormLink:
    """A form that goes with an answer."""

    reference: str
    """The form or its page, as `kind:id`."""
    name: str
    """What readers call it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer, and every question that leads to it."""

    reference: str
    """What the answer stands in, as `kind:id`."""
    name: str
    """What that is called."""
    verdict: Verdict
    """The short answer."""
    headline: str
    """The short answer in words."""
    sentence: str
    """The answer in one sentence, as inline Markdown."""
    questions: tuple[str, ...]
    """The questions, as people type them."""
    asked: str = ""
    """The one question that the verdict answers, where it does not answer each of them."""
    instead: str = ""
    """Who does it instead, as inline Markdown."""
    form: FormLink | None = None
    """The form it takes, or the one that promises it."""


@dataclass(frozen=True, slots=True)
class Topic:
    """Answers that belong together."""

    id: str
    """The topic's name, for the page to give it a heading."""
    answers: tuple[Answer, ...]
    """The answers, each with at least one question; no question stands in two of them."""


def build_finder(handbook: Handbook) -> tuple[Topic, ...]:
    """Return every question of a handbook with its answer, by topic.

    Where two records have the same question, the first topic that has it keeps it.
    """
    seen: set[str] = set()
    found = (
        Topic(topic, tuple(_unasked(_answers(topic, handbook=handbook), seen=seen)))
        for topic in TOPICS
    )
    return tuple(topic for topic in found if topic.answers)


def pick_examples(topics: Iterable[Topic], *, count: int = 6) -> tuple[str, ...]:
    """Return a few questions to begin with: from the first topics in turn, no answer twice."""
    rows = [[answer.questions[0] for answer in topic.answers] for topic in topics]
    depth = max(map(len, rows[:3]), default=0)
    turns = (row[place] for place in range(depth) for row in rows[:3] if place < len(row))
    return tuple(turns)[:count]


def _unasked(answers: Iterable[Answer], *, seen: set[str]) -> Iterator[Answer]:
    for answer in answers:
        kept = []
        for question in answer.questions:
            key = _key(question)
            if key not in seen:
                seen.add(key)
                kept.append(question)
        if kept:
            yield replace(answer, questions=tuple(kept))


def _key(question: str) -> str:
    return " ".join(re.findall(r"\w+", question.casefold()))


def _answers(topic: str, *, handbook: Handbook) -> Iterator[Answer]:
    if topic == "pages":
        yield from _pages(handbook)
    for entry in _entries(topic, handbook=handbook):
        yield _answer(entry, handbook=handbook)


def _entries(topic: str, *, handbook: Handbook) -> Iterator[Entry]:
    """Yield everything that answers questions of the topic, each followed by its parts."""
    kinds = [kind.name for kind in KINDS.values() if kind.topic == topic]
    entries = [entry for kind in kinds for entry in handbook.entries_of(kind)]
    parts: defaultdict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.parent:
            parts[entry.parent.kind, entry.parent.id].append(entry)
    for entry in entries:
        if entry.parent is None or entry.parent.kind not in kinds:
            yield entry
            yield from parts[entry.kind, entry.id]


def _answer(entry: Entry, *, handbook: Handbook) -> Answer:
    """Return the answer that a record gives; most have no verdict and are there to be read."""
    match entry.record:
        case Role() as role:
            return _yes(entry, role=role, text=role.summary, handbook=handbook)
        case Activity() as activity:
            return _yes(entry, role=_role_of(entry), text=activity.text, handbook=handbook)
        case NonRole() as record:
            return _no(record, handbook=handbook)
        case ConfidentialityRule() as rule:
            return _rule(rule, handbook=handbook)
        case Myth() as myth:
            return _myth(myth)
    return _read_on(entry, handbook=handbook)


def _yes(entry: Entry, *, role: Role, text: str, handbook: Handbook) -> Answer:
    return Answer(
        reference=entry.reference,
        name=entry.name,
        verdict="yes",
        headline=f"Yes — {role.name} does this",
        sentence=_first_sentence(text),
        questions=_asks(entry),
        form=_agreement(role, handbook=handbook),
    )


def _role_of(activity: Entry) -> Role:
    assert activity.parent is not None  # noqa: S101  (activities stand in roles)
    role = activity.parent.record
    assert isinstance(role, Role)  # noqa: S101  (the same)
    return role


def _agreement(role: Role, *, handbook: Handbook) -> FormLink | None:
    for form in handbook.forms:
        if form.for_each == "role":
            uri = agreement_uri(form.id, role_id=role.id)
            return FormLink(f"page:{uri.removesuffix('.md')}", f"{form.name}: {role.name}")
    return None


def _no(record: NonRole, *, handbook: Handbook) -> Answer:
    return Answer(
        reference=f"non-role:{record.id}",
        name=record.name,
        verdict="no",
        headline=f"No — this is {record.name[:1].lower()}{record.name[1:]}",
        sentence=record.summary,
        questions=record.asks,
        instead=_first_sentence(record.instead),
        form=_promise(record, handbook=handbook),
    )


def _promise(record: NonRole, *, handbook: Handbook) -> FormLink | None:
    """Return the first agreement that has a clause for this line."""
    for form in handbook.forms:
        clauses = (clause for section in form.sections for clause in section.clauses)
        is_promised = any(clause.topic == record.clause for clause in clauses)
        if record.clause and is_promised and form.for_each is None:
            return _form_link(form)
    return None


def _rule(rule: ConfidentialityRule, *, handbook: Handbook) -> Answer:
    headlines = {"yes": "Yes", "no": "No", "if-you-agree": "Only if you agree"}
    short = answer_of(rule, settled=settle(handbook))
    return Answer(
        reference=f"rule:{rule.id}",
        name=rule.name,
        verdict=short.verdict,
        headline=headlines[short.verdict],
        sentence=short.answer,
        questions=(rule.name, *rule.asks),
        asked=rule.name,
        form=_first_form((rule.form,), handbook=handbook),
    )


def answer_of(rule: ConfidentialityRule, *, settled: Settled) -> RuleAnswer | ConfidentialityRule:
    """Return the answer to a question about privacy that the district's decisions make true."""
    return next((other for other in rule.otherwise if settled.holds(other.when)), rule)


def _myth(myth: Myth) -> Answer:
    return Answer(
        reference=f"myth:{myth.id}",
        name=f"“{myth.name}”",
        verdict="not-so",
        headline=f"Not so — “{myth.name}” is a myth",
        sentence=myth.truth,
        questions=myth.asks,
    )


def _read_on(entry: Entry, *, handbook: Handbook) -> Answer:
    return Answer(
        reference=entry.reference,
        name=_name(entry),
        verdict="read-on",
        headline="Read on",
        sentence=_first_sentence(_gist(entry)),
        questions=_asks(entry),
        form=_first_form(getattr(entry.record, "forms", ()), handbook=handbook),
    )


def _name(entry: Entry) -> str:
    match entry.record:
        case Comparison(name=name):
            return f"Coaching and {name[:1].lower()}{name[1:]}"
        case Domain(code=code, name=name):
            return f"{code}. {name}"
        case Function(code=code, name=name):
            return f"{code} {name}"
    return entry.name


def _gist(entry: Entry) -> str:
    """Return the text that says what a record is about, under the name it has in its model."""
    texts = (getattr(entry.record, name, None) for name in ("summary", "statement", "text"))
    return next((text for text in texts if text), entry.name)


def _asks(entry: Entry) -> tuple[str, ...]:
    return getattr(entry.record, "asks", ())


def _pages(handbook: Handbook) -> Iterator[Answer]:
    for page in handbook.pages:
        yield Answer(
            reference=f"page:{page.uri.removesuffix('.md')}",
            name=page.meta.title,
            verdict="read-on",
            headline="Read on",
            sentence=_first_sentence(page.meta.description or page.meta.title),
            questions=page.meta.asks,
            form=_page_form(page, handbook=handbook),
        )


def _page_form(page: HandPage, *, handbook: Handbook) -> FormLink | None:
    related = (parse_cross_reference(reference) for reference in page.meta.related)
    forms = (found.id for found in related if found and found.kind == "form")
    return _first_form(forms, handbook=handbook)


def _first_form(names: Iterable[str | None], *, handbook: Handbook) -> FormLink | None:
    """Return the first of some forms that the handbook has."""
    forms = {form.id: form for form in handbook.forms}
    return next((_form_link(forms[name]) for name in names if name in forms), None)


def _form_link(form: Form) -> FormLink:
    return FormLink(f"form:{form.id}", form.name)


def _first_sentence(text: str) -> str:
    """Return a text up to the end of its first sentence."""
    found = re.match(r".+?[.?!]['\"”’)*_]*(?=\s|$)", text, re.DOTALL)
    return found[0] if found else text
