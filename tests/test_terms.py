"""The shipped handbook says a district's words and no others, whatever the district renames."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from pydantic import ValidationError

from handbook.checks import check_handbook
from handbook.checks.terms import check_terms
from handbook.loading import load_handbook
from handbook.model.terms import NEEDED_TERMS, DeclaredTerm, TermForms, Terms, settle_word
from handbook.placeholders import term_words
from tests.conftest import OTHER_WORDS, ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from handbook.model.handbook import Handbook


@pytest.fixture(scope="module")
def renamed(renamed_district: Path) -> Handbook:
    """Return the shipped handbook in a district that calls nothing as the handbook does."""
    handbook, problems = load_handbook(ROOT, renamed_district)
    assert problems == ()
    return handbook


def test_every_term_is_renamed(renamed: Handbook) -> None:
    """The list of other words is whole, so that a new term cannot be forgotten here."""
    assert OTHER_WORDS.keys() == renamed.declared_terms.keys()


def test_no_text_has_an_old_word(renamed: Handbook) -> None:
    """Where every term has another name, no text of the base says an old one bare."""
    assert check_terms(renamed) == ()


def test_renaming_finds_no_other_fault(renamed: Handbook, shipped: Handbook) -> None:
    """New words make no warning that was not there before."""

    def messages(handbook: Handbook) -> list[str]:
        return [one.message for one in check_handbook(handbook, is_whole=True)]

    assert messages(renamed) == messages(shipped)


def test_old_words_are_told_of(small_handbook: Path) -> None:
    """A bare old word is named with its line and what to write; a kept phrase is left alone."""
    district = small_handbook / "district.yml"
    text = district.read_text(encoding="utf-8")
    district.write_text(text.replace("teacher: teacher", "teacher: educator"), encoding="utf-8")
    page = small_handbook / "content" / "trust.md"
    page.write_text(
        "---\ntitle: Trust of teachers\n---\n\n"
        "Each teacher, `teacher`, <!-- teacher --> [a page](teacher.md).\n"
        "A {{ terms.teacher }} and {{ terms.a_teacher }}.\n",
        encoding="utf-8",
    )
    handbook, _ = load_handbook(small_handbook)
    found = [str(one) for one in check_terms(handbook) if "trust.md" in one.location.path]
    bare = "stands here whatever the district says. Write"
    advice = "or list the phrase under 'kept:' in content/terms.yml."
    assert sorted(found) == [
        f"content/trust.md:2:8: warning: title: 'teachers' {bare} "
        "'{{ terms.teachers }}', " + advice,
        f"content/trust.md:5:6: warning: 'teacher' {bare} '{{{{ terms.teacher }}}}', {advice}",
        (
            "content/trust.md:6:1: warning: 'A' fits one word and not the next district's. "
            "Write '{{ terms.A_teacher }}'."
        ),
    ]


def test_search_knows_both_words(renamed: Handbook) -> None:
    """What readers type is found by the handbook's word and by the district's."""
    words = renamed.search_words
    coach = next(one for one in words.people if one.id == "coach")
    assert {"coach", "coaches", "learning partner", "learning partners"} <= set(coach.words)
    assert any({"substitute", "guest"} <= set(group) for group in words.same)
    assert ("school", "campus", "campuses") in words.synonyms


def test_forms_that_follow_from_others() -> None:
    """A title that is stated makes its plural, and a plural that is stated makes its title."""
    titled = settle_word(TermForms(singular="iLead", title="iLEAD Partner"))
    assert (titled.plural, titled.titles) == ("iLeads", "iLEAD Partners")
    assert settle_word(TermForms(singular="lead", plural="lead staff")).titles == "Lead Staff"


def test_words_of_the_engine() -> None:
    """Every term that a template or a sentence of the engine names is one that is needed."""
    texts = [
        path.read_text(encoding="utf-8")
        for path in (ROOT / "handbook").rglob("*")
        if path.suffix in {".md", ".py"} and path.name != "terms.py"
    ]
    named = {
        name
        for text in texts
        for found in re.findall(r"""\{[{%] ?terms\.(\w+)|[^_]terms\["(\w+)"\]""", text)
        for name in found
        if name
    }
    words = term_words({name: settle_word(TermForms(singular=name)) for name in NEEDED_TERMS})
    assert {"coach", "coaching", "teachers"} <= named
    assert named <= words.keys()


def test_terms_that_the_engine_needs() -> None:
    """Without a word that the engine itself says, the file is refused with what to add."""
    word = DeclaredTerm(singular="x", about="X.")
    with pytest.raises(ValidationError, match=r"'coach'\. Add a line 'coach:' below"):
        Terms(terms={name: word for name in NEEDED_TERMS if name != "coach"})
    with pytest.raises(ValidationError, match="'Big coach' is no name of a term"):
        Terms(terms={"Big coach": word})
