"""Whole sentences that follow from a district's decisions, in words that editors write."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from handbook.model.decisions import Facts
from handbook.model.record import Entire, Keyed, Line, Record, Text


class Wording(Record):
    """A sentence, and when it is true."""

    when: Facts | None = None
    """Under which decisions the sentence is printed; the last wording has no condition."""

    text: Text
    """The sentence."""


class Saying(Record):
    """A name, and the sentence that stands for it."""

    name: Annotated[Line, Field(pattern=r"^[a-z][a-z_]*$")]
    """What texts call it: `{{ says.name }}`."""

    about: Line
    """What it settles, and for which reader, for whoever writes a page."""

    wordings: Annotated[tuple[Wording, ...], Entire(), Field(min_length=1)]
    """What it says; the first that is true here is printed."""


class Sayings(Record):
    """The sentences that follow from what the district has decided."""

    says: Annotated[tuple[Saying, ...], Keyed("name")] = ()
    """Every sentence, by its name."""
