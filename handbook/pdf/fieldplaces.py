"""Where the blanks of a finished PDF are: their pages and boxes, read from the file itself."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pikepdf
from pikepdf import Name

from handbook.pages.papers import FieldPlace

if TYPE_CHECKING:
    from collections.abc import Iterator


def read_field_places(pdf: bytes) -> tuple[FieldPlace, ...]:
    """Return every box of every blank, in the order of the pages."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return tuple(
            FieldPlace(_name(widget), number, _box(widget))
            for number, page in enumerate(opened.pages, start=1)
            for widget in _widgets(page)
        )


def _widgets(page: pikepdf.Page) -> Iterator[Any]:
    for one in page.obj.get("/Annots", ()):
        if one.get("/Subtype") == Name.Widget:
            yield one


def _name(widget: Any) -> str:
    """Return the name of the whole blank: a box of several answers has a name of its own."""
    while "/Parent" in widget:
        widget = widget["/Parent"]
    return str(widget.get("/T", ""))


def _box(widget: Any) -> tuple[float, float, float, float]:
    left, bottom, right, top = (round(float(edge), 2) for edge in widget["/Rect"])
    return left, bottom, right, top
