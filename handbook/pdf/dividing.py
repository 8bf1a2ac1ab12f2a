"""Divides a typeset form into what all copies of it share and what each copy needs anew.

Owns which objects are which; writes no file.
"""

from __future__ import annotations

import io
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name

from handbook.pdf.filling import pdf_text
from handbook.pdf.pageparts import FIRST_PAGE, PAGES_NODE, Mark, PageParts, Shape, Slot
from handbook.pdf.structuretree import parent_elements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handbook.pdf.filling import FormFiller

_PAGE_KEYS = ("/Type", "/MediaBox", "/CropBox", "/Rotate", "/Tabs", "/Group", "/UserUnit")


class SharedObjects:
    """Objects that stand in the file once; equal ones of several forms become one."""

    def __init__(self, first_number: int) -> None:
        """Count from a number on."""
        self.next_number = first_number
        self._by_body: dict[bytes, int] = {}

    def add(self, body: bytes) -> int:
        """Return the number of an object."""
        if body not in self._by_body:
            self._by_body[body] = self.next_number
            self.next_number += 1
        return self._by_body[body]

    def objects(self) -> Iterator[tuple[int, bytes]]:
        """Yield every object with its number."""
        return ((number, body) for body, number in self._by_body.items())


def take_apart(
    blank: FormFiller,
    *,
    shared: SharedObjects,
    root: int,
    parent: int,
    is_duplex: bool,
) -> PageParts:
    """Return what copies of a form are made of.

    Args:
        blank: The form.
        shared: Takes what all copies have in common.
        root: The number of the tag above the outermost ones.
        parent: The number of the root of the page tree.
        is_duplex: Whether a blank back completes an odd number of pages.
    """
    with pikepdf.open(io.BytesIO(blank.content)) as pdf:
        return _Division(pdf, blank, shared=shared, root=root, parent=parent).parts(
            is_duplex=is_duplex
        )


class _Encoded(NamedTuple):
    """A piece of an object, with gaps for numbers."""

    text: bytes
    slots: tuple[Slot, ...] = ()


class _Division:
    """Divides one form; holds which of its objects belong to each copy."""

    def __init__(
        self, pdf: pikepdf.Pdf, blank: FormFiller, *, shared: SharedObjects, root: int, parent: int
    ) -> None:
        self.pdf = pdf
        self.blank = blank
        self.shared = shared
        self.parent = parent
        self.pages = tuple(page.obj for page in pdf.pages)
        self.tree = pdf.Root.StructTreeRoot
        self.keys = parent_elements(pdf)
        self.elements = tuple(_elements(self.tree))
        self.links = tuple(one for page in self.pages for one in _links(page))
        self.marks = tuple(tuple(self.page_marks(page)) for page in self.pages)
        self.known_shared: dict[tuple[int, int], int] = {}
        self.root = b"%d 0 R" % root
        self.local: dict[tuple[int, int], int] = {}

    def parts(self, *, is_duplex: bool) -> PageParts:
        has_back = is_duplex and len(self.pages) % 2 == 1
        page_count = len(self.pages) + has_back
        own = (*self.pages, *([None] * has_back), *self.elements, *self.links)
        self.local = {one.objgen: number for number, one in enumerate(own, start=FIRST_PAGE) if one}
        pages = [self.page_shape(page) for page in self.pages]
        if has_back:
            pages.append(self.back_shape())
        return PageParts(
            shapes=(
                self.pages_node(page_count),
                self.parents_leaf(),
                *pages,
                *map(self.element_shape, self.elements),
                *map(self.link_shape, self.links),
            ),
            marks=self.marks,
            tops=tuple(self.local[kid.objgen] for kid in _kids(self.tree)),
            page_count=page_count,
            key_count=max(self.keys) + 1,
            language=str(self.pdf.Root.get("/Lang", "en")),
            role_map=self.role_map(),
        )

    def page_marks(self, page: Any) -> Iterator[Mark]:
        """Yield the boxes of a page as places for text, numbered after the marks that are there."""
        first = len(self.keys[int(page.StructParents)])
        for tag, (widget, name, place) in enumerate(self.widgets(page), start=first):
            left, bottom, _, _ = map(float, widget.Rect)
            option = self.option(name, place)
            yield Mark(tag, (left, bottom), name, place, option, _look(widget))

    def option(self, name: str, place: int) -> str:
        """Return what a box stands for, if it is one of several answers."""
        known = self.blank.fields.get(name)
        return known.options[place] if known and known.options else ""

    def widgets(self, page: Any) -> Iterator[tuple[Any, str, int]]:
        """Yield each box of a page with its blank, and which of the blank's boxes it is."""
        for widget in page.get("/Annots", []):
            if widget.Subtype == Name.Widget:
                field = widget.Parent if "/Parent" in widget else widget
                known = self.blank.fields.get(str(field.T))
                numbers = [one.number for one in known.widgets] if known else []
                place = numbers.index(widget.objgen[0]) if widget.objgen[0] in numbers else 0
                yield widget, str(field.T), place

    def pages_node(self, page_count: int) -> Shape:
        kids = tuple(Slot(is_key=False, offset=FIRST_PAGE + place) for place in range(page_count))
        text = b"<</Type/Pages/Parent %d 0 R/Kids[%s]/Count %d>>" % (
            self.parent,
            b" ".join([b"%d 0 R"] * page_count),
            page_count,
        )
        return Shape(text, kids)

    def page_shape(self, page: Any) -> Shape:
        place = self.pages.index(page)
        kept = Dictionary({key: page[key] for key in _PAGE_KEYS if key in page})
        if not list(_links(page)) and "/Tabs" in kept:
            del kept.Tabs
        head = self.encode(kept)
        links = self.encode(Array(list(_links(page))))
        before, after = (self.shared.add(_stream(b"", text)) for text in (b"q\n", b"\nQ\n"))
        words = b" ".join(b"%d 0 R" % number for number in self.page_words(page))
        text = b"%s/Parent %%d 0 R/StructParents %%d/Resources %d 0 R" % (
            head.text[:-2],
            self.shared.add(self.resources(page)),
        )
        text += b"/Contents[%d 0 R %s %d 0 R %%d 0 R]" % (before, words, after)
        if links.slots:
            text += b"/Annots%s" % links.text
        slots = (
            *head.slots,
            Slot(is_key=False, offset=PAGES_NODE),
            Slot(is_key=True, offset=int(page.StructParents)),
            Slot(is_key=False, offset=self.first_stream + place),
            *links.slots,
        )
        return Shape(text + b">>", slots)

    @property
    def first_stream(self) -> int:
        """The number of the first page's own text."""
        return max(self.local.values()) + 1

    def page_words(self, page: Any) -> list[int]:
        contents = page.Contents
        streams = [*contents] if isinstance(contents, Array) else [contents]
        return [self.share(stream) for stream in streams]

    def resources(self, page: Any) -> bytes:
        """Return the page's resources and the fonts of fields."""
        resources = Dictionary(dict(page.get("/Resources", Dictionary()).items()))
        fonts = dict(resources.get("/Font", Dictionary()).items())
        fonts |= dict(self.pdf.Root.AcroForm.DR.Font.items())
        resources.Font = Dictionary(fonts)
        return self.encode(resources).text.replace(b"%%", b"%")

    def back_shape(self) -> Shape:
        box = self.encode(self.pages[-1].MediaBox).text
        text = b"<</Type/Page/Parent %%d 0 R/MediaBox%s/Resources<<>>>>" % box
        return Shape(text, (Slot(is_key=False, offset=PAGES_NODE),))

    def parents_leaf(self) -> Shape:
        """Return this copy's part of the table from marks on pages and links to tags."""
        widgets = {
            int(widget.StructParent) for page in self.pages for widget, _, _ in self.widgets(page)
        }
        text, slots = b"", []
        for key, entry in sorted(self.keys.items()):
            if key in widgets:
                continue
            page = next((one for one in self.pages if int(one.StructParents) == key), None)
            tags = (
                [self.keys[int(one.StructParent)] for one, _, _ in self.widgets(page)]
                if page
                else []
            )
            whole = Array([*entry, *tags]) if isinstance(entry, Array) else entry
            encoded = self.encode(whole)
            text += b" %%d %s" % encoded.text
            slots += [Slot(is_key=True, offset=key), *encoded.slots]
        kept = sorted(set(self.keys) - widgets)
        limits = [Slot(is_key=True, offset=key) for key in (kept[0], kept[-1])]
        return Shape(b"<</Limits[%%d %%d]/Nums[%s]>>" % text, (*limits, *slots))

    def element_shape(self, element: Any) -> Shape:
        for place, page in enumerate(self.pages):
            for mark, (widget, _, _) in zip(self.marks[place], self.widgets(page), strict=True):
                if self.keys[int(widget.StructParent)].objgen == element.objgen:
                    return self.form_shape(element, widget, mark)
        kept = {key: element[key] for key in element if key != "/Type"}
        if Name.Document == element.S:
            kept["/S"] = Name.Part
        return Shape(*self.encode(Dictionary(kept)))

    def form_shape(self, element: Any, widget: Any, mark: Mark) -> Shape:
        """Return the tag of a field that is printed: its description and what stands in it."""
        name, option = mark.field, mark.option
        said = pdf_text(str(widget.get("/TU", name)))
        is_button = option and not self.blank.fields[name].takes_several
        role = b"tv" if not mark.look else b"rb" if is_button else b"cb"
        parent = self.encode(Dictionary(P=element.P, Pg=widget.P))
        text = b"%s/S/Form/K %d/A<</O/PrintField/Role/%s/Desc%s%%s>>>>" % (
            parent.text[:-2].replace(b"%", b"%%"),
            mark.tag,
            role,
            said,
        )
        if role == b"tv":
            return Shape(text % b"", parent.slots)
        return Shape(text % b"/checked/off", parent.slots, text % b"/checked/on", (name, option))

    def link_shape(self, link: Any) -> Shape:
        kept = {key: link[key] for key in link if key not in {"/P", "/StructParent"}}
        encoded = self.encode(Dictionary(kept))
        text = b"%s/P %%d 0 R/StructParent %%d>>" % encoded.text[:-2]
        page = next(one for one in self.pages if link.objgen in {a.objgen for a in _links(one)})
        slots = (
            Slot(is_key=False, offset=self.local[page.objgen]),
            Slot(is_key=True, offset=int(link.StructParent)),
        )
        return Shape(text, (*encoded.slots, *slots))

    def role_map(self) -> bytes:
        kept = {key: self.tree[key] for key in ("/RoleMap", "/ClassMap") if key in self.tree}
        return self.encode(Dictionary(kept)).text[2:-2].replace(b"%%", b"%")

    def encode(self, value: Any) -> _Encoded:
        """Write a value, what belongs to the copy as a gap and what is shared by its number."""
        if isinstance(value, pikepdf.Object) and value.is_indirect:
            if value.objgen in self.local:
                return _Encoded(b"%d 0 R", (Slot(is_key=False, offset=self.local[value.objgen]),))
            if value.objgen == self.tree.objgen:
                return _Encoded(self.root)
            return _Encoded(b"%d 0 R" % self.share(value))
        if isinstance(value, Dictionary):
            pairs = [(key.encode(), self.encode(part)) for key, part in value.items()]
            text = b"".join(key.replace(b"%", b"%%") + b" " + part.text for key, part in pairs)
            return _Encoded(b"<<%s>>" % text, tuple(s for _, part in pairs for s in part.slots))
        if isinstance(value, Array):
            parts = [self.encode(part) for part in value]
            text = b" ".join(part.text for part in parts)
            return _Encoded(b"[%s]" % text, tuple(s for part in parts for s in part.slots))
        return _Encoded(_scalar(value).replace(b"%", b"%%"))

    def share(self, value: Any) -> int:
        """Return the number of an object that all copies share."""
        if value.objgen not in self.known_shared:
            self.known_shared[value.objgen] = self.shared.add(self.shared_body(value))
        return self.known_shared[value.objgen]

    def shared_body(self, value: Any) -> bytes:
        is_stream = isinstance(value, pikepdf.Stream)
        plain = (
            Dictionary(dict(value.items())) if is_stream or isinstance(value, Dictionary) else None
        )
        if plain is not None:
            encoded = self.encode(plain)
        elif isinstance(value, Array):
            encoded = self.encode(Array(list(value)))
        else:
            encoded = _Encoded(_scalar(value).replace(b"%", b"%%"))
        if encoded.slots:
            raise ValueError(f"object {value.objgen[0]} is shared but belongs to a page")
        text = encoded.text.replace(b"%%", b"%")
        if not is_stream:
            return text
        return b"%s\nstream\n%s\nendstream" % (text, value.read_raw_bytes())


def _elements(tree: Any) -> Iterator[Any]:
    """Yield every tag below the root that is an object of its own, outermost first."""
    todo = [*_kids(tree)]
    while todo:
        element = todo.pop(0)
        if element.is_indirect:
            yield element
        todo.extend(kid for kid in _kids(element) if isinstance(kid, Dictionary) and "/S" in kid)


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K", Array())
    return [*kids] if isinstance(kids, Array) else [kids]


def _links(page: Any) -> Iterator[Any]:
    return (one for one in page.get("/Annots", []) if one.Subtype != Name.Widget)


def _look(widget: Any) -> bytes:
    """Return what is drawn where a box is ticked, or nothing for a field that is no box."""
    looks = widget.AP.N if "/AP" in widget else None
    if looks is None or isinstance(looks, pikepdf.Stream):
        return b""
    return next((bytes(one.read_bytes()) for key, one in looks.items() if key != "/Off"), b"")


def _scalar(value: Any) -> bytes:
    match value:
        case None:
            return b"null"
        case bool():
            return b"true" if value else b"false"
        case int():
            return b"%d" % value
        case Decimal():
            return f"{value:f}".encode()
        case _:
            return bytes(value.unparse())


def _stream(head: bytes, text: bytes) -> bytes:
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (head, len(text), text)
