"""Principles, standards frameworks and the coaching cycle."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from handbook.model.record import (
    Addressed,
    Date,
    Id,
    Keyed,
    Line,
    Record,
    Reference,
    SourceIds,
    Text,
    Whole,
)


class Principle(Addressed):
    """One belief that coaching rests on."""

    statement: Text
    """This handbook's own summary of the principle."""

    official_text: Text | None = None
    """The authors' own wording, only where the district holds the right to print it."""

    looks_like: tuple[Text, ...] = ()
    """What someone would see or hear when the principle is lived."""

    asks: tuple[Line, ...] = ()
    """Questions as people type them that end here."""

    sources: SourceIds = ()
    """Where the facts come from, if not from the set's own sources."""


class PrincipleSet(Addressed):
    """A set of principles that belong together."""

    summary: Text
    """What the set is and whose it is, in one sentence."""

    note: Text | None = None
    """How this set relates to others it could be taken for."""

    source_note: Text | None = None
    """What to know about where its name or its words come from; it stands with the sources."""

    principles: Annotated[tuple[Principle, ...], Field(min_length=1)]
    """The principles, in their order."""

    sources: SourceIds = ()
    """Where the facts come from."""

    order: Whole = 1000
    """Where it stands among its like; small numbers come first."""

    reviewed: Date | None = None
    """The day someone last read it through."""


Weight = Annotated[Whole, Field(ge=1, le=100)]
"""A share of the whole, in percent."""


class Level(Addressed):
    """One step in which a framework tells how well something is done."""

    statement: Text | None = None
    """What the step means wherever it is used, in one sentence of this handbook's own."""


class Performance(Record):
    """How one thing looks at a level of performance."""

    level: Annotated[Id, Reference("level")]
    """The id of the level."""

    text: Text
    """What one would see or hear there."""


class Function(Addressed):
    """One thing a teacher leader does, as a standard names it; it may have parts of its own."""

    code: Line
    """How the standard counts it, like 1a."""

    statement: Text
    """This handbook's own summary of the function."""

    official_text: Text | None = None
    """The standard's own wording, only where the district holds the right to print it."""

    weight: Weight | None = None
    """How much it counts among those beside it, in percent, where the framework says so."""

    performance: Annotated[tuple[Performance, ...], Keyed("level")] = ()
    """How it looks at each level of performance, where the framework has levels."""

    parts: tuple[Function, ...] = ()
    """What it is made of, in order, where the framework goes deeper; parts may have parts."""

    asks: tuple[Line, ...] = ()
    """Questions as people type them that end here."""

    @property
    def whole(self) -> tuple[Function, ...]:
        """Itself and everything it is made of, in order."""
        return (self, *(inner for part in self.parts for inner in part.whole))

    @property
    def finest(self) -> tuple[Function, ...]:
        """The last parts it is made of; itself where it has none."""
        return tuple(inner for part in self.parts for inner in part.finest) or (self,)


class Domain(Addressed):
    """A part of a standards framework."""

    code: Line
    """How the standard counts it, like I."""

    official_title: Line
    """The domain's title as its authors print it."""

    summary: Text
    """What the domain is about, in one sentence of this handbook's own."""

    note: Text | None = None
    """Anything a reader should know about its functions."""

    source_note: Text | None = None
    """What to know about where its name or its words come from; it stands with the sources."""

    weight: Weight | None = None
    """How much it counts among the domains, in percent, where the framework says so."""

    functions: Annotated[tuple[Function, ...], Field(min_length=1)]
    """The functions, in their order."""

    asks: tuple[Line, ...] = ()
    """Questions as people type them that end here."""

    @property
    def whole(self) -> tuple[Function, ...]:
        """Every function of the domain and every part of one, in order."""
        return tuple(inner for function in self.functions for inner in function.whole)

    @property
    def finest(self) -> tuple[Function, ...]:
        """What is not made of anything finer, in order: this is counted."""
        return tuple(inner for function in self.functions for inner in function.finest)


class Framework(Addressed):
    """A standards framework: domains of functions, which may have parts of their own."""

    summary: Text
    """What the framework is and whose it is, in one sentence."""

    note: Text
    """For whom it was written, and how this handbook uses it."""

    source_note: Text | None = None
    """What to know about where its name or its words come from; it stands with the sources."""

    applies_to: Literal["coach"] | None = None
    """`coach` for competencies of coaches: such a framework tells how well the work is done and is
    no map of what there is to do, so it stays out of the crosswalk."""

    level_names: Annotated[tuple[Line, ...], Field(min_length=2)] = ("domain", "function")
    """What the framework calls one thing of each depth, like domain, component and element."""

    levels: tuple[Level, ...] = ()
    """The levels of performance, from the first to the best, where the framework has any."""

    domains: Annotated[tuple[Domain, ...], Field(min_length=1)]
    """The domains, in their order."""

    sources: SourceIds = ()
    """Where the facts come from."""

    order: Whole = 1000
    """Where it stands among its like; small numbers come first."""

    reviewed: Date | None = None
    """The day someone last read it through."""


class Stage(Addressed):
    """One step of the coaching cycle."""

    short: Line
    """A name of one or two words for the drawing."""

    summary: Text
    """What happens, in one sentence."""

    question: Line
    """The question this stage answers."""

    coach_does: Annotated[tuple[Text, ...], Field(min_length=1)]
    """What the coach does, one sentence each."""

    teacher_does: Annotated[tuple[Text, ...], Field(min_length=1)]
    """What the teacher does, one sentence each."""

    forms: tuple[Annotated[Id, Reference("form")], ...] = ()
    """The ids of the forms that help here."""

    asks: tuple[Line, ...] = ()
    """Questions as people type them that end here."""


class CycleAccount(Addressed):
    """Another way of telling the cycle."""

    steps: Annotated[tuple[Line, ...], Field(min_length=1)]
    """Its steps, in a few words each."""

    relation: Text
    """How it relates to the stages of this handbook."""

    sources: SourceIds = ()
    """Where it comes from."""


class Cycle(Addressed):
    """The coaching cycle: ordered stages that begin again."""

    summary: Text
    """What the cycle is, in one sentence."""

    note: Text | None = None
    """What to keep in mind about it."""

    stages: Annotated[tuple[Stage, ...], Field(min_length=2)]
    """The stages, in their order."""

    other_accounts: tuple[CycleAccount, ...] = ()
    """Other ways of telling the cycle, and how they relate to this one."""

    sources: SourceIds = ()
    """Where the facts come from."""

    reviewed: Date | None = None
    """The day someone last read it through."""
