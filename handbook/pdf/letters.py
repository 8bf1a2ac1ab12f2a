"""Which fonts a text is printed with, letter by letter, and which letters none of them has.

The text font comes first; each other font is looked at, and given to the typesetter, only where a
letter needs it. What no font has would stop the typesetter, which does not say where.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from handbook.pdf.fontfiles import read_letters

SITE_FONTS_FOLDER = Path(__file__).parent / "site_fonts"
"""The site's own typefaces, for words in Latin letters: what paper and screen have in common."""

SITE_TEXT, SITE_HEADINGS = "Atkinson Hyperlegible Next", "Literata"
"""What the typesetter calls the site's typeface for text, and that for headings."""

FONTS_FOLDER = Path(__file__).parent / "fonts"
"""The fonts that have the letters the site's own lack, and of what is typed into a field."""

SCRIPTS_FOLDER = Path(__file__).parent / "script_fonts"
"""The fonts of other scripts and of signs."""

FONT_LICENSE = SCRIPTS_FOLDER / "OFL.txt"
"""Under which all of these fonts may be passed on."""

TEXT_FONT = FONTS_FOLDER / "NotoSans-Regular.ttf"
"""The font whose letters decide; its bold and italic have the same."""

TEXT_FAMILY = "Noto Sans"

EAST_ASIAN_EXTRA = "coaching-handbook[cjk]"
"""What to install for Chinese, Japanese and Korean; these fonts are larger than all the rest."""

_EAST_ASIAN_PACKAGE = "justmytype_intl_cjk"
_REGIONS = ("SC", "TC", "JP", "KR")
"""Whose shapes the letters of Chinese come in: mainland China, Taiwan, Japan, Korea."""

_NOT_SET = frozenset("\t\n\r\u061c\u200b\u200c\u200d\u200e\u200f\u2060\ufe0e\ufe0f")
"""What is read and shows nothing by itself: ends of lines, joiners, and choosers of a look."""

_JOINERS = "\u200d\ufe0e\ufe0f\U0001f3fb-\U0001f3ff"
"""What stands between and behind picture signs: joiners, and colors of skin."""

_SCRIPTS = (
    "Hebrew",
    "Arabic",
    "Devanagari",
    "Gurmukhi",
    "Gujarati",
    "Bengali",
    "Tamil",
    "Telugu",
    "Khmer",
    "Thai",
    "Lao",
    "Myanmar",
    "Ethiopic",
    "Cherokee",
    "CanadianAboriginal",
    "Armenian",
    "Georgian",
    "Symbols",
    "Symbols2",
)
"""The fonts in the folder of scripts, in the order in which they are asked for a letter."""

_SHORT_NAMES = {"CanadianAboriginal": "CanAborig"}
"""The scripts whose fonts call themselves otherwise than their files."""

_EAST_ASIAN = ("CJK ", "HIRAGANA ", "KATAKANA ", "HANGUL ", "BOPOMOFO ", "IDEOGRAPHIC ")
"""How Unicode's names of such letters begin."""


EAST_ASIAN_WEIGHT = 400
"""How heavy the letters of Chinese, Japanese and Korean are: their files hold every weight."""


@dataclass(frozen=True, slots=True)
class PrintFont:
    """A font that printing can use."""

    family: str
    """What the typesetter calls it."""
    path: Path
    """Its file, or the collection that it is part of."""


@dataclass(frozen=True, slots=True)
class Fonts:
    """The fonts that a text needs."""

    families: tuple[str, ...]
    """What the typesetter calls them, in the order in which it asks them for a letter."""
    folders: tuple[Path, ...]
    """Where their files are."""


def fonts_for(words: str) -> Fonts:
    """Return the fonts that together have the letters of a text; the text font is the first."""
    families, folders = [TEXT_FAMILY], [FONTS_FOLDER]
    left = _beyond_text_font(words)
    for font in _other_fonts(words) if left else ():
        if not left:
            break
        if having := left & _letters_of(font.path):
            left -= having
            families.append(font.family)
            folders.append(font.path.parent)
    return Fonts(tuple(families), tuple(dict.fromkeys(folders)))


def missing_letters(words: str) -> str:
    """Return the letters of a text that cannot be printed, each once, sorted."""
    return "".join(sorted(letter for letter in _in_no_font(words) if not _is_sign(letter)))


def say_signs(words: str) -> str:
    """Return a text with a word for each picture sign that no font has, as '(maple leaf)'."""
    signs = "".join(letter for letter in _in_no_font(words) if _is_sign(letter))
    if not signs:
        return words
    sign = f"[{re.escape(signs)}]"
    return re.sub(f"{sign}(?:[{_JOINERS}]|{sign})*", lambda found: _spoken(found[0]), words)


def fonts_beside_text(words: str) -> tuple[PrintFont, ...]:
    """Return the fonts that a text needs beside the text font."""
    families = set(fonts_for(words).families)
    return tuple(font for font in _other_fonts(words) if font.family in families)


def letters_by_font(letters: str) -> dict[PrintFont, str]:
    """Return which font is for each of some letters, the text font before those of scripts."""
    left, joined = {*letters} - _NOT_SET, {*letters} & _NOT_SET
    found: dict[PrintFont, str] = {}
    for font in (PrintFont(TEXT_FAMILY, TEXT_FONT), *_other_fonts(letters)):
        if having := left & _letters_of(font.path):
            left -= having
            found[font] = "".join(sorted(having | joined))
    return found


def field_name(font: PrintFont) -> str:
    """Return what a form calls a font that its fields are filled in with."""
    return "FieldSans" + font.family.removeprefix(TEXT_FAMILY).replace(" ", "")


def field_font(name: str) -> PrintFont | None:
    """Return the font that a form calls so, or None for the fonts of its text."""
    fonts = (*_script_fonts(), *_east_asian_fonts("SC"))
    return next((font for font in fonts if field_name(font) == name), None)


def letters_of(font: PrintFont) -> frozenset[str]:
    """Return the letters that a font has."""
    return _letters_of(font.path)


def joiners() -> frozenset[str]:
    """Return the letters that are read and show nothing by themselves."""
    return _NOT_SET


def is_joiner(letter: str) -> bool:
    """Say whether a letter shows nothing by itself, or stands on the one before it."""
    return letter in _NOT_SET or unicodedata.category(letter) in {"Mn", "Mc", "Me"}


def name_letters(letters: str) -> str:
    """Return letters as a sentence names them: in quotes, with their numbers."""
    return ", ".join(f"'{letter}' (U+{ord(letter):04X})" for letter in letters)


def letters_remedy(letters: str) -> str:
    """Say what to do about letters that cannot be printed."""
    if any(unicodedata.name(letter, "").startswith(_EAST_ASIAN) for letter in letters):
        return f"Add the fonts for Chinese, Japanese and Korean: pip install '{EAST_ASIAN_EXTRA}'."
    return "Write it with other letters."


def _beyond_text_font(words: str) -> set[str]:
    return {*words} - _letters_of(TEXT_FONT) - _NOT_SET


def _in_no_font(words: str) -> set[str]:
    left = _beyond_text_font(words)
    for font in _other_fonts(words) if left else ():
        if not left:
            break
        left -= _letters_of(font.path)
    return left


def _is_sign(letter: str) -> bool:
    """Say whether a letter is a picture, which a word can stand for."""
    return unicodedata.category(letter) in {"So", "Sk"} and unicodedata.name(letter, "") != ""


def _spoken(signs: str) -> str:
    """Return the names of picture signs in brackets, without joiners and colors of skin."""
    names = [unicodedata.name(sign, "").lower() for sign in signs if sign not in _NOT_SET]
    said = [name for name in names if "modifier" not in name]
    return f"({', '.join(said)})"


@cache
def _letters_of(path: Path) -> frozenset[str]:
    return frozenset(map(chr, read_letters(path.read_bytes())))


def _other_fonts(words: str) -> tuple[PrintFont, ...]:
    return (*_script_fonts(), *_east_asian_fonts(_region(words)))


@cache
def _script_fonts() -> tuple[PrintFont, ...]:
    return tuple(
        PrintFont(
            f"{TEXT_FAMILY} {_SHORT_NAMES.get(script, script)}",
            SCRIPTS_FOLDER / f"NotoSans{script}-Regular.ttf",
        )
        for script in _SCRIPTS
    )


def _region(words: str) -> str:
    """Return whose shapes of Chinese letters a text asks for, by the letters beside them."""
    names = {unicodedata.name(letter, "").partition(" ")[0] for letter in {*words}}
    if names & {"HIRAGANA", "KATAKANA"}:
        return "JP"
    return "KR" if "HANGUL" in names else "SC"


@cache
def _east_asian_fonts(region: str) -> tuple[PrintFont, ...]:
    """Return the fonts of the extra, where it is installed, those of a region first."""
    found = find_spec(_EAST_ASIAN_PACKAGE)
    if found is None or found.origin is None:
        return ()
    folder = Path(found.origin).parent / "fonts" / "ofl"
    names = sorted(_REGIONS, key=lambda name: name != region)
    fonts = (
        PrintFont(
            f"{TEXT_FAMILY} {name}",
            folder / f"notosans{name.lower()}" / f"NotoSans{name}[wght].ttf",
        )
        for name in names
    )
    return tuple(font for font in fonts if font.path.is_file())
