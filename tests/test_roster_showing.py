"""Characters that nobody can see are found in a roster, but for those that a script needs."""

import pytest

from handbook.roster.showing import find_hidden


@pytest.mark.parametrize(
    "text",
    [
        "Ana\tBegaye\n",
        "علی\u200cرضا",
        "क्\u200dष",
        "مريم \u200fالحسن",
        "\u200eאסתר\u200e כהן",
        "\u061c40 درس",
    ],
)
def test_what_a_script_needs(text: str) -> None:
    """Joiners within scripts that join, and marks of direction beside words, are let through."""
    assert find_hidden(text) == ""


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("A\u200dna", "\u200d"),
        ("\u200cعلی", "\u200c"),
        ("A\u200fna", "\u200f"),
        ("Ana \U0001f469\u200d\U0001f467", "\u200d"),
        ("אסתר\u202e", "\u202e"),
        ("A\u200bna", "\u200b"),
    ],
)
def test_what_nobody_sees(text: str, hidden: str) -> None:
    """Elsewhere they would make two names that look alike and are not."""
    assert find_hidden(text) == hidden
