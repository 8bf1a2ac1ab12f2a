"""Every kind of record has one row, and what the handbook needs of it follows from there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from handbook.model.annotations import models_inside
from handbook.model.kinds import KIND_OF, KINDS, RecordKind
from handbook.model.layout import RECORD_FILES
from handbook.model.standard import Cycle

if TYPE_CHECKING:
    from handbook.model.handbook import Handbook

TEMPLATES = Path(__file__).parent.parent / "handbook" / "templates"

PROPERTIES = {
    "role": "roles",
    "non-role": "non_roles",
    "myth": "myths",
    "comparison": "comparisons",
    "dimension": "dimensions",
    "principle-set": "principle_sets",
    "framework": "frameworks",
    "source": "sources",
    "form": "forms",
    "question": "questions",
    "term": "glossary",
}
"""What Python calls the records of a kind that is written in files of its own."""

EVERY_KIND = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)


@EVERY_KIND
def test_address(kind: RecordKind) -> None:
    """A record is on a page or at an anchor of its own, or at an anchor where its whole is."""
    wholes = [row for row in KINDS.values() if row is not kind and _holds(row, kind)]
    assert kind.address or wholes


@EVERY_KIND
def test_files(kind: RecordKind) -> None:
    """A record is written in a file of its kind, or inside a record that is."""
    held = [part for model in RECORD_FILES for part in models_inside(model)]
    assert kind.model in held
    assert not kind.files or RECORD_FILES[kind.holder or kind.model] == kind.files


@EVERY_KIND
def test_templates(kind: RecordKind) -> None:
    """A kind whose records have pages, or that has a list, has a template for it."""
    assert not kind.has_page or (TEMPLATES / f"{kind.name}.md").is_file()
    assert not kind.list_uri or (TEMPLATES / f"index-{kind.name}.md").is_file()
    assert bool(kind.list_uri) is bool(kind.list_title)


def test_no_two_kinds_share_a_name() -> None:
    """What a kind is called, one of it and several, is called so for this kind alone."""
    for names in zip(*((row.name, row.noun, row.plural) for row in KINDS.values()), strict=True):
        assert len(set(names)) == len(KINDS)
    assert len(KIND_OF) == len(KINDS)


@pytest.mark.parametrize(("kind", "name"), PROPERTIES.items(), ids=PROPERTIES)
def test_typed_property(kind: str, name: str, shipped: Handbook) -> None:
    """The records of a kind are a property of the handbook, in the order of its lists."""
    records = getattr(shipped, name)
    assert records
    assert records == tuple(entry.record for entry in shipped.entries_of(kind))
    assert records == shipped.records_of(KINDS[kind].model)


def test_every_kind_with_files_has_its_property(shipped: Handbook) -> None:
    """Every kind in files has its typed property, beside what is optional; of the cycle is one."""
    needed = {row.name for row in KINDS.values() if row.files and not row.is_optional}
    assert needed == {*PROPERTIES, "cycle"}
    assert shipped.records_of(Cycle) == (shipped.cycle,)


def _holds(whole: RecordKind, part: RecordKind) -> bool:
    return part.model in models_inside(whole.model)
