"""The drawing of the coaching cycle: an SVG of the stages' names; its text stands beside it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from handbook.inline import parse_inline, render_plain

if TYPE_CHECKING:
    from handbook.model.standard import Cycle

_SIZE = 420
_CENTER = _SIZE / 2
_RING = 150
_DISC = 46


def render_cycle_svg(cycle: Cycle) -> Markup:
    """Return the cycle as a ring of numbered discs joined by arrows, first stage at the top."""
    count = len(cycle.stages)
    angles = [2 * math.pi * place / count - math.pi / 2 for place in range(count)]
    label = escape(f"{cycle.name}: {count} stages in a ring, listed below.")
    stages = (
        _disc(angle, number=number, text=render_plain(parse_inline(stage.short)))
        for number, (angle, stage) in enumerate(zip(angles, cycle.stages, strict=True), start=1)
    )
    arrows = (_arrow(angle, step=2 * math.pi / count) for angle in angles)
    return Markup(  # noqa: S704  (the words in it are escaped)
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_SIZE} {_SIZE}" role="img" '
        f'aria-label="{label}" text-anchor="middle" font-size="14">'
        f"{''.join(arrows)}{''.join(stages)}</svg>"
    )


def _disc(angle: float, *, number: int, text: str) -> str:
    x, y = _point(angle)
    return (
        f'<g class="hb-cycle__stage"><circle cx="{x:.1f}" cy="{y:.1f}" r="{_DISC}" '
        f'fill="#fff" stroke="#555" stroke-width="2"/>'
        f'<text class="hb-cycle__number" x="{x:.1f}" y="{y - 14:.1f}">{number}</text>'
        f'<text class="hb-cycle__label" x="{x:.1f}" y="{y + 6:.1f}">'
        f"{_lines(text, x=x)}</text></g>"
    )


def _lines(text: str, *, x: float) -> str:
    first, _, rest = text.partition(" ")
    lines = [first, rest] if rest else [first]
    return "".join(
        f'<tspan x="{x:.1f}" dy="{17 if place else 0}">{escape(line)}</tspan>'
        for place, line in enumerate(lines)
    )


def _arrow(angle: float, *, step: float) -> str:
    gap = (_DISC + 6) / _RING
    (x1, y1), (x2, y2) = _point(angle + gap), _point(angle + step - gap)
    turn = angle + step - gap + math.pi / 2
    head = " ".join(
        f"{x2 - 11 * math.cos(turn + side):.1f},{y2 - 11 * math.sin(turn + side):.1f}"
        for side in (-0.5, 0.5)
    )
    return (
        f'<path class="hb-cycle__arc" fill="none" stroke="#555" stroke-width="2" '
        f'd="M{x1:.1f},{y1:.1f} A{_RING},{_RING} 0 0 1 {x2:.1f},{y2:.1f}"/>'
        f'<polygon class="hb-cycle__head" points="{x2:.1f},{y2:.1f} {head}"/>'
    )


def _point(angle: float) -> tuple[float, float]:
    return _CENTER + _RING * math.cos(angle), _CENTER + _RING * math.sin(angle)
