"""What a question is answered under a handbook's decisions: a verdict and a sentence that agree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handbook.decisions import Settled
    from handbook.model.decisions import Level
    from handbook.model.handbook import Handbook
    from handbook.model.question import Question, Sense, Verdict


@dataclass(frozen=True, slots=True)
class Answer:
    """A short answer and the sentence that gives it."""

    verdict: Verdict
    """The short answer."""
    text: str
    """The answer in one or two sentences, as inline Markdown."""


def answer_question(question: Question, *, handbook: Handbook, settled: Settled) -> Answer:
    """Return the answer of a question under some decisions.

    A question about a cell of the table has both its verdict and its sentence from that cell.
    """
    if question.cell:
        return _answer_cell(question, cell=question.cell, handbook=handbook, settled=settled)
    for other in question.otherwise:
        if settled.holds(other.when):
            return Answer(other.verdict, other.answer)
    return Answer(question.verdict or "fact", question.answer or "")


def _answer_cell(
    question: Question, *, cell: tuple[str, str], handbook: Handbook, settled: Settled
) -> Answer:
    level = settled.level(*cell)
    rules = handbook.confidentiality
    coach, teacher = (handbook.terms[name].singular for name in ("coach", "teacher"))
    whom = next(column.phrase for column in rules.audiences if column.id == cell[1])
    text = _SENTENCES[question.sense][level].format(
        coach=coach,
        teacher=teacher,
        what=next(row.phrase for row in rules.kinds if row.id == cell[0]),
        whom=whom,
        Whom=f"{whom[:1].upper()}{whom[1:]}",
        agrees="you agree" if "teacher" in question.askers else f"the {teacher} agrees",
    )
    return Answer(_VERDICTS[question.sense][level], text)


_VERDICTS: Mapping[Sense, Mapping[Level, Verdict]] = {
    "learns": {
        "told": "yes",
        "may": "it-depends",
        "with-consent": "if-you-agree",
        "totals": "no",
        "no": "no",
    },
    "private": {
        "told": "no",
        "may": "it-depends",
        "with-consent": "yes",
        "totals": "yes",
        "no": "yes",
    },
    "asks": {
        "told": "yes",
        "may": "it-depends",
        "with-consent": "no",
        "totals": "no",
        "no": "no",
    },
}

_EXCEPTIONS = "The few [exceptions][page:confidentiality] guard people from harm."

_LEARNS: Mapping[Level, str] = {
    "told": "Here the {coach} tells {whom} {what}, which is then not private.",
    "may": "It depends on the {coach}, who may tell {whom} {what} and need not.",
    "with-consent": (
        "The {coach} passes on {what} to {whom} only after {agrees}, first and in writing. "
        + _EXCEPTIONS
    ),
    "totals": "{Whom} hears totals without names, and of one {teacher} nothing. " + _EXCEPTIONS,
    "no": "The {coach} does not pass on {what} to {whom}, whoever agrees. " + _EXCEPTIONS,
}

_NOT_ASKED = "{Whom} does not ask for it. "

_SENTENCES: Mapping[Sense, Mapping[Level, str]] = {
    "learns": _LEARNS,
    "private": _LEARNS,
    "asks": {
        "told": "Here the {coach} tells {whom} {what}, so it may be asked.",
        "may": "It depends on the {coach}, who may tell {whom} {what} and need not.",
        "with-consent": _NOT_ASKED + _LEARNS["with-consent"],
        "totals": _NOT_ASKED + _LEARNS["totals"],
        "no": _NOT_ASKED + _LEARNS["no"],
    },
}
