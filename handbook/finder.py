"""Every question that readers ask, with its answer: what the finder page and its data are made of.

Nothing here knows how a page looks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from handbook.answers import answer_question
from handbook.crossreferences import parse_cross_reference
from handbook.decisions import settle
from handbook.wordforms import capitalize

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from handbook.decisions import Settled
    from handbook.model.handbook import Handbook
    from handbook.model.question import Question, Questions, Verdict


@dataclass(frozen=True, slots=True)
class PaperLink:
    """A form that goes with an answer."""

    role: str
    """What the form is to the answer, in words that come before its name."""
    reference: str
    """The form, as `kind:id`."""
    name: str
    """What readers call it."""


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question with its answer under the district's own decisions."""

    question: Question
    """The question, as written."""
    verdict: Verdict
    """The short answer."""
    label: str
    """The short answer in words; '' where there is none."""
    text: str
    """The answer in one or two sentences, as inline Markdown."""
    papers: tuple[PaperLink, ...]
    """The forms that go with it."""


@dataclass(frozen=True, slots=True)
class Topic:
    """Questions that belong together."""

    id: str
    """The topic's name, which is also its anchor."""
    title: str
    """Its heading."""
    questions: tuple[AskedQuestion, ...]
    """The questions, each with one answer."""


DEPENDS = "It depends"
"""The short answer where it depends."""


def build_finder(handbook: Handbook) -> tuple[Topic, ...]:
    """Return every question of a handbook with its answer, by topic.

    What stands in something that the district leaves out is not asked here.
    """
    settled = settle(handbook)
    topics = (
        Topic(part.id, part.title, tuple(_asked(part, handbook=handbook, settled=settled)))
        for part in handbook.question_parts
    )
    return tuple(topic for topic in topics if topic.questions)


def pick_examples(topics: Iterable[Topic], *, count: int = 6) -> tuple[str, ...]:
    """Return a few questions to begin with: the first of each topic that answers yes or no."""
    firsts = (
        asked.question.name
        for topic in topics
        for asked in topic.questions[:1]
        if asked.verdict != "fact"
    )
    return tuple(firsts)[:count]


def _asked(part: Questions, *, handbook: Handbook, settled: Settled) -> Iterator[AskedQuestion]:
    for question in part.questions:
        place = parse_cross_reference(question.see)
        if place and (place.kind, place.id) not in handbook.left_out:
            answer = answer_question(question, handbook=handbook, settled=settled)
            label = _label(answer.verdict, question=question, handbook=handbook)
            yield AskedQuestion(
                question=question,
                verdict=answer.verdict,
                label=label,
                text=_after_label(answer.text, label=label),
                papers=tuple(_papers(question, handbook=handbook)),
            )


def _papers(question: Question, *, handbook: Handbook) -> Iterator[PaperLink]:
    forms = {form.id: form for form in handbook.forms}
    for role, name in (("It takes", question.needs), ("Written in", question.written_in)):
        if name in forms:
            yield PaperLink(role, f"form:{name}", forms[name].name)


def _label(verdict: Verdict, *, question: Question, handbook: Handbook) -> str:
    teacher = handbook.terms["teacher"].singular
    agrees = "you agree" if "teacher" in question.askers else f"the {teacher} agrees"
    labels = {"yes": "Yes", "no": "No", "if-you-agree": f"Only if {agrees}"}
    return labels.get(verdict, DEPENDS if verdict == "it-depends" else "")


def _after_label(text: str, *, label: str) -> str:
    """Return an answer as it follows its short answer, which is not said twice."""
    rest = text.removeprefix(label) if label else text
    if rest == text:
        return text
    if rest[:1] in {".", ":"}:
        return capitalize(rest[1:].strip())
    return f"That depends{rest}" if label == DEPENDS else text
