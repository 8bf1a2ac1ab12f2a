"""Disk to what stands around the records: the menu, and the files that are neither."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handbook.assets import FOLDER as ASSET_FOLDER
from handbook.menu import parse_menu
from handbook.model.places import (
    CONTENT_FOLDER,
    EDITION_ENDING,
    EDITIONS_FOLDER,
    FOLDERS,
    LOOK_FOLDER,
)
from handbook.model.surroundings import Surroundings
from handbook.sourcetext import LARGEST

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from handbook.problems import Problem

_CONFIG_NAME = "mkdocs.yml"
_RECORDS = (".yml", ".yaml")
_PAGE = ".md"
_NAMED_PLAINLY = re.compile(r"""["'](assets/[^"']+)["']\s*\|\s*url\b""")


def load_surroundings(*roots: Path) -> tuple[Surroundings, tuple[Problem, ...]]:
    """Read what stands around the records of a handbook.

    Args:
        roots: The base folder, then any overlays; the menu is that of the last that has one.
    """
    configs = [root / _CONFIG_NAME for root in roots if (root / _CONFIG_NAME).is_file()]
    menu, problems = parse_menu(_start_of(configs[-1]) if configs else b"", path=_CONFIG_NAME)
    names = {name for root in roots for name in _other_files(root)}
    inside = f"{CONTENT_FOLDER}/"
    return Surroundings(
        menu=menu,
        menu_path=_CONFIG_NAME,
        files=frozenset(name.removeprefix(inside) for name in names if name.startswith(inside)),
        strays=tuple(sorted(name for name in names if not name.startswith(inside))),
    ), problems


def load_file(uri: str, *roots: Path) -> bytes:
    """Return what a file of the content folder holds, from the last root that has it."""
    found = [path for root in roots if (path := root / CONTENT_FOLDER / uri).is_file()]
    return found[-1].read_bytes() if found else b""


def load_look(*roots: Path) -> tuple[dict[str, bytes], frozenset[str]]:
    """Read the files that pages load, by their URI, from the last root that has each.

    Returns:
        The files, and the URIs of those that a template names without asking for their stamp.
    """
    files: dict[str, bytes] = {}
    named: set[str] = set()
    for top in (root / LOOK_FOLDER for root in roots):
        for path in sorted(path for path in top.rglob("*") if path.is_file()):
            uri = path.relative_to(top).as_posix()
            if uri.startswith(ASSET_FOLDER):
                files[uri] = path.read_bytes()
            elif uri.endswith(".html"):
                named.update(_NAMED_PLAINLY.findall(path.read_text(encoding="utf-8")))
    return files, frozenset(named)


def _start_of(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(LARGEST + 1)


def _other_files(root: Path) -> Iterator[str]:
    """Yield the files of a handbook's folders that are neither pages nor records."""
    for folder in FOLDERS:
        top = root / folder
        for path in () if top.is_symlink() else top.rglob("*"):
            name = path.relative_to(root).as_posix()
            name = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
            is_page = folder == CONTENT_FOLDER and name.lower().endswith(_PAGE)
            is_hidden = any(part.startswith(".") for part in name.split("/"))
            is_edition = folder == EDITIONS_FOLDER and name.endswith(EDITION_ENDING)
            is_read = is_page or is_edition or name.lower().endswith(_RECORDS)
            if path.is_file() and not (is_hidden or is_read):
                yield name
