"""What is tried out is shown and not saved, whatever the folder is like."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from handbook.cache import open_cache
from handbook.editing.workshop import Workshop

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.slow
def test_a_folder_with_nothing_of_its_own_is_shown(home: Path) -> None:
    """The site of a new district, whose content folder has no file yet, is made in the copy."""
    for folder in ("content", "roles", "standards"):
        shutil.rmtree(home / folder)
    (home / "content").mkdir()
    workshop = Workshop(home, site_url="http://127.0.0.1:8001/", cache=open_cache())
    workshop.showing.read_again()
    assert [str(one) for one in workshop.showing.problems if one.severity == "error"] == []
    assert workshop.showing.has_site
    workshop.close()


def test_what_others_save_is_taken_over(home: Path) -> None:
    """A file written by hand, or taken away, is so on the desk as well."""
    workshop = Workshop(home, site_url="", cache=open_cache())
    assert "roles/outdoor-partner.yml" in workshop.documents
    (home / "roles" / "outdoor-partner.yml").unlink()
    role = home / "roles" / "shore-partner.yml"
    role.write_text("id: shore-partner\nname: Shore\n", encoding="utf-8")
    assert "roles/outdoor-partner.yml" not in workshop.documents
    assert "roles/shore-partner.yml" in workshop.documents
    workshop.close()


def test_what_was_not_saved_is_forgotten(home: Path) -> None:
    """A fault that was only tried out is gone once another form is opened."""
    workshop = Workshop(home, site_url="", cache=open_cache())
    role = workshop.documents["roles/data-coach.yml"]
    other = workshop.documents["roles/outdoor-partner.yml"]
    assert isinstance(role.data, dict)
    problems, _ = workshop.try_out(role, {**role.data, "name": ""})
    assert len(problems) == 1
    workshop.forget()
    problems, _ = workshop.try_out(other, other.data)
    assert problems == ()
    workshop.close()


def test_an_agency_beside_the_folder_is_found(home: Path, tmp_path: Path) -> None:
    """A base that is named by a path is a base for what is tried out as well."""
    agency = tmp_path / "agency"
    agency.mkdir()
    (agency / "agency.yml").write_text("name: The Agency\n", encoding="utf-8")
    text = (home / "district.yml").read_text(encoding="utf-8")
    (home / "district.yml").write_text(f"base: ../agency\n{text}", encoding="utf-8")
    workshop = Workshop(home, site_url="", cache=open_cache())
    role = workshop.documents["roles/data-coach.yml"]
    assert isinstance(role.data, dict)
    problems, _ = workshop.try_out(role, {**role.data, "name": "Ours"})
    assert problems == ()
    workshop.close()
