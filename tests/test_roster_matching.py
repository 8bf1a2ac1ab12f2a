"""Columns are matched to blanks however their names are typed, and misfits are explained."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from handbook.forms.document import build_form_documents
from handbook.roster.matching import match_columns
from handbook.roster.plan import DistrictNames
from handbook.roster.planning import choose_documents
from handbook.roster.reading import Roster
from handbook.roster.showing import fold_name
from handbook.roster.template import template_columns

if TYPE_CHECKING:
    from handbook.model.handbook import Handbook
    from handbook.roster.matching import Matched


def match(
    *header: str,
    handbook: Handbook,
    forms: tuple[str, ...] = ("consent-to-share",),
    mapping: dict[str, str] | None = None,
) -> Matched:
    """Match a header to forms of the handbook."""
    roster = Roster(Path("r.csv"), "r.csv", "utf-8", "", ",", header, 1, ())
    chosen, fault = choose_documents(forms, documents=build_form_documents(handbook))
    assert fault == ""
    documents = tuple(one for _, group in chosen for one in group)
    needs_role = any(len(group) > 1 for _, group in chosen)
    return match_columns(roster, documents=documents, mapping=mapping or {}, needs_role=needs_role)


NEEDED = ("School Year", "School", "Teacher", "Coach")


@pytest.mark.parametrize(
    "header",
    ["School Year", "school-year", "SCHOOL_YEAR", "schoolyear", " School  year:", "Schóol Year"],
)
def test_spelling_is_forgiven(header: str, shipped: Handbook) -> None:
    """Case, spaces, accents and punctuation do not count, and names are as good as labels."""
    matched = match(header, "School", "Teacher", "Coach", handbook=shipped)
    assert matched.columns == {"school-year": 0, "school": 1, "teacher": 2, "coach": 3}
    assert matched.problems == ()


def test_tooltips_name_the_blanks_of_tables_and_signers(shipped: Handbook) -> None:
    """A blank whose label is not its own is found by its full name, as it is read aloud."""
    matched = match(*NEEDED, "Teacher: date", "sign-coach-role", handbook=shipped)
    assert matched.columns["sign-teacher-date"] == 4
    assert matched.columns["sign-coach-role"] == 5
    assert matched.problems == ()


def test_signatures_are_never_filled(shipped: Handbook) -> None:
    """No column signs for anybody."""
    matched = match(*NEEDED, "Teacher: signature", handbook=shipped)
    assert [str(problem) for problem in matched.problems] == [
        "r.csv:1:5: warning: Teacher: signature: the column fills no blank and is not used."
    ]


def test_unknown_columns_are_warned_of_with_a_guess(shipped: Handbook) -> None:
    """A column that fills nothing is said to, with the closest label there is."""
    matched = match(*NEEDED, "Wiht whom", "Favorite", handbook=shipped)
    assert [str(problem) for problem in matched.problems] == [
        (
            "r.csv:1:5: warning: Wiht whom: the column fills no blank and is not used. "
            "Did you mean 'with-whom'?"
        ),
        "r.csv:1:6: warning: Favorite: the column fills no blank and is not used.",
    ]


def test_very_many_columns_without_a_use_are_told_at_once(shipped: Handbook) -> None:
    """A file of another kind is not told column by column."""
    strange = tuple(f"strange {number}" for number in range(20_000))
    matched = match(*NEEDED, *strange, handbook=shipped)
    assert [str(problem) for problem in matched.problems] == [
        (
            "r.csv:1:1: warning: 20,000 columns fill no blank and are not used. "
            "Look whether this is the right file, or name the columns in a --map file."
        )
    ]


def test_a_label_of_several_blanks_is_explained(shipped: Handbook) -> None:
    """A label that several blanks share is not guessed at."""
    forms = ("partnership-agreement", "observation-request")
    matched = match(*NEEDED, "Place", handbook=shipped, forms=forms)
    assert [str(problem) for problem in matched.problems] == [
        (
            "r.csv:1:5: warning: Place: the column fills no blank and is not used. "
            "It could be 'meeting-place' or 'debrief-place': give the column one of these names."
        )
    ]


def test_missing_columns_are_errors(shipped: Handbook) -> None:
    """A form that needs a value needs its column, and one for each role needs the role."""
    matched = match("School Year", "School", "Coach", handbook=shipped, forms=("role-agreement",))
    assert [str(problem) for problem in matched.problems] == [
        (
            "r.csv:1:1: teacher: no column is called 'Teacher', and 'role-agreement' "
            "cannot do without "
            "it. Add the column, name yours in a --map file, or give all the same with --set."
        ),
        (
            "r.csv:1:1: role: no column says which role a row is for. Add a column 'Role', or name "
            "'role-agreement-classroom-supporter', 'role-agreement-instructional-supporter', "
            "'role-agreement-data-coach' or 'role-agreement-resource-provider'."
        ),
    ]


def test_two_columns_for_one_blank_are_an_error(shipped: Handbook) -> None:
    """Which of two columns counts is not guessed at."""
    matched = match(*NEEDED, "TEACHER", handbook=shipped)
    assert [str(problem) for problem in matched.problems] == [
        "r.csv:1:5: TEACHER: column 3 fills 'teacher' already. Delete or rename one of the two."
    ]


def test_a_mapping_decides(shipped: Handbook) -> None:
    """What the district's own file says goes before the names of columns."""
    header = ("School Year", "School", "Staff", "Teacher")
    mapping = {"staff": "teacher", "Teacher": "coach"}
    matched = match(*header, handbook=shipped, mapping=mapping)
    assert matched.columns == {"school-year": 0, "school": 1, "teacher": 2, "coach": 3}
    assert matched.problems == ()


def test_a_mapping_that_leads_nowhere_is_an_error(shipped: Handbook) -> None:
    """Columns and blanks that a mapping names must exist."""
    matched = match(*NEEDED, handbook=shipped, mapping={"Coche": "coach", "Coach": "coch"})
    assert [str(problem) for problem in matched.problems] == [
        "r.csv:1:1: the mapping names a column 'Coche' that is not there. Did you mean 'Coach'?",
        "r.csv:1:1: no blank of these forms is called 'coch'. Did you mean 'coach'?",
        "r.csv:1:4: warning: Coach: the column fills no blank and is not used.",
        (
            "r.csv:1:1: coach: no column is called 'Coach', and 'consent-to-share' "
            "cannot do without "
            "it. Add the column, name yours in a --map file, or give all the same with --set."
        ),
    ]


def test_unknown_forms_are_refused_with_a_guess(shipped: Handbook) -> None:
    """A form that is not there is named with the closest one that is."""
    documents = build_form_documents(shipped)
    chosen, fault = choose_documents(["consent-to-shar"], documents=documents)
    assert chosen == ()
    assert fault == ("no form has the id 'consent-to-shar'. Did you mean 'consent-to-share'?")


def test_the_template_is_matched_whole(shipped: Handbook) -> None:
    """Every column of every form's template fills a blank, without a word of complaint."""
    documents = build_form_documents(shipped)
    names = DistrictNames(shipped.district.schools, {role.id: role.name for role in shipped.roles})
    for form in {document.form_id for document in documents}:
        chosen, _ = choose_documents([form], documents=documents)
        columns = template_columns(chosen, names=names)
        headers = tuple(column.header for column in columns)
        assert match(*headers, handbook=shipped, forms=(form,)).problems == ()


def test_folding_keeps_letters_of_every_script() -> None:
    """Folding takes away marks and signs, not letters."""
    assert fold_name("É-mail (Nguyễn) №2") == "emailnguyenno2"
