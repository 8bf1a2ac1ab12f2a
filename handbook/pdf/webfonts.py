"""Fonts of other scripts for web pages: of each font the letters that a handbook uses."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from fontTools import subset, ttLib
from fontTools.varLib import instancer

from handbook.pdf.letters import EAST_ASIAN_WEIGHT

if TYPE_CHECKING:
    from handbook.pdf.letters import PrintFont


def cut_font(font: PrintFont, *, letters: str) -> bytes:
    """Return a font for browsers with some of its letters, and every shape that these can take."""
    options = subset.Options(
        layout_features=["*"], hinting=False, name_IDs=[0, 1, 2, 13, 14], notdef_outline=True
    )
    cut = ttLib.TTFont(font.path, recalcTimestamp=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=f"{letters} ")
    subsetter.subset(cut)
    if "fvar" in cut:
        instancer.instantiateVariableFont(cut, {"wght": EAST_ASIAN_WEIGHT}, inplace=True)
    cut.flavor = "woff"
    out = io.BytesIO()
    cut.save(out)
    return out.getvalue()
