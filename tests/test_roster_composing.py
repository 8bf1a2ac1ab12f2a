"""Blanks are made of several columns or said for everyone, and only the wanted rows are taken."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest

from handbook.cli.columns import parse_conditions, parse_settings
from handbook.forms.document import build_form_documents
from handbook.problems import HandbookError, Location
from handbook.roster.cells import Cell
from handbook.roster.composing import (
    Condition,
    MadeColumn,
    Wish,
    compose_roster,
    fill_made,
    parse_condition,
    parse_made,
    parse_setting,
)
from handbook.roster.first_pass import survey_roster
from handbook.roster.plan import district_names
from handbook.roster.planning import Layout, choose_documents, parse_mapping, plan_roster
from handbook.roster.reading import Roster, Row, collect_letters, open_roster
from handbook.roster.running import BadRosterError, Wishes, run_roster

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from handbook.model.handbook import Handbook
    from handbook.problems import Problem
    from handbook.roster.plan import Plan

# The columns of users.csv in OneRoster 1.1, as far as a form needs them.
USERS = """\
sourcedId,status,role,givenName,familyName,email
t1,active,teacher,Ana,Begaye,ana@example.org
t2,tobedeleted,teacher,Luc,Moreau,luc@example.org
s1,active,student,Kai,Doe,kai@example.org
a1,active,Aide ,Zoë,,zoe@example.org
"""
NAME = "{givenName} {familyName}"
PLACE = Location("map.yml", 1, 1)


class _Blank:
    """A form that takes everything and writes down what it takes."""

    content = b"%PDF"

    def fault(self, name: str, value: str) -> str:
        return ""

    def update(self, values: Mapping[str, str]) -> bytes:
        return repr(dict(values)).encode()


class _Silent:
    def checked(self, rows: int) -> None: ...
    def start(self, what: str, *, total: int, done: int) -> None: ...
    def advance(self, count: int) -> None: ...


def roster_of(folder: Path, text: str = USERS) -> Roster:
    """Return a roster on the disk."""
    path = folder / "users.csv"
    path.write_text(text, encoding="utf-8")
    return open_roster(path, name="users.csv")


def compose(roster: Roster, *settings: str, where: Sequence[str] = (), name: str = NAME) -> Roster:
    """Return a roster with a teacher's name, with settings and conditions as they are typed."""
    made, fault = parse_made("teacher", name, place=PLACE)
    assert fault == ""
    wishes = [made, *filter(None, map(parse_setting, settings))]
    conditions = [*filter(None, map(parse_condition, where))]
    return compose_roster(roster, wishes=wishes, conditions=conditions)


def plan_for(roster: Roster, *, handbook: Handbook) -> tuple[Plan, tuple[Problem, ...]]:
    """Return how a roster fills the form of consent."""
    chosen, _ = choose_documents(["consent-to-share"], documents=build_form_documents(handbook))
    return plan_roster(
        roster,
        chosen=chosen,
        typeset=lambda _: _Blank(),
        layout=Layout(pattern="{person}"),
        names=district_names(handbook),
    )


def faults_of(roster: Roster, *, handbook: Handbook) -> list[str]:
    """Return why a roster cannot fill the form of consent."""
    with pytest.raises(HandbookError) as caught:
        plan_for(roster, handbook=handbook)
    return [str(problem) for problem in caught.value.problems if "warning" not in str(problem)]


def test_a_name_is_put_together(tmp_path: Path) -> None:
    """A made column joins others, and an empty one leaves no space behind."""
    rows = list(compose(roster_of(tmp_path)).rows())
    assert [row.cells[-1] for row in rows] == ["Ana Begaye", "Luc Moreau", "Kai Doe", "Zoë"]


def test_words_alone_are_no_value() -> None:
    """Where every column of a pattern is empty, so is what it makes."""
    made = made_of(parts=("Room ", "Room", ""), header=("Room",))
    assert fill_made(Row(2, [" "]), made=made).cells == [" ", ""]
    assert fill_made(Row(3, ["B12"]), made=made).cells == ["B12", "Room B12"]


def test_a_date_among_words_stays_one() -> None:
    """A cell that the spreadsheet took for a date is asked about as if it stood alone."""
    made = made_of(parts=("Grade ", "Grade", ""), header=("Grade",))
    date = Cell.date("2026-03-05", shown="5-Mar")
    assert fill_made(Row(2, [date]), made=made).cells[-1] is date


def made_of(*, parts: tuple[str, ...], header: tuple[str, ...]) -> tuple[MadeColumn, ...]:
    """Return one made column of a roster with this header."""
    roster = Roster(Path("r.csv"), "r.csv", "utf-8", "", ",", header, 1, ())
    return compose_roster(roster, wishes=[Wish("subject", parts, PLACE)]).made


@pytest.mark.parametrize(
    ("where", "ids"),
    [
        (["role=teacher"], ["t1", "t2"]),
        (["ROLE=Teacher", "status!=tobedeleted"], ["t1"]),
        (["role=teacher", "role=aide"], ["t1", "t2", "a1"]),
        (["role!=student", "role!=aide"], ["t1", "t2"]),
        (["familyName="], ["a1"]),
        (["familyName!="], ["t1", "t2", "s1"]),
    ],
)
def test_only_wanted_rows_are_taken(where: list[str], ids: list[str], tmp_path: Path) -> None:
    """Values of one column are alternatives, columns add up; case and spaces do not count."""
    assert [row.cells[0] for row in compose(roster_of(tmp_path), where=where).rows()] == ids


def test_how_a_condition_is_written() -> None:
    """A condition has a column and a sign; what stands after the first sign is the value."""
    assert parse_condition("A=b=c") == Condition("A", "b=c", is_wanted=True)
    assert parse_condition("A b != C") == Condition("A b", "c", is_wanted=False)
    assert parse_condition("role") is None
    assert parse_condition("=teacher") is None


def test_how_a_setting_is_written() -> None:
    """A setting has a blank and a value, in which braces are braces."""
    assert parse_setting("a = {b}=c") == Wish("a", ("{b}=c",), Location("--set"))
    assert parse_setting("school-year=") is None
    assert parse_setting("2026-27") is None


def test_patterns_stand_in_the_map_file() -> None:
    """A line whose value has braces makes a blank; the others name one."""
    text = b"email: e-mail\nteacher: '{givenName} {familyName}'\n"
    assert parse_mapping(text, path="map.yml") == (
        {"email": "e-mail"},
        (
            Wish(
                "teacher",
                ("", "givenName", " ", "familyName", ""),
                Location("map.yml", 2, 10),
            ),
        ),
    )


def test_patterns_that_cannot_be_read_are_located() -> None:
    """Braces that stand alone are told together, each with its line."""
    with pytest.raises(HandbookError) as caught:
        parse_mapping(b"coach: 'a} b'\nteacher: '{givenName'\n", path="map.yml")
    assert list(map(str, caught.value.problems)) == [
        "map.yml:1:8: coach: a brace stands alone. Write columns like '{Last name}'.",
        "map.yml:2:10: teacher: a brace stands alone. Write columns like '{Last name}'.",
    ]


SET = ("school-year=2026-27", "school=Mill Creek Elementary School", "coach=Sam Lee")


def test_a_table_of_users_fills_a_form(shipped: Handbook, tmp_path: Path) -> None:
    """With a pattern, constants and a condition, a table of users is a roster."""
    roster = compose(roster_of(tmp_path), *SET, where=["role=teacher", "status!=tobedeleted"])
    plan, problems = plan_for(roster, handbook=shipped)
    assert [problem.field for problem in problems] == ["sourcedId", "email"]
    out = tmp_path / "out"
    report = run_roster(plan, wishes=Wishes(out=out), watcher=_Silent())
    assert report.written == 1
    (filled,) = out.glob("*.pdf")
    assert filled.name == "Ana Begaye.pdf"
    assert filled.read_text(encoding="utf-8") == (
        "%PDF{'school-year': '2026-27', 'school': 'Mill Creek Elementary School', "
        "'teacher': 'Ana Begaye', 'coach': 'Sam Lee'}"
    )


def test_everything_that_is_not_there_is_said_at_once(shipped: Handbook, tmp_path: Path) -> None:
    """Columns and blanks that do not exist are told where they were named, with a guess."""
    roster = compose(
        roster_of(tmp_path),
        *(*SET, "shool=Mill Creek"),
        where=["roles=teacher"],
        name="{givenNames} {familyName}",
    )
    assert faults_of(roster, handbook=shipped) == [
        "--set:1:1: no blank of these forms is called 'shool'. Did you mean 'school'?",
        "--where:1:1: no column of the roster is called 'roles'. Did you mean 'role'?",
        "map.yml:1:1: no column of the roster is called 'givenNames'. Did you mean 'givenName'?",
    ]


def test_a_blank_is_filled_once(shipped: Handbook, tmp_path: Path) -> None:
    """What a column fills already is not said for everyone as well."""
    roster = roster_of(tmp_path, "Coach,givenName,familyName\nSam Lee,Ana,Begaye\n")
    assert faults_of(compose(roster, *SET), handbook=shipped) == [
        "--set:1:1: column 1 fills 'coach' already. Leave this out, or rename the column."
    ]


def test_a_wrong_value_for_everyone_is_said_once(shipped: Handbook, tmp_path: Path) -> None:
    """A constant that a blank does not take is told where it was given, not for every row."""
    roster = compose(roster_of(tmp_path), SET[0], "school=Mill Creek Elementary", SET[2])
    assert faults_of(roster, handbook=shipped) == [
        (
            "--set:1:1: school: 'Mill Creek Elementary' is not a school of this district. "
            "Did you mean 'Mill Creek Elementary School'?"
        )
    ]


def test_nobody_left_is_said(shipped: Handbook, tmp_path: Path) -> None:
    """A condition that no row meets is a problem."""
    roster = compose(roster_of(tmp_path), *SET, where=["role=principal"])
    survey = survey_roster(plan_for(roster, handbook=shipped)[0])
    assert list(map(str, survey.problems)) == [
        (
            "users.csv:1:1: no row is as --where asks. "
            "Look at how the values are written in the roster."
        )
    ]
    assert survey.problem_count == 1


@pytest.mark.parametrize("skips_bad", [False, True])
def test_nobody_left_writes_nothing(shipped: Handbook, tmp_path: Path, *, skips_bad: bool) -> None:
    """A run for nobody stops, also where bad rows are left out."""
    roster = compose(roster_of(tmp_path), *SET, where=["role=principal"])
    plan, _ = plan_for(roster, handbook=shipped)
    wishes = Wishes(out=tmp_path / "out", skips_bad=skips_bad)
    with pytest.raises(BadRosterError):
        run_roster(plan, wishes=wishes, watcher=_Silent())
    assert [*tmp_path.rglob("*.csv")] == [tmp_path / "users.csv"]


def test_options_that_are_written_in_another_way_are_refused() -> None:
    """What is no blank with its value, or no column with one, is quoted with an example."""
    with pytest.raises(click.BadParameter) as setting:
        parse_settings(["coach=Sam Lee", "2026-27"])
    assert setting.value.format_message() == (
        "Invalid value for --set: '2026-27' is not a blank and its value. "
        "Write it like 'school-year=2026-27'."
    )
    with pytest.raises(click.BadParameter) as condition:
        parse_conditions(["role"])
    assert condition.value.format_message() == (
        "Invalid value for --where: 'role' is not a column and its value. "
        "Write it like 'Role=Teacher'."
    )


def test_bad_rows_hold_what_the_file_holds(shipped: Handbook, tmp_path: Path) -> None:
    """The file of bad rows has no made columns, and so can be mended and given again."""
    text = "givenName,familyName\n,\nAna,Begaye\n"
    lines: list[bytes] = []
    roster = compose(roster_of(tmp_path, text + "Zoë,Doe,too,many\n"), *SET)
    survey_roster(plan_for(roster, handbook=shipped)[0], keep_bad_row=lines.append)
    assert [line.decode("utf-8-sig").rstrip() for line in lines] == [
        "Row in the roster,What is wrong,givenName,familyName",
        (
            '4,"the row has 4 cells, the header 2. Look for a missing or an unquoted comma.",'
            "Zoë,Doe,too,many"
        ),
    ]


def test_letters_of_constants_are_set(tmp_path: Path) -> None:
    """A form is typeset with the letters that only a constant holds."""
    assert collect_letters(compose(roster_of(tmp_path), "coach=Łukasz")) == "ëŁ"
