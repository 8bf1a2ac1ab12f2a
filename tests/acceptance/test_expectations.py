"""A district's own tests: read from tests.yml, and told where they do not hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handbook.acceptance.built_pages import parse_built_page
from handbook.acceptance.expectations import (
    Expectations,
    check_words,
    load_expectations,
)

if TYPE_CHECKING:
    from pathlib import Path

TESTS = """\
pages:
  - page: .
    says: [Notes belong to the coach., 'Two  words']
    never_says: [bell schedule]
  - page: gone/
    says: [A]
questions:
  - ask: Can my coach evaluate me?
    verdict: no
"""


def test_no_file_expects_nothing(tmp_path: Path) -> None:
    """Without tests.yml there is nothing of a district's own to test."""
    found, _, problems = load_expectations(tmp_path / "tests.yml")
    assert (found, problems) == (Expectations(), ())


def test_a_file_with_faults_is_told_of(tmp_path: Path) -> None:
    """A key that does not exist is located, with what to write instead."""
    path = tmp_path / "tests.yml"
    path.write_text("pages:\n  - page: .\n    say: [A]\n", encoding="utf-8")
    _, _, problems = load_expectations(path)
    assert [str(problem) for problem in problems] == [
        "tests.yml:3:5: pages.0.say: no such key. Did you mean 'says'?"
    ]


def test_words_are_looked_for(tmp_path: Path) -> None:
    """Words that are missing, words that must not stand there and a missing page are told."""
    path = tmp_path / "tests.yml"
    path.write_text(TESTS, encoding="utf-8")
    expected, source, problems = load_expectations(path)
    assert problems == ()
    assert (expected.questions[0].ask, expected.questions[0].verdict) == (
        "Can my coach evaluate me?",
        "no",
    )
    page = parse_built_page(b"<body>Two\n words: the bell  schedule</body>", uri="index.html")
    trial = check_words(expected, source=source, pages=[page])
    assert str(trial) == "failed   your pages: 4 sentences on 2 pages"
    assert [str(problem) for problem in trial.problems] == [
        (
            "tests.yml:3:12: pages.0.says.0: 'Notes belong to the coach.' does not stand on '.'. "
            "Change the page, or this test."
        ),
        (
            "tests.yml:4:18: pages.0.never_says.0: 'bell schedule' stands on '.'. Change the "
            "page, or this test."
        ),
        (
            "tests.yml:5:11: pages.1.page: there is no page 'gone/'. Write its address as the "
            "browser shows it after the site's own, such as 'confidentiality/'."
        ),
    ]
