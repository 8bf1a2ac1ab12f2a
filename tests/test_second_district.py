"""A district as unlike the shipped one as can be stands on the same base, without a word amiss."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from handbook.acceptance.browsing import browse
from handbook.acceptance.built_pages import load_built_pages
from handbook.acceptance.built_site import check_site
from handbook.acceptance.expectations import load_expectations
from handbook.cli import main
from handbook.explaining import NothingNamedError, explain_record
from handbook.layers import find_layers
from handbook.loading import load_handbook
from handbook.sayings import decide_handbook

if TYPE_CHECKING:
    from handbook.model.handbook import Handbook

HOME = Path(__file__).parent / "districts" / "lantern-bay"

SPREAD = 12
"""Of how many pages one is looked at in a browser."""


@pytest.fixture(scope="module")
def loaded() -> Handbook:
    """Return the second district's handbook, as its files say it."""
    handbook, problems = load_handbook(*find_layers(HOME))
    assert problems == ()
    return handbook


@pytest.mark.slow
def test_nothing_is_amiss() -> None:
    """Its check finds no problem and gives no warning, in its own files and in the base."""
    result = CliRunner().invoke(main, ["check", "--strict", "--project", str(HOME)])
    assert (result.exit_code, result.stdout, result.stderr) == (0, "No problems.\n", "")


def test_its_records_stand_beside_the_shipped_ones(loaded: Handbook) -> None:
    """Its own role comes first by its order; a shipped one has its name and one activity more."""
    adopted = decide_handbook(loaded)
    assert [role.name for role in adopted.roles] == [
        "Outdoor Partner",
        "Classroom Supporter",
        "Instructional Supporter",
        "Numbers Partner",
    ]
    numbers = adopted.roles[-1]
    assert [one.id for one in numbers.activities][:2] == [
        "count-together",
        "analyze-classroom-data",
    ]
    assert numbers.reviewed is None
    assert numbers.asks[-1] == "Who reads the numbers with me?"
    assert {framework.id for framework in adopted.frameworks} == {
        "teacher-leader-model-standards",
        "coaching-competencies",
        "lantern-practices",
    }


def test_what_it_leaves_out_is_gone(loaded: Handbook) -> None:
    """What it leaves out of each kind is in no list, and so is what cannot be without it."""
    adopted = decide_handbook(loaded)
    assert {"resource-provider", "mentoring", "contact-log"}.isdisjoint(
        name for _, name in adopted.entries
    )
    assert "coaching/future.md" not in {page.uri for page in adopted.pages}
    assert ("activity", "find-materials") not in adopted.entries


def test_a_page_has_its_own_title_and_the_shipped_text(loaded: Handbook) -> None:
    """Front matter alone changes what is said of a page; its text stands where it stood."""
    page = next(page for page in loaded.pages if page.uri == "why-coaching.md")
    assert page.meta.title == "Why we walk"
    assert "{ #" in page.body
    file = next(file for file in loaded.files if file.record is page)
    assert file.origin.path == "base:content/why-coaching.md"


def test_a_page_has_sections_of_its_own_in_the_shipped_text(loaded: Handbook) -> None:
    """A section goes behind another or takes its place; the rest is the shipped text."""
    page = next(page for page in loaded.pages if page.uri == "for-teachers.md")
    headings = [line for line in page.body.splitlines() if line.startswith("## ")]
    assert headings[:3] == [
        "## Before you begin { #three-things-to-know-first }",
        "## Your path { #your-path }",
        "## In the summer { #in-the-summer }",
    ]
    assert len(headings) > 4
    assert page.meta.title == "For educators"


def test_every_value_is_explained(loaded: Handbook) -> None:
    """A field is shown with its value, its file and line, and the layer that says it."""
    found = {one.field: one for one in explain_record(loaded, "data-coach")}
    name, purpose = found["name"], found["purpose"]
    assert (name.value, name.layer, str(name.location)) == (
        "Numbers Partner",
        "district",
        "roles/data-coach.yml:2:7",
    )
    assert (purpose.layer, purpose.location.path) == ("base", "roles/data-coach.yml")
    text = found["activities[analyze-classroom-data].text"]
    assert (text.layer, text.location.path) == ("base", "roles/data-coach.yml")


def test_nothing_of_that_name(loaded: Handbook) -> None:
    """An id that nothing has is answered with the nearest."""
    with pytest.raises(NothingNamedError) as caught:
        explain_record(loaded, "data-coch")
    assert str(caught.value) == "nothing has the id 'data-coch'. Did you mean 'data-coach'?"


@pytest.mark.slow
def test_it_is_built_and_tested(tmp_path: Path) -> None:
    """Its site is built without a warning; links, ids and files are right; axe finds nothing."""
    place = tmp_path / "site"
    built = CliRunner().invoke(
        main, ["build", "--strict", "--project", str(HOME), "--site", str(place)]
    )
    assert (built.exit_code, built.stderr) == (0, "")
    assert (place / "es" / "bienvenida" / "index.html").is_file()
    assert not (place / "using").exists()
    assert not list(place.rglob("mentoring"))
    pages = load_built_pages(place)
    uris = {path.relative_to(place).as_posix() for path in place.rglob("*") if path.is_file()}
    found = [*check_site(pages, uris=uris, home="/partners")]
    if os.environ.get("HANDBOOK_BROWSER"):
        # The shipped handbook is looked at page by page; what this district changes is everywhere.
        expected, source, _ = load_expectations(HOME / "tests.yml")
        found += browse(place, pages=pages[::SPREAD], expected=expected, source=source)
    assert [str(one) for trial in found for one in trial.problems] == []
