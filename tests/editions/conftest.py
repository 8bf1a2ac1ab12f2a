"""What the tests of editions share: a small handbook whose first edition is closed."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from handbook.closing import close_edition
from handbook.press import Press
from handbook.project import Project

if TYPE_CHECKING:
    from handbook.forms.structure import FormDocument
    from handbook.pages.papers import FieldPlace
    from handbook.pages.sharing import ShareCard

FORM = "content/forms/confidentiality-agreement.yml"


class Stamp(Press):
    """Stands in for the press: a form's PDF is its name and code, on one page."""

    def form_pdf(self, document: FormDocument, *, made_at: int) -> bytes:
        """Return the form's name and code."""
        return f"{document.id} {document.code}".encode()

    def field_places(self, document: FormDocument, *, made_at: int) -> tuple[FieldPlace, ...]:
        """Return none."""
        return ()

    def page_count(self, document: FormDocument, *, made_at: int) -> int:
        """Return one."""
        return 1

    def word_copy(self, document: FormDocument, *, made_at: int) -> bytes:
        """Return the form's name."""
        return document.id.encode()

    def share_picture(self, card: ShareCard) -> bytes:
        """Return nothing that is drawn."""
        return bytes(1)

    def icon(self, svg: str, *, ground: str) -> bytes:
        """Return nothing that is drawn."""
        return bytes(1)


def open_project(root: Path) -> Project:
    """Return a project whose papers are not set."""
    return Project((root,), Stamp())


def edit(path: Path, *pairs: tuple[str, str]) -> None:
    """Replace words in a file, each of which stands there once."""
    text = path.read_text(encoding="utf-8")
    for old, new in pairs:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


def begin_edition(root: Path, *, label: str = "2027–28", year: int = 2027) -> None:
    """Give a handbook the label of another edition."""
    text = (root / "district.yml").read_text(encoding="utf-8").splitlines()
    lines = [
        f"  label: {label}"
        if line.startswith("  label: ")
        else f"  effective: {year}-08-01"
        if line.startswith("  effective: ")
        else line
        for line in text
    ]
    (root / "district.yml").write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.fixture(scope="session")
def closed_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a small handbook that was closed; nobody may change it."""
    root = tmp_path_factory.mktemp("closed") / "handbook"
    shutil.copytree(Path(__file__).parent.parent / "fixtures" / "small-handbook", root)
    edit(
        root / FORM,
        ("      - {id: breach,", "      - {id: tea, text: There is tea.}\n      - {id: breach,"),
    )
    close_edition(open_project(root))
    return root


@pytest.fixture
def closed(closed_once: Path, tmp_path: Path) -> Path:
    """Return a small handbook whose edition 2026–27 is closed."""
    return shutil.copytree(closed_once, tmp_path / "handbook")


@pytest.fixture
def following(closed: Path) -> Path:
    """Return a small handbook with a closed edition, and a new one of other words."""
    begin_edition(closed)
    edit(
        closed / FORM,
        ("It holds for good.", "It holds for ten years."),
        ("{id: tea, text: There is tea.}", "{id: witness, text: Nobody is called as a witness.}"),
        ("use_when: Before the first talk.", "use_when: Before the second talk."),
    )
    edit(closed / "district.yml", ("phone: 555-0101", "phone: 555-0199"))
    return closed
