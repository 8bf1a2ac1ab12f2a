"""Contrast: the same from both sides, and mended only as far as it must be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.contrast import LEAST_FOR_TEXT, contrast_ratio, nearest_passing

COLORS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


@given(COLORS, COLORS)
def test_contrast_has_no_direction(one: str, other: str) -> None:
    """Text on a ground has the contrast of the ground's color on the text's."""
    ratio = contrast_ratio(one, other)
    assert ratio == contrast_ratio(other, one)
    assert 1 <= ratio <= contrast_ratio("#000000", "#ffffff") == pytest.approx(21)


@given(COLORS, COLORS)
def test_a_mended_color_can_be_read(color: str, against: str) -> None:
    """The nearest color has the contrast of text, and one that has it already stays."""
    mended = nearest_passing(color, against=against, ratio=LEAST_FOR_TEXT)
    assert contrast_ratio(mended, against) >= LEAST_FOR_TEXT
    assert mended == color or contrast_ratio(color, against) < LEAST_FOR_TEXT
