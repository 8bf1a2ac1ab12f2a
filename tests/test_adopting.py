"""A folder that holds all of a handbook becomes the least that is laid over the shipped one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from handbook.adopting import diff_records, make_overlay
from handbook.cli import main
from handbook.layers import find_layers
from handbook.loading import load_handbook
from handbook.model.district import District
from handbook.model.role import Role
from handbook.yamlsource import parse_yaml

ROOT = Path(__file__).parent.parent
ROLE = (
    "id: a\nname: A\nnote: N\nactivities:\n  - {id: one, name: One}\n  - {id: two, name: Two}\n"
    "asks: [x]\n"
)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        (ROLE, {}),
        (ROLE.replace("name: A", "name: B"), {"name": "B"}),
        (ROLE.replace("note: N\n", ""), {"without": ("note",)}),
        (ROLE.replace("[x]", "[x, y]"), {"asks": ("x", "y")}),
        (
            ROLE.replace("name: Two", "name: Deux"),
            {"activities": ({"id": "two", "name": "Deux"},)},
        ),
        (
            ROLE.replace("  - {id: one, name: One}\n", ""),
            {"activities": ({"id": "one", "leave_out": "yes"},)},
        ),
        (
            ROLE.replace("activities:\n", "activities:\n  - {id: new, name: New}\n"),
            {
                "activities": (
                    {"id": "new", "name": "New", "before": "one"},
                    {"id": "one", "after": "new"},
                    {"id": "two", "after": "one"},
                )
            },
        ),
    ],
)
def test_the_least_that_differs(text: str, part: dict[str, object]) -> None:
    """Of a record that differs, what differs is kept: a field, a line, an item, its place."""
    below, _ = parse_yaml(ROLE.encode(), path="a.yml")
    above, _ = parse_yaml(text.encode(), path="a.yml")
    assert below is not None
    assert above is not None
    assert isinstance(below.data, dict)
    assert isinstance(above.data, dict)
    assert diff_records(below.data, above.data, model=Role) == part


def test_files_that_are_the_same_go() -> None:
    """What is as it ships is not kept; what is not there is left out by its id or page."""
    base = {
        "roles/a.yml": ROLE,
        "roles/b.yml": "id: b\nname: B\n",
        "content/x.md": "---\ntitle: X\n---\n",
    }
    own = {"roles/a.yml": ROLE, "content/new.md": "---\ntitle: New\n---\n"}
    overlay = make_overlay(own, base)
    assert overlay.files == {"content/new.md": "---\ntitle: New\n---\n"}
    assert overlay.left_out == ["page:x", "b"]


@pytest.mark.slow
def test_the_same_handbook_comes_of_it(tmp_path: Path) -> None:
    """Every record is the same before and after, and the folder is not touched."""
    whole, least = tmp_path / "whole", tmp_path / "least"
    for name in ("roles", "standards", "content"):
        shutil.copytree(ROOT / name, whole / name)
    for name in ("district.yml", "mkdocs.yml"):
        shutil.copy(ROOT / name, whole)
    role = whole / "roles" / "data-coach.yml"
    text = role.read_text(encoding="utf-8").replace("name: Data Coach", "name: Data Partner", 1)
    role.write_text(text, encoding="utf-8")
    result = CliRunner().invoke(main, ["adopt", str(whole), "--out", str(least)])
    assert (result.exit_code, result.stderr) == (0, "")
    assert (least / "roles" / "data-coach.yml").read_text(encoding="utf-8") == (
        "id: data-coach\nname: Data Partner\nreviewed: '2026-07-15'\n"
    )
    assert not (least / "standards").exists()
    assert role.read_text(encoding="utf-8") == text
    before, faults = load_handbook(*find_layers(whole))
    after, problems = load_handbook(*find_layers(least))
    assert (faults, problems) == ((), ())

    def records(files: object) -> list[str]:
        return sorted(
            repr(file.record)
            for file in files  # type: ignore[attr-defined]
            if not isinstance(file.record, District)
        )

    assert records(after.files) == records(before.files)
