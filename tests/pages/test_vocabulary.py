"""Templates and pages can ask about the handbook, and are told what is not there."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from handbook.crosswalk import build_crosswalk
from handbook.pages.page_faults import PageFaultError
from handbook.pages.vocabulary import Vocabulary
from handbook.spelling import spell_day

if TYPE_CHECKING:
    from handbook.model.handbook import Handbook


@pytest.fixture
def vocabulary(shipped: Handbook) -> Vocabulary:
    """Return what templates of the shipped handbook can name."""
    return Vocabulary(shipped, build_crosswalk(shipped), {"crosswalk.md": "Crosswalk"})


def test_records_by_kind_and_id(vocabulary: Vocabulary) -> None:
    """A record is found by its kind and its id, and so is its name."""
    assert vocabulary.record("role", "data-coach").name == "Data Coach"
    assert (
        vocabulary.name_of("non-role", "evaluation")
        == vocabulary.record("non-role", "evaluation").name
    )
    assert vocabulary.function_code("tlms-5a") == "5a"


@pytest.mark.parametrize(
    ("kind", "name", "message"),
    [
        ("role", "data-couch", "no role has the id 'data-couch'. Did you mean 'data-coach'?"),
        ("stage", "zzz", "no stage has the id 'zzz'."),
        ("rolle", "data-coach", "no rolle has the id 'data-coach'."),
    ],
)
def test_record_that_is_not_there(
    vocabulary: Vocabulary, kind: str, name: str, message: str
) -> None:
    """An id that no record of the kind has is a fault, with a guess from that kind."""
    with pytest.raises(PageFaultError) as caught:
        vocabulary.name_of(kind, name)
    assert str(caught.value) == message


def test_contact(vocabulary: Vocabulary) -> None:
    """A contact is found by what it is for, and a wrong name is a fault."""
    assert vocabulary.contact_named("coaching-office").email == "coaching@maplevalley.example.org"
    with pytest.raises(PageFaultError) as caught:
        vocabulary.contact_named("coaching-ofice")
    assert str(caught.value) == (
        "the district has no contact 'coaching-ofice'. Did you mean 'coaching-office'?"
    )


def test_steps(vocabulary: Vocabulary) -> None:
    """A path names its stops and what each says; a form says how long filling it in takes."""
    role, page, made, form = vocabulary.steps(
        ["role:data-coach", "confidentiality", "page:crosswalk", "form:contact-log"]
    )
    assert (role.name, role.minutes) == ("Data Coach", None)
    assert form.minutes == vocabulary.record("form", "contact-log").minutes
    assert page.reference == "page:confidentiality"
    assert made.name == "Crosswalk"


def test_step_that_is_not_there(vocabulary: Vocabulary) -> None:
    """A stop that no page is called is a fault."""
    with pytest.raises(PageFaultError) as caught:
        vocabulary.steps(["page:confidentialty"])
    assert str(caught.value) == (
        "no page is called 'confidentialty'. Did you mean 'confidentiality'?"
    )


def test_rows_of_a_comparison(vocabulary: Vocabulary, shipped: Handbook) -> None:
    """A comparison is read on the dimensions that it answers, in their order."""
    for comparison in shipped.comparisons:
        rows = [row["dimension"].id for row in vocabulary.contrasts(comparison)]
        order = [dimension.id for dimension in shipped.dimensions if dimension.id in rows]
        assert rows == order
        assert sorted(rows) == sorted(row.dimension for row in comparison.contrasts)


def test_bibliography_is_whole(vocabulary: Vocabulary, shipped: Handbook) -> None:
    """Works cited and further reading are all sources between them."""
    cited = vocabulary.sources_sorted(further_reading=False)
    more = vocabulary.sources_sorted(further_reading=True)
    assert {source.id for source in (*cited, *more)} == {source.id for source in shipped.sources}
    assert len(more) >= 6


def test_day() -> None:
    """A day is spelled as readers write it."""
    assert spell_day(date(2026, 8, 1)) == "August 1, 2026"
