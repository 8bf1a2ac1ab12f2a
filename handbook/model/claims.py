"""Sentences of the handbook's prose that someone has found to hold, always or under a fact."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from handbook.model.decisions import Facts
from handbook.model.record import Keyed, Line, Record


class Claim(Record):
    """A sentence about what someone outside learns or asks, looked at and found to hold."""

    mark: Annotated[Line, Field(pattern=r"^[0-9a-f]{8}$")]
    """The mark that `handbook check` gives the sentence; another wording has another mark."""

    begins: Line
    """How the sentence begins, so that people find it."""


class FactClaim(Claim):
    """Such a sentence that holds under a fact of the decisions."""

    when: Facts
    """Under which decisions it holds; where they change, it is asked about again."""


class Claims(Record):
    """The sentences that someone has vouched for, and that name no sentence of says.yml."""

    always: Annotated[tuple[Claim, ...], Keyed("mark")] = ()
    """Those that hold whatever a district decides."""

    under: Annotated[tuple[FactClaim, ...], Keyed("mark")] = ()
    """Those that hold under a fact: for a district's own pages, which stand under its decisions."""
