"""Where coaching happens in other ways than between one teacher and one coach in one room."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from handbook.model.decisions import Facts
from handbook.model.record import (
    Addressed,
    Date,
    Id,
    Line,
    Reference,
    SourceIds,
    Text,
    Whole,
)


class Setting(Addressed):
    """A group of people, a kind of class or a way of meeting that coaching adapts to."""

    summary: Text
    """What coaching is there, in one sentence that names no reader."""

    changes: Annotated[tuple[Text, ...], Field(min_length=1)]
    """What is different there, one point each."""

    stays: Annotated[tuple[Text, ...], Field(min_length=1)]
    """What is as it is everywhere, one point each."""

    cautions: tuple[Text, ...] = ()
    """What to take care of, one point each."""

    roles: tuple[Annotated[Id, Reference("role")], ...] = ()
    """The ids of the roles that coaches most often have there."""

    stages: tuple[Annotated[Id, Reference("stage")], ...] = ()
    """The ids of the stages of the cycle that it changes most."""

    principles: tuple[Annotated[Id, Reference("principle")], ...] = ()
    """The ids of the principles that matter most there."""

    standards: tuple[Annotated[Id, Reference("function")], ...] = ()
    """The ids of the teacher-leader functions that it serves."""

    see: tuple[Line, ...] = ()
    """Cross-references to read on, like 'activity:collaborate'."""

    when: Facts | None = None
    """Under which decisions of the district it is there at all."""

    tags: tuple[Line, ...] = ()
    """Words by which people sort and look for it, such as 'IEP'."""

    asks: tuple[Line, ...] = ()
    """Questions as people type them that end here."""

    sources: SourceIds = ()
    """Where the facts come from; without any, the page is this handbook's own suggestion."""

    order: Whole = 1000
    """Where it stands among its like; small numbers come first."""

    reviewed: Date | None = None
    """The day someone last read it through."""
