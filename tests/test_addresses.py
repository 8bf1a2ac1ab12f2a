"""Every record has an address made of its id, and every page one of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from handbook.addresses import Address, entry_address, page_uris, paper_uri
from handbook.loading import load_handbook

if TYPE_CHECKING:
    from pathlib import Path

    from handbook.model.handbook import Handbook


@pytest.mark.parametrize(
    ("kind", "name", "address"),
    [
        ("role", "data-coach", Address("roles/data-coach.md")),
        (
            "activity",
            "analyze-classroom-data",
            Address("roles/data-coach.md", "analyze-classroom-data"),
        ),
        ("non-role", "evaluation", Address("not/evaluation.md")),
        ("myth", "just-mentoring", Address("not/myths.md", "just-mentoring")),
        ("dimension", "who-leads", Address("compare/index.md", "who-leads")),
        ("comparison", "mentoring", Address("compare/mentoring.md")),
        (
            "principle-set",
            "partnership-principles",
            Address("principles/partnership-principles.md"),
        ),
        ("principle", "reflection", Address("principles/reflection.md")),
        (
            "framework",
            "teacher-leader-model-standards",
            Address("standards/teacher-leader-model-standards.md"),
        ),
        ("domain", "tlms-5", Address("standards/tlms-5.md")),
        ("function", "tlms-5a", Address("standards/tlms-5.md", "tlms-5a")),
        ("cycle", "coaching-cycle", Address("cycle/index.md")),
        ("stage", "identify-goal", Address("cycle/identify-goal.md")),
        ("form", "role-agreement", Address("forms/role-agreement.md")),
        ("term", "term-mentoring", Address("glossary.md", "term-mentoring")),
        ("source", "small-study", Address("sources.md", "small-study")),
        ("kind", "conversations", Address("confidentiality.md", "conversations")),
        ("exception", "threat-of-harm", Address("confidentiality.md", "threat-of-harm")),
        ("question", "will-my-principal-know", Address("finder.md", "will-my-principal-know")),
    ],
)
def test_address_of_each_kind(small_handbook: Path, kind: str, name: str, address: Address) -> None:
    """Each kind of record has its folder, or its place on a shared page."""
    handbook, _ = load_handbook(small_handbook)
    assert entry_address(handbook.entries[kind, name]) == address


def test_no_two_records_share_an_address(shipped: Handbook) -> None:
    """Every record of the shipped handbook has an address of its own."""
    addresses = [entry_address(entry) for entry in shipped.all_entries]
    assert len(set(addresses)) == len(addresses)


def test_name_may_change(small_handbook: Path) -> None:
    """An address stays when the name changes."""
    path = small_handbook / "roles" / "data-coach.yml"
    before = entry_address(load_handbook(small_handbook)[0].entries["role", "data-coach"])
    text = path.read_text(encoding="utf-8").replace("name: Data Coach", "name: Data Partner")
    path.write_text(text, encoding="utf-8")
    assert entry_address(load_handbook(small_handbook)[0].entries["role", "data-coach"]) == before


def test_paper_uri() -> None:
    """A form for each role has a page for each."""
    assert paper_uri("role-agreement", made_for="data-coach") == (
        "forms/role-agreement-data-coach.md"
    )


def test_page_uris(small_handbook: Path) -> None:
    """All pages can be named: written by hand, of a record, and made from all of them."""
    handbook, _ = load_handbook(small_handbook)
    uris = page_uris(handbook.entries, hand_uris=("index.md", "coaching/trust.md"))
    assert {
        "coaching/trust.md",
        "crosswalk.md",
        "finder.md",
        "forms/index.md",
        "forms/role-agreement.md",
        "index.md",
        "roles/data-coach.md",
        "using/field-reference.md",
    } <= uris
    assert all(uri.endswith(".md") and not uri.startswith("/") for uri in uris)
