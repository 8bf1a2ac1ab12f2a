"""Every bad cell of a roster is named at once, with what to do; good cells become values."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from handbook.forms.document import build_form_documents
from handbook.forms.structure import Field, Option
from handbook.inline import Words
from handbook.model.blanks import BLANKS, BlankKind
from handbook.problems import HandbookError
from handbook.roster.assembly import assemble_plan
from handbook.roster.cells import Cell
from handbook.roster.checking import check_cell
from handbook.roster.dates import parse_date, render_date
from handbook.roster.first_pass import survey_roster
from handbook.roster.plan import ColumnUse, DistrictNames
from handbook.roster.planning import Layout, choose_documents, parse_mapping
from handbook.roster.reading import open_roster
from handbook.roster.showing import disarm_formula, quote_value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handbook.model.handbook import Handbook
    from handbook.roster.plan import Plan

FIXTURES = Path(__file__).parent / "fixtures" / "roster"


class _AnyBlank:
    """A form in which everything fits."""

    content = b""

    def fault(self, name: str, value: str) -> str:
        return ""


class _AnyForm:
    """Stands in for a form's plan."""

    blank = _AnyBlank()


class _AnyPlan:
    """Stands in for a plan, of which only the district's names count."""

    names = DistrictNames(schools=("Mill Creek School", "Westfield School"), roles={})


ANSWERS = ("Reached", "Not reached yet", "Seen, not reported")


def checked(raw: str, *, blank: str = "text", name: str = "x") -> tuple[str, str]:
    """Return what a cell becomes in a kind of blank, and what is wrong with it."""
    row = BLANKS[BlankKind(blank)]
    field = Field(
        name,
        (Words("X"),),
        "X",
        control=row.control,
        accepts=row.accepts,
        options=tuple(Option(answer, ()) for answer in ANSWERS if row.options[1]),
        is_required=name == "need",
    )
    use = ColumnUse(field, 0)
    return check_cell(raw, use=use, form=_AnyForm(), plan=_AnyPlan())  # type: ignore[arg-type]


def plan_for(name: str, *ids: str, handbook: Handbook, mapping: Mapping[str, str]) -> Plan:
    """Return the plan for a fixture."""
    roster = open_roster(FIXTURES / name, name=name)
    chosen, fault = choose_documents(ids, documents=build_form_documents(handbook))
    assert fault == ""
    plan, _ = assemble_plan(handbook, chosen=chosen, roster=roster, layout=Layout(dict(mapping)))
    return plan


def test_every_bad_cell_is_named_at_once(shipped: Handbook) -> None:
    """One pass names each bad cell with its row, its column, the value and what to do."""
    plan = plan_for("bad.csv", "role-agreement", handbook=shipped, mapping={})
    survey = survey_roster(plan)
    roles = "'Classroom Supporter', 'Instructional Supporter', 'Data Coach' or 'Resource Provider'"
    assert [str(problem) for problem in survey.problems] == [
        (
            "bad.csv:2:2: School: 'Mill Creek' is not a school of this district. "
            "Did you mean 'Mill Creek Elementary School'?"
        ),
        f"bad.csv:3:5: Role: 'Coach of Data' is not a coaching role. Write {roles}.",
        "bad.csv:3:3: Teacher: the cell is empty, and the form needs a value. Fill it in.",
        (
            "bad.csv:3:6: Review date: '31.13.2026' is not a date. "
            "Write it as 2026-08-31 or as 8/31/2026."
        ),
        (
            "bad.csv:4:3: Teacher: 'བསོད་ནམས' holds '་' (U+0F0B), a letter that no "
            "font of the form has. Leave the row out, print the form blank, and write it by hand."
        ),
        (
            "bad.csv:4:6: Review date: '2027-02-30' is not a date. "
            "Write it as 2026-08-31 or as 8/31/2026."
        ),
        "bad.csv:6:4: Coach: '#N/A' is an error of the spreadsheet. Correct the formula.",
        "bad.csv:7:1: the row has 8 cells, the header 7. Look for a missing or an unquoted comma.",
        (
            "bad.csv:8:7: Grade or subject: 'Kindergarten through the end of grade t…' is too long "
            "for its box, which holds about 85 letters. Shorten it."
        ),
    ]
    assert (survey.rows, survey.good_rows, survey.problem_count) == (7, 1, 9)
    assert survey.bad == {2, 3, 4, 6, 7, 8}


def test_two_rows_with_one_file_name_are_named(shipped: Handbook, tmp_path: Path) -> None:
    """A row whose file would take another's place is bad; the first of the two is good."""
    path = tmp_path / "twins.csv"
    line = "2026–27,Westfield Elementary School,{},Bo\n"
    names = ("José Núñez", "Ana", "jose\u0301 nu\u0301n\u0303ez")
    rows = "".join(line.format(name) for name in names)
    path.write_text(f"School Year,School,Teacher,Coach\n{rows}", encoding="utf-8")
    chosen, _ = choose_documents(["consent-to-share"], documents=build_form_documents(shipped))
    plan, _ = assemble_plan(
        shipped,
        chosen=chosen,
        roster=open_roster(path, name="twins.csv"),
        layout=Layout(pattern="{school}/{teacher}-{form}"),
    )
    assert [str(problem) for problem in survey_roster(plan).problems] == [
        (
            "twins.csv:4:1: this row and row 2 would have the same file name 'Westfield Elementary "
            "School/josé núñez-consent-to-share.pdf'. Put {row} or another column into --pattern."
        )
    ]


@pytest.mark.parametrize(
    ("blank", "raw", "value"),
    [
        ("text", "  two   words ", "two words"),
        ("text", "Alt+Enter\nin a cell", "Alt+Enter in a cell"),
        ("text", "e\u0301", "é"),
        ("text", "no\u00a0break", "no break"),
        ("text", '#read("/etc/passwd")', '#read("/etc/passwd")'),
        ("text", ") Tj ET", ") Tj ET"),
        ("text", "<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("text", "=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"),
        ("multiline", "one \r\n two  words", "one\ntwo words"),
        ("date", "2026-08-31", "08/31/2026"),
        ("date", "2026-8-1", "08/01/2026"),
        ("date", "8/31/2026", "08/31/2026"),
        ("date", "2026-08-31T00:00:00", "08/31/2026"),
        ("date", "2026/08/31", "08/31/2026"),
        ("date", "8/31/26", "08/31/2026"),
        ("date", "31/8/2026", "08/31/2026"),
        ("date", "8/31/2026 12:00:00 AM", "08/31/2026"),
        ("date", "8-31-26", "08/31/2026"),
        ("date", "8.8.2026", "08/08/2026"),
        ("date", "August 31, 2026", "08/31/2026"),
        ("date", "Monday, Aug. 31st 2026", "08/31/2026"),
        ("date", "Sept 1, 2026", "09/01/2026"),
        ("date", "31-Aug-26", "08/31/2026"),
        ("date", "31 August 2026", "08/31/2026"),
        ("check", "Yes", "yes"),
        ("check", "x", "yes"),
        ("check", "TRUE", "yes"),
        ("check", "no", ""),
        ("check", "0", ""),
        ("choice", "not reached  YET", "Not reached yet"),
        ("choice", "Reached", "Reached"),
        ("several", "reached", "Reached"),
        ("several", "Seen, not reported; REACHED", "Reached\nSeen, not reported"),
        ("several", "Not reached yet, Reached, Reached", "Reached\nNot reached yet"),
        ("several", "Reached\n\n Not  reached yet", "Reached\nNot reached yet"),
        ("scale", "not reached yet", "Not reached yet"),
        ("scale", "3", "Seen, not reported"),
        ("email", "ana@example.org", "ana@example.org"),
    ],
)
def test_good_cells_become_values(blank: str, raw: str, value: str) -> None:
    """A cell is read as people write it and kept as the form holds it."""
    assert checked(raw, blank=blank) == (value, "")


@pytest.mark.parametrize(
    ("blank", "raw", "message"),
    [
        ("date", "tomorrow", "'tomorrow' is not a date. Write it as 2026-08-31 or as 8/31/2026."),
        (
            "date",
            "8-9-26",
            ("'8-9-26' could be August 9 or September 8. Write it as 2026-08-31 or as 8/31/2026."),
        ),
        ("date", "46265", "'46265' is not a date. Write it as 2026-08-31 or as 8/31/2026."),
        (
            "date",
            "٢٠٢٦-٠٨-٣١",
            "'٢٠٢٦-٠٨-٣١' is not a date. Write it as 2026-08-31 or as 8/31/2026.",
        ),
        ("check", "maybe", "'maybe' is neither yes nor no. Write yes or no."),
        ("choice", "Reach", "'Reach' is not one of the choices. Did you mean 'Reached'?"),
        (
            "choice",
            "-",
            (
                "'-' is not one of the choices. "
                "Write 'Reached', 'Not reached yet' or 'Seen, not reported'."
            ),
        ),
        (
            "several",
            "Reached; Not raeched yet",
            (
                "'Reached; Not raeched yet' names 'Not raeched yet', "
                "which is not one of the choices. Did you mean 'Not reached yet'?"
            ),
        ),
        (
            "several",
            "Reached, Reched",
            (
                "'Reached, Reched' names 'Reached, Reched', which is not one of the choices. "
                "Did you mean 'Reached'?"
            ),
        ),
        (
            "scale",
            "4",
            (
                "'4' is not a step of the scale. "
                "Write 'Reached', 'Not reached yet' or 'Seen, not reported'."
            ),
        ),
        ("email", "ana", "'ana' is not an e-mail address. Write it as name@district.org."),
        (
            "text",
            "Ana\u202egeB",
            "'Ana<U+202E>geB' holds the character U+202E, which nobody can see. Delete it.",
        ),
        (
            "text",
            "A\u200fna",
            "'A<U+200F>na' holds the character U+200F, which nobody can see. Delete it.",
        ),
        (
            "text",
            "A\x00na",
            "'A<U+0000>na' holds the character U+0000, which nobody can see. Delete it.",
        ),
        (
            "text",
            "A\x1b[2Jna",
            "'A<U+001B>[2Jna' holds the character U+001B, which nobody can see. Delete it.",
        ),
        (
            "text",
            "x" * 1_000_000,
            f"'{'x' * 39}…' has 1,000,000 characters, more than any box holds. Shorten it.",
        ),
        ("text", "#REF!", "'#REF!' is an error of the spreadsheet. Correct the formula."),
    ],
)
def test_bad_cells_are_named(blank: str, raw: str, message: str) -> None:
    """What a blank cannot hold is quoted, short and visible, with what to do."""
    assert checked(raw, blank=blank) == ("", message)


def test_an_empty_cell_is_bad_only_where_a_value_is_needed() -> None:
    """White space counts as nothing."""
    assert checked(" \t", name="x") == ("", "")
    assert checked(" \t", name="need") == (
        "",
        "the cell is empty, and the form needs a value. Fill it in.",
    )


@pytest.mark.parametrize(
    ("raw", "doubt"),
    [
        ("5-Mar", "looks like '3-5' after a spreadsheet took it for a date."),
        ("Sep-12", "looks like '9-12' after a spreadsheet took it for a date."),
        ("1.00E+02", "looks like a number that a spreadsheet shortened."),
    ],
)
def test_what_a_spreadsheet_made_of_a_text_is_doubted(raw: str, doubt: str) -> None:
    """A text that a spreadsheet seems to have changed is taken, with a word about it."""
    said = "It is printed as it stands; format the column as Text to keep what is typed."
    assert checked(raw) == (raw, f"'{raw}' {doubt} {said}")


def test_a_date_in_a_blank_for_words_is_bad() -> None:
    """A cell that a workbook holds as a date is no text, and what was meant is guessed at."""
    said = "Format the column as Text, and type what should be printed."
    assert checked(Cell.date("2026-03-05", shown="5-Mar")) == (
        "",
        (
            "'5-Mar' is a date for the spreadsheet, and the blank is for words. "
            f"Was '3-5' meant? {said}"
        ),
    )
    assert checked(Cell.date("2026-08-31", shown="8/31/2026")) == (
        "",
        f"'8/31/2026' is a date for the spreadsheet, and the blank is for words. {said}",
    )
    assert checked(Cell.date("2026-08-31", shown="8/31/2026"), blank="date") == ("08/31/2026", "")
    assert checked(Cell.unclear("the cell is a formula.")) == ("", "the cell is a formula.")


def test_initials_of_a_school_are_guessed_at() -> None:
    """A school that is named by its initials is not guessed in silence, but proposed."""
    assert checked("MCS", name="school") == (
        "",
        "'MCS' is not a school of this district. Did you mean 'Mill Creek School'?",
    )


def test_two_roles_in_a_cell_are_told_apart(shipped: Handbook, tmp_path: Path) -> None:
    """A cell that names two roles is told to be two rows."""
    path = tmp_path / "r.csv"
    path.write_text(
        "School Year,School,Teacher,Coach,Role\n"
        '2026–27,Westfield Elementary School,Ana,Bo,"Data Coach, resource provider"\n',
        encoding="utf-8",
    )
    chosen, _ = choose_documents(["role-agreement"], documents=build_form_documents(shipped))
    roster = open_roster(path, name="r.csv")
    plan, _ = assemble_plan(shipped, chosen=chosen, roster=roster, layout=Layout())
    assert [str(problem) for problem in survey_roster(plan).problems] == [
        (
            "r.csv:2:5: Role: 'Data Coach, resource provider' names several roles. "
            "Give each role a row of its own."
        )
    ]


def test_schools_are_spelled_as_the_district_does() -> None:
    """A school is known whatever its case and spaces, and printed as the district spells it."""
    assert checked("mill  creek SCHOOL", name="school") == ("Mill Creek School", "")


@pytest.mark.parametrize(
    "text", ["2026-13-01", "0000-01-01", "2/29/2027", "Augu 3, 2026", "8-9-26", ""]
)
def test_days_that_do_not_exist_are_no_dates(text: str) -> None:
    """Only real days that a text can mean alone are dates."""
    assert parse_date(text) is None


def test_dates_are_printed_as_the_form_says() -> None:
    """A form says month/day/year."""
    date = parse_date("2026-08-01")
    assert date is not None
    assert render_date(date) == "08/01/2026"


@pytest.mark.parametrize(
    ("text", "disarmed"),
    [
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("Ana", "Ana"),
        ("", ""),
    ],
)
def test_formulas_are_disarmed(text: str, disarmed: str) -> None:
    """No table of ours holds a text that a spreadsheet would calculate."""
    assert disarm_formula(text) == disarmed


def test_values_are_shown_short_and_visible() -> None:
    """A quoted value has at most forty characters, and hidden ones are spelled out."""
    assert quote_value("a" * 41) == f"'{'a' * 39}…'"
    assert quote_value("a\nb") == "'a<U+000A>b'"


def test_mapping_is_read() -> None:
    """A mapping file is a list of columns and the blanks they fill."""
    assert parse_mapping(b"'Staff name': teacher\nYear: school-year\n", path="map.yml") == (
        {"Staff name": "teacher", "Year": "school-year"},
        (),
    )


def test_a_mapping_to_nothing_is_located() -> None:
    """A column that is mapped to no text is named with its line."""
    with pytest.raises(HandbookError) as caught:
        parse_mapping(b"Year: school-year\nStaff name: []\n", path="map.yml")
    assert [str(problem) for problem in caught.value.problems] == [
        (
            "map.yml:2:13: Staff name: expected the name of a blank, such as 'school-year'. "
            "Write it after the colon."
        )
    ]
