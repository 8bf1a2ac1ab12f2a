"""Inline nodes as the runs of a Word paragraph."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from handbook import directions
from handbook.inline import Break, Code, Emphasis, Link, Strong, Words, render_plain
from handbook.word.elements import element, text_element, valued

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.text.paragraph import Paragraph

    from handbook.inline import Inline


_AFTER_BIDI = (
    *("w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing"),
    *("w:mirrorIndents", "w:suppressOverlap", "w:jc", "w:textDirection", "w:textAlignment"),
    *("w:textboxTightWrap", "w:outlineLvl", "w:divId", "w:cnfStyle", "w:rPr", "w:sectPr"),
)
"""What stands behind the direction among a paragraph's properties (ISO/IEC 29500-1, 17.3.1.26)."""


@dataclass(frozen=True, slots=True)
class _Marks:
    is_strong: bool = False
    is_emphasized: bool = False
    style: str = ""
    language: str = ""
    """The language of words that run from right to left, for those alone."""


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
    words = tuple(nodes)
    if directions.is_mostly(render_plain(words)):
        _turn(paragraph)
    for node in words:
        _add(node, marks=marks, paragraph=paragraph, into=paragraph._p)  # noqa: SLF001  (no public name)


def _add(node: Inline, *, marks: _Marks, paragraph: Paragraph, into: BaseOxmlElement) -> None:
    match node:
        case Words(text) | Code(text):
            into.extend(_runs(text, marks=marks))
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


def _turn(paragraph: Paragraph) -> None:
    """Let a paragraph begin at its right edge."""
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001  (no public name)
    properties.insert_element_before(element("w:bidi"), *_AFTER_BIDI)


def _runs(text: str, *, marks: _Marks) -> Iterator[BaseOxmlElement]:
    """Yield a text as runs: words from right to left say so, and in which language they are."""
    end = 0
    for found in directions.RUN.finditer(text):
        if found.start() > end:
            yield _run(text_element(text[end : found.start()]), marks=marks)
        language = directions.language_of(found[0])
        yield _run(text_element(found[0]), marks=replace(marks, language=language))
        end = found.end()
    if end < len(text):
        yield _run(text_element(text[end:]), marks=marks)


def _run(content: BaseOxmlElement, *, marks: _Marks) -> BaseOxmlElement:
    properties = element("w:rPr")
    if marks.style:
        properties.append(valued("w:rStyle", marks.style))
    # Letters of scripts from right to left have weight and slant of their own.
    if marks.is_strong:
        properties.extend([element("w:b"), element("w:bCs")])
    if marks.is_emphasized:
        properties.extend([element("w:i"), element("w:iCs")])
    if marks.language:
        properties.append(element("w:rtl"))
        properties.append(element("w:lang", attributes={"bidi": marks.language}))
    return element("w:r", properties, content) if len(properties) else element("w:r", content)


def _link(target: str, *, paragraph: Paragraph) -> BaseOxmlElement:
    address = paragraph.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = element("w:hyperlink")
    link.set(qn("r:id"), address)
    return link
