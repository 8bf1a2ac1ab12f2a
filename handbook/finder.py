"""Every question that readers ask, with its answer: what the finder page is made of.

A verdict follows from the kind of record a question stands in. Nothing here knows how a page
looks, and no verdict is written down twice.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING, Literal, TypeAlias

from handbook.addresses import agreement_uri
from handbook.crossreferences import parse_cross_reference

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from handbook.model.form import Form
    from handbook.model.handbook import Handbook
    from handbook.model.page import HandPage
    from handbook.model.role import Activity, NonRole, Role

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
    topics = {
        "does": _roles(handbook),
        "does-not": _non_roles(handbook),
        "privacy": _rules(handbook),
        "beliefs": _myths(handbook),
        "neighbors": _comparisons(handbook),
        "forms": _forms(handbook),
        "cycle": _stages(handbook),
        "pages": _pages(handbook),
        "principles": _principles(handbook),
        "standards": _standards(handbook),
    }
    found = (Topic(name, tuple(_unasked(answers, seen=seen))) for name, answers in topics.items())
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


def _roles(handbook: Handbook) -> Iterator[Answer]:
    for role in handbook.roles:
        form = _agreement(role, handbook=handbook)
        yield _yes(role, reference=f"role:{role.id}", record=role, text=role.summary, form=form)
        for activity in role.activities:
            reference = f"activity:{activity.id}"
            yield _yes(role, reference=reference, record=activity, text=activity.text, form=form)


def _yes(
    role: Role, *, reference: str, record: Role | Activity, text: str, form: FormLink | None
) -> Answer:
    return Answer(
        reference=reference,
        name=record.name,
        verdict="yes",
        headline=f"Yes — {role.name} does this",
        sentence=_first_sentence(text),
        questions=record.asks,
        form=form,
    )


def _agreement(role: Role, *, handbook: Handbook) -> FormLink | None:
    for form in handbook.forms:
        if form.for_each == "role":
            uri = agreement_uri(form.id, role_id=role.id)
            return FormLink(f"page:{uri.removesuffix('.md')}", f"{form.name}: {role.name}")
    return None


def _non_roles(handbook: Handbook) -> Iterator[Answer]:
    for record in handbook.non_roles:
        yield Answer(
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


def _rules(handbook: Handbook) -> Iterator[Answer]:
    posture = handbook.district.confidentiality.posture
    headlines = {"yes": "Yes", "no": "No", "if-you-agree": "Only if you agree"}
    for rule in handbook.confidentiality.rules:
        short = rule.under(posture)
        yield Answer(
            reference=f"rule:{rule.id}",
            name=rule.name,
            verdict=short.verdict,
            headline=headlines[short.verdict],
            sentence=short.answer,
            questions=(rule.name, *rule.asks),
            asked=rule.name,
            form=_first_form((rule.form,), handbook=handbook),
        )


def _myths(handbook: Handbook) -> Iterator[Answer]:
    for myth in handbook.myths:
        yield Answer(
            reference=f"myth:{myth.id}",
            name=f"“{myth.name}”",
            verdict="not-so",
            headline=f"Not so — “{myth.name}” is a myth",
            sentence=myth.truth,
            questions=myth.asks,
        )


def _comparisons(handbook: Handbook) -> Iterator[Answer]:
    for record in handbook.comparisons:
        yield _read_on(
            f"comparison:{record.id}",
            name=f"Coaching and {record.name[:1].lower()}{record.name[1:]}",
            text=record.summary,
            questions=record.asks,
        )


def _forms(handbook: Handbook) -> Iterator[Answer]:
    for form in handbook.forms:
        yield _read_on(f"form:{form.id}", name=form.name, text=form.summary, questions=form.asks)


def _stages(handbook: Handbook) -> Iterator[Answer]:
    for stage in handbook.cycle.stages:
        yield _read_on(
            f"stage:{stage.id}",
            name=stage.name,
            text=stage.summary,
            questions=stage.asks,
            form=_first_form(stage.forms, handbook=handbook),
        )


def _pages(handbook: Handbook) -> Iterator[Answer]:
    for page in handbook.pages:
        yield _read_on(
            f"page:{page.uri.removesuffix('.md')}",
            name=page.meta.title,
            text=page.meta.description or page.meta.title,
            questions=page.meta.asks,
            form=_page_form(page, handbook=handbook),
        )


def _page_form(page: HandPage, *, handbook: Handbook) -> FormLink | None:
    related = (parse_cross_reference(reference) for reference in page.meta.related)
    forms = (found.id for found in related if found and found.kind == "form")
    return _first_form(forms, handbook=handbook)


def _principles(handbook: Handbook) -> Iterator[Answer]:
    for principle in chain.from_iterable(group.principles for group in handbook.principle_sets):
        yield _read_on(
            f"principle:{principle.id}",
            name=principle.name,
            text=principle.statement,
            questions=principle.asks,
        )


def _standards(handbook: Handbook) -> Iterator[Answer]:
    for domain in chain.from_iterable(framework.domains for framework in handbook.frameworks):
        yield _read_on(
            f"domain:{domain.id}",
            name=f"{domain.code}. {domain.name}",
            text=domain.summary,
            questions=domain.asks,
        )
        for function in domain.functions:
            yield _read_on(
                f"function:{function.id}",
                name=f"{function.code} {function.name}",
                text=function.statement,
                questions=function.asks,
            )


def _read_on(
    reference: str,
    *,
    name: str,
    text: str,
    questions: tuple[str, ...],
    form: FormLink | None = None,
) -> Answer:
    return Answer(
        reference=reference,
        name=name,
        verdict="read-on",
        headline="Read on",
        sentence=_first_sentence(text),
        questions=questions,
        form=form,
    )


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
