"""What a handbook came to is remembered, as long as nothing changes that it was made from."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from handbook import opening
from handbook.cache import Cache
from handbook.inputs import digest_inputs
from handbook.opening import check_project, open_site
from handbook.press import Press

if TYPE_CHECKING:
    from collections.abc import Callable

    from handbook.forms.structure import FormDocument
    from handbook.pages.papers import FieldPlace
    from handbook.site_source import SiteSource

pytestmark = pytest.mark.slow

TODAY = dt.date(2026, 8, 1)


class Stamp(Press):
    """Stands in for the press: papers are made in no time, and kept as real ones are."""

    def form_pdf(self, document: FormDocument, *, made_at: int) -> bytes:
        """Return the form's name."""
        return self.cache.made("form", document, made_at, make=document.id.encode)

    def word_copy(self, document: FormDocument, *, made_at: int) -> bytes:
        """Return the form's name."""
        return self.cache.made("Word copy", document, made_at, make=document.id.encode)

    def field_places(self, document: FormDocument, *, made_at: int) -> tuple[FieldPlace, ...]:
        """Return none."""
        return ()

    def page_count(self, document: FormDocument, *, made_at: int) -> int:
        """Return one."""
        return 1


@pytest.fixture
def press(tmp_path: Path) -> Stamp:
    """Return a press with a cache."""
    (tmp_path / "cache").mkdir()
    return Stamp(Cache(tmp_path / "cache"))


@pytest.fixture
def walks(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Return a list that grows whenever a handbook is read."""
    found: list[object] = []
    walk = opening._walk  # noqa: SLF001  (to be counted)

    def counted(*roots: Path, **how: Any) -> object:
        found.append(roots)
        return walk(*roots, **how)

    monkeypatch.setattr(opening, "_walk", counted)
    return found


def open_twice(home: Path, *, press: Press) -> tuple[SiteSource, SiteSource]:
    """Return the site source, and the one that is made of the same files again."""
    return open_site(home, press=press), open_site(home, press=press)


def test_a_site_is_remembered(small_project: Path, press: Stamp, walks: list[object]) -> None:
    """The site of files that did not change is not made again, and is the same in all."""
    first, again = open_twice(small_project, press=press)
    assert first == again
    assert len(walks) == 1
    assert open_site(small_project, press=Stamp()) == first


def test_another_site(small_project: Path, press: Stamp, walks: list[object]) -> None:
    """Other addresses, another date and another word are another site."""
    open_site(small_project, press=press)
    open_site(small_project, press=press, has_directory_urls=False)
    path = small_project / "content" / "trust.md"
    path.write_text(path.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")
    site = open_site(small_project, press=press)
    assert "More." in next(page.markdown for page in site.pages if page.uri == "trust.md")
    assert len(walks) == 3


def test_another_date(
    small_project: Path, press: Stamp, walks: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The time that papers are given from outside is part of a site."""
    open_site(small_project, press=press)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    assert open_site(small_project, press=press).made_at == 1_000_000_000
    assert len(walks) == 2


def test_a_paper_that_is_gone(small_project: Path, press: Stamp, tmp_path: Path) -> None:
    """Where a paper was dropped, the site is made again, and whole."""
    first = open_site(small_project, press=press)
    for path in (tmp_path / "cache").iterdir():
        if path.read_bytes().endswith(b"data-coach"):
            path.unlink()
    assert open_site(small_project, press=press) == first


def test_problems_are_remembered(small_project: Path, press: Stamp, walks: list[object]) -> None:
    """A check says the same again, each day its own."""
    path = small_project / "roles" / "data-coach.yml"
    text = path.read_text(encoding="utf-8").replace("stages: [identify-goal]", "stages: [goals]")
    path.write_text(text, encoding="utf-8")
    found = [check_project(small_project, press=press, today=TODAY) for _ in range(2)]
    assert [str(one) for one in found[0]] == [
        (
            "roles/data-coach.yml:11:14: activities.0.stages.0: no stage has the id 'goals'. "
            "Use 'identify-goal' or 'reflect'."
        )
    ]
    assert found[0] == found[1]
    assert len(walks) == 1
    assert check_project(small_project, press=press, today=dt.date(2036, 8, 1)) == found[0]
    assert len(walks) == 2


def test_extensions_from_elsewhere(small_project: Path, press: Stamp, walks: list[object]) -> None:
    """Where an extension renders whose version nobody knows, nothing is remembered."""
    with (small_project / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("markdown_extensions: [mdx_elsewhere]\n")
    elsewhere = small_project.parent / "mdx_elsewhere.py"
    elsewhere.write_text("from markdown.extensions.sane_lists import makeExtension\n")
    sys.path.append(str(elsewhere.parent))
    try:
        open_twice(small_project, press=press)
    finally:
        sys.path.remove(str(elsewhere.parent))
    assert len(walks) == 2


def test_a_save_while_it_is_read(
    small_project: Path, press: Stamp, walks: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was read while somebody saved is not remembered as the files before, nor after."""
    keys = iter("abcd")
    monkeypatch.setattr(opening, "digest_inputs", lambda *_: next(keys))
    open_site(small_project, press=press)
    monkeypatch.setattr(opening, "digest_inputs", lambda *_: "a")
    open_site(small_project, press=press)
    assert len(walks) == 2


def opened_by(action: Callable[[], object], *, below: Path) -> set[str]:
    """Return the files of a folder that are opened while something is done."""
    found: set[str] = set()
    is_over = False

    def note(event: str, arguments: tuple[object, ...]) -> None:
        # A hook stays as long as the program.
        if event == "open" and not is_over and isinstance(arguments[0], str):
            path = Path(arguments[0])
            if path.is_relative_to(below):
                found.add(path.relative_to(below).as_posix())

    sys.addaudithook(note)
    action()
    is_over = True
    return found


def test_everything_that_is_read_is_told_apart(small_project: Path) -> None:
    """No file is read for a site whose change the digest would not tell."""
    read = opened_by(lambda: open_site(small_project, press=Stamp()), below=small_project)
    told = opened_by(lambda: digest_inputs(small_project), below=small_project)
    assert {"mkdocs.yml", "roles/data-coach.yml", "content/trust.md"} <= read
    assert read - told == set()
