"""A question that readers ask, and its answer."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from handbook.model.decisions import Cell, Facts
from handbook.model.record import Addressed, Atom, Entire, Id, Line, Record, Reference, Text, Whole

Asker = Literal["teacher", "coach", "principal", "parent", "student", "office"]
"""Who asks; `office` stands for the district's offices and the teachers' association."""

Verdict = Literal["yes", "no", "if-you-agree", "it-depends", "fact"]
"""The short answer; `fact` where a question asks for more than a yes or a no."""

Sense = Literal["learns", "private", "asks"]
"""What a question about a cell asks: does someone learn it, is it private, may they ask for it?"""


def _ends_in_question_mark(value: str) -> str:
    if not value.endswith("?"):
        msg = f"a question ends in a question mark. Write '{value.rstrip('.! ')}?'."
        raise ValueError(msg)
    return value


class OtherAnswer(Record):
    """Another answer, where the district has decided otherwise."""

    when: Facts
    """Under which decisions it is the answer."""

    verdict: Verdict
    """The short answer."""

    answer: Text
    """The answer in one or two sentences."""


class Question(Addressed):
    """A question in the words that readers see, with its answer."""

    name: Annotated[Line, Field(alias="ask"), AfterValidator(_ends_in_question_mark)]
    """The question as it is shown; it ends in a question mark."""

    askers: Annotated[tuple[Asker, ...], Field(alias="for", min_length=1)]
    """Who asks it: a reader who is somebody else is never given its answer."""

    see: Line
    """The cross-reference to where the answer stands, like 'activity:co-plan'."""

    verdict: Annotated[Verdict | None, Atom("answer")] = None
    """The short answer, where nothing under `otherwise` holds."""

    answer: Annotated[Text | None, Atom("answer")] = None
    """The answer in one or two sentences, where nothing under `otherwise` holds."""

    otherwise: Annotated[tuple[OtherAnswer, ...], Entire(), Atom("answer")] = ()
    """Other answers that follow from the district's decisions; the first that holds is given."""

    cell: Annotated[Cell | None, Entire(), Atom("answer")] = None
    """A kind of information and who learns it: verdict and answer then follow from the table."""

    sense: Annotated[Sense, Atom("answer")] = "learns"
    """With `cell`: whether someone learns it, it is kept from them, or they may ask for it."""

    needs: Annotated[Id, Reference("form")] | None = None
    """The id of the form that it takes."""

    written_in: Annotated[Id, Reference("form")] | None = None
    """The id of the form that promises it."""

    also: tuple[Line, ...] = ()
    """Other ways people ask it; nobody reads them, they only help to find the answer."""

    found_by: tuple[Line, ...] = ()
    """Words that lead here in another sense: the question is offered, and not answered at once."""


class Questions(Record):
    """Questions that belong together: a part of the page of all questions."""

    id: Id
    """The stable name of this part, which is also its anchor on the page of all questions."""

    title: Line
    """The heading of this part."""

    order: Whole
    """Where it stands among the parts; low numbers come first."""

    questions: Annotated[tuple[Question, ...], Field(min_length=1)]
    """The questions, in the order in which they are shown."""
