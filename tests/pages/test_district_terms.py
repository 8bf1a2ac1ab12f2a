"""Another district's words stand everywhere, and the shipped ones nowhere beside them."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from handbook.pages.page import Page

pytestmark = pytest.mark.slow

PROJECT = Path(__file__).parents[2]
FOLDERS = ("content", "roles", "standards")

OTHER_WORDS = {
    "coach: coach": "coach: learning partner",
    "coaches: coaches": "coaches: learning partners",
    "teacher: teacher": "teacher: educator",
    "teachers: teachers": "teachers: educators",
    "principal: principal": "principal: head of school",
    "growth_plan: Educator Effectiveness Plan": "growth_plan: Professional Growth Plan",
}

NAMES = re.compile(
    r"[Dd]ata [Cc]oach|Mentor, coach and guide|[Cc]oach–(?:principal|teacher)"
    r"|Between Coach and Principal"
)
"""What is called so whatever the district says: a role, a standard's function, a form."""

HIDDEN = re.compile(r"\]\([^)]*\)|`[^`]*`|\{[^}]*\}|<[^>]*>")
"""Addresses, code and markup."""


@pytest.fixture(scope="module")
def words_by_page(
    tmp_path_factory: pytest.TempPathFactory,
    pages_of: Callable[[Path], dict[str, Page]],
) -> dict[str, str]:
    """Return the words of every page of the shipped handbook in another district's terms."""
    root = tmp_path_factory.mktemp("elsewhere")
    for folder in FOLDERS:
        shutil.copytree(PROJECT / folder, root / folder)
    text = (PROJECT / "tests/fixtures/maple-valley/district.yml").read_text(encoding="utf-8")
    for old, new in OTHER_WORDS.items():
        assert text.count(f"\n  {old}\n") == 1
        text = text.replace(f"\n  {old}\n", f"\n  {new}\n")
    (root / "district.yml").write_text(text, encoding="utf-8")
    pages = pages_of(root)
    # The finder shows questions as people type them, in any words; the field reference is for the
    # shipped files.
    others = pages.keys() - {"finder.md", "using/field-reference.md"}
    return {uri: HIDDEN.sub("", pages[uri].markdown) for uri in sorted(others)}


def found(pattern: str, words_by_page: dict[str, str]) -> list[tuple[str, str]]:
    """Return where a pattern is found, with a few words around it."""
    return [
        (uri, match[0])
        for uri, words in words_by_page.items()
        for match in re.finditer(rf".{{0,20}}\b(?:{pattern})\b.{{0,20}}", words, re.IGNORECASE)
    ]


def test_nobody_is_called_by_the_shipped_words(words_by_page: dict[str, str]) -> None:
    """No page speaks of 'your coach', 'a principal' or the other state's plan any more."""
    assert found("your coach(?:es)?", words_by_page) == []
    assert found("(?:your|a|the) principals?", words_by_page) == []
    # The glossary lists every name that readers may know the plan by.
    assert {uri for uri, _ in found("Educator Effectiveness Plan", words_by_page)} <= {
        "glossary.md"
    }


def test_role_pages_use_the_districts_words(words_by_page: dict[str, str]) -> None:
    """Every page of a role speaks of the learning partner, and of no coach but the Data Coach."""
    roles = {uri: NAMES.sub("", text) for uri, text in words_by_page.items() if "roles/" in uri}
    assert len(roles) == 5
    assert found("coach|coaches", roles) == []
    assert [uri for uri, text in roles.items() if "learning partner" not in text] == []


def test_forms_use_the_districts_words(words_by_page: dict[str, str]) -> None:
    """Every form speaks of the learning partner and the educator."""
    own_sentences = {"forms/confidentiality-agreement.md"}  # district.yml says them itself
    forms = {
        uri: NAMES.sub("", text)
        for uri, text in words_by_page.items()
        if uri.startswith("forms/") and uri not in own_sentences
    }
    assert len(forms) >= 12
    assert found("coach|coaches", forms) == []
    assert [uri for uri, text in forms.items() if "learning partner" not in text.lower()] == []


def test_articles_fit(words_by_page: dict[str, str]) -> None:
    """A word that begins with a vowel has 'an' before it."""
    assert found("a educator", words_by_page) == []
    assert len(found("an educator", words_by_page)) > 5
