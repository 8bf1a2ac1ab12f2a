"""Fields for a typeset form: the marked links that Typst wrote become AcroForm fields.

Typst has given every link its place, its tags and its turn in the reading order already; this step
changes what the link is, and must leave no marked link behind.
"""

from __future__ import annotations

import io
import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, assert_never

import pikepdf
from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Pdf, String

from handbook.identifiers import slugify
from handbook.model.blanks import Accepts, Control
from handbook.pdf.fieldfont import SIMPLE_NAME, FieldFont
from handbook.pdf.structuretree import drop_empty_labels, parent_elements, turn_into_form_element

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pikepdf import Object

MARK = "acro:"
"""How the address of a marked link begins; a description in JSON follows."""

TEXT_SIZE = 10
"""The size of typed words, in points."""

_PRINTED = 4
_MULTILINE, _RADIO, _COMBO = 1 << 12, 1 << 15, 1 << 17
_SIGNATURES_EXIST = 1
_INK = b"0.07 0.14 0.13"
_RULE = b"0.35 0.39 0.37"
_APPEARANCE = f"/{SIMPLE_NAME} {TEXT_SIZE} Tf {_INK.decode()} rg"


@dataclass(frozen=True, slots=True)
class _Blank:
    """A marked link, and what its mark says."""

    widget: Object
    mark: dict[str, Any]

    @property
    def control(self) -> Control:
        return Control(self.mark["control"])

    @property
    def answer(self) -> str:
        """What is heard of one of the answers."""
        return f"{self.mark['tip']}: {self.mark['option']}"

    @property
    def is_answer(self) -> bool:
        """Whether it is one of the answers that are ticked, and not the whole blank."""
        return self.control.has_options and not self.mark["list"]

    @property
    def width(self) -> float:
        left, _, right, _ = map(float, self.widget.Rect)
        return right - left

    @property
    def height(self) -> float:
        _, bottom, _, top = map(float, self.widget.Rect)
        return top - bottom


def count_pages(pdf: bytes) -> int:
    """Return how many pages a PDF has."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return len(opened.pages)


def add_fields(typeset: bytes, *, font: FieldFont) -> bytes:
    """Return the form with fields where Typst left marked links."""
    with pikepdf.open(io.BytesIO(typeset)) as pdf:
        blanks = tuple(_marked_links(pdf))
        fields = _fields(pdf, blanks=blanks)
        elements = parent_elements(pdf)
        for blank in blanks:
            turn_into_form_element(elements[int(blank.widget.StructParent)])
        drop_empty_labels(pdf)
        if fields:
            pdf.Root.AcroForm = _form(pdf, fields=fields, font=font)
        out = io.BytesIO()
        # What is filled in later is appended, which needs a cross-reference stream to follow on.
        pdf.save(out, deterministic_id=True, object_stream_mode=ObjectStreamMode.generate)
        return out.getvalue()


def _marked_links(pdf: Pdf) -> Iterator[_Blank]:
    """Yield the marked links in reading order, stripped of what made them links."""
    for page in pdf.pages:
        for annotation in page.get("/Annots", Array()):
            # Typst writes an address in UTF-8, which is not how a PDF says its texts.
            address = bytes(annotation.get("/A", Dictionary()).get("/URI", String(""))).decode()
            if address.startswith(MARK):
                for key in ("/A", "/Border", "/QuadPoints", "/Contents"):
                    if key in annotation:
                        del annotation[key]
                annotation.Subtype, annotation.P = Name.Widget, page.obj
                annotation.F = _PRINTED
                yield _Blank(annotation, json.loads(address.removeprefix(MARK)))


def _fields(pdf: Pdf, *, blanks: tuple[_Blank, ...]) -> Array:
    """Turn every blank into a field; boxes of one name stand in a field together.

    These are the answers of a blank, or the places where one name stands.
    """
    fields = Array()
    boxes = Counter(blank.mark["name"] for blank in blanks)
    groups: dict[str, Object] = {}
    for blank in blanks:
        name, field = blank.mark["name"], blank.widget
        if blank.is_answer or boxes[name] > 1:
            field = groups.setdefault(name, pdf.make_indirect(Dictionary(Kids=Array())))
        if "/T" not in field:
            field.T, field.TU = String(name), String(blank.mark["tip"])
            fields.append(field)
        _make_field(pdf, blank, field=field)
    return fields


def _make_field(pdf: Pdf, blank: _Blank, *, field: Object) -> None:
    match blank.control:
        case Control.LINE | Control.LINES:
            _make_text(pdf, blank, field=field)
        case Control.TICK:
            _make_check(pdf, blank)
        case Control.ONE_OF if not blank.is_answer:
            _make_list(pdf, blank)
        case Control.ONE_OF | Control.SCALE:
            _add_button(pdf, blank, choice=field)
        case Control.MANY_OF:
            _add_check(pdf, blank, group=field)
        case Control.SIGNATURE:
            _make_signature(pdf, blank)
        case _:
            assert_never(blank.control)


def _add_flag(field: Object, flag: int) -> None:
    field.Ff = int(field.get("/Ff", 0)) | flag


def _make_text(pdf: Pdf, blank: _Blank, *, field: Object) -> None:
    field.FT, field.DA = Name.Tx, String(_APPEARANCE)
    field.V = field.DV = String("")
    blank.widget.AP = Dictionary(N=_drawing(pdf, _empty(blank), blank=blank))
    if "/Kids" in field:
        _join(blank, group=field, words=blank.mark["tip"])
    if blank.control is Control.LINES:
        _add_flag(field, _MULTILINE)


def _empty(blank: _Blank) -> bytes:
    """Draw the lines for a hand; what is typed replaces the drawing, so that no line strikes it."""
    lines = int(blank.mark["lines"])
    heights = (blank.height * line / lines for line in range(1, lines))
    rules = b"".join(b"0 %.2f m %.2f %.2f l S " % (at, blank.width, at) for at in heights)
    return b"/Tx BMC q 0.5 w %s RG %sQ EMC" % (_RULE, rules) if rules else b"/Tx BMC EMC"


def _make_list(pdf: Pdf, blank: _Blank) -> None:
    _make_text(pdf, blank, field=blank.widget)
    blank.widget.FT = Name.Ch
    blank.widget.Opt = Array([String(option) for option in ("", *blank.mark["options"])])
    _add_flag(blank.widget, _COMBO)


def _make_check(pdf: Pdf, blank: _Blank) -> None:
    field = blank.widget
    field.FT, field.V, field.AS = Name.Btn, Name.Off, Name.Off
    field.MK = Dictionary(CA=String("4"))
    field.AP = _two_looks(pdf, blank, state="Yes", drawing=_tick(blank))


def _make_signature(pdf: Pdf, blank: _Blank) -> None:
    """Make a field for a certificate, or for ink a line that can also be typed on."""
    if blank.mark["accepts"] != Accepts.CERTIFICATE:
        _make_text(pdf, blank, field=blank.widget)
        return
    blank.widget.FT = Name.Sig
    blank.widget.AP = Dictionary(N=_drawing(pdf, b"q Q", blank=blank))


def _add_button(pdf: Pdf, blank: _Blank, *, choice: Object) -> None:
    """Make a button of a choice; the state it stands for is named after its words.

    Answers that differ in marks alone get a number too: buttons of one state go on together.
    """
    if "/FT" not in choice:
        choice.FT, choice.V = Name.Btn, Name.Off
        _add_flag(choice, _RADIO)
    state = _answer_name(blank, taken={str(key) for other in choice.Kids for key in other.AP.N})
    _join(blank, group=choice, words=blank.answer)
    blank.widget.AS = Name.Off
    blank.widget.MK = Dictionary(CA=String("l"))
    blank.widget.AP = _two_looks(pdf, blank, state=state, drawing=_dot(blank))


def _add_check(pdf: Pdf, blank: _Blank, *, group: Object) -> None:
    """Make a box of a blank that takes several answers: a field of its own, `<blank>.<answer>`."""
    name = _answer_name(blank, taken={f"/{other.T}" for other in group.Kids})
    _join(blank, group=group, words=blank.answer)
    blank.widget.T = String(name)
    _make_check(pdf, blank)


def _join(blank: _Blank, *, group: Object, words: str) -> None:
    blank.widget.Parent = group
    blank.widget.Contents = blank.widget.TU = String(words)
    group.Kids.append(blank.widget)


def _answer_name(blank: _Blank, *, taken: set[str]) -> str:
    """Return what stands for an answer: its words, with a number where others have the same."""
    words = slugify(blank.mark["option"]) or "chosen"
    names = (words, *(f"{words}-{number}" for number in range(2, len(taken) + 3)))
    return next(name for name in names if f"/{name}" not in taken)


def _two_looks(pdf: Pdf, blank: _Blank, *, state: str, drawing: bytes) -> Dictionary:
    off = _drawing(pdf, b"q Q", blank=blank)
    return Dictionary(N=Dictionary({f"/{state}": _drawing(pdf, drawing, blank=blank), "/Off": off}))


def _drawing(pdf: Pdf, content: bytes, *, blank: _Blank) -> Object:
    return pdf.make_stream(
        content,
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([0, 0, round(blank.width, 3), round(blank.height, 3)]),
        Resources=Dictionary(),
    )


def _tick(blank: _Blank) -> bytes:
    w, h = blank.width, blank.height
    path = (w * 0.2, h * 0.52, w * 0.42, h * 0.27, w * 0.8, h * 0.78)
    return b"q 1.4 w 1 J 1 j %s RG %.2f %.2f m %.2f %.2f l %.2f %.2f l S Q" % (_INK, *path)


def _dot(blank: _Blank) -> bytes:
    # A line of no length with round ends is a dot.
    middle = (blank.width / 2, blank.height / 2)
    return b"q %.2f w 1 J %s RG %.2f %.2f m %.2f %.2f l S Q" % (
        (blank.width * 0.55, _INK, *middle, *middle)
    )


def _form(pdf: Pdf, *, fields: Array, font: FieldFont) -> Object:
    form = Dictionary(
        Fields=fields,
        DR=Dictionary(Font=font.add_fonts(pdf)),
        DA=String(_APPEARANCE),
        NeedAppearances=False,
    )
    if any(field.get("/FT") == Name.Sig for field in fields):
        form.SigFlags = _SIGNATURES_EXIST
    return pdf.make_indirect(form)
