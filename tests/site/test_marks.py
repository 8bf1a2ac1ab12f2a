"""One escaping border: a mark in every text of the handbook is words everywhere, nothing else."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from dataclasses import dataclass, field, replace
from html import unescape
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import html5lib
import pikepdf
import pytest
from openpyxl import load_workbook
from pydantic import BeforeValidator

import handbook.project
from handbook.assets import STAMP
from handbook.forms.document import build_form_documents
from handbook.loading import load_handbook
from handbook.mkdocs_run import build_site
from handbook.model.adoption import adopt_handbook
from handbook.model.annotations import fields_of, marks_in
from handbook.model.record import Addressed, Record
from handbook.roster.plan import district_names
from handbook.roster.template import render_template_xlsx, template_columns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handbook.model.annotations import ModelField
    from handbook.model.handbook import Handbook
    from handbook.problems import Problem

PROJECT = Path(__file__).parents[2]

MARK = " zq\"'><b/onzq=1/href=zq:x>&</title><script>zq</script>"
HARMLESS = f" {'z' * len(MARK.strip())}"
"""As long as the mark: a long name is shortened in some places."""

BEGINNING = "=zq "
"""What makes a text a formula, where a table takes it for one."""

NO_WORDS = {
    ("Colors", "brand"): "a color",
    ("Colors", "accent"): "a color",
    ("Contact", "email"): "an address",
    ("Contact", "phone"): "a number to dial",
    ("District", "logo"): "a file",
    ("District", "web_address"): "an address",
    ("HandPage", "uri"): "a file",
    ("Myth", "see"): "cross-references",
    ("PageMeta", "related"): "cross-references",
    ("PageMeta", "template"): "a file",
    ("PageType", "template"): "a file",
    ("Question", "see"): "a cross-reference",
    ("Redirect", "new"): "an address",
    ("Redirect", "old"): "an address",
    ("SchoolCoach", "booking"): "an address",
    ("SchoolCoach", "email"): "an address",
    ("SchoolCoach", "phone"): "a number to dial",
    ("Saying", "name"): "a name for placeholders",
    ("Source", "URL"): "an address",
    ("Term", "see"): "cross-references",
}
"""The fields that hold something else than words, each checked in a way of its own."""


LEFT_EMPTY = {
    ("Question", "answer"): "follows from the cell",
    ("Review", "counsel"): "stands with the day of the review",
    ("Review", "board"): "stands with the day of the review",
    ("Review", "association"): "stands with the day of the review",
}
"""The fields that may not be filled in where they are empty."""


@dataclass
class Planting:
    """Puts a mark into every text of a handbook, those included that it leaves empty."""

    mark: str
    planted: set[tuple[str, str]] = field(default_factory=set)

    def plant(self, handbook: Handbook) -> Handbook:
        """Return the handbook with its texts marked."""
        files = (replace(file, record=self._record(file.record)) for file in handbook.files)
        return replace(handbook, files=tuple(files))

    def _record(self, record: Record) -> Record:
        changed: dict[str, Any] = {}
        for one in fields_of(type(record)):
            place, value = (type(record).__name__, one.name), getattr(record, one.name)
            if place in NO_WORDS or (value is None and place in LEFT_EMPTY):
                continue
            if (planted := self._value(value, at=one)) != value:
                changed[one.name] = planted
            if is_text(one) and value != ():
                self.planted.add(place)
        return record.model_copy(update=changed)

    def _value(self, value: Any, *, at: ModelField) -> Any:
        if isinstance(value, Record):
            return self._record(value)
        if isinstance(value, tuple):
            return tuple(self._value(item, at=at) for item in value)
        return f"{BEGINNING}{value or at.name}{self.mark}" if is_text(at) else value


def is_text(one: ModelField) -> bool:
    """Say whether a field holds words."""
    names = {mark.func.__name__ for mark in marks_in(one.annotation, BeforeValidator)}
    return "_strip" in names and not one.reference


@dataclass(frozen=True)
class Built:
    """The shipped handbook, built with a mark in every text."""

    site: Path
    handbook: Handbook
    planted: frozenset[tuple[str, str]]


def build(place: Path, *, mark: str) -> Built:
    """Build the shipped handbook with a mark in every text."""
    planting = Planting(mark)
    made: list[Handbook] = []

    def load(*roots: Path) -> tuple[Handbook, tuple[Problem, ...]]:
        found, problems = load_handbook(*roots)
        made.append(planting.plant(found))
        return made[-1], problems

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(handbook.project, "load_handbook", load)
        build_site(PROJECT / "mkdocs.yml", site_path=place, is_strict=False, is_offline=False)
    return Built(place, adopt_handbook(made[-1]), frozenset(planting.planted))


@pytest.fixture(scope="module")
def harmless(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build it with letters."""
    return build(tmp_path_factory.mktemp("harmless"), mark=HARMLESS)


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build it with signs that mean something in HTML."""
    return build(tmp_path_factory.mktemp("marked"), mark=MARK)


def pages_of(built: Built) -> dict[str, Any]:
    """Return every page, parsed as a browser does."""
    return {
        path.relative_to(built.site).as_posix(): html5lib.parse(
            path.read_text(encoding="utf-8"), namespaceHTMLElements=False
        )
        for path in sorted(built.site.rglob("*.html"))
    }


def shape_of(page: Any) -> list[tuple[str, tuple[str, ...]]]:
    """Return the elements of a page with the names of their attributes."""
    return [
        (element.tag, tuple(sorted(element.attrib)))
        for element in page.iter()
        if isinstance(element.tag, str)
    ]


def targets_of(page: Any) -> list[tuple[str, str]]:
    """Return where a page leads and what it loads, places on pages left out."""
    return [
        (element.tag, STAMP.sub("", urlsplit(element.get(name))._replace(fragment="").geturl()))
        for element in page.iter()
        for name in ("href", "src", "action", "http-equiv")
        if isinstance(element.tag, str) and element.get(name) is not None
    ]


def words_of(page: Any) -> str:
    """Return everything a page says, in attributes too; ids and links are made of other signs."""
    values = [
        " ".join(chain(*json.loads(value))) if name == "data-hb-synonyms" else value
        for element in page.iter()
        for name, value in element.attrib.items()
        if name not in {"id", "href", "for", "name"} and not name.startswith("aria-")
    ]
    return " ".join(" ".join([*page.itertext(), *values]).split())


def test_every_text_of_every_model_is_marked(marked: Built) -> None:
    """No field that holds words goes without a mark, and what holds none is listed with why."""
    models = {one for one in _models(Record) if one.__module__.startswith("handbook.")}
    models -= {Record, Addressed}
    texts = {(one.__name__, at.name) for one in models for at in fields_of(one) if is_text(at)}
    assert texts - set(NO_WORDS) - set(LEFT_EMPTY) == marked.planted - set(LEFT_EMPTY)
    assert texts >= set(NO_WORDS) | set(LEFT_EMPTY)


def _models(model: type[Record]) -> Iterator[type[Record]]:
    yield model
    for inner in model.__subclasses__():
        yield from _models(inner)


def test_pages_keep_their_shape(harmless: Built, marked: Built) -> None:
    """A mark adds no element, no attribute, no link target and no meta to any page."""
    expected, found = pages_of(harmless), pages_of(marked)
    assert found.keys() == expected.keys()
    for name, page in found.items():
        assert shape_of(page) == shape_of(expected[name]), name
        assert targets_of(page) == targets_of(expected[name]), name


def test_pages_say_what_was_typed(harmless: Built, marked: Built) -> None:
    """Wherever a text stands, in an attribute or a menu, the mark reads as it was typed."""
    for name, page in pages_of(marked).items():
        count = words_of(pages_of_one(harmless, name)).count(HARMLESS.strip())
        assert words_of(page).count(MARK.strip()) == count, name


def pages_of_one(built: Built, name: str) -> Any:
    """Return one page."""
    text = (built.site / name).read_text(encoding="utf-8")
    return html5lib.parse(text, namespaceHTMLElements=False)


def test_json_keeps_its_meaning(harmless: Built, marked: Built) -> None:
    """The search index is JSON of the same shape, and reads the mark as it was typed."""
    before, after = (
        json.loads(next(built.site.glob("search/*.json")).read_text(encoding="utf-8"))
        for built in (harmless, marked)
    )
    assert len(after["docs"]) == len(before["docs"])
    for one, other in zip(before["docs"], after["docs"], strict=True):
        assert one.keys() == other.keys()
        for key in ("title", "text"):
            count = unescape(one.get(key, "")).count(HARMLESS.strip())
            assert unescape(other.get(key, "")).count(MARK.strip()) == count, other["location"]


def test_papers_are_whole(marked: Built) -> None:
    """Every PDF and Word copy opens, and has no script in it."""
    pdfs = sorted(marked.site.rglob("*.pdf"))
    copies = sorted(marked.site.rglob("*.docx"))
    assert len(pdfs) > 10
    assert len(copies) > 10
    for path in pdfs:
        with pikepdf.open(path) as pdf:
            assert "/JavaScript" not in pdf.Root.get("/Names", {}), path
            assert "zq" in str(pdf.docinfo.get("/Title", "")) or path.stem == "handbook", path
    for path in copies:
        with zipfile.ZipFile(path) as copy:
            for name in copy.namelist():
                if name.endswith((".xml", ".rels")):
                    ET.fromstring(copy.read(name))  # noqa: S314  (made here)
            assert MARK.strip() in plain_words(copy.read("word/document.xml")), path


def plain_words(document: bytes) -> str:
    """Return the words of a Word file."""
    return "".join(ET.fromstring(document).itertext())  # noqa: S314  (made here)


def test_tables_hold_no_formula(marked: Built) -> None:
    """No cell of a CSV begins as a formula does; no cell of a workbook is one."""
    for path in marked.site.rglob("*.csv"):
        for row in csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))):
            assert [cell for cell in row if cell.startswith(("=", "+", "-", "@"))] == [], path
    documents = build_form_documents(marked.handbook, logo=b"")
    chosen = [(document.form_id, (document,)) for document in documents]
    columns = template_columns(chosen, names=district_names(marked.handbook))
    book = load_workbook(io.BytesIO(render_template_xlsx(columns)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell.value for cell in cells if cell.data_type == "f"] == []
    assert [cell for cell in cells if MARK.strip() in str(cell.value)]
