"""Printed forms in PDFium, the viewer of Chrome and Edge: typed into, ticked, saved, read again."""

from __future__ import annotations

import ctypes
import io
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Self

import pikepdf
import pypdfium2
import pytest
import yaml
from pypdfium2 import raw

from handbook.forms.document import build_form_document, build_form_documents
from handbook.forms.structure import Option
from handbook.identifiers import slugify
from handbook.inline import Words
from handbook.loading import load_handbook
from handbook.model.blanks import Accepts, Control
from handbook.model.form import Form
from handbook.pdf.printing import FormPrinter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handbook.forms.structure import Field, FormDocument

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
SHIPPED, _ = load_handbook(ROOT, ROOT / "tests" / "fixtures" / "maple-valley")
EVERY_PART = build_form_document(
    Form.model_validate(
        yaml.safe_load((ROOT / "tests/fixtures/forms/every-part.yml").read_text(encoding="utf-8"))
    ),
    handbook=SHIPPED,
    made_for=next(role for role in SHIPPED.roles if role.id == "data-coach"),
)
ALL = (*build_form_documents(SHIPPED), EVERY_PART)
PRINTER = FormPrinter(timestamp=1_790_000_000)
each_form = pytest.mark.parametrize("document", ALL, ids=[document.id for document in ALL])

TAB = 9
TYPES = {
    Control.TICK: raw.FPDF_FORMFIELD_CHECKBOX,
    Control.ONE_OF: raw.FPDF_FORMFIELD_RADIOBUTTON,
    Control.MANY_OF: raw.FPDF_FORMFIELD_CHECKBOX,
    Control.SCALE: raw.FPDF_FORMFIELD_RADIOBUTTON,
}


@dataclass(frozen=True)
class Spot:
    """A box on a page, as a file says where it is."""

    page: int
    left: float
    bottom: float
    right: float
    top: float

    @property
    def middle(self) -> tuple[float, float]:
        """Where to click."""
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2


class Viewer:
    """A form that is open in PDFium."""

    def __init__(self, data: bytes) -> None:
        self.spots = _spots(data)
        self._pdf = pypdfium2.PdfDocument(data)
        self._pdf.init_forms()
        self._form = self._pdf.formenv
        self._pages = [self._pdf[place] for place in range(len(self._pdf))]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pdf.close()

    def type_of(self, spot: Spot) -> int:
        """Return which type of field the viewer sees at a spot."""
        page = self._pages[spot.page]
        return int(raw.FPDFPage_HasFormFieldAtPoint(self._form, page, *spot.middle))

    def click(self, spot: Spot) -> bool:
        """Press and let go of the mouse; say whether that did anything."""
        at = (self._form, self._pages[spot.page], 0, *spot.middle)
        raw.FORM_OnMouseMove(*at)
        return bool(raw.FORM_OnLButtonDown(*at)) and bool(raw.FORM_OnLButtonUp(*at))

    def write(self, spot: Spot, words: str) -> None:
        """Click, then press a key for each letter."""
        assert self.click(spot)
        for letter in words:
            assert raw.FORM_OnChar(self._form, self._pages[spot.page], ord(letter), 0)

    def choose(self, spot: Spot, *, position: int) -> None:
        """Open a list and take one of its lines."""
        assert self.click(spot)
        assert raw.FORM_SetIndexSelected(self._form, self._pages[spot.page], position, 1)

    def tab_through(self, page: int) -> Iterator[str]:
        """Press Tab as often as a page has boxes, and yield the name of each field reached."""
        for _ in {spot for spots in self.spots.values() for spot in spots if spot.page == page}:
            raw.FORM_OnKeyDown(self._form, self._pages[page], TAB, 0)
            yield self._focused()

    def save(self) -> bytes:
        """Leave the field and save a copy."""
        raw.FORM_ForceToKillFocus(self._form)
        copy = io.BytesIO()
        self._pdf.save(copy)
        return copy.getvalue()

    def _focused(self) -> str:
        page, annotation = ctypes.c_int(), raw.FPDF_ANNOTATION()
        assert raw.FORM_GetFocusedAnnot(self._form, page, annotation)
        letters = (ctypes.c_ushort * 200)()
        size = raw.FPDFAnnot_GetFormFieldName(self._form, annotation, letters, 400)
        raw.FPDFPage_CloseAnnot(annotation)
        # Of a blank that takes several answers, each is a field `<blank>.<answer>`.
        return bytes(letters)[: size - 2].decode("utf-16-le").partition(".")[0]


def _spots(data: bytes) -> dict[str, tuple[Spot, ...]]:
    """Return the boxes of each field; a row of buttons has several."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        places = {
            box.objgen: at for at, one in enumerate(pdf.pages) for box in one.get("/Annots", [])
        }
        return {
            str(field.T): tuple(
                Spot(places[box.objgen], *map(float, box.Rect))
                for box in field.get("/Kids", [field])
            )
            for field in pdf.Root.AcroForm.Fields
        }


def _fill(viewer: Viewer, field: Field, *, words: str) -> str:
    """Fill in one field as its kind asks; return what the file must hold for it then."""
    spots = viewer.spots[field.name]
    match field.control:
        case Control.TICK:
            assert viewer.click(spots[0])
            return "/Yes"
        case Control.ONE_OF if field.is_list:
            viewer.choose(spots[0], position=1)
            return field.options[0].value
        case Control.ONE_OF | Control.SCALE:
            assert viewer.click(spots[-1])
            return f"/{slugify(field.options[-1].value)}"
        case Control.MANY_OF:
            assert all(viewer.click(spot) for spot in spots)
            return " ".join("/Yes" for _ in spots)
        case Control.LINES:
            viewer.write(spots[0], f"{words}\rand more")
            return f"{words}\r\nand more"
    return _type(viewer, spots[0], words="" if field.accepts is Accepts.CERTIFICATE else words)


def _type(viewer: Viewer, spot: Spot, *, words: str) -> str:
    """Write on a line; what takes a certificate cannot be typed into."""
    if words:
        viewer.write(spot, words)
    else:
        assert not viewer.click(spot)
    return words


def _type_asked(field: Field) -> int:
    if field.accepts is Accepts.CERTIFICATE:
        return int(raw.FPDF_FORMFIELD_SIGNATURE)
    if field.is_list:
        return int(raw.FPDF_FORMFIELD_COMBOBOX)
    return int(TYPES.get(field.control, raw.FPDF_FORMFIELD_TEXTFIELD))


def _values(data: bytes) -> dict[str, str]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return {
            str(field.T): " ".join(
                str(one.get("/V", "")) for one in ([field] if "/FT" in field else field.Kids)
            )
            for field in pdf.Root.AcroForm.Fields
        }


def _pictures(data: bytes, spots: dict[str, tuple[Spot, ...]]) -> dict[str, list[bytes]]:
    """Return how each box looks, painted anew from the file."""
    with pypdfium2.PdfDocument(data) as pdf:
        pdf.init_forms()
        sheets = []
        for page in pdf:
            bitmap = page.render(scale=2)
            sheets.append((bytes(bitmap.buffer), bitmap.stride, bitmap.n_channels, bitmap.height))
            bitmap.close()
    return {name: [_cut(spot, *sheets[spot.page]) for spot in of] for name, of in spots.items()}


def _cut(spot: Spot, pixels: bytes, stride: int, channels: int, height: int) -> bytes:
    """Return the inside of a box, without its border."""
    first, last = round(2 * spot.left) + 2, round(2 * spot.right) - 2
    rows = range(height - round(2 * spot.top) + 2, height - round(2 * spot.bottom) - 2)
    return b"".join(
        pixels[y * stride + first * channels : y * stride + last * channels] for y in rows
    )


@each_form
def test_what_is_filled_in_is_saved(document: FormDocument) -> None:
    """Every field takes what a person types, ticks or chooses, and the saved copy holds it."""
    blank = PRINTER.render(document)
    with Viewer(blank) as viewer:
        expected = {
            field.name: _fill(viewer, field, words=f"Ó {place}")
            for place, field in enumerate(document.fields)
        }
        saved = viewer.save()
        spots = viewer.spots
    assert _values(saved) == expected
    before, after = _pictures(blank, spots), _pictures(saved, spots)
    unchanged = {name for name, looks in before.items() if looks == after[name]}
    assert unchanged == {name for name, value in expected.items() if not value}


@each_form
def test_the_viewer_knows_each_field(document: FormDocument) -> None:
    """Where a box is printed the viewer sees a field, of the type that the form asks for."""
    with Viewer(PRINTER.render(document)) as viewer:
        found = {
            name: {viewer.type_of(spot) for spot in spots} for name, spots in viewer.spots.items()
        }
    asked = {field.name: {_type_asked(field)} for field in document.fields}
    assert found == asked


@each_form
def test_tab_goes_in_the_order_of_the_form(document: FormDocument) -> None:
    """Pressing Tab reaches all that this viewer can fill in on a page, in reading order."""
    signed = [one.name for signer in document.signers for one in signer.blanks]
    first = [
        one.name
        for one in document.fields
        if one.name not in signed or one.name in document.shared_names
    ]
    certified = {one.name for one in document.fields if one.accepts is Accepts.CERTIFICATE}
    names = [name for name in (*first, *signed) if name not in certified]
    with Viewer(PRINTER.render(document)) as viewer:
        pages = [
            viewer.spots[name][names[:place].count(name)].page for place, name in enumerate(names)
        ]
        for page in set(pages):
            reached = list(dict.fromkeys(viewer.tab_through(page)))
            on_page = (name for name, at in zip(names, pages, strict=True) if at == page)
            assert reached == list(dict.fromkeys(on_page))


def test_a_name_typed_once_stands_in_both_places() -> None:
    """What is typed where a form asks who signs is beside the signature as well, and saved once."""
    document = next(one for one in ALL if one.id == "partnership-agreement")
    blank = PRINTER.render(document)
    with Viewer(blank) as viewer:
        viewer.write(viewer.spots["teacher"][0], "Ana")
        saved, spots = viewer.save(), viewer.spots
    assert _values(saved)["teacher"] == "Ana"
    before, after = _pictures(blank, spots), _pictures(saved, spots)
    assert len(after["teacher"]) == 2
    assert not set(before["teacher"]) & set(after["teacher"])


@each_form
def test_each_field_says_what_it_is_for(document: FormDocument) -> None:
    """Names are used once; each field is spoken in full, a date with its order."""
    names = [field.name for field in document.fields]
    assert len(set(names)) == len(names)
    with pikepdf.open(io.BytesIO(PRINTER.render(document))) as pdf:
        told = {str(field.T): str(field.TU) for field in pdf.Root.AcroForm.Fields}
    dates = {field.name for field in document.fields if field.accepts is Accepts.DATE}
    assert told == {
        field.name: field.tooltip + (" (month/day/year)" if field.name in dates else "")
        for field in document.fields
    }
    assert all(field.tooltip.strip() for field in document.fields)


def test_letters_beyond_windows_1252_are_kept() -> None:
    """A viewer may draw a letter its own way; the value is what was typed, to the letter."""
    name = "Keali\u02bbi Nguyễn Żółć"
    with Viewer(PRINTER.render(EVERY_PART)) as viewer:
        viewer.write(viewer.spots["sign-coach-name"][0], name)
        saved = viewer.save()
    assert _values(saved)["sign-coach-name"] == name


def test_words_of_any_language_are_kept() -> None:
    """Tooltips and answers are what the form says, to the letter."""
    words = "Keali\u02bbi’s “Überblick” – Nguyễn …"
    option = Option(words, (Words(words),))
    asked = [
        replace(field, tooltip=f"{field.name}: {words}", options=(option, *field.options[1:]))
        for field in EVERY_PART.fields
        if field.name in {"rating", "grade", "plain"}
    ]
    section = replace(EVERY_PART.sections[1], fields=tuple(asked), lists=(), table=None)
    document = replace(EVERY_PART, sections=(section,), signers=())
    with pikepdf.open(io.BytesIO(PRINTER.render(document))) as pdf:
        plain, rating, grade = pdf.Root.AcroForm.Fields
        assert [str(one.TU) for one in (plain, rating, grade)] == [one.tooltip for one in asked]
        assert [str(option) for option in grade.Opt] == ["", words, "Fourth"]
        assert str(rating.Kids[0].TU) == f"rating: {words}: {words}"


def test_answers_that_differ_in_marks_alone() -> None:
    """Each button goes on alone, also where the letters and digits of the answers are the same."""
    answers = ("Yes", "Yes!", "…", "?")
    rating = next(field for field in EVERY_PART.fields if field.name == "rating")
    asked = replace(rating, options=tuple(Option(one, (Words(one),)) for one in answers))
    section = replace(EVERY_PART.sections[1], fields=(asked,), lists=(), table=None)
    document = replace(EVERY_PART, sections=(section,), signers=())
    with pikepdf.open(io.BytesIO(PRINTER.render(document))) as pdf:
        (choice,) = pdf.Root.AcroForm.Fields
        states = [[name for name in one.AP.N if name != "/Off"] for one in choice.Kids]
    assert states == [["/yes"], ["/yes-2"], ["/chosen"], ["/chosen-2"]]


def test_one_button_of_a_choice_at_a_time() -> None:
    """Choosing another answer takes the first one back."""
    with Viewer(PRINTER.render(EVERY_PART)) as viewer:
        for spot in viewer.spots["rating"]:
            viewer.click(spot)
        saved = viewer.save()
    with pikepdf.open(io.BytesIO(saved)) as pdf:
        choice = next(field for field in pdf.Root.AcroForm.Fields if str(field.T) == "rating")
        assert [str(button.AS) for button in choice.Kids] == ["/Off", "/now-then"]
