"""The districts of a fleet, by folders and by tables; all that is wrong comes at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from handbook.fleet.members import Member, find_members
from handbook.problems import HandbookError
from handbook.yamlsource import parse_yaml

if TYPE_CHECKING:
    from pathlib import Path

    from handbook.yamlsource import Data


def members_of(tmp_path: Path, text: str, *, name: str = "d.csv") -> tuple[Member, ...]:
    """Return what a table names."""
    (tmp_path / name).write_bytes(text.encode())
    return find_members(tmp_path / name)


def faults_of(tmp_path: Path, text: str, *, name: str = "d.csv") -> list[str]:
    """Return what is wrong with a table."""
    with pytest.raises(HandbookError) as caught:
        members_of(tmp_path, text, name=name)
    return [str(one) for one in caught.value.problems]


def district_of(member: Member) -> dict[str, Data]:
    """Return the district.yml that a row makes."""
    source, problems = parse_yaml(member.files["district.yml"], path="district.yml")
    assert source is not None, problems
    assert isinstance(source.data, dict)
    return source.data


def test_a_row_is_a_district(tmp_path: Path) -> None:
    """Columns are fields, with a dot for an inner one; the rest is as a new handbook begins."""
    text = (
        "name,colors.brand,schools,decisions.posture,terms.coach\n"
        'North Valley Schools,#112233,"Oak; Elm",focus,learning partner\n'
    )
    (member,) = members_of(tmp_path, text)
    data = district_of(member)
    assert member.id == "north-valley-schools"
    assert (data["name"], data["schools"]) == ("North Valley Schools", ("Oak", "Elm"))
    assert data["colors"] == {"brand": "#112233", "accent": "#a3431a"}
    assert isinstance(data["decisions"], dict)
    assert data["decisions"]["posture"] == "focus"
    assert data["terms"] == {"coach": "learning partner"}
    assert data["base"] == "shipped"


@pytest.mark.parametrize("text", ["\ufeffid;name\nn;North\n", "id\tname\nn\tNorth\n\t\n"])
def test_tables_as_spreadsheets_write_them(tmp_path: Path, text: str) -> None:
    """A byte order mark, semicolons, tabs and empty rows are read as they are meant."""
    assert [member.id for member in members_of(tmp_path, text)] == ["n"]


def test_a_list_in_yaml(tmp_path: Path) -> None:
    """Inner fields stand below their own, or behind a dot."""
    text = "- name: North\n  colors: {brand: '#112233'}\n- {name: South, colors.brand: '#445566'}\n"
    found = members_of(tmp_path, text, name="d.yml")
    colors = [district_of(member)["colors"] for member in found]
    assert [one["brand"] for one in colors if isinstance(one, dict)] == ["#112233", "#445566"]


def test_an_agency_is_found_from_the_table(tmp_path: Path) -> None:
    """What a district stands on is named from where the table is."""
    (tmp_path / "agency").mkdir()
    (member,) = members_of(tmp_path, "name,base\nNorth,agency\n")
    assert district_of(member)["base"] == str((tmp_path / "agency").resolve())


def test_folders_of_districts(tmp_path: Path) -> None:
    """Every folder with a district.yml is a district; other folders and files are not."""
    for name in ("b", "a", ".git", "notes"):
        (tmp_path / name).mkdir()
        if name != "notes":
            (tmp_path / name / "district.yml").write_text("name: X\n", encoding="utf-8")
    assert [member.id for member in find_members(tmp_path)] == ["a", "b"]


def test_everything_that_is_wrong_comes_at_once(tmp_path: Path) -> None:
    """A misspelled column, two districts of one folder and a row without a name are all told."""
    text = "id,name,short_nam\na,A,\nA,B,\nc,,\nd,D,D,D\n"
    assert faults_of(tmp_path, text) == [
        (
            "d.csv:1:3: short_nam: no field of district.yml has this name. Did you mean "
            "'short_name'?"
        ),
        (
            "d.csv:3:1: id: 'a' is the folder of the district at d.csv:2:1 as well. Write an 'id' "
            "that no other has."
        ),
        "d.csv:4:1: name: the district has no name. Fill it in.",
        "d.csv:5:1: 4 cells under 3 names. Put quotes round a cell's commas.",
    ]


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("d.csv", "", "d.csv:1:1: names no district. Write a row for each."),
        ("d.yml", "", "d.yml:1:1: names no district. Write a row for each."),
        (
            "d.csv",
            'name\n"North',
            "d.csv:2:1: a quote that opens here is not closed. Close it, or take it out.",
        ),
        (
            "d.yml",
            "name: North\n",
            "d.yml:1:1: expected a list of districts, each with '- ' before it.",
        ),
        (
            "d.yml",
            "- North\n",
            "d.yml:1:3: expected the fields of a district, like 'name:'.",
        ),
        ("d.txt", "", "d.txt:1:1: is no table of districts. Name one that ends in .csv or .yml."),
        (
            "d.csv",
            "name\n漢字\n",
            (
                "d.csv:2:1: id: no folder can be called after this. Write an 'id' in lower-case "
                "letters."
            ),
        ),
    ],
)
def test_what_is_no_list(tmp_path: Path, name: str, text: str, message: str) -> None:
    """A list that cannot be used says why, and where."""
    assert faults_of(tmp_path, text, name=name) == [message]


def test_no_district_in_a_folder(tmp_path: Path) -> None:
    """A folder of other things is refused."""
    (tmp_path / "fleet").mkdir()
    with pytest.raises(HandbookError) as caught:
        find_members(tmp_path / "fleet")
    assert [str(one) for one in caught.value.problems] == [
        "fleet:1:1: holds no district: none of its folders has a district.yml."
    ]
