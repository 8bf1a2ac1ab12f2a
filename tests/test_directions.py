"""Words from right to left: found, weighed, and given the language that their letters tell."""

import pytest

from handbook.directions import RUN, is_mostly, language_of


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("אסתר כהן", "he"),
        ("ייִדיש װאָס", "yi"),
        ("مريم الحسن", "ar"),
        ("یہ اردو ہے", "ur"),
        ("گفتگو با مربی", "fa"),
        ("ښوونکی", "ps"),
        ("ߒߞߏ", "und"),
    ],
)
def test_language(words: str, language: str) -> None:
    """The letters of a text tell its language, or that it is not known."""
    assert language_of(words) == language


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("", False),
        ("40 (!)", False),
        ("Ask Esther.", False),
        ("Ask אסתר כהן and אסתר לוי.", False),
        ("אסתר is the coach of this school.", False),
        ("שתיים, עם English בפנים", True),
        ("(40) שלום.", True),
    ],
)
def test_mostly(words: str, expected: bool) -> None:  # noqa: FBT001  (a case's value)
    """What begins so and has more such letters than others runs from right to left."""
    assert is_mostly(words) is expected


def test_runs() -> None:
    """Words that follow each other are one run, without what stands around them."""
    found = RUN.findall("Ask (אסתר, 40 כהן), then مريم.")
    assert found == ["אסתר, 40 כהן", "مريم"]
