"""The font of what people fill in: its letters, widths and the two ways it is embedded."""

from __future__ import annotations

import io
import zlib

import pikepdf
import pytest
from fontTools.ttLib import TTFont

from handbook.pdf.fieldfont import TYPED_LETTERS, FieldFont
from handbook.pdf.letters import FONTS_FOLDER

REGULAR = FONTS_FOLDER / "NotoSans-Regular.ttf"


def _embedded(font: FieldFont) -> pikepdf.Pdf:
    """Return a PDF that holds the fonts; a font lives no longer than its PDF."""
    pdf = pikepdf.new()
    pdf.Root.Fonts = font.add_fonts(pdf)
    out = io.BytesIO()
    pdf.save(out)
    return pikepdf.open(out)


def test_only_letters_beyond_windows_1252_need_the_wide_font() -> None:
    """Whatever the simple font has, or no font has, asks for nothing more."""
    assert FieldFont(REGULAR, letters="Renée’s café 山").wide_letters == ""
    assert FieldFont(REGULAR, letters="Łukasz Nguyễn").wide_letters == "Łễ"


def test_every_typed_letter_has_a_glyph() -> None:
    """What a viewer can type with the simple font is all there."""
    font = FieldFont(REGULAR)
    assert [letter for letter in TYPED_LETTERS if not font.has_letter(letter)] == ["\x7f"]


def test_the_simple_font_says_how_wide_its_letters_are() -> None:
    """The widths are those of the font, code by code in Windows-1252."""
    font = FieldFont(REGULAR)
    pdf = _embedded(font)
    simple = pdf.Root.Fonts["/FieldSans"]
    widths = [int(width) for width in simple.Widths]
    assert len(widths) == 256 - 32
    assert widths[ord("A") - 32] == font.width("A") == 639
    assert widths["€".encode("cp1252")[0] - 32] == font.width("€")


@pytest.mark.parametrize(("name", "letter"), [("/FieldSans", "g"), ("/FieldSansWide", "Ł")])
def test_the_embedded_program_has_the_letters(name: str, letter: str) -> None:
    """What is embedded is a whole TrueType font of the stated size that has the letter."""
    pdf = _embedded(FieldFont(REGULAR, letters="Ł"))
    font = pdf.Root.Fonts[name]
    descriptor = font.get("/FontDescriptor") or font.DescendantFonts[0].FontDescriptor
    data = zlib.decompress(descriptor.FontFile2.read_raw_bytes())
    assert len(data) == int(descriptor.FontFile2.Length1)
    assert ord(letter) in TTFont(io.BytesIO(data)).getBestCmap()


def test_glyphs_of_the_wide_font_keep_their_numbers() -> None:
    """A glyph's number in the embedded font is that of the whole font, and leads back to it."""
    font = FieldFont(REGULAR, letters="Łễ")
    pdf = _embedded(font)
    wide = pdf.Root.Fonts["/FieldSansWide"]
    data = wide.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes()
    embedded = TTFont(io.BytesIO(data))
    for letter in "ŁễA":
        assert embedded.getGlyphID(embedded.getBestCmap()[ord(letter)]) == font.glyph(letter)
        line = f"<{font.glyph(letter):04x}> <{ord(letter):04x}>"
        assert line in wide.ToUnicode.read_bytes().decode()


def test_two_fonts_from_one_file_are_the_same() -> None:
    """Embedding does not depend on when it is done."""
    pdfs = [_embedded(FieldFont(REGULAR)) for _ in range(2)]
    fonts = [pdf.Root.Fonts["/FieldSans"] for pdf in pdfs]
    assert len({font.FontDescriptor.FontFile2.read_raw_bytes() for font in fonts}) == 1
