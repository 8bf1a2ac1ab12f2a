"""Which folders a handbook is laid together from, and what is said where one is not there."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from handbook.layers import find_layers, is_own, mark_layers, unmarked
from handbook.loading import load_handbook
from handbook.opening import check_project
from handbook.press import Press
from handbook.problems import HandbookError
from handbook.shipped import BASE

DISTRICT = Path(__file__).parent / "fixtures" / "maple-valley"
AGENCY = """name: Bay Agency
leave_out: [mentoring]
terms:
  coach: learning partner
  teacher: educator
decisions: {posture: logistics}
paper: a4
"""


def with_base(folder: Path, named: str) -> Path:
    """Return a district's folder whose file names a base."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "district.yml").write_text(f"name: Ours\n{named}", encoding="utf-8")
    return folder


@pytest.mark.parametrize("named", ["", "base: shipped\n", "base: 'shipped'  # the text\n"])
def test_the_shipped_base(tmp_path: Path, named: str) -> None:
    """A district stands on the shipped text, unless it says something else."""
    assert find_layers(with_base(tmp_path, named)) == (BASE, tmp_path)


def test_a_folder_that_holds_all(tmp_path: Path) -> None:
    """A folder can be its own base, and this repository's is."""
    assert find_layers(with_base(tmp_path, "base: .\n")) == (tmp_path,)
    assert find_layers(BASE) == (BASE,)


def test_an_agency_between(tmp_path: Path) -> None:
    """An agency's folder stands between; what it stands on itself comes first."""
    home = with_base(tmp_path / "ours", "base: ../agency\n")
    (tmp_path / "agency").mkdir()
    (tmp_path / "agency" / "agency.yml").write_text(AGENCY, encoding="utf-8")
    assert [path.resolve() for path in find_layers(home)] == [BASE, tmp_path / "agency", home]


@pytest.mark.parametrize(
    ("below", "message"),
    [
        (
            None,
            (
                "district.yml:2:7: base: there is no agency's handbook in '../agency': it has no "
                "agency.yml. Write 'shipped', or the path to a folder that has one."
            ),
        ),
        (
            "../ours",
            (
                "district.yml:2:7: base: the agency's handbook in '../agency' stands on '../ours', "
                "and one agency's cannot stand on another's. Write 'base: shipped' in its "
                "agency.yml."
            ),
        ),
    ],
    ids=["no agency", "in a circle"],
)
def test_a_base_that_is_none(tmp_path: Path, below: str | None, message: str) -> None:
    """What a district cannot stand on is told where it names it, by every command."""
    home = with_base(tmp_path / "ours", "base: ../agency\n")
    (tmp_path / "agency").mkdir()
    if below:
        text = f"name: Bay\nbase: {below}\n"
        (tmp_path / "agency" / "agency.yml").write_text(text, encoding="utf-8")
    with pytest.raises(HandbookError) as caught:
        find_layers(home)
    assert [str(problem) for problem in caught.value.problems] == [message]
    assert check_project(home, press=Press()) == caught.value.problems


def test_a_base_of_no_possible_name(tmp_path: Path) -> None:
    """A base whose name no folder can have is told like any other that is not there."""
    with pytest.raises(HandbookError) as caught:
        find_layers(with_base(tmp_path, f"base: {'x' * 5000}\n"))
    assert [str(problem) for problem in caught.value.problems] == [
        (
            f"district.yml:2:7: base: there is no agency's handbook in '{'x' * 80}…': it has no "
            "agency.yml. Write 'shipped', or the path to a folder that has one."
        )
    ]


def test_what_an_agency_decides(tmp_path: Path) -> None:
    """A district has its agency's words and choices where it says nothing else, and both lists."""
    agency, home = tmp_path / "agency", tmp_path / "ours"
    agency.mkdir()
    (agency / "agency.yml").write_text(AGENCY, encoding="utf-8")
    shutil.copytree(DISTRICT, home)
    path = home / "district.yml"
    text = path.read_text(encoding="utf-8").partition("leave_out:")[0]
    text = text.replace("terms:\n", "terms:\n  teacher: instructor\n")
    path.write_text(f"{text}leave_out: [contact-log]\n", encoding="utf-8")
    handbook, problems = load_handbook(BASE, agency, home)
    assert problems == ()
    district = handbook.district
    assert district.leave_out == ("mentoring", "contact-log")
    assert (district.paper, district.decisions.posture) == ("a4", "consent-only")
    assert (handbook.terms["coach"].singular, handbook.terms["teacher"].singular) == (
        "learning partner",
        "instructor",
    )


def test_half_a_choice_of_an_agency(tmp_path: Path) -> None:
    """What is wrong in an agency's file is told there."""
    agency = tmp_path / "agency"
    agency.mkdir()
    (agency / "agency.yml").write_text("name: Bay\nposture: focus\n", encoding="utf-8")
    _, problems = load_handbook(BASE, agency, DISTRICT)
    assert [str(problem) for problem in problems] == [
        (
            "agency:agency.yml:2:1: posture: no such key. Use 'name', 'base', 'leave_out', "
            "'terms', 'decisions' or 'paper'."
        )
    ]


def test_paths_tell_their_layer() -> None:
    """A path says whose it is, and where it stands in its own layer."""
    roots = (Path("a"), Path("b"), Path("c"))
    assert mark_layers(roots) == ("base:", "agency:", "")
    assert (is_own("roles/a.yml"), is_own("base:roles/a.yml")) == (True, False)
    assert unmarked("agency:roles/a.yml") == "roles/a.yml"
