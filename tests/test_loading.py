"""From disk to a handbook: what is read, what is refused, and one handbook laid over another."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from handbook.loading import load_handbook
from handbook.model.page import HandPage
from handbook.problems import has_errors

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Fault

FAULTS = "loading"


def problems_of(*roots: Path) -> list[str]:
    """Return the problems of loading as people read them."""
    return [str(problem) for problem in sorted(load_handbook(*roots)[1])]


def test_fault(fault: Fault, small_handbook: Path) -> None:
    """Each fault is told once, in full, at its place."""
    found, expected = fault.problems_in(small_handbook)
    assert found == expected


def test_small_handbook(small_handbook: Path) -> None:
    """Records of every kind are found, pages with their addresses, and terms are filled in."""
    handbook, problems = load_handbook(small_handbook)
    assert problems == ()
    assert len(handbook.files) == 19
    assert [role.id for role in handbook.roles] == ["data-coach"]
    assert [page.uri for page in handbook.pages] == [
        "confidentiality.md",
        "index.md",
        "trust.md",
    ]
    assert handbook.roles[0].activities[0].text == (
        "An instructional coach and a teacher read the results, as in "
        "[reflection][principle:reflection]."
    )
    assert handbook.district.logo == "assets/logo.svg"
    assert handbook.unreadable == frozenset()


def test_body_of_a_page(small_handbook: Path) -> None:
    """A page keeps its Markdown as it is written, and the line it starts on."""
    handbook, _ = load_handbook(small_handbook)
    page = next(page for page in handbook.pages if page.uri == "index.md")
    assert page.first_line == 6
    assert page.body.startswith("\n# Welcome to {{ district.name }}\n")
    assert page.meta.related == ("role:data-coach", "page:trust")


def test_entries_know_their_place(small_handbook: Path) -> None:
    """Each record is found by kind and id, with the line of its id and what it is part of."""
    entries = load_handbook(small_handbook)[0].entries
    activity = entries["activity", "analyze-classroom-data"]
    assert str(activity.location) == "roles/data-coach.yml:6:9"
    assert activity.parent is entries["role", "data-coach"]
    assert entries["source", "more-to-read"].name == "More to Read"


def test_nothing_there(tmp_path: Path) -> None:
    """An empty folder, or none, lacks every file that a handbook has one of."""
    missing = {
        "content/confidentiality.yml": "the rules on who sees what",
        "content/glossary.yml": "the words the handbook explains",
        "content/terms.yml": (
            "the words for people and things that texts use as `{{ terms.coach }}` and so on"
        ),
        "district.yml": "the district and its choices",
        "roles/compare/dimensions.yml": (
            "the rows that every comparison has, with coaching's side of each"
        ),
        "roles/not/myths.yml": "the beliefs about coaching that the handbook answers",
        "standards/coaching-cycle.yml": "the coaching cycle: ordered stages that begin again",
        "standards/sources.yml": "the bibliography",
    }
    expected = [
        f"{path}:1:1: the file is missing. It holds: {what}." for path, what in missing.items()
    ]
    assert problems_of(tmp_path) == expected
    assert problems_of(tmp_path / "nowhere") == expected


def test_district_that_cannot_be_read_breaks_no_placeholder(small_handbook: Path) -> None:
    """Where district.yml is broken, that is the one problem."""
    (small_handbook / "district.yml").write_text("name: [\n", encoding="utf-8")
    found = problems_of(small_handbook)
    assert [problem.partition(":")[0] for problem in found] == ["district.yml"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            b"\xff\xfei\x00d\x00",
            "roles/data-coach.yml:1:1: the file is UTF-16 text. Save the file as UTF-8.",
        ),
        (
            b"id: data-coach\nname: Caf\xe9\n",
            "roles/data-coach.yml:2:10: the byte 0xE9 is not UTF-8 text. Save the file as UTF-8.",
        ),
        (
            b"id: data-coach\n" + b"#" * 2**20,
            "roles/data-coach.yml:1:1: the file is larger than 1 MiB. Split it into several files.",
        ),
    ],
    ids=["utf-16", "latin-1", "too-large"],
)
def test_bytes_that_are_no_text(small_handbook: Path, content: bytes, message: str) -> None:
    """A file that cannot be decoded, or is too large, is told; what names it is not."""
    (small_handbook / "roles" / "data-coach.yml").write_bytes(content)
    assert problems_of(small_handbook) == [message]


def test_byte_order_mark_and_windows_lines_are_read(small_handbook: Path) -> None:
    """What Notepad writes is read as if it had not."""
    path = small_handbook / "roles" / "data-coach.yml"
    plain = load_handbook(small_handbook)[0].roles
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    handbook, problems = load_handbook(small_handbook)
    assert (handbook.roles, problems) == (plain, ())


def test_link_that_leads_outside(small_handbook: Path, tmp_path: Path) -> None:
    """What lies outside the project is not read through a link, be it a file or a folder."""
    (tmp_path / "secret.yml").write_text("id: secret\n", encoding="utf-8")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "other.yml").write_text("id: other\n", encoding="utf-8")
    (small_handbook / "roles" / "linked.yml").symlink_to(tmp_path / "secret.yml")
    (small_handbook / "roles" / "more").symlink_to(tmp_path / "elsewhere")
    assert problems_of(small_handbook) == [
        "roles/linked.yml:1:1: leads outside the project. Put the file itself here.",
        "roles/more:1:1: leads outside the project. Put the file itself here.",
    ]


def test_what_is_no_file(small_handbook: Path) -> None:
    """A folder that is named like a file is said, and a pipe is said and not waited for."""
    (small_handbook / "roles" / "mentor.yml").mkdir()
    expected = [
        "roles/mentor.yml:1:1: is a folder, and is named like a file. Rename it.",
    ]
    if hasattr(os, "mkfifo"):
        os.mkfifo(small_handbook / "roles" / "pipe.yml")
        expected.append("roles/pipe.yml:1:1: is no file that can be read. Take it away.")
    assert problems_of(small_handbook) == expected


def test_folder_that_nobody_may_open(small_handbook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that is kept to somebody else is said, and not taken for an empty one."""
    monkeypatch.setattr("os.access", lambda path, _mode: Path(path).name != "compare")
    assert problems_of(small_handbook)[0] == (
        "roles/compare:1:1: cannot be looked into. Check the folder's permissions."
    )


def test_folder_that_is_a_link(small_handbook: Path, tmp_path: Path) -> None:
    """Not even the folders that every handbook has may lead outside."""
    shutil.move(small_handbook / "roles", tmp_path / "roles")
    (small_handbook / "roles").symlink_to(tmp_path / "roles")
    assert problems_of(small_handbook)[0] == (
        "roles:1:1: leads outside the project. Put the file itself here."
    )
    assert load_handbook(small_handbook)[0].roles == ()


def test_links_inside_the_project(small_handbook: Path) -> None:
    """A link to a file of the project is read; one to a folder, to itself or to nothing is told."""
    roles = small_handbook / "roles"
    shutil.move(roles / "data-coach.yml", small_handbook / "kept.yml")
    (roles / "data-coach.yml").symlink_to(small_handbook / "kept.yml")
    assert problems_of(small_handbook) == []
    (roles / "again").symlink_to(roles / "not")
    (roles / "circle.yml").symlink_to(roles / "circle.yml")
    (roles / "gone.yml").symlink_to(roles / "nothing.yml")
    assert problems_of(small_handbook) == [
        "roles/again:1:1: is a link to a folder. Put the folder itself here.",
        "roles/circle.yml:1:1: is a link that leads nowhere. Put the file itself here.",
        "roles/gone.yml:1:1: is a link that leads nowhere. Put the file itself here.",
    ]


def test_file_that_may_not_be_read(small_handbook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file without permission to read is told, and what it defines is not missed."""
    path, opened = small_handbook / "content" / "trust.md", Path.open

    def refuse(self: Path, mode: str = "r") -> object:
        if self == path:
            raise PermissionError(13, "Permission denied")
        return opened(self, mode)

    monkeypatch.setattr(Path, "open", refuse)
    handbook, problems = load_handbook(small_handbook)
    assert [str(problem) for problem in problems] == [
        "content/trust.md:1:1: cannot be read: Permission denied. Check the file's permissions."
    ]
    assert handbook.unreadable == frozenset({"trust"})


def test_name_that_is_no_text(small_handbook: Path) -> None:
    """A file name of stray bytes is told in letters that can be printed."""
    odd = os.fsencode(small_handbook / "roles") + b"/caf\xe9.yaml"
    Path(os.fsdecode(odd)).write_text("id: cafe\n", encoding="utf-8")
    assert problems_of(small_handbook) == [
        "roles/caf\ufffd.yaml:1:1: files of the handbook end in '.yml'. Rename the file."
    ]


def test_other_files_are_nobodys_business(small_handbook: Path) -> None:
    """Pictures, notes beside the roles and hidden files are left alone."""
    (small_handbook / "content" / "photo.png").write_bytes(b"\x89PNG")
    (small_handbook / "roles" / "README.md").write_text("How to.\n", encoding="utf-8")
    (small_handbook / "content" / ".obsidian").mkdir()
    (small_handbook / "content" / ".obsidian" / "note.yml").write_text("x", encoding="utf-8")
    assert problems_of(small_handbook) == []


def overlay_of(base: Path, place: Path) -> Path:
    """Make a layer over a handbook that has its district and nothing else."""
    (place / "content" / "assets").mkdir(parents=True)
    shutil.copy(base / "district.yml", place)
    shutil.copy(base / "content" / "assets" / "logo.svg", place / "content" / "assets")
    return place


def test_overlay_replaces_records_by_their_id(small_handbook: Path, tmp_path: Path) -> None:
    """A later root's record takes the place of the one with its id, whatever the file is called."""
    overlay = overlay_of(small_handbook, tmp_path / "overlay")
    (overlay / "roles").mkdir()
    text = (small_handbook / "roles" / "data-coach.yml").read_text(encoding="utf-8")
    own = text.replace("name: Data Coach", "name: Data Partner")
    (overlay / "roles" / "our-data-coach.yml").write_text(own, encoding="utf-8")
    (overlay / "content" / "trust.md").write_text("---\ntitle: Our trust\n---\n", encoding="utf-8")
    handbook, problems = load_handbook(small_handbook, overlay)
    assert not has_errors(problems)
    assert [role.name for role in handbook.roles] == ["Data Partner"]
    assert [page.meta.title for page in handbook.pages] == [
        "Who sees what",
        "Welcome",
        "Our trust",
    ]
    assert handbook.non_roles[0].id == "evaluation"


def test_overlay_district_gives_its_words_to_the_base(small_handbook: Path, tmp_path: Path) -> None:
    """The texts of the base say the terms of the district on top."""
    overlay = overlay_of(small_handbook, tmp_path / "overlay")
    text = (small_handbook / "district.yml").read_text(encoding="utf-8")
    own = text.replace("coach: instructional coach", "coach: learning partner")
    (overlay / "district.yml").write_text(own, encoding="utf-8")
    handbook, problems = load_handbook(small_handbook, overlay)
    assert problems == ()
    assert handbook.terms["coach"].plural == "learning partners"
    assert handbook.roles[0].activities[0].text.startswith("A learning partner and a teacher")


def test_base_and_overlay_have_one_place_each(small_handbook: Path, tmp_path: Path) -> None:
    """Each value knows its own file, also where base and overlay call theirs the same."""
    overlay = overlay_of(small_handbook, tmp_path / "overlay")
    (overlay / "standards").mkdir()
    text = (small_handbook / "standards" / "sources.yml").read_text(encoding="utf-8")
    (overlay / "standards" / "sources.yml").write_text(f"# Ours\n{text}", encoding="utf-8")
    handbook, _ = load_handbook(small_handbook, overlay)
    assert str(handbook.entries["source", "small-study"].location) == "standards/sources.yml:3:9"
    assert [source.id for source in handbook.sources] == ["small-study", "more-to-read"]


@pytest.mark.slow
def test_two_thousand_records(small_handbook: Path, problems_in: Callable[[Path], str]) -> None:
    """A handbook of 2,000 records is read and checked without a problem."""
    role = (small_handbook / "roles" / "data-coach.yml").read_text(encoding="utf-8")
    for number in range(1000):
        text = role.replace("id: data-coach", f"id: data-coach-{number}")
        text = text.replace("id: analyze-classroom-data", f"id: analyze-{number}")
        path = small_handbook / "roles" / f"data-coach-{number}.yml"
        path.write_text(text, encoding="utf-8")
    assert len(load_handbook(small_handbook)[0].all_entries) == 2028
    assert problems_in(small_handbook) == ""


def test_pages_are_records_too(small_handbook: Path) -> None:
    """A page is a file like any other, and its front matter is where its places are."""
    handbook, _ = load_handbook(small_handbook)
    page = next(file for file in handbook.files if file.origin.path == "content/index.md")
    assert isinstance(page.record, HandPage)
    assert str(page.origin.locate(("related", 1))) == "content/index.md:3:28"
