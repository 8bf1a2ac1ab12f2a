"""The square code on a paper, which a telephone's camera opens as an address.

Holds the address and nothing else: nothing about a person, and nothing that is fetched.
"""

from __future__ import annotations

import io
from functools import lru_cache
from itertools import groupby

import segno

ALT = "Square code: opens this form's page, which says whether the words of this paper still hold."
"""What the square is, for people who do not see it."""

LABEL = "Still current?"
"""What stands beside it."""

_QUIET = 1
"""How many squares of white stand around it, beside the white of the paper."""


@lru_cache(maxsize=64)
def render_square_svg(address: str) -> str:
    """Return the code as a drawing without a width: one square of it is one unit."""
    rows = _matrix(address)
    side = len(rows) + 2 * _QUIET
    path = "".join(_row_path(row, y=y) for y, row in enumerate(rows, start=_QUIET))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}">'
        f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/><path d="{path}"/></svg>'
    )


def render_square_png(address: str) -> bytes:
    """Return the code as a picture in black and white."""
    out = io.BytesIO()
    _make(address).save(out, kind="png", scale=6, border=_QUIET)
    return out.getvalue()


def _matrix(address: str) -> tuple[bytearray, ...]:
    return tuple(_make(address).matrix)


# A paper's PDF and its Word copy show the same one.
@lru_cache(maxsize=64)
def _make(address: str) -> segno.QRCode:
    return segno.make_qr(address, error="m")


def _row_path(row: bytearray, *, y: int) -> str:
    path, x = "", _QUIET
    for is_dark, squares in groupby(row):
        width = len(list(squares))
        if is_dark:
            path += f"M{x} {y}h{width}v1h-{width}z"
        x += width
    return path
