"""The editor says what a change and an edition mean for those who sign, and it is so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from handbook.closing import write_questions
from handbook.editing.differing import told_news
from handbook.editing.effects import describe_effect
from handbook.editions.news import tell_news
from tests.editions.conftest import FORM, begin_edition, edit, open_project

if TYPE_CHECKING:
    from pathlib import Path

PRIVATE = ("{id: tea, text: There is tea.}", "{id: tea, text: There is cold tea.}")
NOTE = ("use_when: Before the first talk.", "use_when: Before the second talk.")


def told_after(root: Path, *changes: tuple[str, str]) -> str:
    """Return what is said of changes of a form."""
    before = open_project(root)
    _ = before.documents
    edit(root / FORM, *changes)
    return describe_effect(before, open_project(root))


def test_a_changed_clause_asks_those_who_signed(closed: Path) -> None:
    """The pages and forms that show it are counted, and so are the forms to sign again."""
    begin_edition(closed)
    assert told_after(closed, PRIVATE) == (
        "This change touches 3 pages and 1 form. What people promise changes in 1 form: who signed "
        "before may have to sign again."
    )


def test_words_that_nobody_signs_ask_nobody(closed: Path) -> None:
    """What stands beside a form is no promise."""
    begin_edition(closed)
    assert told_after(closed, NOTE) == "This change touches 2 pages."


def test_nothing_changed_is_nothing_said(closed: Path) -> None:
    """A file that holds the same is the same handbook."""
    begin_edition(closed)
    assert told_after(closed) == ""


def test_an_edition_is_told_by_what_it_means(following: Path) -> None:
    """Forms come first, with what is to be decided; a word has both its old and its new one."""
    edit(following / "district.yml", ("coach: instructional coach", "coach: guide"))
    timeline = open_project(following).timeline
    assert "\n".join(told_news(tell_news(timeline)[0])) == (
        "Confidentiality Agreement: promises, the wording of promises. Decide whether those who "
        "signed it must sign again.\n"
        "A word: guide (before: instructional coach)\n"
        "A word: guides (before: instructional coaches)\n"
        "Whom to ask: Coaching Office, coaching@example.org, 555-0199 "
        "(before: Coaching Office, coaching@example.org, 555-0101)"
    )


@pytest.mark.parametrize(
    ("answer", "told"),
    [("yes", "Those who signed it sign again."), ("no", "Nobody has to sign it again.")],
)
def test_a_decision_is_told(following: Path, answer: str, told: str) -> None:
    """Once it is decided who signs again, the form says it."""
    _, path = write_questions(open_project(following))
    edit(
        path,
        ("    # sign_again: yes", f"    sign_again: {answer}"),
        ("    # because:", "    because: A."),
    )
    first = told_news(tell_news(open_project(following).timeline)[0])[0]
    assert first == f"Confidentiality Agreement: promises, the wording of promises. {told}"
