"""How a coach's week divides among kinds of work."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from handbook.model.record import (
    Addressed,
    Date,
    Flag,
    Id,
    Line,
    Record,
    Reference,
    SourceIds,
    Text,
    Whole,
)

Percent = Annotated[Whole, Field(ge=0, le=100)]
"""A share of a week, in percent."""


class TimeBudget(Addressed):
    """A kind of work, and how much of a coach's week it takes."""

    letter: Annotated[Line, Field(max_length=2)]
    """What the log calls it, in a letter."""

    text: Text
    """What belongs to it, in one sentence."""

    least: Percent
    """The smallest share of the week that is in order, in percent."""

    most: Percent
    """The largest share of the week that is in order, in percent."""

    with_teachers: Flag = False
    """Whether it is work with teachers."""

    roles: tuple[Annotated[Id, Reference("role")], ...] = ()
    """The ids of the coaching roles whose work it is."""

    asks: tuple[Line, ...] = ()
    """Questions as people type them that end here."""

    sources: SourceIds = ()
    """Where the facts come from; a share without one is this handbook's own suggestion."""

    reviewed: Date | None = None
    """The day someone last read it through."""

    @model_validator(mode="after")
    def _rise(self) -> TimeBudget:
        if self.least > self.most:
            msg = (
                f"goes from {self.least} down to {self.most}. Write the smaller share as 'least:'."
            )
            raise ValueError(msg)
        return self


class TimeBudgets(Record):
    """How a coach's week divides."""

    week_hours: Annotated[Whole, Field(ge=1, le=80)] = 40
    """How many hours a coach's week has."""

    minutes_for_one: Annotated[Whole, Field(ge=10, le=1200)] = 150
    """How many minutes a week one teacher in a cycle takes, in visits and talks."""

    kinds: tuple[TimeBudget, ...] = ()
    """The kinds of work, in the order of the page."""
