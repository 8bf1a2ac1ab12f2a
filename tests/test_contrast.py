"""Contrast: known ratios, and the nearest colour that can be read."""

import pytest

from handbook.contrast import LEAST_FOR_TEXT, contrast_ratio, is_color, nearest_passing


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#777777", "#ffffff", 4.478),
        ("#767676", "#FFFFFF", 4.542),
        ("#ff0000", "#ffffff", 3.998),
        ("#0000ff", "#ffff00", 8.001),
    ],
)
def test_known_ratios(one: str, other: str, ratio: float) -> None:
    """Published ratios come out, in either order of the colours."""
    assert contrast_ratio(one, other) == pytest.approx(ratio, abs=0.001)
    assert contrast_ratio(other, one) == contrast_ratio(one, other)


@pytest.mark.parametrize("text", ["#fff", "fff", "#ffffff0", "#gggggg", "white", "", "#ffffff\n"])
def test_what_is_no_color(text: str) -> None:
    """Only '#' and six hexadecimal digits are a colour."""
    assert not is_color(text)
    with pytest.raises(ValueError) as raised:  # noqa: PT011  (the text itself is the message)
        contrast_ratio(text, "#000000")
    assert str(raised.value) == text


@pytest.mark.parametrize(
    ("color", "against", "nearest"),
    [
        ("#1d4e4a", "#ffffff", "#1d4e4a"),
        ("#777777", "#ffffff", "#767676"),
        ("#4fb0a8", "#ffffff", "#3a827c"),
        ("#ffff00", "#ffffff", "#7a7a00"),
        ("#ffffff", "#ffffff", "#767676"),
        ("#333333", "#000000", "#757575"),
    ],
)
def test_nearest_passing(color: str, against: str, nearest: str) -> None:
    """A colour that cannot be read is mixed with as little black or white as it takes."""
    found = nearest_passing(color, against=against, ratio=LEAST_FOR_TEXT)
    assert found == nearest
    assert contrast_ratio(found, against) >= LEAST_FOR_TEXT


@pytest.mark.parametrize(
    ("color", "against"), [("#7b7b00", "#ffffff"), ("#777777", "#ffffff"), ("#747474", "#000000")]
)
def test_nearest_passing_is_the_nearest(color: str, against: str) -> None:
    """One step less than what was found above would not pass."""
    assert contrast_ratio(color, against) < LEAST_FOR_TEXT


def test_ratio_nothing_reaches() -> None:
    """Where no colour has the contrast, the best there is comes back."""
    assert nearest_passing("#808080", against="#808080", ratio=21) == "#000000"
    assert nearest_passing("#808080", against="#202020", ratio=21) == "#ffffff"
