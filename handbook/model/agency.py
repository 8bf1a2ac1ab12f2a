"""What an agency decides for the districts that stand on its handbook."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from handbook.model.record import Id, Line, Record, Summed
from handbook.model.terms import TermForms


class AgencyDecisions(Record):
    """What a district has decided as long as it says nothing else."""

    posture: Id | None = None
    """What a coach passes on without asking: the id of a posture."""


class Agency(Record):
    """An agency whose handbook stands between the shipped one and its districts'."""

    name: Line
    """The agency's name."""

    base: Line = "shipped"
    """What its handbook stands on: shipped for the text that comes with the program, or '.' where
    its folder holds all of it."""

    leave_out: Annotated[tuple[Line, ...], Summed()] = ()
    """What none of its districts uses: ids of any kind, and pages, like 'page:why-coaching'."""

    terms: Annotated[dict[str, TermForms], Field(default_factory=dict)]
    """What its districts call people and things, where they say nothing else."""

    decisions: AgencyDecisions = AgencyDecisions()
    """What its districts have decided, where they say nothing else."""

    paper: Literal["letter", "a4"] = "letter"
    """The paper that forms are printed on, where a district says nothing else."""
