"""What is done by when: in a coach's first days, and in each month of a school year."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from handbook.model.record import (
    Addressed,
    Date,
    Id,
    Line,
    Record,
    Reference,
    SourceIds,
    Text,
    Whole,
)

Doer = Literal["coach", "principal", "office"]
"""Who does what a milestone asks."""


class Milestone(Addressed):
    """Something that someone does by a day of a coach's beginning, or in a month of every year."""

    text: Text
    """What is done, in a sentence or two."""

    who: Doer
    """Who does it: coach, principal or office."""

    days_ahead: Annotated[Whole, Field(ge=1, le=120)] | None = None
    """How many days before a coach's first day it is done."""

    day: Annotated[Whole, Field(ge=1, le=365)] | None = None
    """By which day of a coach's work it is done; the first day is 1."""

    month: Annotated[Whole, Field(ge=1, le=12)] | None = None
    """In which month of every year it is done, from 1 for January to 12 for December."""

    forms: tuple[Annotated[Id, Reference("form")], ...] = ()
    """The ids of the forms it takes."""

    see: tuple[Line, ...] = ()
    """Cross-references to read on, like 'page:coaching/trust'."""

    asks: tuple[Line, ...] = ()
    """Questions as people type them that end here."""

    sources: SourceIds = ()
    """Where the facts come from; a milestone without one is this handbook's own suggestion."""

    reviewed: Date | None = None
    """The day someone last read it through."""

    @model_validator(mode="after")
    def _stand_once(self) -> Milestone:
        given = [when for when in (self.days_ahead, self.day, self.month) if when is not None]
        if len(given) != 1:
            msg = "says when it is done once. Write one of 'days_ahead:', 'day:' and 'month:'."
            raise ValueError(msg)
        return self

    @property
    def due_on(self) -> int | None:
        """On which day of a coach's work it is due, where 1 is the first and 0 the one before."""
        return self.day if self.days_ahead is None else 1 - self.days_ahead


class Milestones(Record):
    """What is done by when."""

    milestones: tuple[Milestone, ...] = ()
    """The milestones, in the order of the page."""
