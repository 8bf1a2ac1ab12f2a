"""Text in the boxes of a form: which font has its letters, how large, and on how many lines.

Pure: fonts come as widths and codes, text goes out as drawing instructions.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

SMALLEST = 6.5
"""The smallest size of letters, in points, before a text counts as too long."""

MARGIN = 3.0
"""The space between the side of a box and its text, in points; viewers keep about the same."""

_STEP = 0.5
_CAP_HEIGHT = 0.72
_LINE_HEIGHT = 1.15
_TYPICAL_WIDTH = 0.52
_RULES_APART = 19  # as fields.typ rules the lines of a long answer
_BREAKS_AFTER = "-\u2010–/"


class Face(Protocol):
    """What text in fields is set in: one font, or several that show a line together."""

    @property
    def name(self) -> str:
        """What the blank's resources call the first font."""
        ...

    @property
    def resources(self) -> bytes:
        """The fonts as a resource dictionary lists them."""
        ...

    @property
    def widths(self) -> Mapping[str, float]:
        """The width of each letter that can be shown, in thousandths of the size."""
        ...

    def width(self, text: str) -> float:
        """Return how wide a text is, in thousandths of the size."""
        ...

    def show(self, line: str, *, size: float) -> bytes:
        """Return the instructions that show a line where the last one ended or began."""
        ...


@dataclass(frozen=True, slots=True)
class FieldFont:
    """A font of the blank, as far as text in fields needs it: each letter is one glyph of it."""

    name: str
    """What the blank's resources call it."""
    reference: bytes
    """The reference to it, as in '12 0 R'."""
    widths: Mapping[str, float]
    """The width of each letter it has, in thousandths of the size."""
    codes: Mapping[int, str]
    """How each letter is written in a string, in hexadecimal; letters by their numbers."""

    def width(self, text: str) -> float:
        """Return how wide a text is, in thousandths of the size.

        Raises:
            KeyError: The font lacks a letter.
        """
        return sum(map(self.widths.__getitem__, text))

    @property
    def resources(self) -> bytes:
        """The font as a resource dictionary lists it."""
        return b"/%s %s" % (self.name.encode(), self.reference)

    def show(self, line: str, *, size: float) -> bytes:  # noqa: ARG002  (others need it)
        """Return the instructions that show a line."""
        return b"<%s> Tj" % line.translate(self.codes).encode()


@dataclass(frozen=True, slots=True)
class Box:
    """The inside of a field."""

    width: float
    """How wide it is, in points."""
    height: float
    """How high it is, in points."""
    size: float
    """The size of letters it is made for."""
    is_multiline: bool
    """Whether it is made for several lines."""
    color: bytes = b"0 g"
    """The instruction that sets the colour of letters."""


@dataclass(frozen=True, slots=True)
class Lettering:
    """A text, laid out in a box."""

    font: Face
    """The font that has its letters."""
    size: float
    """How large it is."""
    lines: tuple[str, ...]
    """Its lines."""


def missing_letters(text: str, *, fonts: tuple[Face, ...]) -> str:
    """Return the letters for which a text can be set in none of the fonts, or ''."""
    letters = set(text) - {"\n"}
    lacking = min((letters - font.widths.keys() for font in fonts), key=len, default=letters)
    return "".join(sorted(lacking))


def fit_text(text: str, *, box: Box, fonts: tuple[Face, ...]) -> Lettering | None:
    """Lay out a text so that all of it can be read, in the first font that has its letters.

    A text on one line is set smaller before it goes onto a second line; nothing is ever cut off.

    Returns:
        The lettering; None where the box is too small, or no font has all the letters.
    """
    for font in fonts:
        # Looking the widths up tells whether the font has the letters: once for both.
        try:
            return _fit(text, box=box, font=font)
        except KeyError:
            continue
    return None


def _fit(text: str, *, box: Box, font: Face) -> Lettering | None:
    if not box.is_multiline:
        width = font.width(text)
        size = min(box.size, (box.width - 2 * MARGIN) * 1000 / width) if width else box.size
        if size >= SMALLEST + _STEP:
            return Lettering(font, size, (text,))
    size = box.size
    while size >= SMALLEST:
        lines = _wrap(text, width=(box.width - 2 * MARGIN) * 1000 / size, font=font)
        if lines and len(lines) * size * _LINE_HEIGHT <= box.height - 1:
            return Lettering(font, size, lines)
        size -= _STEP
    return None


def capacity(box: Box) -> int:
    """Return about how many letters fit into a box at the smallest size."""
    rows = max(1, int((box.height - 1) / (SMALLEST * _LINE_HEIGHT)))
    return int(rows * (box.width - 2 * MARGIN) / (SMALLEST * _TYPICAL_WIDTH) * 0.95)


def render_lettering(lettering: Lettering, *, box: Box) -> bytes:
    """Return the instructions that draw a text within its box, whose corner is at (0, 0)."""
    size, lines, font = lettering.size, lettering.lines, lettering.font
    leading, first = _leading_and_first_line(lettering, box=box)
    shown = b" T* ".join([font.show(line, size=size) for line in lines])
    return b"q 1 1 %.2f %.2f re W n BT %s /%s %.2f Tf %.2f TL %.2f %.2f Td %s ET Q" % (
        box.width - 2,
        box.height - 2,
        box.color,
        font.name.encode(),
        size,
        leading,
        MARGIN,
        first,
        shown,
    )


def _leading_and_first_line(lettering: Lettering, *, box: Box) -> tuple[float, float]:
    """Return how far lines are apart, and how high the first one stands."""
    size, count = lettering.size, len(lettering.lines)
    leading = size * _LINE_HEIGHT
    if not box.is_multiline:
        return leading, (box.height - size * _CAP_HEIGHT + leading * (count - 1)) / 2
    ruled = round(box.height / _RULES_APART)
    if size == box.size and count <= ruled:
        leading = box.height / ruled
        return leading, box.height - leading + (leading - size * _CAP_HEIGHT) / 2
    return leading, box.height - MARGIN - size * 0.9


def _wrap(text: str, *, width: float, font: Face) -> tuple[str, ...]:
    """Break a text into lines no wider than the width; () where not even a letter fits."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for piece in _pieces(paragraph):
            if font.width(line + piece.rstrip()) <= width:
                line += piece
                continue
            if line:
                lines.append(line.rstrip())
            line = piece
            while font.width(line.rstrip()) > width:
                cut = _letters_within(line, width=width, font=font)
                if not cut:
                    return ()
                lines.append(line[:cut])
                line = line[cut:]
        lines.append(line.rstrip())
    return tuple(lines)


def _pieces(paragraph: str) -> list[str]:
    """Split at the places where a line may end, keeping every character."""
    pieces, start = [], 0
    for place, character in enumerate(paragraph, start=1):
        if character == " " or character in _BREAKS_AFTER:
            pieces.append(paragraph[start:place])
            start = place
    return [*pieces, paragraph[start:]]


def _letters_within(text: str, *, width: float, font: Face) -> int:
    used = 0.0
    for count, letter in enumerate(text):
        used += font.widths[letter]
        if used > width:
            return count
    return len(text)
