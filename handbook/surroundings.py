"""Disk to what stands around the records: the menu, and the files that are neither."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handbook.assets import FOLDER as ASSET_FOLDER
from handbook.layers import is_of_district, mark_layers
from handbook.menu import parse_menu, parse_nav
from handbook.model.places import (
    CONFIG_NAME,
    CONTENT_FOLDER,
    EDITION_ENDING,
    EDITIONS_FOLDER,
    FOLDERS,
    LOOK_FOLDER,
    MENU_FILE,
)
from handbook.model.surroundings import Surroundings
from handbook.placeholders import find_placeholders
from handbook.shipped import BASE
from handbook.sourcetext import LARGEST

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from handbook.problems import Problem

_RECORDS = (".yml", ".yaml")
_PAGE = ".md"
_NAMED_PLAINLY = re.compile(r"""["'](assets/[^"']+)["']\s*\|\s*url\b""")


def load_surroundings(*roots: Path) -> tuple[Surroundings, tuple[Problem, ...]]:
    """Read what stands around the records of a handbook.

    Args:
        roots: The base folder, then any overlays; the menu is that of the last that has one.
    """
    text, path = _menu_file(roots)
    menu, problems = parse_menu(text, path=path)
    # Of a name that several layers have, the last one's file is meant.
    names = {
        name: mark
        for root, mark in zip(roots, mark_layers(roots), strict=True)
        for name in _other_files(root, is_lower=bool(mark))
    }
    inside = f"{CONTENT_FOLDER}/"
    return Surroundings(
        menu=menu,
        menu_path=path,
        nav=parse_nav(text, path=path),
        words=() if path == CONFIG_NAME else find_placeholders(text, path=path),
        files=frozenset(name.removeprefix(inside) for name in names if name.startswith(inside)),
        marks={
            name.removeprefix(inside): mark
            for name, mark in names.items()
            if mark and name.startswith(inside)
        },
        templates=frozenset(
            path.name for root in (BASE, *roots) for path in (root / LOOK_FOLDER).glob("*.html")
        ),
        strays=tuple(sorted(name for name in names if not name.startswith(inside))),
    ), problems


def find_files(*roots: Path) -> Mapping[str, Path]:
    """Return every file of the content folders that is neither page nor record, by its URI."""
    inside = f"{CONTENT_FOLDER}/"
    return {
        name.removeprefix(inside): root / name
        for root, mark in zip(roots, mark_layers(roots), strict=True)
        for name in _other_files(root, is_lower=bool(mark))
        if name.startswith(inside)
    }


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


def _menu_file(roots: tuple[Path, ...]) -> tuple[bytes, str]:
    """Return the text and name of the menu's file; mkdocs.yml of the last root goes first."""
    config = _start_of(roots[-1] / CONFIG_NAME) if (roots[-1] / CONFIG_NAME).is_file() else b""
    own, problems = parse_menu(config, path=CONFIG_NAME)
    layers = zip(roots, mark_layers(roots), strict=True)
    menus = [(root / MENU_FILE, mark) for root, mark in layers if (root / MENU_FILE).is_file()]
    if own is not None or problems or not menus:
        return config, CONFIG_NAME
    path, mark = menus[-1]
    return _start_of(path), f"{mark}{MENU_FILE}"


def _start_of(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(LARGEST + 1)


def _other_files(root: Path, *, is_lower: bool) -> Iterator[str]:
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
            is_foreign = is_lower and is_of_district(name)
            if path.is_file() and not (is_hidden or is_read or is_foreign):
                yield name
