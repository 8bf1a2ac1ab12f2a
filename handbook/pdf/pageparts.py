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

    def text_for(self, values: Mapping[str, str]) -> bytes:
        """Return the object, its gaps left open."""
        name, value = self.box
        is_ticked = name and name in values and is_chosen(value, among=values[name])
        return self.ticked if is_ticked else self.text


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

    def draw(self, blank: FormFiller, values: Mapping[str, str]) -> Iterator[bytes]:
        """Yield what is drawn on each page."""
        for marks in self.marks:
            yield b"".join([_draw(mark, blank=blank, values=values) for mark in marks])


class Packed(NamedTuple):
    """The objects of a copy, a line end between them."""

    text: bytes
    """All of them."""
    offsets: tuple[int, ...]
    """Where each begins."""


class CopyPacker:
    """Fills the gaps of all objects of a copy at once; copies differ in little but numbers."""

    def __init__(self, shapes: tuple[Shape, ...]) -> None:
        """Remember, for each way of ticking the boxes, the objects as one text."""
        self._shapes = shapes
        self._boxed = tuple(shape for shape in shapes if shape.box[0])
        self._slots = tuple(slot for shape in shapes for slot in shape.slots)
        self._last = max((slot.offset for slot in self._slots if not slot.is_key), default=0)
        self._last_key = max((slot.offset for slot in self._slots if slot.is_key), default=0)
        self._texts: dict[tuple[bytes, ...], bytes] = {}
        self._offsets: dict[tuple[object, ...], tuple[int, ...]] = {}

    def pack(self, base: int, *, key: int, values: Mapping[str, str]) -> Packed:
        """Return the objects of a copy.

        Args:
            base: The first number of the copy.
            key: Its first key of the parent tree.
            values: What stands in its blanks.
        """
        ticks = tuple([shape.text_for(values) for shape in self._boxed])
        text = self._texts.get(ticks)
        if text is None:
            text = b"\n".join([shape.text_for(values) for shape in self._shapes])
            self._texts[ticks] = text
        numbers = tuple([(key if is_key else base) + offset for is_key, offset in self._slots])
        # Where objects begin depends on how many digits their numbers have, and on nothing else.
        digits = tuple(
            len(str(end)) for end in (base, base + self._last, key, key + self._last_key)
        )
        is_even = digits[0] == digits[1] and digits[2] == digits[3]
        offsets = self._offsets.get((ticks, digits)) if is_even else None
        if offsets is None:
            offsets = self._measure(base, key=key, values=values)
            if is_even:
                self._offsets[ticks, digits] = offsets
        return Packed(text % numbers, offsets)

    def _measure(self, base: int, *, key: int, values: Mapping[str, str]) -> tuple[int, ...]:
        offsets, at = [], 0
        for shape in self._shapes:
            offsets.append(at)
            numbers = tuple((key if is_key else base) + offset for is_key, offset in shape.slots)
            at += len(shape.text_for(values) % numbers) + 1
        return tuple(offsets)


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
