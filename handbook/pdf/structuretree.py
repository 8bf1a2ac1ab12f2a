"""The tags of a typeset form: what Typst tagged as links is tagged as form fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pikepdf import Array, Dictionary, Name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pikepdf import Object, Pdf


def parent_elements(pdf: Pdf) -> dict[int, Object]:
    """Return the structure element of each numbered entry of the parent tree."""
    found: dict[int, Object] = {}
    todo = [pdf.Root.StructTreeRoot.ParentTree]
    while todo:
        node = todo.pop()
        entries = list(node.get("/Nums", Array()))
        found |= {int(number): entries[at + 1] for at, number in enumerate(entries) if at % 2 == 0}
        todo.extend(node.get("/Kids", Array()))
    return found


def turn_into_form_element(element: Object) -> None:
    """Tag a link as a form field that holds its annotation and nothing else."""
    element.S = Name.Form
    element.K = next(child for child in _children(element) if child.get("/Type") == Name.OBJR)
    if "/Alt" in element:
        del element.Alt


def drop_empty_labels(pdf: Pdf) -> None:
    """Take away the labels of list items that have no bullet."""
    todo = list(_children(pdf.Root.StructTreeRoot))
    while todo:
        element = todo.pop()
        kids = _kids(element)
        kept = [kid for kid in kids if not _is_empty_label(kid)]
        if len(kept) < len(kids):
            element.K = Array(kept)
        todo.extend(kid for kid in kept if isinstance(kid, Dictionary) and "/S" in kid)


def _children(element: Object) -> Iterator[Object]:
    return (kid for kid in _kids(element) if isinstance(kid, Dictionary))


def _kids(element: Object) -> list[Object]:
    kids = element.get("/K", Array())
    return list(kids) if isinstance(kids, Array) else [kids]


def _is_empty_label(kid: Object) -> bool:
    return isinstance(kid, Dictionary) and kid.get("/S") == Name.Lbl and not _kids(kid)
