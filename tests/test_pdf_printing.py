"""Printed forms: valid, tagged, fillable, the same every time, and set as paper should be."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import page
import pikepdf
import pypdfium2
import pytest
import yaml
from fontTools.ttLib import TTFont

from handbook.forms import square
from handbook.forms.document import build_form_document, build_form_documents
from handbook.inline import Words, render_plain
from handbook.loading import load_handbook
from handbook.model.blanks import Control
from handbook.model.form import Form
from handbook.pdf.faults import MissingLetterError
from handbook.pdf.letters import FONTS_FOLDER
from handbook.pdf.printing import FormPrinter, render_form_pdf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handbook.forms.structure import FormDocument

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
TIMESTAMP = 1_790_000_000
POINTS_OF_A_MILLIMETER = 72 / 25.4
SHIPPED, _ = load_handbook(ROOT, ROOT / "tests" / "fixtures" / "maple-valley")
LOGO = (ROOT / "content" / "district" / "logo.svg").read_bytes()
DOCUMENTS = build_form_documents(SHIPPED, logo=LOGO)
EVERY_PART = build_form_document(
    Form.model_validate(
        yaml.safe_load((ROOT / "tests/fixtures/forms/every-part.yml").read_text(encoding="utf-8"))
    ),
    handbook=SHIPPED,
    made_for=next(role for role in SHIPPED.roles if role.id == "data-coach"),
    logo=LOGO,
)
ALL = (*DOCUMENTS, EVERY_PART)
PRINTER = FormPrinter(timestamp=TIMESTAMP)
each_form = pytest.mark.parametrize("document", ALL, ids=[document.id for document in ALL])


def _opened(document: FormDocument) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(PRINTER.render(document)))


def _fields(pdf: pikepdf.Pdf) -> dict[str, pikepdf.Object]:
    return {str(field.T): field for field in pdf.Root.AcroForm.Fields}


def _page_texts(data: bytes) -> list[str]:
    pdf = pypdfium2.PdfDocument(data)
    try:
        return [one.get_textpage().get_text_bounded().replace("\r\n", " ") for one in pdf]
    finally:
        pdf.close()


def _faults(data: bytes, *, folder: Path) -> list[str]:
    path = folder / "form.pdf"
    path.write_bytes(data)
    return [failure.rule_id for failure in page.validate_pdf(str(path), profile="ua1").failures]


def _form_elements(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Yield the structure elements of fields, in reading order."""
    kids = node.get("/K", pikepdf.Array())
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            if pikepdf.Name.Form == kid.S:
                yield kid
            yield from _form_elements(kid)


@each_form
def test_every_form_is_valid_pdf_ua(document: FormDocument, tmp_path: Path) -> None:
    """The validator finds nothing against PDF/UA-1."""
    assert _faults(PRINTER.render(document), folder=tmp_path) == []


@each_form
def test_every_form_takes_one_or_two_pages(document: FormDocument) -> None:
    """A form fits one sheet of paper."""
    pages = len(_page_texts(PRINTER.render(document)))
    assert PRINTER.page_count(document) == pages
    assert pages in {1, 2}


def test_what_should_fit_one_page_does() -> None:
    """All but agreements that promise much, plans and descriptions are one page each."""
    long = {
        "coach-evaluation",
        "coach-principal-agreement",
        "coaching-cycle-plan",
        "confidentiality-agreement",
        "consent-to-share",
        "job-description",
        "partnership-agreement",
        "role-agreement",
        "team-agreement",
    }
    assert {one.form_id for one in DOCUMENTS if PRINTER.page_count(one) > 1} == long


@each_form
def test_fields_have_the_forms_names_and_tooltips_in_reading_order(document: FormDocument) -> None:
    """Fields, tags and the tab order follow the form, and nothing is left of their marks."""
    with _opened(document) as pdf:
        fields = _fields(pdf)
        assert list(fields) == [field.name for field in document.fields]
        for field in document.fields:
            assert str(fields[field.name].TU).startswith(field.tooltip)
        tagged = [kid.K.Obj for kid in _form_elements(pdf.Root.StructTreeRoot)]
        names = [str(obj.Parent.T if "/Parent" in obj else obj.T) for obj in tagged]
        assert list(dict.fromkeys(names)) == list(fields)
        assert {str(one.get("/Tabs")) for one in pdf.pages} == {"/S"}
        assert b"acro:" not in b"".join(obj.unparse() for obj in pdf.objects)


def test_the_file_says_its_words_and_the_square_what_it_does() -> None:
    """The whole text code is in the metadata; the square has words for who does not see it."""
    document = next(one for one in DOCUMENTS if one.code_address)
    with _opened(document) as pdf:
        assert str(pdf.docinfo["/Keywords"]) == f"text-code={document.code}, form={document.id}"
        with pdf.open_metadata() as metadata:
            assert metadata["pdf:Keywords"] == f"text-code={document.code}, form={document.id}"
        alternatives = {str(one.Alt) for one in pdf.objects if _has_alt(one)}
    assert square.ALT in alternatives
    with _opened(replace(document, page_address="")) as pdf:
        assert square.ALT not in {str(one.Alt) for one in pdf.objects if _has_alt(one)}


def _has_alt(one: pikepdf.Object) -> bool:
    return isinstance(one, pikepdf.Dictionary) and "/Alt" in one


def test_every_kind_of_field_is_what_it_should_be() -> None:
    """Text, long text, boxes, buttons, a list and signatures each have their type and flags."""
    with _opened(EVERY_PART) as pdf:
        fields = _fields(pdf)
        found = {
            name: (str(field.get("/FT", "")), int(field.get("/Ff", 0)))
            for name, field in fields.items()
            if not name.startswith(("own", "log"))
        }
    assert found == {
        "within": ("/Tx", 0),
        "plain": ("/Tx", 0),
        "answer": ("/Tx", 4096),
        "day": ("/Tx", 0),
        "yes-or-no": ("/Btn", 0),
        "rating": ("/Btn", 32768),
        "grade": ("/Ch", 131072),
        "record": ("", 0),
        "helped": ("/Btn", 32768),
        "mark": ("/Tx", 0),
        "address": ("/Tx", 0),
        "sign-coach-name": ("/Tx", 0),
        "sign-coach-role": ("/Tx", 0),
        "sign-coach-signature": ("/Tx", 0),
        "sign-coach-date": ("/Tx", 0),
        "sign-principal-name": ("/Tx", 0),
        "sign-principal-role": ("/Tx", 0),
        "sign-principal-signature": ("/Sig", 0),
        "sign-principal-date": ("/Tx", 0),
    }


def test_the_buttons_of_a_choice_belong_together() -> None:
    """Each button has a state of its own, named after its words, and says choice and answer."""
    with _opened(EVERY_PART) as pdf:
        buttons = list(_fields(pdf)["rating"].Kids)
        states = [[key for key in button.AP.N if key != "/Off"] for button in buttons]
        assert states == [["/often"], ["/now-then"]]
        assert [str(button.TU) for button in buttons] == [
            "How often: Often",
            "How often: Now & then",
        ]
        assert [str(option) for option in _fields(pdf)["grade"].Opt] == ["", "Third", "Fourth"]


def test_the_boxes_of_several_answers_are_fields_under_one_name() -> None:
    """Each answer is a field of its own, named after its words, and says blank and answer."""
    with _opened(EVERY_PART) as pdf:
        boxes = list(_fields(pdf)["record"].Kids)
        assert [str(box.T) for box in boxes] == ["a-tally", "words-as-said"]
        assert [(str(box.FT), str(box.V)) for box in boxes] == [("/Btn", "/Off")] * 2
        assert [str(box.TU) for box in boxes] == ["As (Any): A tally", "As (Any): Words, as said"]


def test_a_signature_field_is_announced() -> None:
    """SigFlags is set where a form has a signature field, and only there."""
    with _opened(EVERY_PART) as pdf:
        assert int(pdf.Root.AcroForm.SigFlags) == 1
    with _opened(DOCUMENTS[0]) as pdf:
        assert "/SigFlags" not in pdf.Root.AcroForm


@each_form
def test_title_language_and_words_are_in_the_file(document: FormDocument) -> None:
    """The document says its title and language, and shows every clause and the notice."""
    with _opened(document) as pdf:
        title = f"{render_plain(document.title)} – {document.district_name}"
        assert str(pdf.docinfo.Title) == title
        assert str(pdf.Root.Lang) == "en-US"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    text = _squeezed(" ".join(_page_texts(PRINTER.render(document))))
    clauses = [clause for section in document.sections for clause in section.clauses]
    for words in [document.notice, *(clause.text[0] for clause in clauses)]:
        assert _squeezed(render_plain(words)) in text
    for section in document.sections:
        assert _squeezed(render_plain(section.title)) in text


@each_form
def test_every_page_says_which_form_edition_and_page_it_is(document: FormDocument) -> None:
    """The foot holds title, imprint and page x of y."""
    texts = _page_texts(PRINTER.render(document))
    for number, text in enumerate(texts, start=1):
        foot = f"{render_plain(document.title)} · {document.imprint}"
        assert _squeezed(foot) in _squeezed(text)
        assert _squeezed(f"Page {number} of {len(texts)}") in _squeezed(text)


@each_form
def test_signatures_are_neither_split_nor_alone(document: FormDocument) -> None:
    """All signature blanks stand on one page, and something else of the form before them."""
    if not document.signers:
        assert "sign-" not in " ".join(field.name for field in document.fields)
        return
    with _opened(document) as pdf:
        pages = [
            place
            for place, one in enumerate(pdf.pages)
            for annotation in one.get("/Annots", [])
            if str(annotation.get("/T", "")).startswith("sign-")
        ]
    assert len(set(pages)) == 1
    text = _page_texts(PRINTER.render(document))[pages[0]]
    before = text.split(render_plain(document.signing_title))[0]
    last = document.sections[-1]
    heads = [last.title, *(clause.title for clause in last.clauses[-1:])]
    heads += [last.table.label] if last.table else []
    assert any(_squeezed(render_plain(head)) in _squeezed(before) for head in heads if head)


def test_the_same_form_gives_the_same_bytes() -> None:
    """Another printer makes the same file; another time makes another one."""
    document = DOCUMENTS[0]
    assert render_form_pdf(document, timestamp=TIMESTAMP) == PRINTER.render(document)
    assert render_form_pdf(document, timestamp=TIMESTAMP + 86_400) != PRINTER.render(document)


def test_a_form_is_printed_once() -> None:
    """The printer gives back the very file it made before."""
    assert PRINTER.render(DOCUMENTS[0]) is PRINTER.render(DOCUMENTS[0])


@pytest.mark.parametrize(("paper", "size"), [("letter", (612, 792)), ("a4", (595, 842))])
def test_the_paper_is_the_districts(paper: str, size: tuple[int, int], tmp_path: Path) -> None:
    """Letter and A4 both come out valid."""
    data = PRINTER.render(replace(EVERY_PART, paper=paper))  # type: ignore[arg-type]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        box = [round(float(edge)) for edge in pdf.pages[0].mediabox]
    assert tuple(box[2:]) == size
    assert _faults(data, folder=tmp_path) == []


@pytest.mark.parametrize(
    "words",
    [
        '#read("/etc/passwd")',
        '#panic("x") $ x $ @ref <label> *b* _i_ `c` // c /* c */',
        "= Heading\n- item + item #set page(width: 1pt)",
        ") Tj ET (x) >> <</F 1>> %%EOF \\) \\(",
        '"}]}{"type":"link","target":"javascript:x"',
    ],
)
def test_words_are_data_wherever_they_stand(words: str, tmp_path: Path) -> None:
    """Nothing a form says is read as Typst, PDF or JSON: it is printed as it is."""
    line = (Words(words),)
    section = replace(
        EVERY_PART.sections[1],
        title=line,
        fields=(replace(EVERY_PART.sections[1].fields[0], label=line, tooltip=words),),
    )
    document = replace(
        EVERY_PART, title=line, district_name=words, sections=(section,), copies=(line,)
    )
    data = PRINTER.render(document)
    text = _squeezed(" ".join(_page_texts(data)))
    assert text.count(_squeezed(words)) >= 4
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert str(_fields(pdf)["plain"].TU) == words
    assert _faults(data, folder=tmp_path) == []


def test_names_of_many_languages_can_be_printed(tmp_path: Path) -> None:
    """Vietnamese, Polish, Irish, Hawaiian and Romanian letters are there in every face."""
    names = "Nguyễn Thị Hằng, Łukasz Żółć, Ó Súilleabháin, Keali\u02bbi, Ștefan, Şükrü, Đặng"
    document = replace(EVERY_PART, copies=((Words(names),),), title=(Words(names),))
    data = PRINTER.render(document)
    assert _squeezed(names) in _squeezed(" ".join(_page_texts(data)))
    assert _faults(data, folder=tmp_path) == []


def test_a_letter_without_a_glyph_is_named() -> None:
    """The message says which letter it is."""
    document = replace(EVERY_PART, copies=((Words("Ask ཀ here"),),))
    with pytest.raises(MissingLetterError) as caught:
        PRINTER.render(document)
    assert str(caught.value) == "the fonts for printing have no 'ཀ' (U+0F40)"


def test_the_faces_have_the_same_letters() -> None:
    """What can be printed upright can be printed bold and slanted; the license is beside them."""
    letters = {path.stem: set(TTFont(path).getBestCmap()) for path in FONTS_FOLDER.glob("*.ttf")}
    assert sorted(letters) == [
        "NotoSans-Bold",
        "NotoSans-BoldItalic",
        "NotoSans-Italic",
        "NotoSans-Regular",
    ]
    assert len(set(map(frozenset, letters.values()))) == 1
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FONTS_FOLDER / "OFL.txt").read_text("utf-8")


def test_all_fonts_are_embedded() -> None:
    """A printed form needs no font of the machine that shows it."""
    with _opened(EVERY_PART) as pdf:
        descriptors = [
            obj
            for obj in pdf.objects
            if isinstance(obj, pikepdf.Dictionary)
            and obj.get("/Type") == pikepdf.Name.FontDescriptor
        ]
        assert descriptors
        assert all("/FontFile2" in one or "/FontFile3" in one for one in descriptors)


def test_a_blank_can_be_filled_by_appending() -> None:
    """It ends in a cross-reference stream, which an appended update needs, and carries its font."""
    printer = FormPrinter(timestamp=TIMESTAMP, letters="Łukasz Nguyễn")
    data = printer.render(EVERY_PART)
    start = int(data.rsplit(b"startxref", 1)[1].split()[0])
    assert b"/XRef" in data[start : start + 300]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        fonts = pdf.Root.AcroForm.DR.Font
        assert sorted(fonts.keys()) == ["/FieldSans", "/FieldSansWide"]
        assert fonts["/FieldSans"].Encoding == pikepdf.Name.WinAnsiEncoding
        assert fonts["/FieldSansWide"].Encoding == pikepdf.Name("/Identity-H")
        assert pdf.Root.AcroForm.NeedAppearances is False
    with _opened(EVERY_PART) as pdf:
        assert list(pdf.Root.AcroForm.DR.Font.keys()) == ["/FieldSans"]


@each_form
def test_a_hand_has_eight_millimeters_for_a_line(document: FormDocument) -> None:
    """A blank of several lines is ruled in the look of the empty field, which typing replaces."""
    with _opened(document) as pdf:
        fields = _fields(pdf)
        for blank in document.fields:
            if blank.control is not Control.LINES:
                continue
            field = fields[blank.name]
            _, bottom, _, top = map(float, field.Rect)
            assert (top - bottom) / blank.lines >= 8 * POINTS_OF_A_MILLIMETER
            look = field.AP.N.read_bytes()
            assert look.count(b" l S ") == blank.lines - 1
            assert look.startswith(b"/Tx BMC")
            assert look.endswith(b"EMC")


@each_form
def test_a_printed_name_of_forty_letters_has_room(document: FormDocument) -> None:
    """The line for a signer's printed name is as wide as forty letters of what is typed."""
    name, size = "Wilhelmina-Alexandra Featherstonehaugh L", 10
    with TTFont(FONTS_FOLDER / "NotoSans-Regular.ttf") as font:
        letters, widths = font.getBestCmap(), font["hmtx"]
        needed = size * sum(widths[letters[ord(one)]][0] for one in name) / font["head"].unitsPerEm
    with _opened(document) as pdf:
        fields = _fields(pdf)
        for signer in document.signers:
            last = fields[signer.name.name]
            left, _, right, _ = map(float, (last.Kids[-1] if "/Kids" in last else last).Rect)
            assert right - left > needed + 4


def _squeezed(text: str) -> str:
    return "".join(text.split()).replace("\ufffe", "-").replace("\u00ad", "")
