"""Situations to practice on: is this coaching, and why."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from handbook.model.question import Asker
from handbook.model.record import Addressed, Atom, Id, Line, Record, Reference, SourceIds, Text

ScenarioVerdict = Literal["yes", "no", "it-depends"]
"""Whether it is coaching: words of the verdicts on questions."""


class Scenario(Addressed):
    """A situation of which people may ask whether it is coaching; its name gives nothing away."""

    asked_by: Asker
    """Who asks for it."""

    situation: Text
    """What happens, in a few sentences that name no reader."""

    verdict: Annotated[ScenarioVerdict, Atom("answer")]
    """Whether it is coaching."""

    why: Annotated[Text, Atom("answer")]
    """Why, in one to three sentences that name no reader."""

    see: Annotated[tuple[Line, ...], Field(min_length=1)]
    """Cross-references to what decides it, like 'non-role:evaluation'; where the district leaves
    one of them out, the situation goes too."""

    beside: Annotated[Id, Reference("scenario")] | None = None
    """The id of the situation on the other side of the line: the two stand side by side among the
    close calls."""

    also: tuple[Line, ...] = ()
    """Other words by which people look for it."""

    sources: SourceIds = ()
    """Where the facts come from; without any, the situation is this handbook's own."""


class Scenarios(Record):
    """The situations that the handbook offers for practice."""

    scenarios: tuple[Scenario, ...] = ()
    """The situations, in the order of the page."""
