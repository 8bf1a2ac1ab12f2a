"""A change is seen once it stands still, whatever was done to the files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from handbook.serving import watching
from handbook.serving.watching import read_traces, wait_for_change

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from handbook.serving.watching import Traces

CHANGES: dict[str, Callable[[Path], object]] = {
    "written": lambda place: (place / "a" / "one.yml").write_text("longer", encoding="utf-8"),
    "added": lambda place: (place / "a" / "two.yml").write_text("new", encoding="utf-8"),
    "removed": lambda place: (place / "a" / "one.yml").unlink(),
    "renamed": lambda place: (place / "a" / "one.yml").rename(place / "a" / "two.yml"),
    "in a new folder": lambda place: _write(place / "a" / "b" / "c.md"),
}


def _write(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("new", encoding="utf-8")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return a folder with a file in a folder."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "one.yml").write_text("text", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_changes(place: Path, change: Callable[[Path], object]) -> None:
    """A file written, added, removed or renamed leaves other traces."""
    before = read_traces(place / "a")
    assert list(before) == [str(place / "a" / "one.yml")]
    change(place)
    assert read_traces(place / "a") != before


def test_what_is_no_change(place: Path) -> None:
    """Hidden files, as editors write beside the ones they have open, change nothing."""
    before = read_traces(place / "a", place / "missing.yml")
    (place / "a" / ".one.yml.swp").write_text("text", encoding="utf-8")
    assert read_traces(place / "a", place / "missing.yml") == before


def test_saves_that_come_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is seen is what two looks in a row agree on, and what was there before is no change."""
    monkeypatch.setattr(watching, "PAUSE", 0)
    looks: list[Traces] = [{"a": (1, 1)}, {"a": (2, 0)}, {"a": (3, 5)}, {"a": (3, 5)}]
    seen = wait_for_change({"a": (1, 1)}, look=lambda: looks.pop(0), is_over=lambda: False)
    assert seen == {"a": (3, 5)}
    assert looks == []


def test_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waiting ends when all is over."""
    monkeypatch.setattr(watching, "PAUSE", 0)
    assert wait_for_change({}, look=dict, is_over=lambda: True) == {}
