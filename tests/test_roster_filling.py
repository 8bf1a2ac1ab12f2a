"""Values stand in their boxes readably, in the form that any reader of PDFs understands."""

from __future__ import annotations

import io
import subprocess
from typing import TYPE_CHECKING

import page
import pikepdf
import pypdfium2
import pytest

from handbook.forms.document import build_form_documents
from handbook.pdf.filling import FormFiller, open_form
from handbook.pdf.lettering import SMALLEST, Box, FieldFont, fit_text
from handbook.pdf.merging import MergedForms
from handbook.pdf.printing import FormPrinter

if TYPE_CHECKING:
    from pathlib import Path

    from handbook.model.handbook import Handbook

pytestmark = pytest.mark.slow

LETTERS = "Łłęễă\u02bb\u02bcāĐạ"
SIXTY = "Maximiliana Konstantinopolitanska-Featherstonehaugh de la Vega"
FONT = FieldFont("F", b"1 0 R", dict.fromkeys("abcdefg -", 500.0), {})


@pytest.fixture(scope="module")
def forms(shipped: Handbook) -> dict[str, FormFiller]:
    """Return three forms, ready to be filled."""
    printer = FormPrinter(timestamp=0, letters=LETTERS)
    wanted = ("consent-to-share", "observation-request", "role-agreement-data-coach")
    return {
        document.id: open_form(printer.render(document))
        for document in build_form_documents(shipped)
        if document.id in wanted
    }


def read_back(data: bytes) -> dict[str, str]:
    """Return the values of a form's fields."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return {str(field.T): str(field.get("/V", "")) for field in pdf.Root.AcroForm.Fields}


def words_on(data: bytes, number: int = 0) -> str:
    """Return the words that PDFium shows on a page, form fields drawn."""
    with pypdfium2.PdfDocument(data) as pdf:
        pdf.init_forms()
        one = pdf[number]
        pypdfium2.raw.FPDFPage_Flatten(one, pypdfium2.raw.FLAT_PRINT)
        with pypdfium2.PdfDocument(_saved(pdf)) as flat:
            return str(flat[number].get_textpage().get_text_bounded())


def _saved(pdf: pypdfium2.PdfDocument) -> bytes:
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


VALUES = {
    "school-year": "2026–27",
    "school": "Maple Valley High School",
    "teacher": "Keali\u02bbi Nguyễn Wałęsa",
    "coach": SIXTY,
    "item": "The tally of the lesson.\nIts date: October 5.",
    "with-whom": ') Tj ET Q #read("/etc/passwd") <script>alert(1)</script>',
    "how": "Shown, no copy",
    "teacher-present": "yes",
    "date": "10/05/2026",
}


def test_values_are_in_the_fields(forms: dict[str, FormFiller]) -> None:
    """What was filled in is what a program reads, letter by letter; other fields stay empty."""
    found = read_back(forms["consent-to-share"].fill(VALUES))
    choices = {"how": "/shown-no-copy", "teacher-present": "/Yes"}
    expected = VALUES | choices
    assert {name: found[name] for name in VALUES} == expected
    assert {value for name, value in found.items() if name not in VALUES} <= {"", "/Off"}


def test_values_are_on_the_page(forms: dict[str, FormFiller]) -> None:
    """What was filled in is what people see, wide letters and hostile text included."""
    words = words_on(forms["consent-to-share"].fill(VALUES))
    for name in ("school-year", "school", "teacher", "with-whom", "date"):
        assert VALUES[name] in words
    assert SIXTY.replace(" ", "") in words.replace("\r\n", "").replace(" ", "")


def test_filled_forms_are_valid_and_begin_with_the_blank(forms: dict[str, FormFiller]) -> None:
    """A filled form is the blank with an update behind it, and passes PDF/UA-1."""
    form = forms["consent-to-share"]
    filled = form.fill(VALUES)
    assert filled.startswith(form.content)
    assert page.validate_pdf_bytes(filled, profile="ua1").is_compliant
    with pikepdf.open(io.BytesIO(filled)) as pdf:
        assert pdf.check_pdf_syntax() == []


def test_the_same_values_give_the_same_bytes(forms: dict[str, FormFiller]) -> None:
    """Nothing but the values decides what is written."""
    form = forms["consent-to-share"]
    assert form.fill(VALUES) == form.fill(dict(VALUES)) == open_form(form.content).fill(VALUES)


def test_every_answer_of_a_choice_can_be_chosen(forms: dict[str, FormFiller]) -> None:
    """Each button of a row is turned on by its own words, and only that one."""
    form = forms["observation-request"]
    options = form.fields["presence"].options
    assert len(options) == 4
    for chosen in options:
        with pikepdf.open(io.BytesIO(form.fill({"presence": chosen}))) as pdf:
            field = next(one for one in pdf.Root.AcroForm.Fields if one.T == "presence")
            on = [str(kid.TU) for kid in field.Kids if kid.AS != "/Off"]
            assert on == [f"{field.TU}: {chosen}"]


def test_several_answers_can_be_chosen(forms: dict[str, FormFiller]) -> None:
    """Of a blank that takes several, each named answer is ticked and holds so, and no other."""
    form = forms["observation-request"]
    options = form.fields["record"].options
    filled = form.fill({"record": f"{options[1]}\n{options[3]}"})
    with pikepdf.open(io.BytesIO(filled)) as pdf:
        field = next(one for one in pdf.Root.AcroForm.Fields if one.T == "record")
        assert [str(kid.AS) for kid in field.Kids] == ["/Off", "/Yes", "/Off", "/Yes", "/Off"]
        assert [str(kid.V) for kid in field.Kids] == ["/Off", "/Yes", "/Off", "/Yes", "/Off"]
        assert [str(kid.T) for kid in field.Kids][3] == "video"
    assert page.validate_pdf_bytes(filled, profile="ua1").is_compliant


def test_a_name_in_two_places_is_filled_in_both(shipped: Handbook) -> None:
    """The value is held once, each box draws it as it fits there, and both fit or none is taken."""
    document = next(
        one for one in build_form_documents(shipped) if one.id == "partnership-agreement"
    )
    form = open_form(FormPrinter(timestamp=0).render(document))
    filled = form.fill({"teacher": "Ana Ruiz"})
    with pikepdf.open(io.BytesIO(filled)) as pdf:
        field = next(one for one in pdf.Root.AcroForm.Fields if one.T == "teacher")
        assert str(field.V) == "Ana Ruiz"
        assert ["/V" in kid for kid in field.Kids] == [False, False]
        assert len({bytes(kid.AP.N.read_bytes()) for kid in field.Kids}) == 2
    assert page.validate_pdf_bytes(filled, profile="ua1").is_compliant
    for number in (0, 1):
        assert "Ana Ruiz" in words_on(filled, number)
    top, signed = (widget.box.width for widget in form.fields["teacher"].widgets)
    assert top < signed
    assert "too long for its box" in form.fault("teacher", SIXTY * 3)


def test_letters_the_font_lacks_are_named(forms: dict[str, FormFiller]) -> None:
    """A letter without a glyph is named with its code, and nothing is filled."""
    form = forms["consent-to-share"]
    assert form.fault("teacher", "שרה") == (
        "holds 'ה' (U+05D4), a letter that no font of the form has. "
        "Leave the row out, print the form blank, and write it by hand."
    )
    with pytest.raises(ValueError, match="teacher"):
        form.fill({"teacher": "שרה"})


def test_too_long_is_said_with_the_measure(forms: dict[str, FormFiller]) -> None:
    """A text that does not fit even small and on two lines is refused, never cut off."""
    form = forms["consent-to-share"]
    assert form.fault("teacher", SIXTY) == ""
    assert "is too long for its box, which holds about " in form.fault("teacher", "Ana " * 60)
    assert form.fault("no-such-field", "x") == (
        "belongs to 'no-such-field', which the PDF of the form does not have."
    )


def test_text_shrinks_and_then_wraps() -> None:
    """Letters get smaller, then the text takes a second line, and then it is refused."""
    box = Box(width=106, height=18, size=10, is_multiline=False)
    fits = {count: fit_text("a" * count, box=box, fonts=(FONT,)) for count in (20, 25, 40, 57, 70)}
    assert [(one.size, len(one.lines)) for one in fits.values() if one][:2] == [(10, 1), (8, 1)]
    wrapped = fits[40]
    assert wrapped is not None
    assert len(wrapped.lines) == 2
    assert wrapped.size >= SMALLEST
    assert "".join(wrapped.lines) == "a" * 40
    assert fits[70] is None


def test_lines_break_between_words_and_after_hyphens() -> None:
    """A line ends where a word or a hyphen does; only an endless word is cut."""
    box = Box(width=56, height=60, size=10, is_multiline=True)
    lettering = fit_text("aaaa bbb-ccccc\ndd eeeeeeeeeeeeeee", box=box, fonts=(FONT,))
    assert lettering is not None
    assert lettering.lines == ("aaaa bbb-", "ccccc", "dd", "eeeeeeeeee", "eeeee")


def merged(
    path: Path, forms: list[FormFiller], *, copies: int = 2, is_duplex: bool = False
) -> Path:
    """Write a print run with each form so many times."""
    with path.open("wb") as file:
        run = MergedForms(file, blanks=forms, title="Forms & more", is_duplex=is_duplex)
        for number in range(copies):
            for place, form in enumerate(forms):
                values = {name: value for name, value in VALUES.items() if name in form.fields}
                run.add(place, values, bookmark=f"Łukasz {number}: form {place}")
        run.finish()
    return path


def test_print_run_is_valid(forms: dict[str, FormFiller], tmp_path: Path) -> None:
    """A print run passes PDF/UA-1, has a bookmark for each form, and no field to fill in."""
    blanks = [forms["consent-to-share"], forms["role-agreement-data-coach"]]
    path = merged(tmp_path / "run.pdf", blanks, copies=3)
    assert page.validate_pdf(str(path), profile="ua1").is_compliant
    with pikepdf.open(path) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert "/AcroForm" not in pdf.Root
        with pdf.open_outline() as outline:
            titles = [item.title for item in outline.root]
    assert titles == [f"Łukasz {number}: form {place}" for number in range(3) for place in (0, 1)]


def test_print_run_looks_like_the_single_forms(
    forms: dict[str, FormFiller], tmp_path: Path
) -> None:
    """Each page of a print run looks like the page of the form filled in by itself."""
    form = forms["consent-to-share"]
    run = merged(tmp_path / "run.pdf", [form], copies=2)
    single = tmp_path / "single.pdf"
    single.write_bytes(form.fill(VALUES))
    count = len(pikepdf.open(single).pages)
    alone = [picture(single, number) for number in range(1, count + 1)] * 2
    copies = [picture(run, number) for number in range(1, 2 * count + 1)]
    assert max(difference(one, other) for one, other in zip(alone, copies, strict=True)) < 0.001


def difference(one: bytes, other: bytes) -> float:
    """Return how much of two pictures differs; the edge of a letter may, by rounding."""
    assert len(one) == len(other)
    return sum(a != b for a, b in zip(one, other, strict=True)) / len(one)


def picture(path: Path, number: int) -> bytes:
    """Return a page as Poppler draws it."""
    place = str(number)
    return subprocess.run(
        ["pdftoppm", "-r", "50", "-f", place, "-l", place, str(path)],  # noqa: S607
        capture_output=True,
        check=True,
    ).stdout


def test_print_run_tells_what_was_in_the_fields(
    forms: dict[str, FormFiller], tmp_path: Path
) -> None:
    """Printed fields are tagged with what they are: a text, a ticked box, a box left empty."""
    path = merged(tmp_path / "run.pdf", [forms["consent-to-share"]], copies=1)
    with pikepdf.open(path) as pdf:
        printed = [
            (str(one.A.Role), str(one.A.get("/checked", "")), str(one.A.Desc))
            for one in pdf.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Form"
        ]
    assert ("/cb", "/on", "The teacher wants to be there when it is shared") in printed
    assert [state for role, state, _ in printed if role == "/rb"] == ["/off", "/on", "/off"]
    assert {state for role, state, _ in printed if role == "/tv"} == {""}


def test_print_run_ticks_several_answers(forms: dict[str, FormFiller], tmp_path: Path) -> None:
    """Every answer that was chosen is ticked, and said to be, and no other."""
    form = forms["observation-request"]
    options = form.fields["record"].options
    with (tmp_path / "run.pdf").open("wb") as file:
        run = MergedForms(file, blanks=[form], title="Print run", is_duplex=False)
        run.add(0, {"record": f"{options[0]}\n{options[4]}"}, bookmark="One")
        run.finish()
    with pikepdf.open(tmp_path / "run.pdf") as pdf:
        states = [
            (str(one.A.Role), str(one.A.get("/checked", "")))
            for one in pdf.objects
            if isinstance(one, pikepdf.Dictionary)
            and one.get("/S") == "/Form"
            and str(one.A.Desc).startswith("Please record it as")
        ]
    assert states == [("/cb", state) for state in ("/on", "/off", "/off", "/off", "/on")]


def test_blank_backs_begin_each_form_on_a_sheet(
    forms: dict[str, FormFiller], tmp_path: Path
) -> None:
    """For both sides of the paper, a form with an odd number of pages is followed by a blank."""
    odd = next(form for form in forms.values() if len(pages_of(form)) % 2 == 1)
    path = merged(tmp_path / "run.pdf", [odd], copies=2, is_duplex=True)
    assert page.validate_pdf(str(path), profile="ua1").is_compliant
    with pikepdf.open(path) as pdf:
        has_words = ["/Contents" in one for one in pdf.pages]
        assert pdf.Root.ViewerPreferences.Duplex == "/DuplexFlipLongEdge"
    assert has_words == [*([True] * len(pages_of(odd))), False] * 2


def pages_of(form: FormFiller) -> list[int]:
    """Return the pages of an empty form."""
    with pikepdf.open(io.BytesIO(form.content)) as pdf:
        return [number for number, _ in enumerate(pdf.pages)]


def test_print_run_shares_what_forms_share(forms: dict[str, FormFiller], tmp_path: Path) -> None:
    """A hundred copies are far smaller than a hundred files: fonts and pages are in once."""
    form = forms["consent-to-share"]
    path = merged(tmp_path / "run.pdf", [form], copies=100)
    assert path.stat().st_size < 20 * len(form.content)
