"""What every record is made of: the frozen model, and the types a field of one can have.

Values arrive as text, exactly as they stand in the file; these types read that text and refuse
what they would otherwise have to change in silence. Nothing here touches the disk.
"""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from handbook.bounds import find_excess
from handbook.identifiers import PATTERN, identifier_fault
from handbook.problems import shown

_DATES = (
    "%Y-%m-%d",
    "%m-%d-%Y",
    "%m-%d-%y",
    "%B-%d-%Y",
    "%b-%d-%Y",
    "%d-%B-%Y",
    "%d-%b-%Y",
    "%d-%b-%y",
)
"""How people in the United States write dates, with hyphens for whatever stands between."""


class Record(BaseModel):
    """A frozen value that refuses keys it does not know."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        # Most commands read few of the models.
        defer_build=True,
        populate_by_name=True,
        use_attribute_docstrings=True,
    )

    is_atom: ClassVar[bool] = False
    """Whether it makes one statement, which a layer replaces as a whole."""

    @classmethod
    def replace_key(cls, key: str, given: object) -> str:  # noqa: ARG003  (a hook)
        """Say what to write in place of a key that this record had once; nothing for other keys."""
        return ""


@dataclass(frozen=True, slots=True)
class Reference:
    """Marks a field whose text is the id of another record.

    `kind` is the kind of record it names, as in a cross-reference: `role`, `function`, `source` …
    """

    kind: str


@dataclass(frozen=True, slots=True)
class Keyed:
    """Marks a list of records that layers merge item by item, told apart by a key."""

    key: str


@dataclass(frozen=True, slots=True)
class Entire:
    """Marks a field that a layer replaces as a whole."""


@dataclass(frozen=True, slots=True)
class Summed:
    """Marks a list that has what every layer says."""


@dataclass(frozen=True, slots=True)
class Own:
    """Marks a field that is the district's own: it comes from no other layer."""


@dataclass(frozen=True, slots=True)
class Atom:
    """Marks a field that makes one statement together with others of the same name.

    They come from one layer, so that a change of the layer below turns no half of a sentence.
    """

    name: str


@dataclass(frozen=True, slots=True)
class Formerly:
    """Marks a field that files called by another name before, so that an old file is told."""

    key: str


def _parse_identifier(value: str) -> str:
    if fault := identifier_fault(value):
        raise ValueError(fault)
    return value


def _parse_flag(value: Any) -> Any:
    if isinstance(value, bool):
        return value
    words = {"true": True, "yes": True, "false": False, "no": False}
    if not isinstance(value, str) or value not in words:
        msg = f"expected yes or no, got {shown(value)}. Write 'yes' or 'no'."
        raise ValueError(msg)
    return words[value]


def _parse_whole_number(value: Any) -> Any:
    if isinstance(value, int):
        return value
    if not re.fullmatch(r"0|[1-9]\d{0,8}", str(value)):
        msg = (
            f"expected a whole number without leading zeros, got {shown(value)}. "
            "Write it in digits, like 10."
        )
        raise ValueError(msg)
    return int(value)


def _parse_date(value: Any) -> Any:
    if isinstance(value, date):
        return value
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        with suppress(ValueError):
            return date.fromisoformat(value)
        msg = f"there is no day '{value}'. Write one that the calendar has."
        raise ValueError(msg)
    msg = (
        f"expected a date written as year-month-day, like 2026-08-01, got {shown(value)}."
        f"{_likely_date(value)}"
    )
    raise ValueError(msg)


def _likely_date(value: Any) -> str:
    """Return what to write instead of a date that is written another way, where that is plain."""
    text = re.sub(r"[^\w]+", "-", str(value).replace(",", " ").strip())
    for pattern in _DATES:
        with suppress(ValueError):
            return f" Write '{datetime.strptime(text, pattern).date()}'."  # noqa: DTZ007  (a day)
    return " Write four digits for the year, and two each for month and day."


def _strip(value: Any) -> Any:
    """Return a text without the blanks around it; one of which nothing can be seen is empty."""
    if not isinstance(value, str):
        return value
    is_seen = any(unicodedata.category(sign)[0] not in "CMZ" for sign in value)
    return value.strip() if is_seen else ""


def _refuse_line_break(value: str) -> str:
    if "\n" in value:
        msg = "must be a single line. Join the lines."
        raise ValueError(msg)
    return value


ONE_LINE = AfterValidator(_refuse_line_break)
"""Marks a text that stands on one line."""


def _refuse_excess(value: str) -> str:
    if excess := find_excess(value):
        raise ValueError(excess[1])
    return value


Id = Annotated[
    str,
    AfterValidator(_parse_identifier),
    Field(json_schema_extra={"pattern": f"^{PATTERN}$"}),
]
"""A stable name: lower-case words joined by hyphens."""

Text = Annotated[str, BeforeValidator(_strip), Field(min_length=1), AfterValidator(_refuse_excess)]
"""Prose in inline Markdown; a blank line starts a new paragraph."""

Line = Annotated[
    str,
    BeforeValidator(_strip),
    Field(min_length=1),
    ONE_LINE,
    AfterValidator(_refuse_excess),
]
"""Prose in inline Markdown on one line: a name, a heading, a question."""


def _parse_span(value: str) -> str:
    least, _, most = value.partition("-")
    if not re.fullmatch(_SPAN, value) or (most and int(most) <= int(least)):
        msg = (
            f"expected a number, or the least and the most, got {shown(value)}. "
            "Write it like 30 or 30-45."
        )
        raise ValueError(msg)
    return value


_SPAN = r"[1-9]\d{0,3}(?:-[1-9]\d{0,3})?"

Span = Annotated[
    str,
    BeforeValidator(_strip),
    AfterValidator(_parse_span),
    Field(json_schema_extra={"pattern": f"^{_SPAN}$"}),
]
"""How much there is of something: a number, or the least and the most, like 30 or 30-45."""

Flag = Annotated[bool, BeforeValidator(_parse_flag)]
"""Yes or no."""

Whole = Annotated[int, BeforeValidator(_parse_whole_number)]
"""A whole number."""

Date = Annotated[date, BeforeValidator(_parse_date)]
"""A day, as year-month-day."""

SourceIds = tuple[Annotated[Id, Reference("source")], ...]
"""The ids of the sources that facts are taken from."""


FormerIds = tuple[Id, ...]
"""The ids that a record had before, the oldest first."""


class Addressed(Record):
    """A record that has a page, or a place on one, under an address of its own."""

    id: Id
    """The stable name, in lower-case words joined by hyphens: the address, which never changes."""

    name: Line
    """What readers call it: the page's title and its name in menus. It may change; the id stays."""

    formerly: FormerIds = ()
    """The ids it had before, the oldest first, where it had to have another: the old address leads
    to the new one, and no other record may take an old id."""
