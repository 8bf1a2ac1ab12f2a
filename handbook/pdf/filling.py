"""Fills in a typeset form for one person after another, by appending to it what changes.

The empty form is taken apart once; a filled one is the same bytes and an incremental update behind
them. Text is data here: it is only ever written as hexadecimal strings.
"""

from __future__ import annotations

import io
import re
import struct
import zlib
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

import pikepdf

from handbook.pdf.formfields import MULTILINE, read_fields, read_fonts
from handbook.pdf.lettering import (
    Lettering,
    capacity,
    fit_text,
    missing_letters,
    render_lettering,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from handbook.pdf.formfields import FormField, Widget
    from handbook.pdf.lettering import Face

_MOST_REMEMBERED = 256


class _Text(NamedTuple):
    """A text in a box, in the parts that an update is made of."""

    type: bytes
    """In which letters it is set."""
    value: bytes
    """What the field holds, its letters included."""
    look: bytes
    """The stream that draws it."""


@dataclass(frozen=True)
class FormFiller:
    """A typeset form that can be filled in again and again."""

    content: bytes
    """The empty form, with which every filled one begins."""
    fields: Mapping[str, FormField]
    """Its fields by their names."""
    fonts: tuple[Face, ...]
    """The fonts for text in fields, the plain one first."""
    size: int
    """The number after that of its last object."""
    previous: int
    """Where its cross-reference section starts."""
    trailer: bytes
    """The part of the trailer that stays: the catalog and the first half of the ID."""

    def fault(self, name: str, value: str) -> str:
        """Return why a value cannot stand in a field, worded to follow the value, or ''."""
        field = self.fields.get(name)
        if field is None:
            return f"belongs to '{name}', which the PDF of the form does not have."
        if field.type == "Btn":
            return ""
        full = (one for one in field.widgets if not fit_text(value, box=one.box, fonts=self.fonts))
        tight = next(full, None)
        if tight is None:
            return ""
        if lacking := missing_letters(value, fonts=self.fonts):
            shown = f"'{lacking[0]}' (U+{ord(lacking[0]):04X})"
            return (
                f"holds {shown}, a letter that no font of the form has. "
                "Leave the row out, print the form blank, and write it by hand."
            )
        about = capacity(tight.box)
        return f"is too long for its box, which holds about {about} letters. Shorten it."

    def lay_out(self, name: str, value: str, *, place: int = 0) -> Lettering:
        """Return a text as it stands in its box, or in one of the boxes of its field.

        Raises:
            ValueError: It does not fit; `fault` says so in words.
        """
        box = self.fields[name].widgets[place].box
        lettering = fit_text(value, box=box, fonts=self.fonts)
        if lettering is None:
            raise ValueError(name)
        return lettering

    def update(self, values: Mapping[str, str]) -> bytes:
        """Return what to append to the empty form so that it holds these values.

        Raises:
            ValueError: A value does not fit; `fault` says so in words.
        """
        update = _Update(len(self.content), first_number=self.size)
        for name, value in values.items():
            field = self.fields[name]
            if field.type != "Btn":
                self._add_text(update, field, value)
            elif field.takes_several:
                for answer in value.split("\n"):
                    _add_tick(update, field.widgets[field.options.index(answer)])
            elif field.options:
                _add_choice(update, field, value)
            else:
                _add_tick(update, field.widgets[0])
        return update.finish(previous=self.previous, trailer=self.trailer)

    def fill(self, values: Mapping[str, str]) -> bytes:
        """Return the whole form with these values."""
        return self.content + self.update(values)

    def _add_text(self, update: _Update, field: FormField, value: str) -> None:
        known = self._known.setdefault(field.name, {})
        parts = known.get(value)
        if parts is None:
            places = range(len(field.widgets))
            parts = tuple(self._render_text(field, value, place=place) for place in places)
            if len(known) >= _MOST_REMEMBERED:
                known.clear()
            known[value] = parts
        is_alone = len(field.widgets) == 1
        if not is_alone:
            update.add(field.number, field.generation, b"%s%s>>" % (field.kept, parts[0].value))
        for widget, part in zip(field.widgets, parts, strict=True):
            body = widget.kept + (part.value if is_alone else part.type)
            number = update.add_new(part.look)
            update.add(widget.number, widget.generation, b"%s/AP<</N %d 0 R>>>>" % (body, number))

    def _render_text(self, field: FormField, value: str, *, place: int) -> _Text:
        lettering = self.lay_out(field.name, value, place=place)
        box, font = field.widgets[place].box, lettering.font
        drawing = b"/Tx BMC %s EMC" % render_lettering(lettering, box=box)
        look = (
            b"<</Type/XObject/Subtype/Form/BBox[0 0 %.5f %.5f]/Resources<</Font<<%s>>>>"
            b"/Length %d>>\nstream\n%s\nendstream"
        ) % (box.width, box.height, font.resources, len(drawing), drawing)
        flags = field.flags | (MULTILINE if field.type == "Tx" and len(lettering.lines) > 1 else 0)
        plain = self.fonts[0].name.encode()
        text = pdf_text(value)
        type_ = b"/DA(/%s %.4g Tf %s)" % (plain, lettering.size, box.color)
        said = b"%s%s/V %s/DV %s" % (type_, b"/Ff %d" % flags if flags else b"", text, text)
        return _Text(type_, said, look)

    @cached_property
    def _known(self) -> dict[str, dict[str, tuple[_Text, ...]]]:
        return {}


class _Update:
    """An appended section: objects, and the table that says where they are."""

    def __init__(self, start: int, *, first_number: int) -> None:
        self._at = start
        self._number = first_number
        self._parts: list[bytes] = []
        self._places: list[tuple[int, int, int]] = []

    def add_new(self, body: bytes) -> int:
        number = self._number
        self._number += 1
        self.add(number, 0, body)
        return number

    def add(self, number: int, generation: int, body: bytes) -> None:
        self._places.append((number, self._at, generation))
        part = b"%d %d obj\n%s\nendobj\n" % (number, generation, body)
        self._parts.append(part)
        self._at += len(part)

    def finish(self, *, previous: int, trailer: bytes) -> bytes:
        start = self._at
        self._places.append((self._number, start, 0))
        self._places.sort()
        table = b"".join([_PLACE(1, at, generation) for _, at, generation in self._places])
        index = b" ".join([b"%d 1" % number for number, _, _ in self._places])
        mark = b"%08x%08x" % (zlib.crc32(b"".join(self._parts)), len(self._parts))
        self._parts.append(
            b"%d 0 obj\n<</Type/XRef/W[1 4 2]/Index[%s]/Size %d/Prev %d%s<%s>]/Length %d>>\n"
            b"stream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n"
            % (
                self._number,
                index,
                self._number + 1,
                previous,
                trailer,
                mark * 2,
                len(table),
                table,
                start,
            )
        )
        return b"".join(self._parts)


_PLACE = struct.Struct(">BIH").pack


def pdf_text(text: str) -> bytes:
    """Write a text as a PDF string that any character may stand in."""
    return b"<feff%s>" % text.encode("utf-16-be").hex().encode()


def open_form(blank: bytes) -> FormFiller:
    """Take an empty form apart.

    Raises:
        ValueError: It is no form that can be filled by appending.
    """
    starts = re.findall(rb"startxref\s+(\d+)", blank)
    with pikepdf.open(io.BytesIO(blank)) as pdf:
        if "/AcroForm" not in pdf.Root or b"/XRef" not in blank[int(starts[-1]) :]:
            raise ValueError("no fields, or no cross-reference stream")
        number, generation = pdf.Root.objgen
        first_id = bytes(pdf.trailer.ID[0]).hex().encode()
        return FormFiller(
            content=blank,
            fields={field.name: field for field in read_fields(pdf)},
            fonts=tuple(read_fonts(pdf)),
            size=int(pdf.trailer.Size),
            previous=int(starts[-1]),
            trailer=b"/Root %d %d R/ID[<%s>" % (number, generation, first_id),
        )


_open_kept = lru_cache(maxsize=64)(open_form)


def fill_forms(
    blanks: Mapping[str, bytes], wanted: Sequence[tuple[str, Mapping[str, str]]]
) -> list[bytes]:
    """Return what to append to empty forms so that they hold values.

    Plain values come in and go out, so that another process can do it; each takes a form apart
    once.

    Args:
        blanks: The empty forms by their ids.
        wanted: For each form that is wanted, its id and the values by the names of its blanks.

    Raises:
        ValueError: A value does not fit.
    """
    forms = {name: _open_kept(blank) for name, blank in blanks.items()}
    return [forms[name].update(values) for name, values in wanted]


def _add_tick(update: _Update, widget: Widget) -> None:
    _add_state(update, widget, state=widget.on_state, more=b"/V/%s")


def _add_choice(update: _Update, field: FormField, value: str) -> None:
    chosen = field.options.index(value)
    state = field.widgets[chosen].on_state
    flags = b"/Ff %d" % field.flags if field.flags else b""
    body = b"%s%s/V/%s>>" % (field.kept, flags, state.encode())
    update.add(field.number, field.generation, body)
    _add_state(update, field.widgets[chosen], state=state)


def _add_state(update: _Update, widget: Widget, *, state: str, more: bytes = b"") -> None:
    name = state.encode()
    looks = b"".join(b"/%s %s" % (key.encode(), look) for key, look in widget.states.items())
    value = more % name if more else b""
    body = b"%s%s/AS/%s/AP<</N<<%s>>>>>>" % (widget.kept, value, name, looks)
    update.add(widget.number, widget.generation, body)
