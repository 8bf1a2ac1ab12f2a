"""Whether a district's colour can be read on white paper."""

from __future__ import annotations

import re

INK = "#1c2321"
"""The colour of words that have no colour of their own."""

_LEAST_CONTRAST = 4.5
"""What WCAG 2.1 AA (1.4.3) asks of text."""

_DARKEST_CURVED = 0.04045
"""Where the sRGB curve ends its straight piece."""


def readable_on_white(color: str) -> str:
    """Return the colour if text in it can be read on white, and otherwise that of all words."""
    is_color = re.fullmatch(r"#[0-9a-fA-F]{6}", color)
    return color if is_color and contrast_with_white(color) >= _LEAST_CONTRAST else INK


def contrast_with_white(color: str) -> float:
    """Return the WCAG contrast ratio, from 1 to 21, of a #rrggbb colour with white."""
    red, green, blue = (_linear(int(color[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= _DARKEST_CURVED else ((channel + 0.055) / 1.055) ** 2.4
