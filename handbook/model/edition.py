"""A closed edition: what was promised in which words, kept so that later ones can be compared.

Where a text comes from the district's own words, a placeholder stands in it, so that another
telephone number or another word for a coach is told apart from another promise.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field

from handbook.model.record import Date, Flag, Id, Line, Own, Record, Text, Whole
from handbook.problems import shown
from handbook.textcode import LENGTH, SIGNS, parse_code

FORMAT: Literal[1] = 1
"""How the file of an edition is written; another number is another way."""


def _parse_code(value: str) -> str:
    code = parse_code(value)
    if len(code) != LENGTH:
        msg = (
            f"expected a text code of {LENGTH} signs, got {shown(value)}. 'handbook verify' says "
            "all signs of one."
        )
        raise ValueError(msg)
    return code


Code = Annotated[
    Line,
    AfterValidator(_parse_code),
    Field(json_schema_extra={"pattern": f"^[{SIGNS}]{{{LENGTH}}}$"}),
]
"""A text code, whole."""

PartSort = Literal["promise", "blank", "text"]
"""What a part of a form is: something people hold each other to, something to fill in, or words."""


class KeptPart(Record):
    """Words of a form that belong together."""

    id: Line
    """Its stable name, unique in the form among the parts of its sort."""

    sort: PartSort
    """What it is."""

    text: str
    """Its words, with the district's own as placeholders; a blank line between paragraphs."""

    number: Whole = 0
    """The number before it on paper, or 0."""


class KeptForm(Record):
    """A printable form as an edition had it."""

    id: Id
    """The name of its page and files."""

    title: Line
    """The heading on the paper."""

    code: Code
    """The text code of its words."""

    sha256: str = ""
    """What the bytes of its PDF hash to."""

    signers: tuple[Id, ...] = ()
    """Who signs it."""

    is_passing: Flag = False
    """Whether it tells what changed, and so belongs to this edition alone."""

    parts: tuple[KeptPart, ...]
    """Its words in reading order."""


class KeptRecord(Record):
    """A record or a page as an edition had it, by its hash alone."""

    name: Line
    """What readers called it."""

    mark: str
    """What its words hash to, with placeholders as they stood in the file."""

    formerly: tuple[Line, ...] = ()
    """The ids that it had before."""


class KeptContact(Record):
    """Someone to turn to, as an edition had it."""

    id: Id
    """What the contact is for."""

    reach: Line
    """The office, its address and its number."""


class Resigning(Record):
    """Whether those who signed a form must sign it again, and why."""

    form: Id
    """The name of the form's page and files, like partnership-agreement."""

    was: Code
    """The text code of the form in the last edition."""

    now: Code | None = None
    """The text code of the form that this was decided on; none where the form is gone."""

    sign_again: Flag | None = None
    """Whether everyone who signed the old words must sign the new ones."""

    because: Text | None = None
    """Why, in a sentence that those who signed will read."""


class NextEdition(Record):
    """What is decided about changed promises before the next edition is closed."""

    forms: Annotated[tuple[Resigning, ...], Own()] = ()
    """The forms whose promises changed since the last edition."""


class ClosedEdition(Record):
    """An edition as it was when it was closed."""

    format: Literal[1] = FORMAT
    """How this file is written."""

    label: Line
    """What the edition is called."""

    effective: Date
    """The first day it applied."""

    approved_by: Line
    """The office or body that approved it."""

    words: dict[str, str]
    """What stood for each placeholder."""

    contacts: tuple[KeptContact, ...] = ()
    """Who to turn to."""

    decisions: dict[str, Any]
    """What the district had decided, by name."""

    left_out: tuple[Line, ...] = ()
    """What of the handbook the district did not use, as kind:id."""

    forms: tuple[KeptForm, ...]
    """Every printable form."""

    records: dict[str, KeptRecord] = Field(default_factory=dict)
    """Every record and page, as kind:id."""

    resigning: tuple[Resigning, ...] = ()
    """What was decided about the promises that changed since the edition before."""
