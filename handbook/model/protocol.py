"""Protocols: talks and meetings of coaching, laid out step by step with their minutes."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from handbook.model.decisions import Facts
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


class ProtocolStep(Record):
    """One step of a protocol."""

    id: Id
    """The stable name of the step, unique in its protocol."""

    name: Line
    """What the step is called, in a few words."""

    minutes: Annotated[Whole, Field(ge=1, le=240)]
    """How many minutes it takes."""

    leads: Line
    """Who leads it."""

    text: Text
    """What happens, in a few sentences."""

    private: Text | None = None
    """What to keep private in this step, where that needs saying."""

    lines: Annotated[Whole, Field(ge=1, le=12)] = 2
    """How many writing lines the recording sheet has for it."""


class Protocol(Addressed):
    """A talk or a meeting, laid out step by step."""

    summary: Text
    """What it is for, in one sentence that names no reader."""

    purpose: Text
    """Why one would do it this way."""

    use_when: Text
    """When to reach for it."""

    people: Annotated[tuple[Line, ...], Field(min_length=1)]
    """Who takes part."""

    materials: tuple[Line, ...] = ()
    """What to have on the table."""

    steps: Annotated[tuple[ProtocolStep, ...], Field(min_length=2)]
    """The steps, in their order; the recording sheet is made from them."""

    privacy: Text
    """What is kept and what is passed on of the whole."""

    stages: tuple[Annotated[Id, Reference("stage")], ...] = ()
    """The ids of the coaching-cycle stages in which it helps."""

    principles: tuple[Annotated[Id, Reference("principle")], ...] = ()
    """The ids of the principles it lives by."""

    standards: tuple[Annotated[Id, Reference("function")], ...] = ()
    """The ids of the teacher-leader functions it serves."""

    roles: tuple[Annotated[Id, Reference("role")], ...] = ()
    """The ids of the roles in which it is used."""

    forms: tuple[Annotated[Id, Reference("form")], ...] = ()
    """The ids of the forms that help."""

    when: Facts | None = None
    """Under which decisions of the district it is used at all."""

    asks: tuple[Line, ...] = ()
    """Questions as people type them that end here."""

    sources: SourceIds = ()
    """Where the facts come from; without any it is this handbook's own suggestion."""

    order: Whole = 1000
    """Where it stands among its like; small numbers come first."""

    reviewed: Date | None = None
    """The day someone last read it through."""

    @property
    def minutes(self) -> int:
        """How many minutes it takes in all."""
        return sum(step.minutes for step in self.steps)
