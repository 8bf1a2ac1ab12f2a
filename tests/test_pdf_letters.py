"""Which letters can be printed is read from the fonts, and agrees with a font library."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from fontTools.ttLib import TTFont

from handbook.pdf.letters import FONTS_FOLDER, missing_letters, name_letters, read_letters

if TYPE_CHECKING:
    from pathlib import Path

FONTS = sorted(FONTS_FOLDER.glob("*.ttf"))


@pytest.mark.parametrize("path", FONTS, ids=[path.stem for path in FONTS])
def test_letters_of_a_font(path: Path) -> None:
    """What is read from a font is what fontTools reads from it."""
    assert read_letters(path.read_bytes()) == set(TTFont(path).getBestCmap())


def test_missing_letters() -> None:
    """A letter that is missing is named once, in order; ends of lines are no letters."""
    assert missing_letters("Łukasz says “no”\n\tto 山, ☃ and 山\r\n") == "☃山"


def test_names_of_letters() -> None:
    """Letters are named with their numbers, since some of them show nothing."""
    assert name_letters("☃山") == "'☃' (U+2603), '山' (U+5C71)"
