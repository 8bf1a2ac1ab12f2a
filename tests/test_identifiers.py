"""Ids are kebab-case, fit a file name everywhere, and a wrong one gets a usable suggestion."""

import re

import pytest

from handbook.identifiers import LONGEST, PATTERN, identifier_fault, slugify


@pytest.mark.parametrize("text", ["coach", "data-coach", "tlms-5a", "k12", "a" * 64, "console"])
def test_good_ids(text: str) -> None:
    """Lower-case words of letters and digits joined by single hyphens are ids."""
    assert identifier_fault(text) == ""


def test_empty_id() -> None:
    """An empty id is refused with an example."""
    assert identifier_fault("") == "an id is empty. Write a short name such as 'data-coach'."


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("Data Coach", "data-coach"),
        ("data_coach", "data-coach"),
        ("data--coach", "data-coach"),
        ("-data", "data"),
        ("data-", "data"),
        ("5e-lesson", "e-lesson"),
        ("coach\n", "coach"),
        ("élan", "elan"),
        ("roles/coach", "roles-coach"),
        ("..", ""),
    ],
)
def test_wrong_shape(text: str, suggestion: str) -> None:
    """An id of another shape is refused, with a suggestion where one can be made."""
    such_as = f", such as '{suggestion}'" if suggestion else ""
    assert identifier_fault(text) == (
        f"'{text}' is not an id. Use lower-case letters a to z, digits and single hyphens, "
        f"starting with a letter{such_as}."
    )


def test_too_long() -> None:
    """An id of more than 64 characters is refused, and the suggestion ends with a whole word."""
    text = "-".join(["coaching"] * 8)
    suggestion = "-".join(["coaching"] * 7)
    assert identifier_fault(text) == (
        f"the id '{text}' has 71 characters. Use at most 64, such as '{suggestion}'."
    )


@pytest.mark.parametrize("text", ["con", "prn", "aux", "nul", "com1", "lpt9"])
def test_windows_device_names(text: str) -> None:
    """A name that Windows keeps for a device is refused."""
    assert identifier_fault(text) == (
        f"the id '{text}' cannot be a file name on Windows. Add a word, such as '{text}-page'."
    )


def test_index() -> None:
    """The address of listing pages cannot be an id."""
    assert identifier_fault("index") == (
        "the id 'index' is kept for the page that lists the others. "
        "Add a word, such as 'index-page'."
    )


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Data Coach", "data-coach"),
        ("Coach\u2019s & teacher's plan", "coachs-teachers-plan"),
        ("Élève, Straße, Łódź", "eleve-strasse-lodz"),
        ("Step 3", "step-3"),
        ("2026 plan", "plan"),
        ("日本", ""),
        ("Nul", "nul-page"),
        ("x" * 80, "x" * 64),
    ],
)
def test_slug(text: str, slug: str) -> None:
    """Text is folded to plain letters, digits and single hyphens."""
    assert slugify(text) == slug


@pytest.mark.parametrize("text", ["Data Coach", "a b " * 40, "con", "9 lives", "İstanbul", "ﬁve"])
def test_slug_is_an_id(text: str) -> None:
    """What is suggested is always accepted."""
    assert identifier_fault(slugify(text)) == ""


def test_pattern_alone_matches_the_shape() -> None:
    """The pattern that goes into schemas accepts and refuses the same shapes."""
    assert re.fullmatch(PATTERN, "data-coach")
    assert not re.fullmatch(PATTERN, "Data-coach")
    assert LONGEST == 64
