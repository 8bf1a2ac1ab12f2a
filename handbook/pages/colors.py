"""The style sheet made from the district's choices: its colours, its paper, the foot of its pages.

Every colour is computed to be readable where the theme uses it; the theme decides where that is.
"""

from __future__ import annotations

import colorsys
import re
from typing import TYPE_CHECKING

from handbook.contrast import LEAST_FOR_TEXT, contrast_ratio, nearest_passing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handbook.model.district import District

LIGHT_GROUNDS = ("#fdfcf9", "#ffffff", "#f4f1ea", "#e8f3ea", "#faebe7", "#fbf1d9", "#e8f0f7")
"""What words stand on in the theme's light colours: paper, cards and washes."""

DARK_GROUNDS = ("#141a1a", "#1b2323", "#232d2d", "#1b2b21", "#342120", "#302814", "#1b2834")
"""What words stand on in the theme's dark colours, in the same order."""

_BLACK, _WHITE = "#000000", "#ffffff"
_LENS = (
    "%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 300 300' fill='none'%3E"
    "%3Cpath d='M150 71a92 92 0 0 1 0 158a92 92 0 0 1 0-158z' fill='{spark}'/%3E"
    "%3Cg stroke='{ink}' stroke-opacity='.55' stroke-width='2'%3E"
    "%3Ccircle cx='103' cy='150' r='92'/%3E%3Ccircle cx='197' cy='150' r='92'/%3E%3C/g%3E"
    "%3Cg stroke='{ink}' stroke-opacity='.16' stroke-width='1.5'%3E{rings}%3C/g%3E%3C/svg%3E"
)
"""Two people, and what they share, as an address of CSS."""

_RINGS = "".join(
    f"%3Ccircle cx='{x}' cy='150' r='{radius}'/%3E" for radius in (76, 60, 44) for x in (103, 197)
)

_LEAST_ON_DARK = 7.0
"""More than the least, because light words in a dull colour tire the eye."""

_PAPERS = {"letter": "Letter", "a4": "A4"}
_UNSAFE_IN_STRING = re.compile(r'["\\<\x00-\x1f\x7f]')


def render_district_css(district: District) -> str:
    """Return the style sheet of a district, which follows the theme's own."""
    colors = (("brand", district.colors.brand), ("accent", district.colors.accent))
    tokens = ";".join(token for name, color in colors for token in _tokens(color, name=name))
    brand = district.colors.brand
    spark = spark_on(brand, accent=district.colors.accent)
    lens = _lens(spark=spark, ink=_on(brand))
    paper = _PAPERS[district.paper]
    foot = _string(f"{district.name} · {district.edition.label}")
    return (
        '@charset "utf-8";\n'
        f":root{{{tokens};--hb-spark:{spark};--hb-lens:{lens}}}\n"
        f"@page{{size:{paper};@bottom-left{{content:{foot}}}}}\n"
        f"@page wide{{size:{paper} landscape}}\n"
    )


def spark_on(brand: str, *, accent: str) -> str:
    """Return the accent as it stands out on the brand: what is lit in the mark and the header."""
    return _shaded(accent, ground=brand, ratio=LEAST_FOR_TEXT)


def _lens(*, spark: str, ink: str) -> str:
    """Return the drawing behind the first words of the first page, in the district's colors."""
    colors = {"spark": spark.replace("#", "%23"), "ink": ink.replace("#", "%23")}
    return f'url("data:image/svg+xml,{_LENS.format(**colors, rings=_RINGS)}")'


def _on(color: str) -> str:
    return nearest_passing(_WHITE, against=color, ratio=LEAST_FOR_TEXT)


def _tokens(color: str, *, name: str) -> Iterator[str]:
    """Yield a colour for grounds, one for words on it, and itself as words on light and on dark."""
    on_light = nearest_passing(color, against=_hardest(LIGHT_GROUNDS), ratio=LEAST_FOR_TEXT)
    dark = _hardest(DARK_GROUNDS)
    yield f"--hb-{name}:{color}"
    yield f"--hb-on-{name}:{_on(color)}"
    yield f"--hb-{name}-text:{on_light}"
    yield f"--hb-{name}-dark:{_shaded(color, ground=dark, ratio=_LEAST_ON_DARK)}"


def _hardest(grounds: tuple[str, ...]) -> str:
    """Return the ground that is nearest to the colours that can be read on them all."""
    end = max((_BLACK, _WHITE), key=lambda one: contrast_ratio(one, grounds[0]))
    return min(grounds, key=lambda ground: contrast_ratio(end, ground))


def _shaded(color: str, *, ground: str, ratio: float) -> str:
    """Return the colour with its hue, as light as a dark ground needs it; dark on a light one."""
    red, green, blue = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    end = float(contrast_ratio(_WHITE, ground) >= contrast_ratio(_BLACK, ground))
    steps = (lightness + (end - lightness) * step / 100 for step in range(101))
    shades = [_hex(colorsys.hls_to_rgb(hue, step, saturation)) for step in steps]
    passing = (shade for shade in shades if contrast_ratio(shade, ground) >= ratio)
    return next(passing, shades[-1])


def _hex(rgb: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in rgb)


def _string(text: str) -> str:
    """Return the text as a string of CSS, which nothing in it can end."""
    escaped = _UNSAFE_IN_STRING.sub(lambda found: f"\\{ord(found[0]):x} ", text)
    return f'"{escaped}"'
