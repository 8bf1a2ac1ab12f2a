"""Who does what in coaching: matter by matter, what each party does."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from handbook.model.form import Reader
from handbook.model.record import (
    Addressed,
    Id,
    Keyed,
    Line,
    Record,
    Reference,
    SourceIds,
    Text,
)


class Duty(Record):
    """What one party does in a matter."""

    party: Reader
    """Who does it."""

    does: Text
    """What that is, with the plain verb first: 'Choose the goal'."""


class Responsibility(Addressed):
    """One matter in which several people have a part; its name is the matter."""

    duties: Annotated[tuple[Duty, ...], Keyed("party"), Field(min_length=1)]
    """What each party does, a sentence each; who is not named has no part in it."""

    roles: tuple[Annotated[Id, Reference("role")], ...] = ()
    """The ids of the roles whose pages show the matter."""

    standards: tuple[Annotated[Id, Reference("function")], ...] = ()
    """The ids of the teacher-leader functions that the coach serves in it."""

    see: tuple[Line, ...] = ()
    """Cross-references to read on, like 'page:confidentiality'."""

    asks: tuple[Line, ...] = ()
    """Questions as people type them that end here."""

    sources: SourceIds = ()
    """Where it comes from; a matter without one is this handbook's own suggestion."""


class Responsibilities(Record):
    """The matters in which people share the work."""

    responsibilities: tuple[Responsibility, ...] = ()
    """The matters, in the order of the page."""
