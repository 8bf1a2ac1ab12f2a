"""Words are bent as English has it, whatever a district calls its people."""

from __future__ import annotations

import pytest

from handbook.wordforms import guess_article, guess_plural, guess_title

AN = (
    *("MTSS coach", "honors teacher", "8th-grade team", "11th-grade lead", "18-month plan"),
    *("11,000-student district", "800-student school", "1800s", "SEL coach", "AVID tutor"),
    *("ELL teacher", "IEP", "HR partner", "R&D lead", "LGBTQ liaison", "x-ray", "e-coach"),
    *("hour", "heirloom", "uninvolved lead", "unimportant plan", "umbrella", "usher", "école"),
    *("“honors” teacher", "M.Ed. student", "onerous", "aide", "unidentified person"),
)
A = (
    *("USD coach", "unit lead", "UIP supervisor", "1:1 mentor", "110-day plan", "180-day year"),
    *("1,800-student school", "K-12 coach", "STEM coach", "LETRS lead", "TOSA", "UDL lead"),
    *("university", "user", "one-on-one coach", "European", "u-turn", "house", "heritage"),
    *("union representative", "utility", "once-a-year visit", "coach", "Ukrainian"),
)


@pytest.mark.parametrize("word", AN)
def test_words_that_sound_like_a_vowel(word: str) -> None:
    """Letters, numbers and silent letters are heard and not read."""
    assert guess_article(word) == "an"


@pytest.mark.parametrize("word", A)
def test_words_that_only_look_like_a_vowel(word: str) -> None:
    """A word that is written with a vowel and begins like 'you' or 'won' takes 'a'."""
    assert guess_article(word) == "a"


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("coach", "coaches"),
        ("MTSS coach", "MTSS coaches"),
        ("head of school", "heads of school"),
        ("lead-in-residence", "leads-in-residence"),
        ("one-on-one coach", "one-on-one coaches"),
        ("family", "families"),
        ("day", "days"),
        ("resource person", "resource people"),
        ("human", "humans"),
        ("TOSA", "TOSAs"),
        ("staff", "staff"),
    ],
)
def test_plurals(one: str, many: str) -> None:
    """The noun takes the ending, wherever it stands; what is rarer is for people to state."""
    assert guess_plural(one) == many


@pytest.mark.parametrize(
    ("word", "title"),
    [
        ("success coach", "Success Coach"),
        ("head of school", "Head of School"),
        ("co-teacher", "Co-Teacher"),
        ("director of e-learning", "Director of E-Learning"),
        ("MTSS coach", "MTSS Coach"),
        ("iPad lead", "iPad Lead"),
    ],
)
def test_titles(word: str, title: str) -> None:
    """Small words stay small, and capitals that are there stay."""
    assert guess_title(word) == title
