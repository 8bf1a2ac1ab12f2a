"""Everybody in a school can read the handbook: short sentences, and plain words of this country."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from handbook.checks.terms import read_texts, words_alone
from tests.readability import count_syllables, grade_sentences, sentences_of

if TYPE_CHECKING:
    from handbook.model.handbook import Handbook

ROOT = Path(__file__).parent.parent
SYLLABLES = {
    1: "asked shared time notes used closed said does guide rules files schools whose league",
    2: "coaching practice needed people student review being science little table closely value",
    3: "agreement idea area serious serious video everything principal employee promises period",
    4: "education material usually experience society variety",
    5: "individual evaluation evaluator",
}

PLAIN = {
    "tick": "check",
    "marking": "grading",
    "whilst": "while",
    "amongst": "among",
    "towards": "toward",
    "afterwards": "afterward",
    "colour": "color",
    "behaviour": "behavior",
    "favour": "favor",
    "centre": "center",
    "programme": "program",
    "analyse": "analyze",
    "recognise": "recognize",
    "organise": "organize",
    "practise": "practice",
    "learnt": "learned",
    "judgement": "judgment",
    "fulfil": "fulfill",
    "enrol": "enroll",
    "licence": "license",
    "timetable": "schedule",
    "fortnight": "two weeks",
    "maths": "math",
    "pupil": "student",
    "autumn": "fall",
    "overleaf": "on the next page",
    "e.g.": "for example",
    "i.e.": "that is",
    "etc.": "and so on",
    "viz.": "namely",
    "cf.": "see",
    "per annum": "a year",
    "in force": "what applies",
    "shall": "will, or must",
    "hereby": "leave it out",
    "herein": "here",
    "hereto": "to this",
    "hereafter": "from now on",
    "thereof": "of it",
    "therein": "in it",
    "whereas": "while",
    "pursuant to": "under",
    "notwithstanding": "despite",
    "aforesaid": "this",
    "forthwith": "at once",
    "prior to": "before",
    "subsequent to": "after",
    "in lieu of": "instead of",
    "in the event of": "if",
    "with respect to": "about",
    "in accordance with": "as … says",
    "for the purpose of": "to",
    "utilize": "use",
    "commence": "begin",
    "terminate": "end",
    "upon": "on",
    "deemed": "is",
    "the pile": "what lies there",
}
"""What Britain, Rome, law books and this handbook's first drafts say, and what is plain."""

COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
ENDINGS = "(?:s|d|ed|ing|r)?"


def test_syllables() -> None:
    """Words have as many syllables as people say."""
    for count, words in SYLLABLES.items():
        for word in words.split():
            assert count_syllables(word) == count, word


def test_grade_of_sentences() -> None:
    """The grade is Flesch's and Kincaid's: 0.39 words a sentence, 11.8 syllables a word."""
    found = grade_sentences(["The cat sat on the mat.", "It was a nice, warm day."])
    assert found.words == 12
    assert round(found.grade, 2) == round(0.39 * 6 + 11.8 * 12 / 12 - 15.59, 2)


def test_what_counts_as_a_sentence() -> None:
    """Headings, feet and labels are no sentences; names, terms and laws count as one word."""
    html = (
        "<h1>A title that is long</h1><p>Under 34 CFR 99.31(a)(1), a principal signs the "
        "Coaching Partnership Agreement. No more.</p><ul><li>Ask your coach about it</li></ul>"
        "<footer>Sources: none that anybody knows</footer>"
    )
    assert [*sentences_of(html, terms=["coach"], names=["Coaching Partnership Agreement"])] == [
        "Under paper, a principal signs the paper.",
        "Ask your paper about it",
    ]


@pytest.fixture(scope="module")
def odd() -> re.Pattern[str]:
    """Find any word that is not plain, whatever its ending."""
    longest = sorted(PLAIN, key=lambda word: (-len(word), word))
    patterns = "|".join(
        re.escape(word) + (ENDINGS if word[-1].isalpha() else "") for word in longest
    )
    return re.compile(rf"(?<![\w-])(?:{patterns})(?!\w)", re.IGNORECASE)


def test_words_are_plain(shipped: Handbook, odd: re.Pattern[str]) -> None:
    """No text has a British spelling, Latin, a law book's phrase or a first draft's idiom."""
    found = [
        (file.origin.path, match[0])
        for file in shipped.files
        for _, text in read_texts(file)
        for match in odd.finditer(words_alone(text))
    ]
    assert found == []


def test_templates_are_plain(odd: re.Pattern[str]) -> None:
    """The engine's own pages and the frame around them keep to the same words."""
    folders = (ROOT / "handbook" / "templates", ROOT / "overrides" / "partials")
    paths = [path for folder in folders for path in sorted(folder.rglob("*.*"))]
    assert len(paths) > 30
    found = [
        (path.name, match[0])
        for path in paths
        for text in [COMMENT.sub("", path.read_text("utf-8"))]
        for match in odd.finditer(words_alone(text))
    ]
    assert found == []
