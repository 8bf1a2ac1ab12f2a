"""What must hold between records: each fault has its place and remedy, in any order of files."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from handbook.checks import check_handbook
from handbook.loading import load_handbook

if TYPE_CHECKING:
    from pathlib import Path

    from handbook.model.handbook import Handbook
    from tests.conftest import Fault

FAULTS = "checks"


def test_fault(fault: Fault, small_handbook: Path) -> None:
    """Each fault is told once, in full, at its place."""
    found, expected = fault.problems_in(small_handbook)
    assert found == expected


def test_small_handbook_is_right(small_handbook: Path) -> None:
    """The handbook that the faults are put into has none itself."""
    handbook, problems = load_handbook(small_handbook)
    assert (problems, check_handbook(handbook, is_whole=True)) == ((), ())


def test_shipped_handbook_is_right(shipped: Handbook) -> None:
    """The handbook of this repository has one warning: nobody has reviewed its forms."""
    assert "\n".join(map(str, check_handbook(shipped, is_whole=True))) == (
        "district.yml:55:11: warning: decisions.review: no counsel has reviewed the forms, so "
        "each says DRAFT and none is for signing. Once one has, add 'counsel:' and 'on:'."
    )


@pytest.mark.parametrize("seed", range(3))
def test_order_of_files_does_not_matter(small_handbook: Path, seed: int) -> None:
    """The same problems come out, in the same order, however the files are read."""
    for path in small_handbook.rglob("*.yml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("id: choice", "id: reflection"), encoding="utf-8")
    twin = (small_handbook / "roles" / "data-coach.yml").read_text(encoding="utf-8")
    (small_handbook / "roles" / "twin.yml").write_text(twin, encoding="utf-8")
    (small_handbook / "content" / "Trust.md").write_text("---\ntitle: T\n---\n", encoding="utf-8")
    handbook, _ = load_handbook(small_handbook)
    files = list(handbook.files)
    random.Random(seed).shuffle(files)  # noqa: S311  (no secret)
    shuffled = check_handbook(replace(handbook, files=tuple(files)), is_whole=True)
    assert shuffled == check_handbook(handbook, is_whole=True)
    assert len(shuffled) > 3


def test_incomplete_handbook_is_checked_for_references(small_handbook: Path) -> None:
    """Where a file is missing, its records are not missed one by one; other faults are told."""
    (small_handbook / "standards" / "sources.yml").unlink()
    page = small_handbook / "content" / "trust.md"
    page.write_text("---\ntitle: Trust\n---\n[it][role:data]\n", encoding="utf-8")
    handbook, problems = load_handbook(small_handbook)
    assert [str(problem) for problem in problems] == [
        "standards/sources.yml:1:1: the file is missing. It holds: the bibliography."
    ]
    assert [str(problem) for problem in check_handbook(handbook, is_whole=False)] == [
        "content/trust.md:4:1: no role has the id 'data'. Use 'data-coach'."
    ]


def test_cross_references_in_code_are_left_alone(small_handbook: Path) -> None:
    """A page can show how a cross-reference is written, and keep notes."""
    code = "`[a][role:x]`\n\n```\n[b][role:x]\n```\n"
    shown = code + "{% raw %}\n[c][role:x]\n{% endraw %}\n{# [d][role:x] #}"
    page = small_handbook / "content" / "trust.md"
    page.write_text(f"---\ntitle: Trust\n---\n{shown}\n", encoding="utf-8")
    handbook, _ = load_handbook(small_handbook)
    assert check_handbook(handbook, is_whole=True) == ()


def test_cross_reference_after_code_is_located(small_handbook: Path) -> None:
    """What is skipped does not shift the place of what follows."""
    text = "---\ntitle: Trust\n---\n{% raw %}\nx{% endraw %} [é][role:x] `y` [e][role:z]\n"
    (small_handbook / "content" / "trust.md").write_text(text, encoding="utf-8")
    handbook, _ = load_handbook(small_handbook)
    assert [str(problem) for problem in check_handbook(handbook, is_whole=True)] == [
        "content/trust.md:5:15: no role has the id 'x'. Use 'data-coach'.",
        "content/trust.md:5:31: no role has the id 'z'. Use 'data-coach'.",
    ]


def test_page_of_an_agreement_can_be_named(small_handbook: Path) -> None:
    """A form made for each role has a page for each, which cross-references name."""
    page = small_handbook / "content" / "trust.md"
    link = "[sign][page:forms/role-agreement-data-coach]"
    page.write_text(f"---\ntitle: Trust\n---\n{link}\n", encoding="utf-8")
    handbook, _ = load_handbook(small_handbook)
    assert check_handbook(handbook, is_whole=True) == ()


@pytest.mark.parametrize(
    ("name", "message"),
    [
        (
            "confidentiality.md",
            (
                "content/confidentiality.md:1:1: the page is missing. Write it: links to the rules "
                "on who sees what lead there."
            ),
        ),
        ("index.md", "content/index.md:1:1: the page is missing. Write it: it is the home page."),
    ],
)
def test_page_that_every_handbook_has(small_handbook: Path, name: str, message: str) -> None:
    """The home page and the page with the rules on privacy are written by hand."""
    (small_handbook / "content" / name).unlink()
    handbook, problems = load_handbook(small_handbook)
    found = check_handbook(handbook, is_whole=True)
    assert (problems, [str(problem) for problem in found]) == ((), [message])


def test_source_cited_only_in_a_page_counts_as_cited(small_handbook: Path) -> None:
    """A cross-reference to a source cites it."""
    sources = small_handbook / "standards" / "sources.yml"
    text = sources.read_text(encoding="utf-8").replace("    further_reading: yes\n", "")
    sources.write_text(text, encoding="utf-8")
    page = small_handbook / "content" / "trust.md"
    page.write_text("---\ntitle: Trust\n---\n[More][source:more-to-read]\n", encoding="utf-8")
    handbook, _ = load_handbook(small_handbook)
    assert check_handbook(handbook, is_whole=True) == ()


def test_words_that_only_contain_a_vague_one_pass(small_handbook: Path) -> None:
    """Neither part of a word nor what stands on no paper is warned of."""
    form = small_handbook / "content" / "forms" / "role-agreement.yml"
    text = form.read_text(encoding="utf-8")
    text = text.replace("The two work toward a goal.", "Untimely and unreasonable, or not.")
    text = text.replace("use_when: When work begins.", "use_when: As needed.")
    form.write_text(text, encoding="utf-8")
    handbook, _ = load_handbook(small_handbook)
    assert check_handbook(handbook, is_whole=True) == ()
