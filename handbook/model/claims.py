"""Sentences of the handbook's prose that someone has found to hold under every decision."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from handbook.model.record import Line, Record


class Claim(Record):
    """A sentence about what someone outside learns or asks, looked at and found to hold."""

    mark: Annotated[Line, Field(pattern=r"^[0-9a-f]{8}$")]
    """The mark that `handbook check` gives the sentence; another wording has another mark."""

    begins: Line
    """How the sentence begins, so that people find it."""


class Claims(Record):
    """The sentences that hold whatever a district decides."""

    always: tuple[Claim, ...] = ()
    """Every such sentence that names no sentence of says.yml."""
