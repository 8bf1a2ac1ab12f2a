"""Located messages read as one line, sort, count and guess as the editors expect."""

import pytest

from handbook.problems import (
    HandbookError,
    Location,
    Problem,
    Severity,
    listing,
    suggest,
    summarize,
)

CADENCE = Problem(
    Location("roles/data-coach.yml", 12, 14),
    "cadence",
    "expected 'weekly' or 'monthly', got 'weakly'. Did you mean 'weekly'?",
)
UNKNOWN = Problem(
    Location("roles/data-coach.yml", 20, 7),
    "activities.2.standards.0",
    "no function has the id 'tlms-9a'. Did you mean 'tlms-3a'?",
)
REVIEW = Problem(Location("district.yml", 3, 1), "edition.review_by", "is past.", Severity.WARNING)


def test_location_is_clickable() -> None:
    """A location is written as path, line and column."""
    assert str(Location("roles/data-coach.yml", 12, 14)) == "roles/data-coach.yml:12:14"


def test_location_defaults_to_the_start_of_the_file() -> None:
    """A location without a line means the first character."""
    assert str(Location("district.yml")) == "district.yml:1:1"


def test_problem_is_one_line() -> None:
    """A problem names the place, the field and what to do."""
    assert str(CADENCE) == (
        "roles/data-coach.yml:12:14: cadence: "
        "expected 'weekly' or 'monthly', got 'weakly'. Did you mean 'weekly'?"
    )


def test_problem_without_a_field() -> None:
    """A problem of a whole file has no field in its line."""
    problem = Problem(Location("district.yml"), "", "the file is empty.")
    assert str(problem) == "district.yml:1:1: the file is empty."


def test_warning_says_so() -> None:
    """A warning is marked between the place and the field."""
    assert str(REVIEW) == "district.yml:3:1: warning: edition.review_by: is past."


def test_warning_without_a_field() -> None:
    """A warning of a whole file is marked too."""
    problem = Problem(Location("district.yml"), "", "is long.", Severity.WARNING)
    assert str(problem) == "district.yml:1:1: warning: is long."


def test_problem_as_plain_values() -> None:
    """A machine gets the position as data."""
    assert REVIEW.as_dict() == {
        "path": "district.yml",
        "line": 3,
        "column": 1,
        "field": "edition.review_by",
        "message": "is past.",
        "severity": "warning",
    }


def test_error_tells_every_problem_once_in_reading_order() -> None:
    """The error sorts its problems, drops repeats and ends with the summary."""
    error = HandbookError([UNKNOWN, CADENCE, REVIEW, CADENCE])
    assert error.problems == (REVIEW, CADENCE, UNKNOWN)
    assert str(error) == (
        "district.yml:3:1: warning: edition.review_by: is past.\n"
        "roles/data-coach.yml:12:14: cadence: "
        "expected 'weekly' or 'monthly', got 'weakly'. Did you mean 'weekly'?\n"
        "roles/data-coach.yml:20:7: activities.2.standards.0: "
        "no function has the id 'tlms-9a'. Did you mean 'tlms-3a'?\n"
        "2 problems and 1 warning in 2 files."
    )


def test_lines_sort_as_numbers() -> None:
    """Line 9 comes before line 10."""
    late, early = Problem(Location("a.yml", 10), "", "x."), Problem(Location("a.yml", 9), "", "x.")
    assert HandbookError([late, early]).problems == (early, late)


@pytest.mark.parametrize(
    ("problems", "summary"),
    [
        ([], "No problems."),
        ([CADENCE], "1 problem in 1 file."),
        ([CADENCE, UNKNOWN], "2 problems in 1 file."),
        ([REVIEW], "1 warning in 1 file."),
        ([CADENCE, REVIEW, REVIEW, REVIEW], "1 problem and 3 warnings in 2 files."),
    ],
)
def test_summary_counts(problems: list[Problem], summary: str) -> None:
    """The summary counts problems, warnings and files, each in the right number."""
    assert summarize(problems) == summary


@pytest.mark.parametrize(
    ("word", "among", "guess"),
    [
        ("weakly", ["weekly", "monthly"], " Did you mean 'weekly'?"),
        ("Weekly", ["weekly", "monthly"], " Did you mean 'weekly'?"),
        ("daily-ish-thing", ["weekly", "monthly"], ""),
        ("weekly", ["weekly", "weekly-2"], ""),
        ("anything", [], ""),
        ("x" * 10_000, ["x" * 9_999], ""),
    ],
)
def test_guess_comes_from_what_exists(word: str, among: list[str], guess: str) -> None:
    """A guess is the closest existing word, or nothing."""
    assert suggest(word, among=among) == guess


def test_guess_does_not_depend_on_the_order() -> None:
    """Equally close words give the same guess whatever order they come in."""
    words = ["tlms-1a", "tlms-2a", "tlms-3a"]
    assert suggest("tlms-9a", among=words) == suggest("tlms-9a", among=reversed(words))


@pytest.mark.parametrize(
    ("words", "text"),
    [([], ""), (["a"], "'a'"), (["a", "b"], "'a' or 'b'"), (["a", "b", "c"], "'a', 'b' or 'c'")],
)
def test_listing_reads_as_a_sentence(words: list[str], text: str) -> None:
    """Words are quoted and joined with commas and a last word."""
    assert listing(words) == text


def test_listing_with_and() -> None:
    """The last joining word can be chosen."""
    assert listing(["a", "b"], last="and") == "'a' and 'b'"
