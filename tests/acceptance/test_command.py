"""`handbook test` builds a handbook aside and says what it tried and what is wrong."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import lxml.html
import pytest
from click.testing import CliRunner

from handbook.assets import STAMP
from handbook.cli import main

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

PAGE = "---\ntitle: Accessibility\ndescription: Who can use it.\n---\n\nEveryone can.\n"
TESTS = "pages:\n  - page: accessibility/\n    says: [Nobody can.]\n"


def run(project: Path, *options: str) -> tuple[int, str, str]:
    """Run the command on a project, without a browser; return its status and what it prints."""
    arguments = ["test", "--project", str(project), "--without-browser", *options]
    result = CliRunner().invoke(main, arguments)
    return result.exit_code, result.stdout, result.stderr


def run_build(project: Path) -> dict[str, object]:
    """Build a project, and return what its pages say of where they are."""
    CliRunner().invoke(main, ["build", "--project", str(project)], catch_exceptions=False)
    site = project / "site"
    page = lxml.html.fromstring((site / "trust" / "index.html").read_bytes())
    missing = lxml.html.fromstring((site / "404.html").read_bytes())
    named = {
        one.get("property") or one.get("name"): one.get("content") for one in page.iter("meta")
    }
    address = "https://a.example.org/coaching/"
    return {
        "canonical": page.xpath("//link[@rel='canonical']/@href")[0],
        **{name: named[name] for name in ("og:url", "og:title", "theme-color")},
        "404": STAMP.sub("", missing.xpath("//link[@rel='stylesheet']/@href")[0]),
        "sitemap": f"<loc>{address}trust/</loc>" in (site / "sitemap.xml").read_text("utf-8"),
        "robots": f"{address}sitemap.xml" in (site / "robots.txt").read_text("utf-8"),
    }


def test_what_does_not_hold_is_told(small_project: Path) -> None:
    """It ends with 1 where a test of the district's own does not hold, and changes no file."""
    (small_project / "content" / "accessibility.md").write_text(PAGE, encoding="utf-8")
    (small_project / "tests.yml").write_text(TESTS, encoding="utf-8")
    status, said, wrong = run(small_project)
    assert status == 1
    assert [line.split(":")[0] for line in said.splitlines()] == [
        "passed   pages",
        "passed   links",
        "passed   ids",
        "passed   files",
        "failed   your pages",
        "not run  accessibility",
        "not run  your questions",
        "1 problem in 1 file.",
    ]
    assert (
        "tests.yml:3:12: pages.0.says.0: 'Nobody can.' does not stand on 'accessibility/'. "
        "Change the page, or this test.\n"
    ) in wrong
    assert not (small_project / "site").exists()


def test_a_site_under_a_path(small_project: Path) -> None:
    """Under a path of a server, the page for missing addresses finds its files and pages."""
    (small_project / "content" / "accessibility.md").write_text(PAGE, encoding="utf-8")
    district = small_project / "district.yml"
    words = district.read_text(encoding="utf-8") + "web_address: a.example.org/coaching\n"
    district.write_text(words, encoding="utf-8")
    status, said, _ = run(small_project)
    assert (status, said.splitlines()[-1]) == (0, "No problems.")
    assert run_build(small_project) == {
        "canonical": "https://a.example.org/coaching/trust/",
        "og:url": "https://a.example.org/coaching/trust/",
        "og:title": "Trust",
        "theme-color": "#1d4e4a",
        "404": "/coaching/assets/handbook.css",
        "sitemap": True,
        "robots": True,
    }


def test_outcome_as_json(small_project: Path) -> None:
    """A machine reads each trial with its problems, and 0 where there is none."""
    (small_project / "content" / "accessibility.md").write_text(PAGE, encoding="utf-8")
    status, said, _ = run(small_project, "--json")
    trials = json.loads(said)
    assert (status, [trial["problems"] for trial in trials]) == (0, [[]] * 7)
    assert [trial["name"] for trial in trials if trial["missing"]] == [
        "accessibility",
        "your questions",
    ]


def test_a_handbook_that_cannot_be_built(small_project: Path) -> None:
    """Where a build would be refused, the problems are told and nothing else is tried."""
    (small_project / "district.yml").write_text("name: A\n", encoding="utf-8")
    status, said, wrong = run(small_project)
    assert (status, said) == (1, "")
    assert "district.yml:1:1: edition: is missing." in wrong
