"""A coach's week: shares that hold together, and the drawing of them."""

from __future__ import annotations

import pytest
from lxml import etree

from handbook.model.time_budget import TimeBudget
from handbook.pages.time_bars import render_week_svg, share_words


def _kind(least: int, most: int, *, name: str = "Visits & talks") -> TimeBudget:
    return TimeBudget.model_validate(
        {"id": "a", "name": name, "letter": "V", "text": "Done.", "least": least, "most": most}
    )


def test_bars_are_as_long_as_the_shares() -> None:
    """The longest bar takes the whole width, and half a share half of it."""
    svg = etree.fromstring(render_week_svg([_kind(10, 20), _kind(20, 40)]))
    found = [
        (bar.get("class"), bar.get("width")) for bar in svg.iter("{http://www.w3.org/2000/svg}rect")
    ]
    assert found == [
        ("hb-week__most", "199.0"),
        ("hb-week__least", "99.5"),
        ("hb-week__most", "398.0"),
        ("hb-week__least", "199.0"),
    ]


def test_a_share_is_said_in_words() -> None:
    """A share is a range, or one number where both ends are equal."""
    assert share_words(_kind(10, 15)) == "10 to 15%"
    assert share_words(_kind(10, 10)) == "10%"


def test_a_share_rises() -> None:
    """A range that goes down is refused in a sentence."""
    message = r"goes from 20 down to 10\. Write the smaller share as 'least:'\."
    with pytest.raises(ValueError, match=message):
        _kind(20, 10)
