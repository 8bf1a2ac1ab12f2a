"""What had another id before: its old address leads on, and whoever uses the old id is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from handbook.editions.comparing import compare_editions
from handbook.editions.snapshot import take_snapshot
from handbook.press import Press
from handbook.project import Project

if TYPE_CHECKING:
    from pathlib import Path

ROLE = "roles/data-coach.yml"


def replace_in(root: Path, name: str, old: str, new: str) -> None:
    """Write a file with other words."""
    path = root / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def rename_role(root: Path) -> None:
    """Give the role another id, and keep the old one as what it was."""
    replace_in(root, ROLE, "id: data-coach\n", "id: numbers-coach\nformerly: [data-coach]\n")
    (root / ROLE).rename(root / "roles" / "numbers-coach.yml")
    replace_in(root, "content/index.md", "role:data-coach", "role:numbers-coach")
    replace_in(root, "roles/not/evaluation.yml", "[data-coach]", "[numbers-coach]")


def project_of(*roots: Path) -> Project:
    """Return a handbook on its way."""
    return Project(roots, Press())


def said_of(*roots: Path) -> list[str]:
    """Return what is said of a handbook."""
    return [str(one) for one in project_of(*roots).text_problems]


def test_the_old_address_leads_on(small_handbook: Path) -> None:
    """The pages of a role and of its agreement are found where they were."""
    rename_role(small_handbook)
    files = project_of(small_handbook).small_files
    moved = {uri: made.decode() for uri, made in files.items() if "data-coach" in uri}
    assert sorted(moved) == [
        "forms/role-agreement-data-coach/index.html",
        "roles/data-coach/index.html",
    ]
    assert 'href="../numbers-coach/"' in moved["roles/data-coach/index.html"]


def test_a_page_is_found_under_its_old_name(small_handbook: Path) -> None:
    """The address of a page that was another file leads to it."""
    replace_in(small_handbook, "content/trust.md", "title:", "formerly: [coaching/faith]\ntitle:")
    files = project_of(small_handbook).small_files
    assert 'href="../../trust/"' in files["coaching/faith/index.html"].decode()


@pytest.mark.parametrize("name", ["../../outside", "/etc", "trust.md", "a b", "a//b"])
def test_what_is_no_page_is_refused(small_handbook: Path, name: str) -> None:
    """A former name is a page's own: nothing leads out of the site, and nothing is guessed."""
    replace_in(small_handbook, "content/trust.md", "title:", f"formerly: ['{name}']\ntitle:")
    assert said_of(small_handbook)[:1] == [
        (
            f"content/trust.md:2:12: formerly.0: expected a page by its file, such as "
            f"coaching/trust, got '{name}'. Write it from the content folder, without '.md'."
        )
    ]


def test_whoever_names_it_is_told(small_handbook: Path) -> None:
    """A reference by the old id names the new one."""
    rename_role(small_handbook)
    replace_in(
        small_handbook, "content/trust.md", "title: ", "related: ['role:data-coach']\ntitle: "
    )
    assert said_of(small_handbook) == [
        (
            "content/trust.md:2:11: related.0: no role has the id 'data-coach' any more. It is "
            "called 'numbers-coach' now. Write 'numbers-coach'."
        )
    ]


def test_whoever_leaves_it_out_is_told(small_handbook: Path) -> None:
    """What is left out by its old id is named by the new one."""
    replace_in(
        small_handbook,
        "roles/not/evaluation.yml",
        "id: evaluation\n",
        "id: judging\nformerly: [evaluation]\n",
    )
    path = small_handbook / "district.yml"
    path.write_text(f"{path.read_text('utf-8')}leave_out: [evaluation]\n", encoding="utf-8")
    assert [one for one in said_of(small_handbook) if "leave_out" in one] == [
        (
            "district.yml:32:13: leave_out.0: nothing is called 'evaluation' any more. It is "
            "called 'judging' now. Write 'judging'."
        )
    ]


def test_an_overlay_by_the_old_id_is_told(small_handbook: Path, tmp_path: Path) -> None:
    """A part of a record that the base renamed names the new id."""
    rename_role(small_handbook)
    own = tmp_path / "own"
    (own / "roles").mkdir(parents=True)
    (small_handbook / "district.yml").rename(own / "district.yml")
    text = "id: data-coach\nname: Data Partner\n"
    (own / "roles" / "data-coach.yml").write_text(text, encoding="utf-8")
    assert (
        "roles/data-coach.yml:1:5: id: 'data-coach' is called 'numbers-coach' now. Write "
        "'numbers-coach'."
    ) in said_of(small_handbook, own)


def test_no_other_record_takes_an_old_id(small_handbook: Path) -> None:
    """A former id of two records, or of one that is there, is refused."""
    replace_in(small_handbook, ROLE, "order: 10\n", "order: 10\nformerly: [data-coach]\n")
    assert said_of(small_handbook) == [
        (
            "roles/data-coach.yml:24:12: formerly.0: the id 'data-coach' is one of the role at "
            "roles/data-coach.yml:1:5. Take it out."
        )
    ]


def test_a_renamed_form_is_the_same_promise(small_handbook: Path) -> None:
    """Between two editions, another id makes no new promise and takes none back."""
    before = project_of(small_handbook)
    old = take_snapshot(before.handbook, before.documents)
    rename_role(small_handbook)
    after = project_of(small_handbook)
    found = compare_editions(old, take_snapshot(after.handbook, after.documents))
    assert [(one.sort, one.where) for one in found if one.sort != "text"] == []
    # What names it is worded anew; nothing came or went.
    assert {one.where: (one.old, one.new) for one in found} == {
        "non-role:evaluation": ("", ""),
        "page:index": ("", ""),
        "role:numbers-coach": ("", ""),
    }
