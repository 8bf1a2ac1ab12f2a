"""The district's own words: every form of a term, filled in everywhere but in ids."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handbook.loading import load_handbook
from handbook.model.terms import TermForms, settle_word
from handbook.placeholders import expand_placeholders, handbook_words, term_words
from handbook.yamlsource import parse_yaml

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Fault

FAULTS = "placeholders"


def test_fault(fault: Fault, small_handbook: Path) -> None:
    """Each fault is told once, in full, at its place."""
    found, expected = fault.problems_in(small_handbook)
    assert found == expected


def test_forms_of_a_term() -> None:
    """A term stands alone, in number, at a start, with its article, and in a title."""
    words = term_words({"coach": settle_word(TermForms(singular="instructional coach"))})
    assert words == {
        "coach": "instructional coach",
        "coaches": "instructional coaches",
        "Coach": "Instructional coach",
        "Coaches": "Instructional coaches",
        "a_coach": "an instructional coach",
        "A_coach": "An instructional coach",
        "title_coach": "Instructional Coach",
        "title_coaches": "Instructional Coaches",
    }


def test_forms_that_are_stated() -> None:
    """What a district states stands in place of what would be guessed."""
    wording = TermForms(singular="FLI lead", plural="FLI staff", article="a", title="Fli Lead")
    words = term_words({"growth_plan": settle_word(wording)})
    assert words["a_growth_plan"] == "a FLI lead"
    assert words["Growth_plans"] == "FLI staff"
    assert (words["title_growth_plan"], words["title_growth_plans"]) == ("Fli Lead", "FLI Staff")


def test_words_of_a_district(small_handbook: Path) -> None:
    """Names, the edition and the contact for a broken confidence can be said anywhere."""
    handbook, _ = load_handbook(small_handbook)
    words = handbook_words(handbook)
    assert words["district.name"] == "Small Valley School District"
    assert words["edition.label"] == "2026–27"
    assert words["decisions.report_breach_to"] == (
        "Coaching Office, coaching@example.org, 555-0101"
    )


def test_placeholders_are_filled_in_everywhere_but_in_ids() -> None:
    """Texts at any depth are filled in; an id stays as it is written."""
    text = b"id: '{{ a.b }}'\nlist:\n  - x {{a.b}} y {{  a.b  }}\n  - {deep: '{{ a.b }}'}\n"
    source, _ = parse_yaml(text, path="x.yml")
    assert source is not None
    assert expand_placeholders(source, words={"a.b": "words"}) == (
        {"id": "{{ a.b }}", "list": ("x words y words", {"deep": "words"})},
        (),
    )


def test_words_are_not_expanded_again() -> None:
    """A word that looks like a placeholder is not taken for one."""
    source, _ = parse_yaml(b"text: '{{ a }}'\n", path="x.yml")
    assert source is not None
    assert expand_placeholders(source, words={"a": "{{ b }}", "b": "no"}) == (
        {"text": "{{ b }}"},
        (),
    )


def test_placeholder_across_lines() -> None:
    """A placeholder may be broken over two lines, and is shown on one where it names nothing."""
    source, _ = parse_yaml(b"text: |\n  {{ a\n  }} {{\n  b }}\n", path="x.yml")
    assert source is not None
    data, problems = expand_placeholders(source, words={"a": "words"})
    assert data == {"text": "words {{\nb }}\n"}
    assert [str(problem) for problem in problems] == [
        "x.yml:1:7: text: no text is known for '{{ b }}'. Take the braces away."
    ]
