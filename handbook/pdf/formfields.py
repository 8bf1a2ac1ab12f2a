"""The fields and fonts of a typeset form, as far as filling it in needs them.

Takes an empty form apart once; nothing is filled in here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pikepdf
from pikepdf import Name

from handbook.pdf.lettering import Box, FieldFont
from handbook.pdf.letters import field_font
from handbook.pdf.shapedface import ShapedFace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from handbook.pdf.lettering import Face

MULTILINE = 1 << 12
"""The flag of a text field that holds several lines."""

_CHANGES = frozenset({"/V", "/DV", "/AP", "/AS", "/DA", "/Ff"})
_DEFAULT_SIZE = 10.0


@dataclass(frozen=True, slots=True)
class Widget:
    """One box on the page."""

    number: int
    """The number of its object."""
    generation: int
    """The generation of its object."""
    kept: bytes
    """Its dictionary without end and without what filling changes."""
    box: Box
    """Where its text goes."""
    states: Mapping[str, bytes]
    """For a box to tick: the reference to the look of each state."""

    @property
    def on_state(self) -> str:
        """The name of the state in which it is ticked."""
        return next((state for state in self.states if state != "Off"), "Off")


@dataclass(frozen=True, slots=True)
class FormField:
    """One field of the form, which may have several boxes."""

    name: str
    """Its name."""
    type: str
    """Tx, Ch or Btn."""
    flags: int
    """What the form says of it in bits."""
    widgets: tuple[Widget, ...]
    """Its boxes; text stands in each of them."""
    options: tuple[str, ...]
    """For answers to tick: what each box stands for."""
    takes_several: bool
    """Whether each box is a field of its own, so that several can be ticked."""
    number: int
    """The number of the field's own object."""
    generation: int
    """The generation of the field's own object."""
    kept: bytes
    """The field's own dictionary, like that of a box."""


def read_fields(pdf: pikepdf.Pdf) -> Iterator[FormField]:
    """Yield every field that can be filled in, those of signatures left out."""
    form = pdf.Root.AcroForm
    for field in form.Fields:
        if field.get("/FT") == Name.Sig:
            continue
        boxes = [*field.Kids] if "/Kids" in field else [field]
        number, generation = field.objgen
        yield FormField(
            name=str(field.T),
            type=str(field.get("/FT", Name.Btn))[1:],
            flags=int(field.get("/Ff", 0)),
            widgets=tuple(_widget(one, box=_box(field, one, form=form)) for one in boxes),
            options=_answers(field, boxes),
            takes_several="/FT" not in field,
            number=number,
            generation=generation,
            kept=_kept(field),
        )


def _box(field: Any, widget: Any, *, form: Any) -> Box:
    left, bottom, right, top = map(float, widget.Rect)
    look = str(field.get("/DA", widget.get("/DA", form.get("/DA", ""))))
    size = re.search(r"([\d.]+) Tf", look)
    color = re.search(r"(?:[\d.]+ ){1,4}(?:g|rg|k)\b", look)
    return Box(
        width=right - left,
        height=top - bottom,
        size=(float(size[1]) if size else 0) or _DEFAULT_SIZE,
        is_multiline=field.get("/FT") == Name.Tx and bool(int(field.get("/Ff", 0)) & MULTILINE),
        color=(color[0] if color else "0 g").encode(),
    )


def _widget(widget: Any, *, box: Box) -> Widget:
    look: Any = widget.AP.N if "/AP" in widget else pikepdf.Dictionary()
    is_button = not isinstance(look, pikepdf.Stream)
    states = {str(name)[1:]: stream for name, stream in look.items()} if is_button else {}
    return Widget(
        number=widget.objgen[0],
        generation=widget.objgen[1],
        kept=_kept(widget),
        box=box,
        states={name: b"%d %d R" % stream.objgen for name, stream in states.items()},
    )


def _kept(dictionary: Any) -> bytes:
    kept = pikepdf.Dictionary({key: v for key, v in dictionary.items() if key not in _CHANGES})
    return bytes(kept.unparse()).rstrip()[:-2].rstrip()


def _answers(field: Any, boxes: list[Any]) -> tuple[str, ...]:
    """Return what each of several boxes stands for: the end of what it is called."""
    if "/Kids" not in field or field.get("/FT") == Name.Tx:
        return ()
    return tuple(str(box.TU).removeprefix(f"{field.TU}: ") for box in boxes)


def read_fonts(pdf: pikepdf.Pdf) -> tuple[Face, ...]:
    """Return what fields can be set in: the plain font first, what shapes its letters last."""
    fonts = tuple(_single_fonts(pdf))
    scripts = {font.name: found for font in fonts if (found := field_font(font.name))}
    if not scripts:
        return fonts
    plain = tuple(font for font in fonts if font.name not in scripts)
    shown = tuple((font, scripts[font.name]) for font in fonts if font.name in scripts)
    return (*plain, ShapedFace(plain[-1], scripts=shown))


def _single_fonts(pdf: pikepdf.Pdf) -> Iterator[FieldFont]:
    fonts = sorted(pdf.Root.AcroForm.DR.Font.items(), key=lambda item: item[1].Subtype == "/Type0")
    for name, font in fonts:
        codes = _wide_codes(font) if font.Subtype == Name.Type0 else _plain_codes()
        widths = _wide_widths(font) if font.Subtype == Name.Type0 else _plain_widths(font)
        usable = {letter: code for letter, code in codes.items() if code in widths}
        yield FieldFont(
            name=str(name)[1:],
            reference=b"%d %d R" % font.objgen,
            widths={letter: widths[code] for letter, code in usable.items()},
            codes={ord(letter): code.hex() for letter, code in usable.items()},
        )


def _plain_codes() -> dict[str, bytes]:
    pairs = ((bytes([code]), bytes([code]).decode("cp1252", "ignore")) for code in range(32, 256))
    return {letter: code for code, letter in pairs if letter.isprintable() and letter}


def _plain_widths(font: Any) -> dict[bytes, float]:
    first = int(font.FirstChar)
    return {bytes([first + place]): float(width) for place, width in enumerate(font.Widths)}


def _wide_codes(font: Any) -> dict[str, bytes]:
    """Read from a font's own table which code stands for which letter."""
    table = bytes(font.ToUnicode.read_bytes())
    codes: dict[str, bytes] = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for code, letter in re.findall(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>", block):
            codes.setdefault(_utf16(letter), bytes.fromhex(code.decode()))
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for low, high, letter in re.findall(rb"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
            for step in range(int(high, 16) - int(low, 16) + 1):
                code = (int(low, 16) + step).to_bytes(2)
                codes.setdefault(chr(ord(_utf16(letter)) + step), code)
    return {letter: code for letter, code in codes.items() if len(letter) == 1}


def _utf16(digits: bytes) -> str:
    return bytes.fromhex(digits.decode()).decode("utf-16-be", "replace")


def _wide_widths(font: Any) -> dict[bytes, float]:
    parts = [*font.DescendantFonts[0].get("/W", [])]
    widths: dict[bytes, float] = {}
    while parts:
        first, following = int(parts.pop(0)), parts.pop(0)
        if isinstance(following, pikepdf.Array):
            for place, width in enumerate(following):
                widths[(first + place).to_bytes(2)] = float(width)
        else:
            width = float(parts.pop(0))
            for code in range(first, int(following) + 1):
                widths[code.to_bytes(2)] = width
    return widths
