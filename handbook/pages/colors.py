"""The district's colours as CSS custom properties that the theme's style sheets build on."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from handbook.model.district import Colors


def render_district_css(colors: Colors) -> str:
    """Return the style sheet that sets the district's colours."""
    return f":root{{--hb-brand:{colors.brand};--hb-accent:{colors.accent}}}\n"
