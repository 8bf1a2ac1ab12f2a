"""XML elements of Word documents, for what python-docx has no words for."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement


def element(
    tag: str, *children: BaseOxmlElement, attributes: dict[str, str] | None = None
) -> BaseOxmlElement:
    """Return a new element such as `w:tab`; its attributes have the same prefix."""
    prefix = tag.partition(":")[0]
    attrs = {qn(f"{prefix}:{name}"): value for name, value in (attributes or {}).items()}
    made = cast("BaseOxmlElement", OxmlElement(tag, attrs=attrs))
    made.extend(children)
    return made


def valued(tag: str, value: object) -> BaseOxmlElement:
    """Return a new element that has only a value, such as a style's font size."""
    return element(tag, attributes={"val": str(value)})


def text_element(text: str) -> BaseOxmlElement:
    """Return words as a run holds them, with the spaces at their ends."""
    made = element("w:t")
    made.set(qn("xml:space"), "preserve")
    made.text = text
    return made
