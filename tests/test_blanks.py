"""Every kind of blank has one row, and every face and the rosters know it from there."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from handbook.model.blanks import BLANKS, CELL_BLANKS, BlankKind
from handbook.model.form import Form, FormField
from handbook.model.walking import walk_records

ROOT = Path(__file__).parent.parent
EVERY_PART = Form.model_validate(
    yaml.safe_load((ROOT / "tests/fixtures/forms/every-part.yml").read_text(encoding="utf-8"))
)


def test_every_kind_has_its_row() -> None:
    """The words that files can use and the rows are the same."""
    assert list(BLANKS) == list(BlankKind)


@pytest.mark.parametrize("kind", BlankKind)
def test_only_what_is_chosen_has_options(kind: BlankKind) -> None:
    """A blank whose answers are chosen offers some, at least two, and no other offers any."""
    least, most = BLANKS[kind].options
    assert (2 <= least <= most) if BLANKS[kind].control.has_options else (least, most) == (0, 0)


def test_cells_are_lines() -> None:
    """What can stand in a column is what is written on a line."""
    assert CELL_BLANKS == ("text", "date", "initials", "email")


def test_the_faces_are_tested_with_every_kind() -> None:
    """The form that the tests of all faces draw has a blank of every kind."""
    fields = (part for _, part in walk_records(EVERY_PART) if isinstance(part, FormField))
    assert {field.blank for field in fields} == set(BlankKind)


def test_the_manual_names_every_kind() -> None:
    """Someone who writes a form reads of every kind."""
    manual = (ROOT / "content/using/write-a-form.md").read_text(encoding="utf-8")
    assert [kind for kind in BlankKind if f"`{kind}`" not in manual] == []
