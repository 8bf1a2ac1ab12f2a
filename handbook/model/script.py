"""Hard conversations: what to say, and what not, in a moment that comes without warning."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from handbook.model.record import (
    Addressed,
    Date,
    Id,
    Line,
    Record,
    Reference,
    SourceIds,
    Text,
)

Speaker = Literal["principal", "teacher", "coach", "parent", "office", "association"]
"""Who begins a hard conversation; `office` stands for the district's offices."""


class Script(Addressed):
    """A moment that a coach has to answer at once; its name says what happens."""

    speaker: Speaker
    """Who asks or speaks."""

    heard: Line
    """What one hears, as it might be said."""

    say: Annotated[tuple[Text, ...], Field(min_length=1)]
    """What to say: sentences that can be said aloud, true whatever the district has decided."""

    avoid: Annotated[tuple[Text, ...], Field(alias="not", min_length=1)]
    """What not to say or do."""

    why: Text
    """Why, in one or two sentences."""

    rule: Text | None = None
    """What holds in this district: sentences that follow from its decisions."""

    see: Line
    """The cross-reference to the line behind it, like 'non-role:evaluation'; without that line the
    moment is not told of."""

    roles: tuple[Annotated[Id, Reference("role")], ...] = ()
    """The ids of the roles in which it comes up most."""

    asks: tuple[Line, ...] = ()
    """Questions as people type them that end here."""

    sources: SourceIds = ()
    """Where the facts come from; without any the words are this handbook's own suggestion."""


class Scripts(Record):
    """The hard conversations."""

    scripts: tuple[Script, ...] = ()
    """The moments, in the order of the page."""

    reviewed: Date | None = None
    """The day someone last read them through."""
