"""The square code on a paper: what it holds, and that it is drawn as it was made."""

from __future__ import annotations

import re

import segno

from handbook.forms.square import render_square_png, render_square_svg

ADDRESS = "https://coaching.maplevalley.example.org/forms/x/#code=1EKTD7J5HA14Q5Y9"


def test_the_drawing_has_every_dark_square_and_no_other() -> None:
    """Each run of dark squares is one piece of the path, moved by the white around it."""
    svg = render_square_svg(ADDRESS)
    drawn = {
        (int(x) + step, int(y))
        for x, y, width in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", svg)
        for step in range(int(width))
    }
    matrix = segno.make_qr(ADDRESS, error="m").matrix
    wanted = {(x, y) for y, row in enumerate(matrix, 1) for x, dark in enumerate(row, 1) if dark}
    assert drawn == wanted
    assert f'viewBox="0 0 {len(matrix) + 2} {len(matrix) + 2}"' in svg


def test_the_picture_is_the_same_each_time() -> None:
    """Word copies take it as a PNG, and the same address always gives the same bytes."""
    picture = render_square_png(ADDRESS)
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    assert picture == render_square_png(ADDRESS)
    assert picture != render_square_png(f"{ADDRESS}X")
