"""Names in any script are filled in with their letters joined, in place, and in the right order."""

from __future__ import annotations

import io
import random
import shutil
import subprocess
from functools import cache
from typing import TYPE_CHECKING

import page
import pikepdf
import pypdfium2
import pytest
import typst
from PIL import Image, ImageChops

from handbook.opening import open_forms
from handbook.pdf.filling import FormFiller, open_form
from handbook.pdf.letters import (
    TEXT_FAMILY,
    TEXT_FONT,
    PrintFont,
    field_font,
    field_name,
    fonts_beside_text,
    fonts_for,
    letters_of,
)
from handbook.pdf.printing import FormPrinter
from handbook.pdf.shaping import Shaper
from handbook.press import Press
from tests.conftest import FIXTURES

if TYPE_CHECKING:
    from pathlib import Path

    from handbook.forms.structure import FormDocument

NAMES = {
    "Hebrew": "שלום כהן",
    "Arabic": "محمد علي",
    "Devanagari": "सीता शर्मा",
    "Gurmukhi": "ਹਰਪ੍ਰੀਤ ਸਿੰਘ",
    "Khmer": "សុខា ខ្មែរ",
    "Thai": "สมชาย ใจดี",
    "Cherokee": "ᏎᏉᏯ Lee",
    "Ethiopic": "አበበ ቢቂላ",
    "Greek": "Γιώργος Παππάς",
    "Cyrillic": "Ольга Іваненко",
    "two scripts": "Ana محمد Łukasz",
}
REORDERED = {"Hebrew", "Arabic", "two scripts"}
"""Where PDFium turns words round that run from right to left; the value stays as it is written."""

EAST_ASIAN = {"Chinese": "王小明", "Japanese": "山田 たろう", "Korean": "김철수"}


@cache
def form() -> FormDocument:
    """Return a small form."""
    _, documents = open_forms(FIXTURES / "small-handbook", press=Press())
    return documents[0]


@cache
def blank(names: tuple[str, ...]) -> FormFiller:
    """Return a form whose fonts have the letters of some names."""
    return open_form(FormPrinter(timestamp=0, letters="".join(names)).render(form()))


def text_field(empty: FormFiller) -> str:
    """Return the name of the first field for a line of text."""
    return next(name for name, one in empty.fields.items() if one.type == "Tx")


@pytest.mark.slow
@pytest.mark.parametrize("script", NAMES)
def test_name_in_a_script(script: str, tmp_path: Path) -> None:
    """A filled form is a tagged PDF, and its value is the name as it is written."""
    empty, name = blank(tuple(NAMES.values())), NAMES[script]
    field = text_field(empty)
    assert empty.fault(field, name) == ""
    filled = empty.fill({field: name})
    assert value_of(filled, field) == name
    path = tmp_path / "filled.pdf"
    path.write_bytes(filled)
    assert page.validate_pdf(str(path), profile="ua1").is_compliant
    if script not in REORDERED:
        assert bare(name) in bare(printed_words(filled))


def printed_words(filled: bytes) -> str:
    """Return what a reader finds on the sheets once the fields are part of them."""
    document = pypdfium2.PdfDocument(filled)
    document.init_forms()
    for sheet in document:
        sheet.flatten()
    out = io.BytesIO()
    document.save(out)
    flat = pypdfium2.PdfDocument(out.getvalue())
    return "".join(sheet.get_textpage().get_text_range() for sheet in flat)


def value_of(filled: bytes, field: str) -> str:
    """Return what a field holds, as any program reads it."""
    with pikepdf.open(io.BytesIO(filled)) as pdf:
        widgets = [one for sheet in pdf.pages for one in sheet.get("/Annots", [])]
        return str(next(one.V for one in widgets if str(one.get("/T", "")) == field))


def bare(words: str) -> str:
    """Return a text without its spaces."""
    return "".join(words.split())


@pytest.mark.slow
def test_names_in_chinese_japanese_and_korean() -> None:
    """The fonts of the extra are used where a roster needs them."""
    empty = blank(tuple(EAST_ASIAN.values()))
    field = text_field(empty)
    for name in EAST_ASIAN.values():
        assert empty.fault(field, name) == ""
        assert value_of(empty.fill({field: name}), field) == name


@pytest.mark.slow
def test_plain_names_are_written_as_ever() -> None:
    """Where one letter is one glyph, no form has another font and no name is shaped."""
    empty = blank(("Ana Łukasz",))
    assert [face.name for face in empty.fonts] == ["FieldSans", "FieldSansWide"]


@pytest.mark.slow
def test_the_same_names_give_the_same_form() -> None:
    """The fonts with their shapes are the same bytes each time."""
    names = "".join(NAMES.values())
    once, again = (FormPrinter(timestamp=0, letters=names).render(form()) for _ in range(2))
    assert once == again


@pytest.mark.slow
def test_letter_of_no_font() -> None:
    """A letter that no font has is named, and a way to go on."""
    empty = blank(("Ana",))
    assert empty.fault(text_field(empty), "ཀརྨ") == (
        "holds 'ཀ' (U+0F40), a letter that no font of the form has. Leave the row out, print the "
        "form blank, and write it by hand."
    )


def shaper(words: str) -> Shaper:
    """Return what shapes a text with the fonts that it needs."""
    fonts = [PrintFont(TEXT_FAMILY, TEXT_FONT), *fonts_beside_text(words)]
    return Shaper(fonts, letters=[letters_of(font) for font in fonts])


def test_runs_stand_from_left_to_right() -> None:
    """What is read from right to left comes in the order in which it stands on paper."""
    assert [run.text for run in shaper("Ana שלום Lee").shape("Ana שלום Lee")] == [
        "Ana ",
        "שלום",
        " ",
        "Lee",
    ]
    first, *_ = shaper("אב").shape("אב")
    alone = [shaper(letter).shape(letter)[0].glyphs[0].number for letter in "אב"]
    assert [glyph.number for glyph in first.glyphs] == alone[::-1]


def test_letters_join() -> None:
    """A letter in the middle of an Arabic word has another shape than alone."""
    (joined,) = shaper("ععع").shape("ععع")
    (alone,) = shaper("ع").shape("ع")
    assert len({glyph.number for glyph in (*joined.glyphs, *alone.glyphs)}) == 4


@pytest.mark.parametrize("seed", range(5))
def test_any_letters_can_be_shaped(seed: int) -> None:
    """No mix of letters, marks and joiners breaks the shaping, and nothing gets lost."""
    chance = random.Random(seed)  # noqa: S311  (no secret)
    letters = "".join(NAMES.values()) + "\u200d\u200c\u0301 -()12"
    for _ in range(50):
        text = "".join(chance.choices(letters, k=chance.randint(1, 12)))
        runs = shaper(text).shape(text)
        assert sorted("".join(run.text for run in runs)) == sorted(text)


def test_a_field_knows_its_font_by_name() -> None:
    """The name that a form gives a script's font leads back to the font."""
    (font,) = fonts_beside_text("ע")
    assert field_name(font) == "FieldSansHebrew"
    assert field_font("FieldSansHebrew") == font
    assert field_font("FieldSans") is None


@pytest.mark.parametrize("script", NAMES | EAST_ASIAN)
def test_names_look_as_typst_sets_them(script: str) -> None:
    """The picture of a filled field is that of the same words as the typesetter sets them."""
    names = NAMES | EAST_ASIAN
    empty, name = blank(tuple(names.values())), names[script]
    field = text_field(empty)
    filled = ink(picture_of_field(empty.fill({field: name}), field))
    fonts = fonts_for(name)
    families = ", ".join(f'"{family}"' for family in fonts.families)
    page_set = f"#set page(width: 400pt, height: 60pt)\n#set text(10pt, font: ({families},))\n"
    source, files = f'{page_set}#"{name}"'.encode(), typst.Fonts(font_paths=[*fonts.folders])
    typeset = typst.compile(source, format="png", ppi=72 * SCALE, font_paths=files)
    expected = ink(Image.open(io.BytesIO(typeset)))
    assert filled.width == pytest.approx(expected.width, rel=0.02)
    assert filled.height == pytest.approx(expected.height, rel=0.02, abs=2)
    assert shared_ink(filled, expected) > (0.6 if script == "Greek" else 0.75)


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="Poppler is not installed")
@pytest.mark.parametrize("script", NAMES)
def test_poppler_reads_the_name(script: str, tmp_path: Path) -> None:
    """Another viewer's engine finds the letters, and their order where it runs with the line."""
    empty, name = blank(tuple(NAMES.values())), NAMES[script]
    path = tmp_path / "filled.pdf"
    path.write_bytes(empty.fill({text_field(empty): name}))
    command = ("pdftotext", "-enc", "UTF-8", path, "-")
    found = bare(subprocess.run(command, check=True, capture_output=True).stdout.decode())
    if script in REORDERED:
        assert not set(bare(name)) - set(found)
    else:
        assert bare(name) in found


SCALE = 8
"""How many dots of a picture a point has."""


def picture_of_field(filled: bytes, field: str) -> Image.Image:
    """Return the inside of a field as PDFium draws it."""
    with pikepdf.open(io.BytesIO(filled)) as pdf:
        number, box, height = next(
            (number, [float(side) for side in one.Rect], float(sheet.MediaBox[3]))
            for number, sheet in enumerate(pdf.pages)
            for one in sheet.get("/Annots", [])
            if str(one.get("/T", "")) == field
        )
    document = pypdfium2.PdfDocument(filled)
    document.init_forms()
    picture: Image.Image = document[number].render(scale=SCALE, may_draw_forms=True).to_pil()
    left, bottom, right, top = box
    edges = (left + 1, height - top + 0.5, right - 1, height - bottom - 1)
    west, north, east, south = (int(edge * SCALE) for edge in edges)
    return picture.crop((west, north, east, south))


def ink(picture: Image.Image) -> Image.Image:
    """Return what is dark in a picture, without the ground around it."""
    dark = picture.convert("L").point(lambda value: 255 if value < 110 else 0)
    return dark.crop(dark.getbbox())


def shared_ink(one: Image.Image, other: Image.Image) -> float:
    """Return how much of the ink of two pictures is in both."""
    other = other.resize(one.size)
    both = sum(ImageChops.darker(one, other).histogram()[128:])
    return both / sum(ImageChops.lighter(one, other).histogram()[128:])
