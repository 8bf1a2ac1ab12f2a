"""One escaping border: a mark in every text of the handbook is words everywhere, nothing else."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from dataclasses import dataclass
from html import unescape
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit
from xml.etree import ElementTree as ET

import html5lib
import pikepdf
import pytest
from openpyxl import load_workbook

import handbook.project
from handbook.assets import STAMP
from handbook.forms.document import build_form_documents
from handbook.loading import load_handbook
from handbook.mkdocs_run import build_site
from handbook.model.adoption import adopt_handbook
from handbook.model.annotations import fields_of
from handbook.model.record import Addressed, Record
from handbook.roster.plan import district_names
from handbook.roster.template import render_template_xlsx, template_columns
from handbook.textcode import LENGTH, SIGNS
from tests.site.planting import LEFT_EMPTY, NO_WORDS, NOT_HELD, Planting, is_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handbook.model.handbook import Handbook
    from handbook.problems import Problem

PROJECT = Path(__file__).parents[2]

MARK = " zq\"'><b/onzq=1/href=zq:x>&</title><script>zq</script>"
HARMLESS = f" {'z' * len(MARK.strip())}"
"""As long as the mark: a long name is shortened in some places."""


TEXT_CODE = re.compile(f"[{SIGNS}]{{{LENGTH}}}")
"""What other words change in a letter about a form."""


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

    def load(*roots: Path, shows_drafts: bool) -> tuple[Handbook, tuple[Problem, ...]]:
        found, problems = load_handbook(*roots, shows_drafts=shows_drafts)
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


def targets_of(page: Any) -> list[tuple[str, ...]]:
    """Return where a page leads and what it loads, places on pages left out."""
    return [
        (element.tag, *target_of(element.get(name)))
        for element in page.iter()
        for name in ("href", "src", "action", "http-equiv")
        if isinstance(element.tag, str) and element.get(name) is not None
    ]


def target_of(address: str) -> tuple[str, ...]:
    """Return an address; of a letter, whom it goes to and its parts, the mark as letters in it."""
    parts = urlsplit(address)
    if parts.scheme != "mailto":
        return (STAMP.sub("", parts._replace(fragment="").geturl()),)
    letter = parse_qsl(parts.query, keep_blank_values=True, strict_parsing=True)
    said = (f"{name}={TEXT_CODE.sub('', value)}" for name, value in letter)
    return (parts.path, *(one.replace(MARK.strip(), HARMLESS.strip()) for one in said))


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
    # Programs read other files by models as well: answers, tests, heads of templates.
    models = {one for one in _models(Record) if one.__module__.startswith("handbook.model.")}
    models = {one for one in models - {Record, Addressed} if one.__name__ not in NOT_HELD}
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


def test_index_keeps_its_meaning(harmless: Built, marked: Built) -> None:
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


def test_data_keeps_its_meaning(harmless: Built, marked: Built) -> None:
    """All data for other programs has the same shape, and reads the mark as it was typed."""
    before, after = data_of(harmless), data_of(marked)
    assert len(before) > 5
    assert after.keys() == before.keys()
    for name, data in after.items():
        expected, found = list(values_in(before[name])), list(values_in(data))
        assert [at for at, _ in found] == [at for at, _ in expected], name
        for (at, value), (_, other) in zip(found, expected, strict=True):
            assert value.count(MARK.strip()) == other.count(HARMLESS.strip()), (name, at)


def data_of(built: Built) -> dict[str, Any]:
    """Return all JSON files but the index of search, and scripts that hold nothing but data."""
    files = {
        STAMP.sub("", path.relative_to(built.site).as_posix()): path.read_text(encoding="utf-8")
        for ending in ("json", "js")
        for path in sorted(built.site.rglob(f"*.{ending}"))
        if path.parent.name != "search" and not path.name.startswith(".")
    }
    texts = {
        name: text.partition("=")[2].strip().removesuffix(";") if name.endswith(".js") else text
        for name, text in files.items()
        if name.endswith(".json") or text.startswith("window.Handbook")
    }
    return {name: json.loads(text) for name, text in texts.items()}


def values_in(data: Any, *, at: tuple[str | int, ...] = ()) -> Iterator[tuple[Any, str]]:
    """Yield each value with the way to it; a key that holds words counts as a value."""
    if isinstance(data, dict):
        for place, (key, inner) in enumerate(data.items()):
            is_word = "zq" in key or "zzz" in key
            if is_word:
                yield (*at, place), key
            yield from values_in(inner, at=(*at, place if is_word else key))
    elif isinstance(data, list):
        for place, inner in enumerate(data):
            yield from values_in(inner, at=(*at, place))
    else:
        yield (*at, type(data).__name__), str(data)


def test_feeds_keep_their_shape(harmless: Built, marked: Built) -> None:
    """The feed of editions and all other XML gains no element, and reads as it was typed."""
    names = sorted(path.relative_to(marked.site) for path in marked.site.rglob("*.xml"))
    assert Path("editions/feed.xml") in names
    for name in names:
        expected, found = (
            ET.fromstring((built.site / name).read_bytes())  # noqa: S314  (made here)
            for built in (harmless, marked)
        )
        assert shape_of(found) == shape_of(expected), name
        assert targets_of(found) == targets_of(expected), name
        count = said_in(expected).count(HARMLESS.strip())
        assert said_in(found).count(MARK.strip()) == count, name


def said_in(feed: ET.Element) -> str:
    """Return all texts of an XML file that are no addresses."""
    texts = (text.strip() for text in feed.itertext())
    return " ".join(text for text in texts if not text.startswith("https:"))


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
