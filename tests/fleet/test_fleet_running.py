"""A run over a fleet: what changed is built, what fails stops nobody, and last good sites stay."""

from __future__ import annotations

import json
from concurrent.futures import Executor, Future
from typing import TYPE_CHECKING, Any

import pytest

from handbook.fleet import running
from handbook.fleet.building import Built, Task, pack_site
from handbook.fleet.members import find_members
from handbook.fleet.report_page import render_page, summarize
from handbook.fleet.running import REPORT, Outcome, Run, read_report

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class Here(Executor):
    """Does everything at once, in this process."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Return what is done already."""
        future: Future[Any] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """Stand in for the building of a site; give the list of what is built."""
    names: list[str] = []

    def build(task: Task) -> Built:
        names.append(task.id)
        if b"posture: bad" in task.files["district.yml"]:
            return Built(task.id, problems=("d.csv:3:2: it is bad.",), seconds=1.0)
        site = tmp_path / "made"
        site.mkdir(exist_ok=True)
        (site / "index.html").write_bytes(task.files["district.yml"])
        return Built(task.id, pack_site(site), signed_again=("role-agreement",), seconds=1.0)

    monkeypatch.setattr(running, "build_district", build)
    return names


def run(tmp_path: Path, rows: list[str], *, anew: bool = False, **wishes: Any) -> dict[str, str]:
    """Run over a table; return what became of each district."""
    path = tmp_path / "d.csv"
    path.write_text("\n".join(["name,decisions.posture", *rows, ""]), encoding="utf-8")
    out = tmp_path / "out"
    out.mkdir(exist_ok=True)
    only = wishes.pop("only", ())
    found = Run(out, Here(), 2, **wishes).build(find_members(path), only=only, anew=anew)
    return {one.id: one.status for one in found}


def test_what_did_not_change_is_not_built(tmp_path: Path, built: list[str]) -> None:
    """A second run builds what changed, what is new, and what lost its site."""
    rows = ["A,focus", "B,focus", "C,focus"]
    assert set(run(tmp_path, rows).values()) == {"built"}
    (tmp_path / "out" / "c" / "index.html").unlink()
    (tmp_path / "out" / "c").rename(tmp_path / "gone")
    del built[:]
    found = run(tmp_path, ["A,focus", "B,logistics", "C,focus", "D,focus"])
    assert found == {"a": "unchanged", "b": "built", "c": "built", "d": "built"}
    assert built == ["b", "c", "d"]
    assert set(run(tmp_path, rows, anew=True).values()) == {"built"}


def test_a_failure_stops_nobody(tmp_path: Path, built: list[str]) -> None:
    """The others are built; the last good site of the one that fails stays, until it is mended."""
    run(tmp_path, ["A,focus", "B,focus"])
    before = (tmp_path / "out" / "b" / "index.html").read_bytes()
    assert run(tmp_path, ["A,logistics", "B,bad"]) == {"a": "built", "b": "failed"}
    assert (tmp_path / "out" / "b" / "index.html").read_bytes() == before
    assert run(tmp_path, ["A,logistics", "B,focus"]) == {"a": "unchanged", "b": "unchanged"}
    assert built == ["a", "b", "a", "b"]


@pytest.mark.parametrize(("most", "status"), [(50.0, "built"), (49.0, "held back")])
def test_nothing_is_put_in_place_where_too_many_fail(
    tmp_path: Path, built: list[str], most: float, status: str
) -> None:
    """Of a hundred, so many may fail; where more do, every last site stays."""
    assert run(tmp_path, ["A,focus", "B,bad"], most_failed=most) == {"a": status, "b": "failed"}
    assert (tmp_path / "out" / "a").is_dir() is (status == "built")
    assert built == ["a", "b"]


def test_one_alone(tmp_path: Path, built: list[str]) -> None:
    """Only the named district is looked at; the report keeps what is known of the others."""
    run(tmp_path, ["A,focus", "B,focus"])
    assert run(tmp_path, ["A,logistics", "B,logistics"], only=("b",)) == {
        "a": "built",
        "b": "built",
    }
    assert built == ["a", "b", "b"]


def test_a_folder_of_someone_else_is_left_alone(tmp_path: Path, built: list[str]) -> None:
    """Where a site's place holds other files, that district fails and nothing is lost."""
    (tmp_path / "out" / "a").mkdir(parents=True)
    (tmp_path / "out" / "a" / "mine.txt").write_text("mine", encoding="utf-8")
    assert run(tmp_path, ["A,focus", "B,focus"]) == {"a": "failed", "b": "built"}
    assert (tmp_path / "out" / "a" / "mine.txt").read_text(encoding="utf-8") == "mine"
    assert built == ["a", "b"]


@pytest.mark.parametrize("text", ["", "{}", '{"format": 9, "districts": []}', '{"format": 1}'])
def test_a_report_that_is_none(tmp_path: Path, text: str) -> None:
    """A report that cannot be read means that everything is built."""
    (tmp_path / REPORT).write_text(text, encoding="utf-8")
    assert read_report(tmp_path) == {}


def test_the_report_has_its_fields(tmp_path: Path, built: list[str]) -> None:
    """Each district is told with what became of it, as a program reads it."""
    run(tmp_path, ["A,focus", "B,bad"])
    values = json.loads((tmp_path / "out" / REPORT).read_text(encoding="utf-8"))
    first, second = values["districts"]
    assert (first["status"], first["signed_again"], first["bytes"] > 0) == (
        "built",
        ["role-agreement"],
        True,
    )
    assert (second["status"], second["problems"]) == ("failed", ["d.csv:3:2: it is bad."])
    assert built == ["a", "b"]


def test_the_page_tells_failures_first() -> None:
    """What failed comes first, words are escaped, and a site that is there has its link."""
    found = [
        Outcome("a", "built", bytes=2_000_000, seconds=1.5),
        Outcome("b", "failed", problems=("d.csv:3:2: <bad>",)),
    ]
    page = render_page(found)
    assert page.index(">b</th>") < page.index('<a href="a/index.html">a</a>')
    assert "&lt;bad&gt;" in page
    assert summarize(found) == "2 districts: 1 built, 1 failed."
