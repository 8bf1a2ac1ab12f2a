"""The font of what people fill in, embedded so that any viewer can show and type it.

A simple font holds the letters of Windows-1252, which every viewer can type with; a second one is
added only for letters beyond these that are known to be filled in.
"""

from __future__ import annotations

import io
import zlib
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from fontTools import subset, ttLib
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

if TYPE_CHECKING:
    from pathlib import Path

    from pikepdf import Object

SIMPLE_NAME = "FieldSans"
WIDE_NAME = "FieldSansWide"

TYPED_LETTERS = bytes(range(32, 256)).decode("cp1252", "ignore")
"""What the simple font holds."""

_SYMBOLIC, _NONSYMBOLIC = 4, 32
_DROPPED = ["GSUB", "GPOS", "GDEF"]


@dataclass(frozen=True, slots=True)
class _Program:
    """A font file, compressed once for all the PDFs that embed it."""

    data: bytes
    size: int


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
        if self.wide_letters:
            fonts[f"/{WIDE_NAME}"] = self._add_wide(pdf)
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
        name = Name(f"/FIELDW+{WIDE_NAME}")
        glyphs = sorted((self.glyph(letter), letter) for letter in self._all_letters)
        widths = [part for glyph, letter in glyphs for part in (glyph, Array([self.width(letter)]))]
        descendant = Dictionary(
            Type=Name.Font,
            Subtype=Name.CIDFontType2,
            BaseFont=name,
            CIDToGIDMap=Name.Identity,
            DW=500,
            W=Array(widths),
            CIDSystemInfo=Dictionary(
                Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0
            ),
            FontDescriptor=self._descriptor(pdf, self._wide, name=name, flags=_SYMBOLIC),
        )
        return pdf.make_indirect(
            Dictionary(
                Type=Name.Font,
                Subtype=Name.Type0,
                BaseFont=name,
                Encoding=Name("/Identity-H"),
                DescendantFonts=Array([pdf.make_indirect(descendant)]),
                ToUnicode=pdf.make_stream(_to_unicode(glyphs)),
            )
        )

    @property
    def _all_letters(self) -> str:
        typed = "".join(letter for letter in TYPED_LETTERS if self.has_letter(letter))
        return typed + self.wide_letters

    @cached_property
    def _simple(self) -> _Program:
        return self._reduced(TYPED_LETTERS, keeps_numbers=False)

    @cached_property
    def _wide(self) -> _Program:
        return self._reduced(self._all_letters, keeps_numbers=True)

    def _reduced(self, letters: str, *, keeps_numbers: bool) -> _Program:
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
        out = io.BytesIO()
        font.save(out, reorderTables=False)
        return _Program(zlib.compress(out.getvalue(), 9), len(out.getvalue()))

    def _descriptor(self, pdf: Pdf, program: _Program, *, name: Name, flags: int) -> Object:
        head, metrics, os2 = self._font["head"], self._font["hhea"], self._font["OS/2"]
        stream = Stream(pdf, program.data)
        stream.Filter, stream.Length1 = Name.FlateDecode, program.size
        box = (head.xMin, head.yMin, head.xMax, head.yMax)
        return pdf.make_indirect(
            Dictionary(
                Type=Name.FontDescriptor,
                FontName=name,
                Flags=flags,
                ItalicAngle=0,
                StemV=80,
                Ascent=self._scaled(metrics.ascent),
                Descent=self._scaled(metrics.descent),
                CapHeight=self._scaled(os2.sCapHeight),
                FontBBox=Array([self._scaled(edge) for edge in box]),
                FontFile2=pdf.make_indirect(stream),
            )
        )

    def _scaled(self, units: float) -> int:
        return round(units * 1000 / int(self._font["head"].unitsPerEm))


_CMAP = """/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CMapName /{name} def /CMapType 2 def
1 begincodespacerange <0000> <ffff> endcodespacerange
{blocks}
endcmap CMapName currentdict /CMap defineresource pop end end"""
_LARGEST_BLOCK = 100


def _to_unicode(glyphs: list[tuple[int, str]]) -> bytes:
    """Return the map from glyphs back to letters, for copying and reading aloud."""
    blocks = []
    for start in range(0, len(glyphs), _LARGEST_BLOCK):
        block = glyphs[start : start + _LARGEST_BLOCK]
        lines = (f"<{glyph:04x}> <{letter.encode('utf-16-be').hex()}>" for glyph, letter in block)
        blocks.append("\n".join((f"{len(block)} beginbfchar", *lines, "endbfchar")))
    return _CMAP.format(name=WIDE_NAME, blocks="\n".join(blocks)).encode()
