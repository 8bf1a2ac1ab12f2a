"""Which letters can be printed is read from the fonts; each text gets the fonts that it needs."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import page
import pypdfium2
import pytest
from fontTools.ttLib import TTFont

from handbook.pdf.fontfiles import read_letters
from handbook.pdf.letters import (
    FONTS_FOLDER,
    SCRIPTS_FOLDER,
    SITE_FONTS_FOLDER,
    fonts_for,
    letters_remedy,
    missing_letters,
    name_letters,
    say_signs,
)
from handbook.pdf.printing import Typesetter

if TYPE_CHECKING:
    from pathlib import Path

FONTS = sorted((*FONTS_FOLDER.glob("*.ttf"), *SCRIPTS_FOLDER.glob("*.ttf")))
SCRIPTS = {
    "Noto Sans": ("Привет, мир", "Καλημέρα", "Nguyễn, Łukasz, Kaʻiulani, Bidziil Tsosie"),
    "Noto Sans Hebrew": ("שלום",),
    "Noto Sans Arabic": ("مرحبا بالعالم",),
    "Noto Sans Devanagari": ("नमस्ते",),
    "Noto Sans Gurmukhi": ("ਸਤ ਸ੍ਰੀ ਅਕਾਲ",),
    "Noto Sans Khmer": ("ភាសាខ្មែរ",),
    "Noto Sans Thai": ("สวัสดี",),
    "Noto Sans Ethiopic": ("ሰላም",),
    "Noto Sans Cherokee": ("ᏣᎳᎩ",),
    "Noto Sans CanAborig": ("ᐃᓄᒃᑎᑐᑦ",),
    "Noto Sans Symbols2": ("☑ ★",),
    "Noto Sans SC": ("教练 辅导",),
    "Noto Sans JP": ("コーチ 指導",),
    "Noto Sans KR": ("코치 안내",),
}


@pytest.fixture
def without_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the fonts for Chinese, Japanese and Korean out."""
    monkeypatch.setattr("handbook.pdf.letters._east_asian_fonts", lambda _region: ())


@pytest.mark.parametrize("path", FONTS, ids=[path.stem for path in FONTS])
def test_letters_of_a_font(path: Path) -> None:
    """What is read from a font is what fontTools reads from it."""
    assert read_letters(path.read_bytes()) == set(TTFont(path).getBestCmap())


@pytest.mark.parametrize("folder", [FONTS_FOLDER, SCRIPTS_FOLDER, SITE_FONTS_FOLDER])
def test_files_are_those_recorded(folder: Path) -> None:
    """Every font is the file whose digest is written down, beside its license."""
    digests = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}"
        for path in sorted(folder.glob("*.ttf"))
    ]
    recorded = (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    assert sorted(digests) == sorted(recorded)
    assert "SIL OPEN FONT LICENSE Version 1.1" in (folder / "OFL.txt").read_text("utf-8")


@pytest.mark.parametrize("path", sorted(SITE_FONTS_FOLDER.glob("*.ttf")), ids=lambda one: one.stem)
def test_the_sites_typefaces_have_no_letter_alone(path: Path) -> None:
    """What decides which letters can be printed knows every letter that these have."""
    assert missing_letters("".join(map(chr, read_letters(path.read_bytes())))) == ""


@pytest.mark.parametrize("path", sorted(SITE_FONTS_FOLDER.glob("*.ttf")), ids=lambda one: one.stem)
def test_a_zero_has_no_slash(path: Path) -> None:
    """A nought in a date is a ring: one outline without, one within."""
    with TTFont(path) as font:
        assert font["glyf"]["zero"].numberOfContours == 2


@pytest.mark.parametrize("family", SCRIPTS)
def test_fonts_of_a_text(family: str) -> None:
    """A text gets the text font, and that of its script beside it; nothing of it is missing."""
    for words in SCRIPTS[family]:
        assert missing_letters(words) == ""
        assert fonts_for(f"Hello {words}").families == tuple(dict.fromkeys(["Noto Sans", family]))


def test_every_script_in_one_paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All scripts stand in one tagged paper, twice the same, and can be read back from it."""
    monkeypatch.setattr("handbook.pdf.printing.FOLDER", tmp_path)
    template = (
        '#set document(title: "x")\n'
        '#set text(font: json(bytes(sys.inputs.fonts)), fallback: false, lang: "en")\n'
        "#for line in json(bytes(sys.inputs.lines)) [#line \\\n]"
    )
    (tmp_path / "lines.typ").write_text(template, encoding="utf-8")
    lines = [words for texts in SCRIPTS.values() for words in texts]
    printed = [
        Typesetter("lines.typ", timestamp=0).typeset(
            {"lines": json.dumps(lines, ensure_ascii=False)}
        )
        for _ in range(2)
    ]
    assert printed[0] == printed[1]
    (tmp_path / "lines.pdf").write_bytes(printed[0])
    assert page.validate_pdf(str(tmp_path / "lines.pdf"), profile="ua1").is_compliant
    found = pypdfium2.PdfDocument(printed[0])[0].get_textpage().get_text_range()
    # Some readers guess spaces, and repeat letters that one glyph stands for.
    simple = [words for words in lines if not {"Devanagari", "Khmer"} & {*fonts_of(words)}]
    assert [words for words in simple if bare(words) not in bare(found)] == []


def fonts_of(words: str) -> set[str]:
    """Return the last words of the families that a text needs."""
    return {family.rpartition(" ")[2] for family in fonts_for(words).families}


def bare(words: str) -> str:
    """Return a text without its spaces."""
    return "".join(words.split())


def test_plain_text_needs_one_font() -> None:
    """A text in Latin letters is given no other font, so that nothing grows."""
    assert fonts_for("Łukasz says “no”\n").folders == (FONTS_FOLDER,)


@pytest.mark.usefixtures("without_extra")
def test_missing_letters() -> None:
    """A letter that is missing is named once, in order; ends of lines are no letters."""
    assert missing_letters("Łukasz says “no”\n\tto 山, ☃ and 山川\r\n") == "山川"


@pytest.mark.usefixtures("without_extra")
def test_remedy() -> None:
    """The fonts to add are named where they have the letters; other letters are to be replaced."""
    assert letters_remedy("山") == (
        "Add the fonts for Chinese, Japanese and Korean: pip install 'coaching-handbook[cjk]'."
    )
    assert letters_remedy("\U00013000") == "Write it with other letters."


def test_names_of_letters() -> None:
    """Letters are named with their numbers, since some of them show nothing."""
    assert name_letters("☃山") == "'☃' (U+2603), '山' (U+5C71)"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Well done ✅", "Well done (white heavy check mark)"),
        ("Maple 🍁 Valley", "Maple (maple leaf) Valley"),
        ("👩🏽\u200d🏫 and ❤\ufe0f", "(woman, school) and ❤\ufe0f"),
        ("★ ☑ plain", "★ ☑ plain"),
        ("ساعة\u200cها", "ساعة\u200cها"),
    ],
)
def test_picture_signs_are_said(words: str, said: str) -> None:
    """A picture that no font has becomes its name; what fonts have stays as it is."""
    assert say_signs(words) == said
    assert missing_letters(words) == ""
