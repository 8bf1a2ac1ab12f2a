"""Who sees what is said, seen and written in coaching."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from handbook.model.decisions import (
    AUDIENCES,
    AudienceId,
    Cells,
    InformationIds,
    Level,
    Passed,
)
from handbook.model.record import Addressed, Date, Flag, Id, Line, Record, SourceIds, Text


class Audience(Record):
    """Someone who may learn what happens in coaching; a column of the table."""

    is_atom: ClassVar[bool] = True

    id: AudienceId
    """Who that is."""

    name: Line
    """The head of the column."""

    phrase: Annotated[Line, Field(alias="as")]
    """What sentences call them, like 'the principal'."""


class RowCells(Cells):
    """Who learns one kind of information; what is not named follows the row's own level."""

    teacher: Level = "told"
    """What the teacher who is coached learns."""

    coach: Level = "told"
    """What the coach learns."""


class InformationKind(Addressed):
    """A kind of information that coaching produces or uses; a row of the table."""

    phrase: Annotated[Line, Field(alias="as")]
    """What sentences call it, after 'tells the principal': words that name no reader."""

    text: Text
    """What counts as this kind, and what that means for a teacher."""

    default: Level = "with-consent"
    """What everyone but the teacher and the coach learns of it, unless the posture says more."""

    who: RowCells = RowCells()
    """Who learns more of it, or less."""

    is_inside: Annotated[Flag, Field(alias="inside")] = False
    """Yes for what happens inside coaching: nobody is told it unasked."""

    implies: InformationIds = ()
    """What else anyone knows who learns this: whoever hears when they met knows that they meet."""

    note: Text | None = None
    """How two rules that seem at odds are both true."""

    sources: SourceIds = ()
    """Where the rule comes from."""


class Exemption(Addressed):
    """A case in which a coach must pass something on."""

    text: Text
    """What must be passed on, to whom, and how little of it."""

    sources: SourceIds = ()
    """Where the rule comes from."""


class Posture(Record):
    """What a coach passes on without asking: a named set of cells of the table."""

    id: Id
    """The stable name; a released posture never changes, since people signed under it."""

    name: Line
    """What readers call it."""

    told: Passed = Passed()
    """What the coach tells each audience: a duty."""

    may: Passed = Passed()
    """What the coach may tell each audience: allowed and not owed."""


class Confidentiality(Record):
    """The rules on who sees what."""

    audiences: Annotated[tuple[Audience, ...], Field(min_length=len(AUDIENCES))]
    """The columns of the table, in their order."""

    postures: Annotated[tuple[Posture, ...], Field(min_length=1)]
    """The sets of cells that a district can choose by name."""

    kinds: Annotated[tuple[InformationKind, ...], Field(min_length=1)]
    """The rows of the table, in their order."""

    exceptions: Annotated[tuple[Exemption, ...], Field(min_length=1)]
    """When a coach must speak."""

    reviewed: Date | None = None
    """The day someone last read it through."""
