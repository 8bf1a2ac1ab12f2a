"""WCAG contrast of two colours, and the nearest colour that has enough of it: pure arithmetic.

Definitions: https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio
"""

from __future__ import annotations

import re

LEAST_FOR_TEXT = 4.5
"""What WCAG 2.1 AA (1.4.3) asks of text of ordinary size."""

_COLOR = re.compile(r"#[0-9a-fA-F]{6}")
_LINEAR_UP_TO = 0.04045
_BLACK, _WHITE = (0, 0, 0), (255, 255, 255)

Rgb = tuple[int, int, int]
"""Red, green and blue, each from 0 to 255."""


def is_color(text: str) -> bool:
    """Say whether the text is a colour as #rrggbb."""
    return _COLOR.fullmatch(text) is not None


def contrast_ratio(one: str, other: str) -> float:
    """Return the contrast of two #rrggbb colours: 1 for the same colour, 21 for black and white."""
    return _contrast(_parse(one), _parse(other))


def nearest_passing(color: str, *, against: str, ratio: float) -> str:
    """Return the colour itself if it has the contrast, or else it with the least black or white.

    Args:
        color: The colour to change, as #rrggbb.
        against: The colour it is seen with, as #rrggbb.
        ratio: The contrast to reach; where nothing reaches it, the best there is comes back.
    """
    wanted, ground = _parse(color), _parse(against)
    mixed = ((share, end) for share in range(256) for end in (_BLACK, _WHITE))
    colors = (_mix(wanted, end, share=share) for share, end in mixed)
    farthest = max(_BLACK, _WHITE, key=lambda end: _contrast(end, ground))
    return _render(next((one for one in colors if _contrast(one, ground) >= ratio), farthest))


def _parse(color: str) -> Rgb:
    if not is_color(color):
        raise ValueError(color)
    red, green, blue = (int(color[at : at + 2], 16) for at in (1, 3, 5))
    return red, green, blue


def _render(color: Rgb) -> str:
    return "#" + "".join(f"{channel:02x}" for channel in color)


def _mix(color: Rgb, end: Rgb, *, share: int) -> Rgb:
    """Return the colour with so many 255ths of the other."""
    red, green, blue = (
        (here * (255 - share) + there * share + 127) // 255
        for here, there in zip(color, end, strict=True)
    )
    return red, green, blue


def _contrast(one: Rgb, other: Rgb) -> float:
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: Rgb) -> float:
    red, green, blue = (_linear(channel / 255) for channel in color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= _LINEAR_UP_TO else ((channel + 0.055) / 1.055) ** 2.4
