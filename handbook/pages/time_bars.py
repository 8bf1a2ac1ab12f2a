"""The drawing of a coach's week: a bar for each kind of work; a table beside it says the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from handbook.inline import parse_inline, render_plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handbook.model.time_budget import TimeBudget

_WIDTH = 400
_ROW = 48
_BAR = 16


def render_week_svg(kinds: Sequence[TimeBudget]) -> Markup:
    """Return bars on one scale: full to the smallest share in order, hollow to the largest."""
    widest = max((kind.most for kind in kinds), default=0) or 1
    rows = "".join(
        _bar(kind, top=place * _ROW, scale=(_WIDTH - 2) / widest)
        for place, kind in enumerate(kinds)
    )
    label = escape(f"The week in {len(kinds)} bars, with the numbers of the table below.")
    return Markup(  # noqa: S704  (the words in it are escaped)
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {len(kinds) * _ROW}" '
        f'role="img" aria-label="{label}" font-size="15">{rows}</svg>'
    )


def _bar(kind: TimeBudget, *, top: int, scale: float) -> str:
    name = escape(f"{kind.letter}  {render_plain(parse_inline(kind.name))}")
    style = "hb-week__bar hb-week__bar--with" if kind.with_teachers else "hb-week__bar"
    least, most = (share * scale for share in (kind.least, kind.most))
    y = top + 22
    return (
        f'<g class="{style}"><text x="1" y="{top + 16}">{name}</text>'
        f'<text x="{_WIDTH - 1}" y="{top + 16}" text-anchor="end">{share_words(kind)}</text>'
        f'<rect class="hb-week__most" x="1" y="{y}" width="{most:.1f}" height="{_BAR}" '
        f'fill="#fff" stroke="#555" stroke-width="1.5"/>'
        f'<rect class="hb-week__least" x="1" y="{y}" width="{least:.1f}" height="{_BAR}" '
        f'fill="#555"/></g>'
    )


def share_words(kind: TimeBudget) -> str:
    """Return a share of the week in words, like 10 to 15 %."""
    if kind.least == kind.most:
        return f"{kind.most}%"
    return f"{kind.least} to {kind.most}%"
