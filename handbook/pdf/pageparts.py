"""What each copy of a form needs anew: its pages, tags and links, numbered from any start.

Pure: the objects come as bytes with gaps for numbers, and go out as bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from handbook.pdf.lettering import render_lettering

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from handbook.pdf.filling import FormFiller

PAGES_NODE, PARENTS_LEAF, FIRST_PAGE = 1, 2, 3
"""The numbers, within a copy, of the node above its pages, its tags by page, and its first page."""


class Slot(NamedTuple):
    """A number that differs from copy to copy."""

    is_key: bool
    """Whether it counts keys of the parent tree instead of objects."""
    offset: int
    """How far it is from the first number of the copy."""


@dataclass(frozen=True, slots=True)
class Shape:
    """An object of a copy, with gaps for numbers."""

    text: bytes
    """The object, each gap as %d."""
    slots: tuple[Slot, ...] = ()
    """What stands in the gaps."""
    ticked: bytes = b""
    """For the tag of a box: the object where the box is ticked."""
    box: tuple[str, str] = ("", "")
    """For the tag of a box: its field, and the value that ticks it."""

    def render(self, base: int, *, key: int, values: Mapping[str, str]) -> bytes:
        """Return the object, its gaps filled."""
        name, value = self.box
        is_ticked = name and name in values and is_chosen(value, among=values[name])
        text = self.ticked if is_ticked else self.text
        return text % tuple([(key if slot[0] else base) + slot[1] for slot in self.slots])


class Mark(NamedTuple):
    """A place on a page where filled-in text goes."""

    tag: int
    """The number of its marked content."""
    corner: tuple[float, float]
    """Its lower left corner."""
    field: str
    """The field, or '' for one that is never filled."""
    place: int
    """Which of the field's boxes it is, from 0."""
    option: str
    """For a button: the value that ticks it."""
    look: bytes
    """For a box: what is drawn where it is ticked."""


@dataclass(frozen=True, slots=True)
class PageParts:
    """What each copy of a form is made of; number 0 of a copy is its bookmark."""

    shapes: tuple[Shape, ...]
    """The objects from number 1 on."""
    marks: tuple[tuple[Mark, ...], ...]
    """For each page, where text goes."""
    tops: tuple[int, ...]
    """The numbers of the outermost tags."""
    page_count: int
    """How many pages it has, a blank back included."""
    key_count: int
    """How many keys of the parent tree it needs."""
    language: str
    """The language of the form."""
    role_map: bytes
    """The part of the structure tree's root that explains tags."""

    @property
    def count(self) -> int:
        """How many of its objects are packed together."""
        return len(self.shapes) + 1

    @property
    def stream_count(self) -> int:
        """How many streams it has: one for each page with text."""
        return len(self.marks)

    @property
    def stride(self) -> int:
        """How many numbers it takes, the packing included."""
        return self.count + self.stream_count + 1

    def render(self, base: int, *, key: int, values: Mapping[str, str]) -> tuple[bytes, ...]:
        """Return its objects from number 1 on."""
        return tuple([shape.render(base, key=key, values=values) for shape in self.shapes])

    def draw(self, blank: FormFiller, values: Mapping[str, str]) -> Iterator[bytes]:
        """Yield what is drawn on each page."""
        for marks in self.marks:
            yield b"".join([_draw(mark, blank=blank, values=values) for mark in marks])


def is_chosen(option: str, *, among: str) -> bool:
    """Say whether an answer is among those chosen, a line each; a box alone has no words."""
    return not option or option in among.split("\n")


def _draw(mark: Mark, *, blank: FormFiller, values: Mapping[str, str]) -> bytes:
    value = values.get(mark.field, "")
    drawing = b""
    if value and mark.look:
        drawing = mark.look if is_chosen(mark.option, among=value) else b""
    elif value:
        lettering = blank.lay_out(mark.field, value, place=mark.place)
        drawing = render_lettering(lettering, box=blank.fields[mark.field].widgets[mark.place].box)
    if drawing:
        drawing = b"q 1 0 0 1 %.5f %.5f cm %s Q" % (*mark.corner, drawing)
    return b"/Form<</MCID %d>>BDC %s EMC\n" % (mark.tag, drawing)
