"""The Word copy of a form: the same words and names, real styles, the same bytes every time."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pytest
import yaml
from docx.oxml.ns import qn
from docx.shared import Inches, Mm
from lxml import etree

from handbook.forms.document import build_form_document, build_form_documents
from handbook.forms.html import render_form_html
from handbook.forms.structure import Field, Logo
from handbook.inline import Link, Words, parse_inline, render_plain
from handbook.loading import load_handbook
from handbook.model.form import Form
from handbook.word import render_word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docx.document import Document
    from docx.shared import Length
    from docx.text.paragraph import Paragraph

    from handbook.forms.structure import FormDocument

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
SHIPPED, _ = load_handbook(ROOT, ROOT / "tests" / "fixtures" / "maple-valley")
LOGO = (ROOT / "content" / "district" / "logo.svg").read_bytes()
EVERY_PART = build_form_document(
    Form.model_validate(
        yaml.safe_load((ROOT / "tests/fixtures/forms/every-part.yml").read_text(encoding="utf-8"))
    ),
    handbook=SHIPPED,
    made_for=next(role for role in SHIPPED.roles if role.id == "data-coach"),
    logo=LOGO,
)
ALL = (*build_form_documents(SHIPPED, logo=LOGO), EVERY_PART)
NOON = 1_790_000_000
each_form = pytest.mark.parametrize("document", ALL, ids=[document.id for document in ALL])


def _open(document: FormDocument) -> Document:
    return docx.Document(BytesIO(render_word(document, timestamp=NOON)))


def _controls(word: Document) -> list[tuple[str, str]]:
    """Return the name and the title of every content control, in order."""
    return [
        (found.find(qn("w:tag")).get(qn("w:val")), found.find(qn("w:alias")).get(qn("w:val")))
        for found in word.element.iter(qn("w:sdtPr"))
    ]


def _squeezed(words: str) -> str:
    return re.sub(r"[\s\N{BALLOT BOX}]+", "", words)


def _text(word: Document) -> str:
    return _squeezed("".join(found.text or "" for found in word.element.iter(qn("w:t"))))


def _styled(word: Document, *styles: str) -> list[str]:
    return [found.text for found in word.paragraphs if _style_of(found) in styles]


def _style_of(paragraph: Paragraph) -> str:
    return (paragraph.style.name if paragraph.style else None) or ""


def _millimeters(length: Length | None) -> float:
    assert length is not None
    return float(length.mm)


def _first(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))


@each_form
def test_blanks_have_the_names_of_the_pdf(document: FormDocument) -> None:
    """Every blank is a content control under the name it has in every other face, in order."""
    controls = _controls(_open(document))
    assert _first(name for name, _ in controls) == [field.name for field in document.fields]
    titles = dict(reversed(controls))
    for field in document.fields:
        assert titles[field.name].startswith(field.tooltip[:63])


@each_form
def test_words_are_those_of_the_web_page(document: FormDocument) -> None:
    """Every line that a reader of the web form sees stands in the Word copy."""
    html = render_form_html(document, resolve=lambda _kind, _name: None)
    html = re.sub(r"(?s)<(select|textarea).*?</\1>", "", html)
    lines = filter(
        None, map(_squeezed, re.split(r"</?(?:p|li|h2|legend|th|label|caption)\b", html))
    )
    shown = _text(_open(document))
    for line in lines:
        if words := re.sub(r"<[^>]*>|^[^<>]*>", "", line):
            assert unescape(words) in shown + _squeezed(document.imprint)


@each_form
def test_headings_are_in_order(document: FormDocument) -> None:
    """A title, then sections, then those who sign: real styles, with no level left out."""
    word = _open(document)
    assert _styled(word, "Title") == [render_plain(document.title)]
    signing = [document.signing_title] if document.signers else []
    sections = [section.title for section in document.sections]
    assert _styled(word, "Heading 1") == [render_plain(one) for one in (*sections, *signing)]
    assert _styled(word, "Heading 2") == [render_plain(one.label) for one in document.signers]


@each_form
def test_clauses_keep_their_numbers(document: FormDocument) -> None:
    """Every clause is an item of one numbered list, which counts as the form does."""
    word = _open(document)
    clauses = [clause for section in document.sections for clause in section.clauses]
    items = _styled(word, "List Number")
    assert len(items) == len(clauses)
    for place, (item, clause) in enumerate(zip(items, clauses, strict=True), start=1):
        assert clause.number == place
        assert item.startswith(render_plain(clause.title))
        assert item.endswith(render_plain(clause.text[0]))
    numbered = word.styles["List Number"].element.pPr.numPr.numId.val
    (number,) = (n for n in word.part.numbering_part.element.num_lst if n.numId == numbered)
    kinds = word.part.numbering_part.element.iter(qn("w:abstractNum"))
    (kind,) = (k for k in kinds if k.get(qn("w:abstractNumId")) == str(number.abstractNumId.val))
    assert kind.find(f"{qn('w:lvl')}/{qn('w:numFmt')}").get(qn("w:val")) == "decimal"


@each_form
def test_no_paragraph_is_empty(document: FormDocument) -> None:
    """Room comes from styles: a person who hears the form meets no paragraph without words."""
    word = _open(document)
    for paragraph in word.element.body.iter(qn("w:p")):
        is_blank = paragraph.find(qn("w:sdt")) is not None
        assert is_blank or "".join(found.text or "" for found in paragraph.iter(qn("w:t"))).strip()


@each_form
def test_tables_have_a_head(document: FormDocument) -> None:
    """A table says what it is; its first row is a heading and stands again on every page."""
    tables = [section.table for section in document.sections if section.table]
    word = _open(document)
    for table, grid in zip(tables, word.tables, strict=True):
        assert grid.style is not None
        assert grid.style.name == "Table Grid"
        heads = [render_plain(column.label) for column in table.columns]
        assert [cell.text for cell in grid.rows[0].cells] == heads
        repeated = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in grid.rows]  # noqa: SLF001
        assert repeated == [True] + [False] * len(table.rows)
        properties = grid._tbl.tblPr  # noqa: SLF001
        assert properties.find(qn("w:tblLook")).get(qn("w:firstRow")) == "1"
        assert properties.find(qn("w:tblCaption")).get(qn("w:val")) == render_plain(table.label)
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in grid.rows)  # noqa: SLF001


@each_form
def test_signatures_stay_together(document: FormDocument) -> None:
    """From a signer's name to the line above the signature, no page ends."""
    paragraphs = _open(document).paragraphs
    starts = [at for at, one in enumerate(paragraphs) if _style_of(one) == "Heading 2"]
    assert len(starts) == len(document.signers)
    for start, signer in zip(starts, document.signers, strict=True):
        end = start + len(signer.statement) + 2
        kept = [one.paragraph_format.keep_with_next for one in paragraphs[start + 1 : end]]
        style = paragraphs[start].style
        assert style is not None
        assert style.paragraph_format.keep_with_next
        assert kept == [True] * (len(signer.statement) + 1)
        assert _style_of(paragraphs[end]) == "Form Signature"


def test_kinds_of_blanks() -> None:
    """A date has a calendar, a list its answers, a box two states, a long answer its lines."""
    word = _open(EVERY_PART)
    kinds = {
        properties.find(qn("w:tag")).get(qn("w:val")): properties[-1]
        for properties in word.element.iter(qn("w:sdtPr"))
    }
    shown = {name: kinds[name].tag.rpartition("}")[2] for name in kinds}
    assert {name: shown[name] for name in ("plain", "answer", "day", "yes-or-no", "rating")} == {
        "plain": "text",
        "answer": "text",
        "day": "date",
        "yes-or-no": "checkbox",
        "rating": "checkbox",
    }
    assert kinds["answer"].get(qn("w:multiLine")) == "1"
    assert kinds["day"].find(qn("w:lid")).get(qn("w:val")) == "en-US"
    assert [one.get(qn("w:value")) for one in kinds["grade"]] == ["Third", "Fourth"]
    assert {"mark": "text", "address": "text", "own-one": "checkbox"}.items() <= shown.items()


def test_an_answer_to_choose_has_a_box_each() -> None:
    """Every answer can be ticked by pen, and says which question it answers."""
    titles = [title for name, title in _controls(_open(EVERY_PART)) if name == "rating"]
    assert titles == ["How often: Often", "How often: Now & then"]
    for blank, answers in (("record", 2), ("helped", 3)):
        assert [name for name, _ in _controls(_open(EVERY_PART))].count(blank) == answers


def test_a_name_in_two_places_is_one_text() -> None:
    """Both controls are bound to one text in the file, which prints nothing until it is typed."""
    document = next(one for one in ALL if one.id == "partnership-agreement")
    data = render_word(document, timestamp=0)
    word = docx.Document(BytesIO(data))
    bound = [one.get(qn("w:xpath")) for one in word.element.iter(qn("w:dataBinding"))]
    paths = {name: f'/f:form[1]/f:blank[@name="{name}"][1]' for name in document.shared_names}
    assert document.shared_names == ("teacher", "coach")
    assert {name: bound.count(path) for name, path in paths.items()} == {"teacher": 2, "coach": 2}
    with zipfile.ZipFile(BytesIO(data)) as archive:
        store = etree.fromstring(archive.read("customXml/item1.xml"))
        assert b"itemProps1.xml" in archive.read("customXml/_rels/item1.xml.rels")
    assert {one.get("name"): (one.text or "").strip() for one in store} == dict.fromkeys(paths, "")


def test_names_too_long_for_word_are_shortened_and_differ() -> None:
    """Word opens no file with a name of more than 64 letters."""
    first, second = (
        Field(f"{'x' * 70}-{place}", parse_inline("A line"), "A line " * 20) for place in "ab"
    )
    section = replace(EVERY_PART.sections[1], fields=(first, second), table=None)
    document = replace(EVERY_PART, sections=(section,), signers=())
    (one, title), (two, _) = _controls(_open(document))
    assert (len(one), len(two), len(title)) == (64, 64, 64)
    assert one != two


def test_every_control_has_a_number_of_its_own() -> None:
    """Word repairs, or refuses, a file in which two controls have one number."""
    found = [one.get(qn("w:val")) for one in _open(EVERY_PART).element.iter(qn("w:id"))]
    assert len(found) == len(set(found)) > 20


def test_properties() -> None:
    """The file says its title, language, district, edition and text code; and no person."""
    properties = _open(EVERY_PART).core_properties
    assert properties.title == "Every Part for Data Coach"
    assert properties.language == "en"
    assert properties.author == properties.last_modified_by == EVERY_PART.district_name
    assert (properties.version, properties.identifier) == ("2026–27", EVERY_PART.code)
    assert properties.created == properties.modified
    assert properties.created.isoformat() == "2026-09-21T14:13:20+00:00"
    assert (properties.comments, properties.keywords, properties.subject) == ("", "", "")


def test_language_is_that_of_the_form() -> None:
    """Word reads the form aloud, and checks its spelling, in the form's language."""
    for language, tag in (("en", "en-US"), ("es-MX", "es-MX")):
        word = _open(replace(EVERY_PART, language=language))
        found = {one.get(qn("w:val")) for one in word.styles.element.iter(qn("w:lang"))}
        assert found == {tag}


def test_foot_names_the_words_that_are_signed() -> None:
    """Every page has the title, the imprint and its own number."""
    (foot,) = _open(EVERY_PART).sections[0].footer.paragraphs
    counted = [one.get(qn("w:instr")) for one in foot._p.iter(qn("w:fldSimple"))]  # noqa: SLF001
    words = "".join(one.text for one in foot._p.iter(qn("w:t")))  # noqa: SLF001
    assert words == f"Every Part for Data Coach · {EVERY_PART.imprint}Page 1 of 1"
    assert counted == ["PAGE", "NUMPAGES"]


def test_paper() -> None:
    """The district's paper is that of the file, and its lines end at the margin."""
    word = _open(replace(EVERY_PART, paper="a4"))
    section = word.sections[0]
    sheet = (section.page_width, section.page_height)
    assert [round(_millimeters(side)) for side in sheet] == [210, 297]
    edges = (section.left_margin, section.right_margin)
    width = Mm(_millimeters(section.page_width) - sum(map(_millimeters, edges)))
    stops = word.styles["Form Line"].paragraph_format.tab_stops
    assert [round(stop.position / 12700, 1) for stop in stops] == [round(width / 12700, 1)]
    assert _open(EVERY_PART).sections[0].page_width == Inches(8.5)


def test_logo_has_a_description() -> None:
    """An SVG logo is there as it is, beside a picture for old programs; both say what it shows."""
    with zipfile.ZipFile(BytesIO(render_word(EVERY_PART, timestamp=NOON))) as package:
        assert package.read("word/media/logo.svg") == LOGO
        assert 'ContentType="image/svg+xml"' in package.read("[Content_Types].xml").decode()
    word = _open(EVERY_PART)
    said = [one.get("descr") for one in word.element.iter(qn("wp:docPr"), qn("pic:cNvPr"))]
    assert said == ["Logo: Maple Valley Unified School District"] * 2
    (shape,) = word.inline_shapes
    assert shape.width == shape.height


def test_png_logo() -> None:
    """A PNG logo keeps its proportions."""
    with zipfile.ZipFile(BytesIO(render_word(EVERY_PART, timestamp=NOON))) as package:
        square = package.read("word/media/image1.png")
    word = _open(replace(EVERY_PART, logo=Logo("png", square, "A square")))
    (shape,) = word.inline_shapes
    assert shape.width == shape.height
    assert next(word.element.iter(qn("wp:docPr"))).get("descr") == "A square"


def test_without_logo() -> None:
    """A district without a logo has its name alone."""
    word = _open(replace(EVERY_PART, logo=None))
    assert _styled(word, "Form District") == ["Maple Valley Unified School District"]
    assert len(word.inline_shapes) == 0


def test_links_lead_out_and_references_are_words() -> None:
    """An address can be followed; a record of the handbook is named, as on paper."""
    intro = (Link((Words("the law"),), target="https://www.example.org/law"), Words(" and "))
    role = Link((Words("the role"),), reference=("role", "data-coach"))
    word = _open(replace(EVERY_PART, intro=((*intro, role),)))
    (paragraph,) = (one for one in word.paragraphs if one.text == "the law and the role")
    assert [link.address for link in paragraph.hyperlinks] == ["https://www.example.org/law"]
    assert [link.text for link in paragraph.hyperlinks] == ["the law"]


def test_emphasis_nests() -> None:
    """Bold and italic words stay so, one inside the other too."""
    word = _open(replace(EVERY_PART, intro=(parse_inline("so **bold *and* more** `code`"),)))
    (paragraph,) = (one for one in word.paragraphs if one.text == "so bold and more code")
    marks = [(run.text, bool(run.bold), bool(run.italic)) for run in paragraph.runs]
    assert marks == [
        ("so ", False, False),
        ("bold ", True, False),
        ("and", True, True),
        (" more", True, False),
        (" ", False, False),
        ("code", False, False),
    ]


def test_words_from_right_to_left() -> None:
    """Words from right to left say so and in which language; a paragraph of them turns round."""
    word = _open(replace(EVERY_PART, intro=(parse_inline("**see** العربية"), parse_inline("שלום"))))
    (mixed,) = (one for one in word.paragraphs if one.text == "see العربية")
    (turned,) = (one for one in word.paragraphs if one.text == "שלום")
    told = [
        (run.text, run.font.rtl, [one.get(qn("w:bidi")) for one in run.element.iter(qn("w:lang"))])
        for run in (*mixed.runs, *turned.runs)
    ]
    assert told == [
        ("see", None, []),
        (" ", None, []),
        ("العربية", True, ["ar"]),
        ("שלום", True, ["he"]),
    ]
    elements = [paragraph.paragraph_format.element for paragraph in (mixed, turned)]
    assert [len(list(one.iter(qn("w:bidi")))) for one in elements] == [0, 1]


def test_words_are_data() -> None:
    """Markup in a form's words is written out, not obeyed."""
    words = Words("<w:p>&amp; {{ terms }} =cmd|'/c calc'!A1")
    word = _open(replace(EVERY_PART, intro=((words,),)))
    assert words.text in [paragraph.text for paragraph in word.paragraphs]


@each_form
def test_same_bytes(document: FormDocument) -> None:
    """The same form and time give the same bytes; only the time may change them."""
    first = render_word(document, timestamp=NOON)
    assert render_word(document, timestamp=NOON) == first
    assert render_word(document, timestamp=NOON + 2) != first
    with zipfile.ZipFile(BytesIO(first)) as package:
        dates = {entry.date_time for entry in package.infolist()}
        assert dates == {(2026, 9, 21, 14, 13, 20)}


def test_a_time_before_archives() -> None:
    """A build that says it was made in 1970 gets a file that says 1980."""
    assert (
        docx.Document(BytesIO(render_word(EVERY_PART, timestamp=0))).core_properties.created.year
        == 1980
    )


def test_nothing_of_the_stock_template_is_left() -> None:
    """No thumbnail, no hundred table styles, no statistics of another file."""
    with zipfile.ZipFile(BytesIO(render_word(EVERY_PART, timestamp=NOON))) as package:
        names = package.namelist()
    assert not [name for name in names if re.search("thumbnail|customXml|app.xml|Effects", name)]
    assert [style.name for style in _open(EVERY_PART).styles if style.type == 3] == [
        "Normal Table",
        "Table Grid",
    ]
