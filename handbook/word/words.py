"""Inline nodes as the runs of a Word paragraph."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from handbook.inline import Break, Code, Emphasis, Link, Strong, Words
from handbook.word.elements import element, text_element, valued

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.text.paragraph import Paragraph

    from handbook.inline import Inline


@dataclass(frozen=True, slots=True)
class _Marks:
    is_strong: bool = False
    is_emphasized: bool = False
    style: str = ""


def add_words(
    paragraph: Paragraph, nodes: Iterable[Inline], *, is_strong: bool = False, style: str = ""
) -> None:
    """Add inline nodes to a paragraph; a cross-reference becomes its words, as on paper.

    Args:
        paragraph: Where the words go, after what is there.
        nodes: The words.
        is_strong: Whether all of them stand in bold.
        style: The id of a character style for all of them.
    """
    marks = _Marks(is_strong=is_strong, style=style)
    for node in nodes:
        _add(node, marks=marks, paragraph=paragraph, into=paragraph._p)  # noqa: SLF001  (no public name)


def _add(node: Inline, *, marks: _Marks, paragraph: Paragraph, into: BaseOxmlElement) -> None:
    match node:
        case Words(text) | Code(text):
            into.append(_run(text_element(text), marks=marks))
            return
        case Break():
            into.append(_run(element("w:br"), marks=marks))
            return
        case Strong():
            marks = replace(marks, is_strong=True)
        case Emphasis():
            marks = replace(marks, is_emphasized=True)
        case Link(_, target, _) if target:
            into.append(link := _link(target, paragraph=paragraph))
            into, marks = link, replace(marks, style="Hyperlink")
    for inner in node.content:
        _add(inner, marks=marks, paragraph=paragraph, into=into)


def _run(content: BaseOxmlElement, *, marks: _Marks) -> BaseOxmlElement:
    properties = element("w:rPr")
    if marks.style:
        properties.append(valued("w:rStyle", marks.style))
    if marks.is_strong:
        properties.append(element("w:b"))
    if marks.is_emphasized:
        properties.append(element("w:i"))
    return element("w:r", properties, content) if len(properties) else element("w:r", content)


def _link(target: str, *, paragraph: Paragraph) -> BaseOxmlElement:
    address = paragraph.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = element("w:hyperlink")
    link.set(qn("r:id"), address)
    return link
