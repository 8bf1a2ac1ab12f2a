"""Questions and their answers: each is asked once, and its verdict fits its words and decisions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handbook.checks.reporting import fault, remedy
from handbook.combinations import combine_decisions, vary_cells, vary_rest
from handbook.model.question import Questions
from handbook.sayings import late_names, late_words, say_late

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handbook.decisions import Settled
    from handbook.model.handbook import Handbook, SourceFile
    from handbook.model.question import Question, Verdict
    from handbook.problems import FieldPath, Problem

_YES_OR_NO = re.compile(
    r"(?:am|is|are|was|were|do|does|did|can|could|may|might|must|shall|should|will|would|has|have)"
    r"\b",
    re.IGNORECASE,
)
_MORE = re.compile(r"(?:who|whose|whom|what|when|where|why|how|which)\b", re.IGNORECASE)
_NEGATIVE = re.compile(
    r"\b(?:not|no|never|nobody|none|nothing|neither|nor|cannot)\b|n['’]t\b", re.IGNORECASE
)
_WITHOUT = re.compile(r"\bwithout\b", re.IGNORECASE)
_CONDITION = re.compile(r"\b(?:unless|only if)\b", re.IGNORECASE)
_AGREEMENT = re.compile(r"\b(?:unless|only (?:if|after)|agree|invite)", re.IGNORECASE)
_DEPENDS = re.compile(r"\bdepends?\b", re.IGNORECASE)
_MAIN_CLAUSE = re.compile(r"[^.;:,?!]*")
_SENTENCE_END = re.compile(r"(?<=[.?!])\s+")


def check_questions(handbook: Handbook) -> tuple[Problem, ...]:
    """Return questions asked twice, verdicts that do not fit, and answers never given."""
    return (
        *_asked_twice(handbook),
        *_unfit(handbook),
        *_opposed_when_said(handbook),
        *_never_given(handbook),
    )


def _each(handbook: Handbook) -> Iterator[tuple[SourceFile, FieldPath, Question]]:
    for file in handbook.files:
        if isinstance(file.record, Questions):
            for place, question in enumerate(file.record.questions):
                yield file, ("questions", place), question


def _asked_twice(handbook: Handbook) -> Iterator[Problem]:
    first: dict[tuple[str, str], tuple[str, str]] = {}
    for file, at, question in _each(handbook):
        wordings = [((*at, "ask"), question.name)]
        wordings += [((*at, "also", place), text) for place, text in enumerate(question.also)]
        for field, text in wordings:
            for asker in question.askers:
                owner = first.setdefault((asker, _spelling(text)), (question.id, question.name))
                if owner[0] != question.id:
                    message = f"'{owner[1]}' is asked in these words too. Keep them in one place."
                    yield fault(file, field, message)
                    break


def _spelling(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _unfit(handbook: Handbook) -> Iterator[Problem]:
    rows = {row.id for row in handbook.confidentiality.kinds}
    for file, at, question in _each(handbook):
        if question.cell:
            if question.cell[0] not in rows:
                message = f"no kind of information has the id '{question.cell[0]}'."
                guess = remedy(question.cell[0], among=rows)
                yield fault(file, (*at, "cell"), f"{message}{guess}")
            if question.verdict or question.answer or question.otherwise:
                message = (
                    "verdict and answer follow from the cell. Take 'verdict:', 'answer:' and "
                    "'otherwise:' out, or 'cell:'."
                )
                yield fault(file, (*at, "cell"), message)
        elif not question.verdict or not question.answer:
            message = "has no answer. Add 'verdict:' and 'answer:', or 'cell:'."
            yield fault(file, (*at, "ask"), message)
        else:
            yield from _unfit_arms(file, at, question)


def _unfit_arms(file: SourceFile, at: FieldPath, question: Question) -> Iterator[Problem]:
    for where, verdict, answer in _arms(question, at=at):
        if message := _shape_fault(question.name, verdict=verdict):
            yield fault(file, (*where, "verdict"), message)
        elif not late_names(answer) and (message := _opposed(answer, verdict=verdict)):
            yield fault(file, (*where, "answer"), message)


def _arms(question: Question, *, at: FieldPath) -> tuple[tuple[FieldPath, Verdict, str], ...]:
    """Return each answer of a question with its place and verdict, the last one first."""
    others = (
        ((*at, "otherwise", place), other.verdict, other.answer)
        for place, other in enumerate(question.otherwise)
    )
    return ((at, question.verdict or "fact", question.answer or ""), *others)


def _opposed_when_said(handbook: Handbook) -> Iterator[Problem]:
    """Yield the answers whose sentences oppose the verdict, under decisions that lead to them."""
    waiting = [
        (file, at, question)
        for file, at, question in _each(handbook)
        if any(late_names(answer) for _, _, answer in _arms(question, at=at))
    ]
    for settled in combine_decisions(handbook) if waiting else ():
        words = late_words(handbook, settled=settled)
        for file, at, question in waiting:
            place = _arm(question, settled=settled)
            where, verdict, answer = _arms(question, at=at)[0 if place is None else place + 1]
            if late_names(answer):
                message = _opposed(say_late(answer, words=words), verdict=verdict)
                if message:
                    yield fault(file, (*where, "answer"), message)


def _shape_fault(ask: str, *, verdict: str) -> str:
    last = _SENTENCE_END.split(ask)[-1]
    if _YES_OR_NO.match(last) and verdict == "fact" and " or " not in last:
        return (
            "this asks for a yes or a no. Write yes, no, if-you-agree or it-depends, "
            "or ask it with what, who or how."
        )
    if _MORE.match(last) and verdict != "fact":
        return "this asks for more than a yes or a no. Write fact."
    return ""


def _opposed(answer: str, *, verdict: str) -> str:
    main = (_MAIN_CLAUSE.match(answer) or [""])[0]
    if verdict == "yes" and (_CONDITION.search(answer) or _NEGATIVE.search(main)):
        return "the verdict is yes, and the answer takes it back. Say what holds without a no."
    if verdict == "no" and not (_NEGATIVE.search(answer) or _WITHOUT.search(answer)):
        return "the verdict is no, and the answer has no word that denies. Say what is not so."
    if verdict == "if-you-agree" and not _AGREEMENT.search(answer):
        return "the verdict is if-you-agree, and the answer does not say so. Write 'only if …'."
    if verdict == "it-depends" and not _DEPENDS.search(answer):
        return "the verdict is it-depends, and the answer does not say on what. Write 'depends'."
    return ""


def _never_given(handbook: Handbook) -> Iterator[Problem]:
    combined = tuple(_every_combination(handbook))
    for file, at, question in _each(handbook):
        if not question.otherwise:
            continue
        given = {_arm(question, settled=settled) for settled in combined}
        for place in range(len(question.otherwise)):
            if place not in given:
                message = "no decision leads to this answer. Change 'when:', or take it out."
                yield fault(file, (*at, "otherwise", place, "when"), message)
        if None not in given:
            message = (
                "this answer is never given, since one under 'otherwise:' always holds. "
                "Put the last of them here."
            )
            yield fault(file, (*at, "answer"), message)


def _arm(question: Question, *, settled: Settled) -> int | None:
    """Return which other answer is given, counted from 0; None for the one that stands first."""
    holding = (place for place, other in enumerate(question.otherwise) if settled.holds(other.when))
    return next(holding, None)


def _every_combination(handbook: Handbook) -> Iterator[Settled]:
    """Yield everything that districts can decide, as far as two decisions go together."""
    yield from vary_cells(handbook)
    for settled in combine_decisions(handbook):
        yield settled
        yield from vary_rest(settled, rules=handbook.confidentiality)
