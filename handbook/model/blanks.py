"""The kinds of blanks a form can have, one row each: how each is drawn, and what it takes.

Faces draw controls and rosters read what is accepted; neither knows a kind of blank by name, so
that a new one on a control that is there needs its row alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AfterValidator, WithJsonSchema

from handbook.problems import listing


class Control(StrEnum):
    """How a blank is drawn; every face draws each of them by hand."""

    LINE = "line"
    LINES = "lines"
    TICK = "tick"
    ONE_OF = "one-of"
    MANY_OF = "many-of"
    SCALE = "scale"
    SIGNATURE = "signature"

    @property
    def has_options(self) -> bool:
        """Whether it is filled by choosing among answers that stand on the form."""
        return self in {Control.ONE_OF, Control.MANY_OF, Control.SCALE}

    @property
    def fits_a_cell(self) -> bool:
        """Whether it can stand in a column of a table."""
        return self is Control.LINE


class Accepts(StrEnum):
    """What may be written into a blank."""

    WORDS = "words"
    NAME_IN_SHORT = "name-in-short"
    DATE = "date"
    EMAIL = "email"
    INK = "ink"
    CERTIFICATE = "certificate"


class BlankKind(StrEnum):
    """A kind of blank, by the word that form files use for it."""

    TEXT = "text"
    MULTILINE = "multiline"
    DATE = "date"
    CHECK = "check"
    CHOICE = "choice"
    SEVERAL = "several"
    SCALE = "scale"
    INITIALS = "initials"
    EMAIL = "email"


@dataclass(frozen=True, slots=True)
class Blank:
    """What is known of a kind of blank."""

    control: Control
    """How it is drawn."""
    accepts: Accepts = Accepts.WORDS
    """What may be written into it."""
    options: tuple[int, int] = (0, 0)
    """How many answers it offers at least and at most."""


BLANKS = {
    BlankKind.TEXT: Blank(Control.LINE),
    BlankKind.MULTILINE: Blank(Control.LINES),
    BlankKind.DATE: Blank(Control.LINE, Accepts.DATE),
    BlankKind.CHECK: Blank(Control.TICK),
    BlankKind.CHOICE: Blank(Control.ONE_OF, options=(2, 30)),
    BlankKind.SEVERAL: Blank(Control.MANY_OF, options=(2, 30)),
    BlankKind.SCALE: Blank(Control.SCALE, options=(3, 7)),
    BlankKind.INITIALS: Blank(Control.LINE, Accepts.NAME_IN_SHORT),
    BlankKind.EMAIL: Blank(Control.LINE, Accepts.EMAIL),
}
"""Every kind of blank that form files can name."""

CELL_BLANKS = tuple(kind for kind, blank in BLANKS.items() if blank.control.fits_a_cell)
"""The kinds that can stand in a column of a table."""

LineSource = Literal[
    "role-activities",
    "role-boundaries",
    "all-activities",
    "roles",
    "non-roles",
    "kinds-of-work",
    "first-days",
    "items",
    "position-duties",
    "position-required",
    "position-wished",
]
"""Where the lines of a list to tick or to read come from."""


def _fit_a_cell(blank: BlankKind) -> BlankKind:
    if blank not in CELL_BLANKS:
        msg = f"a column has no room for '{blank}'. Use {listing(CELL_BLANKS)}."
        raise ValueError(msg)
    return blank


CellBlank = Annotated[
    BlankKind,
    AfterValidator(_fit_a_cell),
    WithJsonSchema({"type": "string", "enum": list(CELL_BLANKS)}),
]
"""A kind of blank that can stand in a column of a table."""
