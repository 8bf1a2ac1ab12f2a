"""The job itself: who does it, under whom, for how long, and what it asks for."""

from __future__ import annotations

from typing import Annotated, Literal

from handbook.model.record import (
    Addressed,
    Date,
    Entire,
    Id,
    Line,
    Reference,
    SourceIds,
    Text,
    Whole,
)

StatedBy = Literal[
    "reports_to",
    "evaluated_by",
    "contract_days",
    "fte",
    "buildings",
    "pay",
    "agreement",
    "status",
    "approved",
    "revised",
]
"""The facts of a position that a district may have said or not."""


class Position(Addressed):
    """A job in the district. What a district has not said stays open: nothing is made up."""

    summary: Text
    """What the job is, in one sentence that names no reader."""

    purpose: Text
    """Why there is such a job."""

    reports_to: Line | None = None
    """To whom the person reports, by title."""

    evaluated_by: Line | None = None
    """Who evaluates the person, by title."""

    contract_days: Line | None = None
    """How many days a year the contract has."""

    fte: Line | None = None
    """How much of a full job it is, like 1.0."""

    buildings: Line | None = None
    """In which schools or how many the person works."""

    pay: Line | None = None
    """By which schedule the person is paid."""

    agreement: Line | None = None
    """The bargaining unit and agreement that hold for the job."""

    status: Line | None = None
    """Whether the description is a draft or adopted, and by whom."""

    approved: Date | None = None
    """The day on which the description was approved."""

    revised: Date | None = None
    """The day on which it was last changed."""

    required: Annotated[tuple[Text, ...], Entire()] = ()
    """What a person must bring, a line each."""

    wished: Annotated[tuple[Text, ...], Entire()] = ()
    """What is wished for beside that, a line each."""

    roles: tuple[Annotated[Id, Reference("role")], ...] = ()
    """The ids of the job's roles, whose activities are its duties; none named means all."""

    framework: Annotated[Id, Reference("framework")] | None = None
    """The id of the framework of competencies that the person's work is looked at with."""

    evaluation: Text
    """On what the person is evaluated, and on what not."""

    asks: tuple[Line, ...] = ()
    """Questions as people type them that end here."""

    sources: SourceIds = ()
    """Where the facts come from."""

    order: Whole = 1000
    """Where it stands among its like; small numbers come first."""

    reviewed: Date | None = None
    """The day someone last read it through."""
