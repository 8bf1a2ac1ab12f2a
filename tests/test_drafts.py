"""What is not ready yet: nothing published has it, a preview shows it, and it stops nothing."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from handbook.loading import load_handbook
from handbook.model.adoption import adopt_handbook
from handbook.press import Press
from handbook.problems import has_errors
from handbook.project import Project

if TYPE_CHECKING:
    from pathlib import Path

    from handbook.model.handbook import Handbook

ROLE = "roles/data-coach.yml"
PAGE = "content/trust.md"


def make_draft(root: Path, name: str) -> None:
    """Say in a file that it is not ready yet."""
    path = root / name
    text = path.read_text(encoding="utf-8")
    start = "---\n" if name.endswith(".md") else ""
    path.write_text(f"{start}draft: yes\n{text.removeprefix(start)}", encoding="utf-8")


def adopted(root: Path, *, shows_drafts: bool = False) -> Handbook:
    """Return a handbook as it is published, or as a preview shows it."""
    handbook, problems = load_handbook(root, shows_drafts=shows_drafts)
    assert not has_errors(problems)
    return adopt_handbook(handbook)


def said_of(root: Path, *, shows_drafts: bool = False) -> list[str]:
    """Return what is said of a handbook."""
    project = Project((root,), Press(), shows_drafts=shows_drafts)
    return [str(one) for one in project.text_problems]


def test_a_draft_is_told_and_stops_nothing(small_handbook: Path) -> None:
    """A hint at the line says that it is a draft."""
    make_draft(small_handbook, PAGE)
    assert said_of(small_handbook) == [
        (
            "content/index.md:9:50: warning: 'trust' names the page 'trust', which is left out or "
            "a draft: its words stay, without a link. Reword the text where it then says what is "
            "not so."
        ),
        (
            "content/trust.md:2:1: hint: draft: this is a draft: nothing that is published has it. "
            "Take the line out when it is ready."
        ),
    ]


def test_nothing_published_has_a_draft(small_handbook: Path) -> None:
    """The record is gone, and what names it does without it."""
    write_role(small_handbook, "draft: yes\n")
    assert [role.id for role in adopted(small_handbook).roles] == ["data-coach"]


def test_a_preview_shows_a_draft_as_such(small_handbook: Path) -> None:
    """Its page is there, marked, and no other is."""
    write_role(small_handbook, "draft: yes\n")
    project = Project((small_handbook,), Press(), shows_drafts=True)
    marked = [page.uri for page in project.pages if page.meta.get("is_draft")]
    assert marked == ["roles/mentor.md"]


def test_one_line_is_enough(small_handbook: Path) -> None:
    """What a draft lacks is told as hints, and the handbook is built without it."""
    (small_handbook / "roles" / "mentor.yml").write_text("id: mentor\ndraft: yes\n", "utf-8")
    handbook, problems = load_handbook(small_handbook)
    assert not has_errors(problems)
    assert ("role", "mentor") not in handbook.entries
    assert (
        "roles/mentor.yml:1:1: hint: purpose: is missing. Add a line 'purpose:' (why the role "
        "exists, in one or two sentences)."
    ) in [str(one) for one in problems]


def test_a_draft_over_the_base_leaves_the_base(small_handbook: Path, tmp_path: Path) -> None:
    """What a layer begins to change is as it was below, until the change is ready."""
    own = tmp_path / "own"
    (own / "roles").mkdir(parents=True)
    (small_handbook / "district.yml").rename(own / "district.yml")
    shutil.copytree(small_handbook / "content" / "assets", own / "content" / "assets")
    text = "id: data-coach\ndraft: yes\nname: Data Partner\n"
    (own / "roles" / "data-coach.yml").write_text(text, encoding="utf-8")
    published, problems = load_handbook(small_handbook, own)
    shown, _ = load_handbook(small_handbook, own, shows_drafts=True)
    assert not has_errors(problems)
    assert [handbook.roles[0].name for handbook in (published, shown)] == [
        "Data Coach",
        "Data Partner",
    ]


def test_what_is_wrong_in_a_draft_stops_nothing(small_handbook: Path) -> None:
    """A reference of a draft that leads nowhere is a hint; once it is shown, it is a problem."""
    write_role(small_handbook, "draft: yes\n")
    path = small_handbook / "roles" / "mentor.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("[small-study]", "[nowhere]"), encoding="utf-8")
    wrong = "sources.0: no source has the id 'nowhere'. Use 'more-to-read' or 'small-study'."
    assert f"roles/mentor.yml:23:11: hint: {wrong}" in said_of(small_handbook)
    assert f"roles/mentor.yml:23:11: {wrong}" in said_of(small_handbook, shows_drafts=True)


def test_the_home_page_cannot_be_a_draft(small_handbook: Path) -> None:
    """A page that no handbook can be without is refused as a draft."""
    make_draft(small_handbook, "content/index.md")
    assert said_of(small_handbook)[0] == (
        "content/index.md:1:1: draft: this page cannot be a draft: readers arrive at it. Take the "
        "line out."
    )


def write_role(root: Path, head: str) -> None:
    """Write a second role like the first."""
    text = (root / ROLE).read_text(encoding="utf-8")
    own = text.replace("id: data-coach", "id: mentor").replace("name: Data Coach", "name: Mentor")
    own = own.replace("id: analyze-classroom-data", "id: read-together")
    (root / "roles" / "mentor.yml").write_text(f"{head}{own}", encoding="utf-8")
