"""The bank of questions that a coach can ask."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from handbook.model.record import Addressed, Date, Id, Line, Record, Reference, SourceIds, Text

Moment = Literal[
    "opening",
    "reluctant-start",
    "goal",
    "observing",
    "data",
    "team",
    "planning",
    "trying",
    "reflecting",
    "stuck",
    "closing",
]
"""What is going on when a question is asked."""


class Prompt(Addressed):
    """A question that a coach can ask; its name is the question itself."""

    name: Annotated[Line, Field(alias="text")]
    """The question, in words that can be said as they stand."""

    moment: Moment
    """What is going on when it is asked."""

    stages: tuple[Annotated[Id, Reference("stage")], ...] = ()
    """The ids of the coaching-cycle stages in which it helps; it stands under the first."""

    principles: tuple[Annotated[Id, Reference("principle")], ...] = ()
    """The ids of the partnership principles that it lives by."""

    purpose: Text
    """What it is good for, in one sentence."""

    follow_ups: tuple[Line, ...] = ()
    """What to ask next."""

    asks: tuple[Line, ...] = ()
    """Words by which readers look for it."""

    sources: SourceIds = ()
    """Where it comes from; none where it was written for this handbook."""


class Prompts(Record):
    """The questions that a coach can ask."""

    prompts: tuple[Prompt, ...] = ()
    """The questions, in the order of the page."""

    reviewed: Date | None = None
    """The day someone last read them through."""
