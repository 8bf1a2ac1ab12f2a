"""Several fonts of a blank that show a line together, with letters that join and change places."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from handbook.pdf.letters import TEXT_FAMILY, TEXT_FONT, PrintFont, joiners
from handbook.pdf.shaping import Shaper

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from handbook.pdf.lettering import FieldFont
    from handbook.pdf.shaping import Glyph, Run


class ShapedFace:
    """Shows any letters that the fonts of a blank have."""

    def __init__(self, text: FieldFont, *, scripts: Sequence[tuple[FieldFont, PrintFont]]) -> None:
        """Keep the fonts.

        Args:
            text: The font of Latin letters, whose letters are the numbers of glyphs.
            scripts: The fonts of other scripts, each with the file that it was made of.
        """
        self._fonts = (text, *(font for font, _ in scripts))
        files = (PrintFont(TEXT_FAMILY, TEXT_FONT), *(file for _, file in scripts))
        letters = [frozenset(font.widths) for font in self._fonts]
        self._shaper = Shaper(files, letters=letters)

    @property
    def name(self) -> str:
        """What the blank's resources call the first font."""
        return self._fonts[0].name

    @cached_property
    def resources(self) -> bytes:
        """The fonts as a resource dictionary lists them."""
        return b"".join(font.resources for font in self._fonts)

    @cached_property
    def widths(self) -> Mapping[str, float]:
        """The width of each letter that can be shown, in thousandths of the size."""
        found = dict.fromkeys(joiners(), 0.0)
        for font in reversed(self._fonts):
            found |= font.widths
        return found

    def width(self, text: str) -> float:
        """Return how wide a text is, in thousandths of the size."""
        return self._shaper.width(text)

    def show(self, line: str, *, size: float) -> bytes:
        """Return the instructions that show a line; what it says goes with what it shows."""
        return b" ".join(self._show(run, size=size) for run in self._shaper.shape(line))

    def _show(self, run: Run, *, size: float) -> bytes:
        said = run.text.encode("utf-16-be").hex().encode()
        name = self._fonts[run.font].name.encode()
        drawn = b" ".join(_strings(run.glyphs, size=size))
        return b"/Span<</ActualText<feff%s>>>BDC /%s %.2f Tf %s EMC" % (said, name, size, drawn)


def _strings(glyphs: Sequence[Glyph], *, size: float) -> Iterator[bytes]:
    """Yield the glyphs in strings of one height, with the steps between them."""
    parts: list[bytes] = []
    up = 0.0
    for glyph in glyphs:
        if glyph.up != up:
            if parts:
                yield b"[%s] TJ" % b"".join(parts)
            yield b"%.2f Ts" % (glyph.up * size / 1000)
            parts, up = [], glyph.up
        step = round(glyph.right + glyph.width - glyph.advance, 1)
        parts.append(b"%.1f " % -glyph.right if glyph.right else b"")
        parts.append(b"<%04x>" % glyph.number)
        parts.append(b"%.1f " % step if step else b"")
    if parts:
        yield b"[%s] TJ" % b"".join(parts)
    if up:
        yield b"0 Ts"
