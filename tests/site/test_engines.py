"""The handbook is the same site, whichever engine builds it, and with or without Material."""

from __future__ import annotations

import os
import re
import site
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import html5lib
import pytest

from handbook.publish import MANUAL_VARIABLE

PROJECT = Path(__file__).parents[2]
QUIET = os.environ | {"NO_MKDOCS_2_WARNING": "1", MANUAL_VARIABLE: "yes"}

WRITTEN_BY_ENGINES = {
    # Material's own bundles, which no page loads, and those of Zensical.
    *("assets/javascripts/", "assets/stylesheets/", "assets/images/", "assets/external/"),
    # Where pages are, for other programs; Zensical has an index of its own beside ours.
    *("sitemap.xml", "objects.inv", "search.json"),
    # What was built, by the program that built it.
    ".handbook-made.json",
}


@dataclass(frozen=True)
class Engine:
    """A program that builds the site, as the table in CONTRIBUTING.md names it."""

    name: str
    """What it is called."""
    command: tuple[str, ...]
    """The arguments to Python that build the site into `{site}`."""
    is_staged: bool = False
    """Whether it builds the staged folder instead of the project."""


ENGINES = (
    Engine("MkDocs", ("-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", "{site}")),
    Engine(
        "MkDocs, staged",
        ("-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", "{site}"),
        is_staged=True,
    ),
    Engine(
        "ProperDocs",
        ("-m", "properdocs", "build", "--strict", "--quiet", "-f", "mkdocs.yml", "-d", "{site}"),
    ),
    Engine(
        "Zensical, staged",
        ("-m", "zensical", "build", "--config-file", "mkdocs.yml"),
        is_staged=True,
    ),
)


@pytest.fixture(scope="module")
def staged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Stage the shipped handbook."""
    place = tmp_path_factory.mktemp("stage") / "staged"
    run(["-m", "handbook", "stage", "--out", str(place)], folder=PROJECT)
    return place


def run(arguments: list[str], *, folder: Path, environment: dict[str, str] | None = None) -> None:
    """Run Python in a folder, and see that it ends well."""
    result = subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env=QUIET | (environment or {}),
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr


def build_with(engine: Engine, *, staged: Path, place: Path) -> Path:
    """Build the site with an engine, and return its folder."""
    arguments = [argument.format(site=place) for argument in engine.command]
    run(arguments, folder=staged if engine.is_staged else PROJECT)
    return place if place.exists() else staged / "site"


def files_in(folder: Path) -> set[str]:
    """Return the files below a folder that are the handbook's."""
    names = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return {name for name in names if not name.startswith(tuple(WRITTEN_BY_ENGINES))}


def read_page(path: Path, *, url: str) -> list[tuple[str, dict[str, str], str, str]]:
    """Return every element of a page with its attributes and words, addresses written out.

    Zensical colors code, and takes the marks for its own search away.
    """
    root = html5lib.parse(path.read_text(encoding="utf-8"), namespaceHTMLElements=False)
    return list(_elements(root, url=url))


def _elements(element: Any, *, url: str) -> list[tuple[str, dict[str, str], str, str]]:
    if not isinstance(element.tag, str):
        return []
    tail = plain(element.tail)
    if element.tag == "pre" or element.get("class") == "highlight":
        return [("pre", {}, plain("".join(element.itertext())), tail)]
    attributes = {
        name: urljoin(url, value) if name in {"href", "src", "data-hb-base"} else value
        for name, value in element.attrib.items()
        if name != "data-search-exclude"
    }
    inner = [found for child in element for found in _elements(child, url=url)]
    return [(element.tag, attributes, plain(element.text), tail), *inner]


def plain(text: str | None) -> str:
    """Return words without the white space around and between them that no reader sees."""
    return " ".join((text or "").split())


@pytest.mark.parametrize("engine", ENGINES, ids=lambda engine: engine.name)
def test_same_site(site_path: Path, staged: Path, tmp_path: Path, engine: Engine) -> None:
    """Every engine makes the files that `handbook build` makes, and each page says the same."""
    made = build_with(engine, staged=staged, place=tmp_path / "site")
    assert files_in(made) == files_in(site_path)
    pages = sorted(name for name in files_in(site_path) if name.endswith("index.html"))
    assert len(pages) > 80
    for name in pages:
        if (made / name).read_bytes() != (site_path / name).read_bytes():
            url = f"https://site.invalid/{name.removesuffix('index.html')}"
            assert read_page(made / name, url=url) == read_page(site_path / name, url=url), name


def test_engines_are_in_the_table() -> None:
    """CONTRIBUTING.md lists the engines that are tested here, and no other."""
    text = (PROJECT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    table = re.search(r"^\| engine \|.*\n\| ---.*\n((?:\|.*\n)+)", text, re.MULTILINE)
    assert table
    names = [row.split("|")[1].strip() for row in table[1].splitlines()]
    assert names == ["MkDocs", "MkDocs, staged", "ProperDocs", "Zensical, staged"]
    assert names == [engine.name for engine in ENGINES]


def without_material(folder: Path) -> Path:
    """Make a folder of all installed packages but Material, whose name an empty theme has."""
    for packages in map(Path, site.getsitepackages()):
        for path in packages.iterdir():
            if not path.name.startswith(("material", "mkdocs_material")):
                (folder / path.name).symlink_to(path)
    (folder / "material").mkdir()
    (folder / "material" / "__init__.py").write_text("", encoding="utf-8")
    (folder / "material" / "mkdocs_theme.yml").write_text("{}\n", encoding="utf-8")
    facts = folder / "empty_theme-1.0.dist-info"
    facts.mkdir()
    (facts / "METADATA").write_text("Name: empty-theme\nVersion: 1.0\n", encoding="utf-8")
    (facts / "entry_points.txt").write_text("[mkdocs.themes]\nmaterial = material\n")
    return folder


def test_same_site_without_material(site_path: Path, tmp_path: Path) -> None:
    """Where Material cannot be imported, every page is at its address and says the same."""
    packages = tmp_path / "packages"
    packages.mkdir()
    paths = os.pathsep.join(map(str, (without_material(packages), PROJECT)))
    place = tmp_path / "site"
    # -S: the packages that are installed beside Python are not looked at.
    command = ["-S", "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(place)]
    run(command, folder=PROJECT, environment={"PYTHONPATH": paths})
    assert files_in(place) == files_in(site_path)
    for name in sorted(name for name in files_in(site_path) if name.endswith(".html")):
        assert (place / name).read_bytes() == (site_path / name).read_bytes(), name
