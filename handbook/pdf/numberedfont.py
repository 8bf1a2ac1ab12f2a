"""Fonts in which letters are written as the numbers of glyphs: any letter, any shape of it."""

from __future__ import annotations

import io
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from fontTools import subset, ttLib
from fontTools.varLib import instancer
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from handbook.pdf.letters import EAST_ASIAN_WEIGHT, field_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pikepdf import Object

    from handbook.pdf.letters import PrintFont

SYMBOLIC = 4
"""The flag of a font whose letters are not those of a standard encoding."""

_KEPT_TABLES = frozenset({"GlyphOrder", "OS/2", "glyf", "loca", "head", "hhea", "hmtx", "maxp"})
_EXTENSION = 7
_UNKNOWN = "\ufffd"
_LARGEST_BLOCK = 100
_CMAP = """/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CMapName /{name} def /CMapType 2 def
1 begincodespacerange <0000> <ffff> endcodespacerange
{blocks}
endcmap CMapName currentdict /CMap defineresource pop end end"""


@dataclass(frozen=True, slots=True)
class Program:
    """A font file, compressed once for all the PDFs that embed it."""

    data: bytes
    """The file, compressed."""
    size: int
    """How many bytes it has when it is not."""


def add_script_font(pdf: Pdf, font: PrintFont, *, letters: str) -> Object:
    """Embed the font of a script with all shapes that some letters can take in any order."""
    program = ttLib.TTFont(font.path, recalcTimestamp=False)
    shapes = _reduce(program, letters=letters)
    said = _words_of_shapes(program, letters=letters)
    per_unit = 1000 / program["head"].unitsPerEm
    widths = {
        program.getGlyphID(name): round(program["hmtx"][name][0] * per_unit) for name in shapes
    }
    name = Name(f"/FIELDS+{field_name(font)}")
    for table in {*program.keys()} - _KEPT_TABLES:
        del program[table]
    descriptor = add_descriptor(
        pdf, program, program=pack_program(program), name=name, flags=SYMBOLIC
    )
    return add_numbered_font(
        pdf,
        name=name,
        widths=widths,
        letters=sorted((program.getGlyphID(name), said.get(name, _UNKNOWN)) for name in shapes),
        descriptor=descriptor,
    )


def add_numbered_font(
    pdf: Pdf,
    *,
    name: Name,
    widths: Mapping[int, int],
    letters: Sequence[tuple[int, str]],
    descriptor: Object,
) -> Object:
    """Add a font to a PDF in which a letter is the number of its glyph, in two bytes.

    Args:
        pdf: Where to add it.
        name: What the font is called in there.
        widths: How wide each glyph is, in thousandths of the size.
        letters: Each glyph with what it says, sorted; those that say one letter write it.
        descriptor: What describes its file.
    """
    parts = [part for glyph in sorted(widths) for part in (glyph, Array([widths[glyph]]))]
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=name,
        CIDToGIDMap=Name.Identity,
        DW=500,
        W=Array(parts),
        CIDSystemInfo=Dictionary(
            Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0
        ),
        FontDescriptor=descriptor,
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=name,
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(descendant)]),
            ToUnicode=pdf.make_stream(_to_unicode(letters, name=str(name).partition("+")[2])),
        )
    )


def add_descriptor(pdf: Pdf, font: Any, *, program: Program, name: Name, flags: int) -> Object:
    """Embed a font file and describe it."""
    head, metrics, os2 = font["head"], font["hhea"], font["OS/2"]
    stream = Stream(pdf, program.data)
    stream.Filter, stream.Length1 = Name.FlateDecode, program.size

    def scaled(units: float) -> int:
        return round(units * 1000 / int(head.unitsPerEm))

    return pdf.make_indirect(
        Dictionary(
            Type=Name.FontDescriptor,
            FontName=name,
            Flags=flags,
            ItalicAngle=0,
            StemV=80,
            Ascent=scaled(metrics.ascent),
            Descent=scaled(metrics.descent),
            CapHeight=scaled(os2.sCapHeight),
            FontBBox=Array([scaled(edge) for edge in (head.xMin, head.yMin, head.xMax, head.yMax)]),
            FontFile2=pdf.make_indirect(stream),
        )
    )


def pack_program(font: Any) -> Program:
    """Return a font as a compressed file."""
    out = io.BytesIO()
    font.save(out, reorderTables=False)
    return Program(zlib.compress(out.getvalue(), 9), len(out.getvalue()))


def _reduce(font: Any, *, letters: str) -> frozenset[str]:
    """Keep some letters and every shape of them, under their numbers; return their names."""
    options = subset.Options(
        layout_features=["*"],
        hinting=False,
        notdef_outline=True,
        retain_gids=True,
        name_IDs=[],
    )
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=f"{letters} ")
    subsetter.subset(font)
    if "fvar" in font:
        instancer.instantiateVariableFont(font, {"wght": EAST_ASIAN_WEIGHT}, inplace=True)
    return frozenset(subsetter.glyphs_retained)


def _words_of_shapes(font: Any, *, letters: str) -> dict[str, str]:
    """Return what each shape says: a letter, or the letters that it is joined of."""
    names = font.getBestCmap()
    said = {names[ord(letter)]: letter for letter in sorted({*letters, " "} & {*map(chr, names)})}
    steps = list(_substitutions(font))
    while new := {
        after: "".join(said[name] for name in before)
        for before, after in steps
        if after not in said and all(name in said for name in before)
    }:
        said |= new
    return said


def _substitutions(font: Any) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield which shapes a font puts for which others."""
    lookups = font["GSUB"].table.LookupList.Lookup if "GSUB" in font else ()
    for lookup in lookups:
        for table in lookup.SubTable:
            inner = table.ExtSubTable if lookup.LookupType == _EXTENSION else table
            for before, after in getattr(inner, "mapping", {}).items():
                # Where a shape is taken apart, its first part says all of it.
                yield (before,), after if isinstance(after, str) else after[0]
            for first, ligatures in getattr(inner, "ligatures", {}).items():
                for one in ligatures:
                    yield (first, *one.Component), one.LigGlyph


def _to_unicode(glyphs: Sequence[tuple[int, str]], *, name: str) -> bytes:
    """Return the map from glyphs back to letters, for copying and reading aloud."""
    blocks = []
    for start in range(0, len(glyphs), _LARGEST_BLOCK):
        block = glyphs[start : start + _LARGEST_BLOCK]
        lines = (f"<{glyph:04x}> <{letter.encode('utf-16-be').hex()}>" for glyph, letter in block)
        blocks.append("\n".join((f"{len(block)} beginbfchar", *lines, "endbfchar")))
    return _CMAP.format(name=name, blocks="\n".join(blocks)).encode()
