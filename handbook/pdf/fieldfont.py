"""The font of what people fill in, embedded so that any viewer can show and type it.

A simple font holds the letters of Windows-1252, which every viewer can type with; a second one is
added only for letters beyond these that are known to be filled in.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from fontTools import subset, ttLib
from pikepdf import Array, Dictionary, Name, Pdf

from handbook.pdf.letters import field_name, fonts_beside_text
from handbook.pdf.numberedfont import (
    SYMBOLIC,
    Program,
    add_descriptor,
    add_numbered_font,
    add_script_font,
    pack_program,
)

if TYPE_CHECKING:
    from pathlib import Path

    from pikepdf import Object

SIMPLE_NAME = "FieldSans"
WIDE_NAME = "FieldSansWide"

TYPED_LETTERS = bytes(range(32, 256)).decode("cp1252", "ignore")
"""What the simple font holds."""

_NONSYMBOLIC = 32
_DROPPED = ["GSUB", "GPOS", "GDEF"]


class FieldFont:
    """The font of filled-in words, in the two forms a PDF needs.

    Args:
        path: A TrueType file.
        letters: Every text that will be filled in, for its letters beyond Windows-1252.
    """

    def __init__(self, path: Path, *, letters: str = "") -> None:
        self._path = path
        self._font = ttLib.TTFont(path)
        self._glyphs: dict[int, str] = self._font.getBestCmap()
        wide = {letter for letter in letters if self.has_letter(letter)} - set(TYPED_LETTERS)
        self.wide_letters = "".join(sorted(wide))
        self._scripts = fonts_beside_text(letters)
        self._letters = letters

    def has_letter(self, letter: str) -> bool:
        """Say whether the font can show a letter."""
        return ord(letter) in self._glyphs

    def glyph(self, letter: str) -> int:
        """Return the number of a letter's glyph, as the wide font counts."""
        return int(self._font.getGlyphID(self._glyphs[ord(letter)]))

    def width(self, letter: str) -> int:
        """Return how wide a letter is, in thousandths of the font size."""
        glyph = self._glyphs.get(ord(letter), ".notdef")
        return self._scaled(self._font["hmtx"][glyph][0])

    def add_fonts(self, pdf: Pdf) -> Dictionary:
        """Embed the fonts in a PDF and return them under the names that fields use."""
        fonts = Dictionary({f"/{SIMPLE_NAME}": self._add_simple(pdf)})
        if self.wide_letters or self._scripts:
            fonts[f"/{WIDE_NAME}"] = self._add_wide(pdf)
        for font in self._scripts:
            name = field_name(font)
            fonts[f"/{name}"] = add_script_font(pdf, font, letters=self._letters)
        return fonts

    def _add_simple(self, pdf: Pdf) -> Object:
        name = Name(f"/FIELDS+{SIMPLE_NAME}")
        letters = [bytes([code]).decode("cp1252", "replace") for code in range(32, 256)]
        return pdf.make_indirect(
            Dictionary(
                Type=Name.Font,
                Subtype=Name.TrueType,
                BaseFont=name,
                FirstChar=32,
                LastChar=255,
                Widths=Array([self.width(letter) for letter in letters]),
                Encoding=Name.WinAnsiEncoding,
                FontDescriptor=self._descriptor(pdf, self._simple, name=name, flags=_NONSYMBOLIC),
            )
        )

    def _add_wide(self, pdf: Pdf) -> Object:
        glyphs = sorted((self.glyph(letter), letter) for letter in self._all_letters)
        name = Name(f"/FIELDW+{WIDE_NAME}")
        return add_numbered_font(
            pdf,
            name=name,
            widths={glyph: self.width(letter) for glyph, letter in glyphs},
            letters=glyphs,
            descriptor=self._descriptor(pdf, self._wide, name=name, flags=SYMBOLIC),
        )

    @property
    def _all_letters(self) -> str:
        typed = "".join(letter for letter in TYPED_LETTERS if self.has_letter(letter))
        return typed + self.wide_letters

    @cached_property
    def _simple(self) -> Program:
        return self._reduced(TYPED_LETTERS, keeps_numbers=False)

    @cached_property
    def _wide(self) -> Program:
        return self._reduced(self._all_letters, keeps_numbers=True)

    def _reduced(self, letters: str, *, keeps_numbers: bool) -> Program:
        options = subset.Options(
            layout_features=[],
            hinting=False,
            notdef_outline=True,
            retain_gids=keeps_numbers,
            name_IDs=[],
        )
        options.drop_tables += _DROPPED
        font = ttLib.TTFont(self._path, recalcTimestamp=False)
        subsetter = subset.Subsetter(options)
        subsetter.populate(text=letters)
        subsetter.subset(font)
        return pack_program(font)

    def _descriptor(self, pdf: Pdf, program: Program, *, name: Name, flags: int) -> Object:
        return add_descriptor(pdf, self._font, program=program, name=name, flags=flags)

    def _scaled(self, units: float) -> int:
        return round(units * 1000 / int(self._font["head"].unitsPerEm))
