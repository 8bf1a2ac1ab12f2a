"""The staged handbook is the same site, whichever engine builds it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
ARTICLE = re.compile(r"<article[^>]*>(.*?)</article>", re.DOTALL)

WRITTEN_BY_MKDOCS = {"sitemap.xml", "sitemap.xml.gz"}
QUIET = os.environ | {"NO_MKDOCS_2_WARNING": "1"}


@pytest.fixture(scope="module")
def staged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Stage the shipped handbook."""
    place = tmp_path_factory.mktemp("stage") / "staged"
    command = [sys.executable, "-m", "handbook", "stage", "--out", str(place)]
    subprocess.run(command, cwd=PROJECT, check=True, stdout=subprocess.DEVNULL)
    return place


@pytest.fixture(scope="module")
def staged_site(staged: Path) -> Path:
    """Build the staged handbook with plain MkDocs, strictly."""
    place = staged.parent / "mkdocs-site"
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(place)]
    subprocess.run(command, cwd=staged, env=QUIET, check=True, stderr=subprocess.DEVNULL)
    return place


def files_in(folder: Path) -> set[str]:
    """Return the files below a folder."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_same_addresses(site_path: Path, staged_site: Path) -> None:
    """Both builds have the same files, but for the theme's bundles, which no page loads."""
    bundles = ("assets/javascripts/", "assets/stylesheets/")
    staged = {name for name in files_in(staged_site) if not name.startswith(bundles)}
    assert staged == files_in(site_path)


def test_same_articles(site_path: Path, staged_site: Path) -> None:
    """Every page says the same, to the letter."""
    pages = sorted(name for name in files_in(site_path) if name.endswith("index.html"))
    assert len(pages) > 80
    for name in pages:
        expected = ARTICLE.findall((site_path / name).read_text(encoding="utf-8"))
        assert len(expected) == 1, name
        assert ARTICLE.findall((staged_site / name).read_text(encoding="utf-8")) == expected, name


def test_same_pdfs(site_path: Path, staged_site: Path) -> None:
    """Every form is there as a PDF in both."""
    forms = {name for name in files_in(site_path) if name.endswith(".pdf")}
    assert len(forms) > 10
    assert forms == {name for name in files_in(staged_site) if name.endswith(".pdf")}


def test_zensical_builds_it(site_path: Path, staged: Path) -> None:
    """Zensical, which takes MkDocs' place, makes the same pages from the staged folder."""
    command = [sys.executable, "-m", "zensical", "build", "--config-file", "mkdocs.yml"]
    result = subprocess.run(
        command, cwd=staged, capture_output=True, text=True, env=QUIET, check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr
    made = files_in(staged / "site")
    expected = {name for name in files_in(site_path) if name.endswith((".html", ".pdf"))}
    assert {name for name in made if name.endswith((".html", ".pdf"))} == expected
