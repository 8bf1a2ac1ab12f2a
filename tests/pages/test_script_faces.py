"""The site has fonts for the letters that a handbook uses and its own fonts lack, and no others."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pytest
from fontTools import ttLib

from handbook.loading import load_handbook
from handbook.opening import open_site
from handbook.pages.script_faces import letters_beyond, render_faces
from handbook.pdf.letters import letters_by_font
from handbook.press import Press

if TYPE_CHECKING:
    from pathlib import Path

    from handbook.site_source import SiteSource

SHEET = "@font-face{unicode-range:U+0-FF,U+2010-2027}@font-face{unicode-range: U+20AC }"
NAMES = {
    "he": "אסתר כהן",
    "ar": "مريم الحسن",
    "km": "សុខ ស្រីមុំ",
    "chr": "ᎠᏓᏅᏙ",
    "hi": "प्रिया शर्मा",
    "am": "ሰላም ተስፋዬ",
    "uk": "Олена Ткач",
    "el": "Νίκος Παππάς",
    "pa": "ਗੁਰਪ੍ਰੀਤ",
    "th": "สมชาย",
}


def test_letters_beyond_the_own_fonts(small_handbook: Path) -> None:
    """What a font of the style sheet is for is not looked for; entities count as their letters."""
    page = small_handbook / "content" / "trust.md"
    page.write_text(
        page.read_text(encoding="utf-8") + "\nÀ – € é; &#x5D0; and &eta; בא.\n", encoding="utf-8"
    )
    handbook, problems = load_handbook(small_handbook)
    assert problems == ()
    assert letters_beyond(SHEET, handbook=handbook) == "ηאב"


def test_rules_for_fonts() -> None:
    """A browser is told the letters of each font, those that follow each other as one span."""
    assert render_faces({"fonts/a.woff": "אבגה", "fonts/b.woff": "η"}) == (
        '@font-face{font-family:"Handbook Scripts";font-display:swap;'
        'src:url("fonts/a.woff") format("woff");unicode-range:U+5D0-5D2,U+5D4}\n'
        '@font-face{font-family:"Handbook Scripts";font-display:swap;'
        'src:url("fonts/b.woff") format("woff");unicode-range:U+3B7}\n'
    )


@pytest.mark.parametrize("words", NAMES.values(), ids=NAMES)
def test_cut_fonts_have_the_letters(words: str) -> None:
    """A font for the web has the letters that are used, their shapes, and little else."""
    press = Press()
    letters = {letter for letter in words if letter != " "}
    for font, cut in letters_by_font(words).items():
        made = press.script_font(font, letters=cut)
        read = ttLib.TTFont(io.BytesIO(made))
        assert made.startswith(b"wOFF")
        assert len(made) < font.path.stat().st_size / 4
        assert {ord(letter) for letter in cut} - {0x200B, 0x200C, 0x200D} <= set(read.getBestCmap())
        assert ("GSUB" in read) == ("GSUB" in ttLib.TTFont(font.path))
        letters -= set(cut)
    assert not letters


def site_of(project: Path) -> SiteSource:
    """Return what a site engine is given."""
    return open_site(project, press=Press())


@pytest.mark.slow
def test_fonts_come_with_their_letters(small_project: Path) -> None:
    """The fonts, their license and the rules are published where a text needs them."""
    before = site_of(small_project)
    page = small_project / "content" / "trust.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nאסתר, مريم\n", encoding="utf-8")
    after = site_of(small_project)
    new = {re.sub(r"\.[0-9a-f]{10}", "", uri) for uri in after.files.keys() - before.files.keys()}
    assert {uri for uri in new if "noto" in uri} == {
        "assets/fonts/noto-sans-LICENSE.txt",
        "assets/fonts/notosansarabic-regular.woff",
        "assets/fonts/notosanshebrew-regular.woff",
    }
    sheet = after.files[after.names["assets/district.css"]].decode()
    for named in re.findall(r'url\("(fonts/[^"]+)"\)', sheet):
        assert f"assets/{named}" in after.files
    assert "Handbook Scripts" not in before.files[before.names["assets/district.css"]].decode()
