"""Facts about the pictures of the handbook: all are there, shown, described and small."""

from __future__ import annotations

import importlib.util
import re
import struct
from pathlib import Path
from typing import Any

import pytest

from handbook.crossreferences import without_code

ROOT = Path(__file__).parent.parent
IMAGES = ROOT / "content" / "district" / "images"
SHOWING_PAGE = "content/district/what-it-looks-like.md"
MOST_BYTES = 150 * 1000
MOST_BYTES_IN_ALL = 2_500_000


@pytest.fixture(scope="module")
def listed() -> Any:
    """Load the list that `./scripts/screenshots` works through."""
    spec = importlib.util.spec_from_file_location("pictures", ROOT / "scripts" / "pictures.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_files_are_those_on_the_list(listed: Any) -> None:
    """Every picture on the list is there, and no other."""
    assert sorted(path.name for path in IMAGES.iterdir()) == sorted(listed.picture_names())


def test_eight_pages_have_four_faces(listed: Any) -> None:
    """Eight pages are shown on a desktop, on a phone, in dark colors and on paper."""
    assert len(listed.PAGES) == 8
    assert listed.FACES == ("desktop", "phone", "dark", "print")


def test_pictures_are_small() -> None:
    """No picture weighs more than 150 KB, and all of them less than 2.5 MB."""
    sizes = {path.name: path.stat().st_size for path in IMAGES.iterdir()}
    assert {name: size for name, size in sizes.items() if size > MOST_BYTES} == {}
    assert sum(sizes.values()) < MOST_BYTES_IN_ALL


def test_page_shows_every_face_of_every_page(listed: Any) -> None:
    """The page that shows what the handbook looks like names each page and each face."""
    text = (ROOT / SHOWING_PAGE).read_text(encoding="utf-8")
    named = re.findall(r'^  \("([a-z-]+)", "', text, re.MULTILINE)
    faces = re.findall(r"\]\(images/\{\{ name \}\}-([a-z]+)\.png\)", text)
    assert named == list(listed.PAGES)
    assert faces == list(listed.FACES)


def test_stated_sizes_are_the_files() -> None:
    """The sizes that keep a page from jumping while pictures load are those of the files."""
    text = (ROOT / SHOWING_PAGE).read_text(encoding="utf-8")
    for face, width, height in re.findall(r"-([a-z]+)\.png\)\{ width=(\d+) height=(\d+)", text):
        sizes = {
            struct.unpack(">II", path.read_bytes()[16:24]) for path in IMAGES.glob(f"*-{face}.png")
        }
        assert sizes == {(int(width), int(height))}


def test_readme_shows_the_front_and_an_agreement(listed: Any) -> None:
    """The two pictures of the README are on the list, and described."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    pictures = re.findall(r"!\[([^\]]*)\]\(content/district/images/([^)]+)\)", text)
    assert [name for _, name in pictures] == [listed.FRONT, listed.AGREEMENT]
    assert all(len(words) > 20 for words, _ in pictures)


def test_the_manual_shows_how_a_handbook_begins_and_is_edited(listed: Any) -> None:
    """Each picture of a beginning, and of the editor, is there, shown and small."""
    text = listed.MANUAL_PAGE.read_text(encoding="utf-8")
    names = [f"{name}.png" for name in listed.MANUAL]
    assert re.findall(r"\]\(images/([a-z-]+\.png)\)", text) == names
    text = listed.EDITOR_PAGE.read_text(encoding="utf-8")
    edited = [f"{name}.png" for name in listed.EDITOR]
    assert re.findall(r"\]\(images/([a-z-]+\.png)\)", text) == edited
    names += edited
    sizes = {path.name: path.stat().st_size for path in listed.MANUAL_FOLDER.iterdir()}
    assert sorted(sizes) == sorted(names)
    assert max(sizes.values()) < MOST_BYTES


def test_every_picture_on_a_page_is_described() -> None:
    """No page shows a picture without words for those who do not see it."""
    paths = sorted((ROOT / "content").rglob("*.md"))
    texts = {path: path.read_text(encoding="utf-8") for path in paths}
    found = [
        (path.name, words)
        for path in paths
        for words in re.findall(r"!\[([^\]]*)\]\(", without_code(texts[path]))
    ]
    assert [name for name, words in found if not words.strip()] == []
    assert len(found) == 14
    assert [path.name for path, text in texts.items() if "<img" in text] == []
