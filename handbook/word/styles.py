"""How a Word form looks: its paper, and named styles that an editor changes in one place each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Emu, Inches, Mm, Pt, RGBColor

from handbook.word.elements import element
from handbook.word.package import drop_stock

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import BaseStyle, CharacterStyle, ParagraphStyle

FONT = "Calibri"
"""A font that every Word has; a copy meant for editing carries none of its own."""

_PAPERS = {"letter": (Inches(8.5), Inches(11)), "a4": (Mm(210), Mm(297))}
_MARGIN = Inches(0.75)
_GUTTER = Inches(0.15)
_INDENT = Inches(0.25)
_SIZE = 10.0
_SIDES = ("top", "left", "bottom", "right", "between")
_SOFT = RGBColor(0x44, 0x4C, 0x4B)


@dataclass(frozen=True, slots=True)
class _Look:
    """What makes a style differ from the one it is based on."""

    name: str
    size: float = _SIZE
    before: float = 0
    after: float = 3
    is_bold: bool = False
    is_colored: bool = False
    is_soft: bool = False
    is_indented: bool = False
    keeps_next: bool = False


_LOOKS = (
    _Look("Normal"),
    _Look("Form District", after=0, is_soft=True),
    _Look("Title", size=20, after=4, is_bold=True, is_colored=True),
    _Look("Heading 1", size=12, before=7, is_bold=True, is_colored=True, keeps_next=True),
    _Look(
        "Heading 2", size=10.5, before=6, after=1, is_bold=True, is_colored=True, keeps_next=True
    ),
    _Look("List Number", is_indented=True),
    _Look("List Bullet", after=1, is_indented=True),
    _Look("List Continue", is_indented=True),
    _Look("Caption", before=3, is_bold=True, keeps_next=True),
    _Look("Form Label", before=3, after=2, is_bold=True, keeps_next=True),
    _Look("Form Group", before=1, after=1, is_soft=True, is_bold=True, keeps_next=True),
    _Look("Form Tick", after=2, is_indented=True),
    _Look("Form Tick Pair", after=2, is_indented=True),
    _Look("Form Line", before=5, after=1),
    _Look("Form Pair", before=5, after=1),
    _Look("Form Signature", before=11, after=1),
    _Look("Form Copies", before=6),
    _Look("Form Box", after=4),
    _Look("Form Cell", size=9.5, before=1, after=1),
    _Look("Form Notice", size=8.5, before=3, is_soft=True),
    _Look("Footer", size=8.5, after=0, is_soft=True),
)


@lru_cache(maxsize=8)
def styled_template(*, paper: str, color: str, language: str) -> bytes:
    """Return an empty Word document with the paper, and the styles that forms are written in.

    Making styles costs as much as writing a form, and all forms of a district have the same.
    """
    word = docx.Document()
    _prepare_styles(word, paper=paper, color=color, language=language)
    drop_stock(word)
    saved = BytesIO()
    word.save(saved)
    return saved.getvalue()


def language_tag(language: str) -> str:
    """Return the language as Word names it, which is always with a country."""
    return "en-US" if language == "en" else language


def text_width(word: Document) -> int:
    """Return the room between the margins."""
    section = word.sections[0]
    margins = (section.left_margin or 0) + (section.right_margin or 0)
    return (section.page_width or 0) - margins


def _prepare_styles(word: Document, *, paper: str, color: str, language: str) -> None:
    _lay_paper(word, paper=paper)
    width = text_width(word)
    _drop_unused_tables(word)
    for look in _LOOKS:
        _apply(look, style=_paragraph_style(word, look.name), color=color)
    _rule_title(word.styles["Title"], color=color)
    _box(word.styles["Form Box"])
    _set_tabs(word.styles["Form Line"], width)
    for pair in ("Form Pair", "Form Signature"):
        _set_tabs(word.styles[pair], (width - _GUTTER) // 2, (width + _GUTTER) // 2, width)
    _set_tabs(word.styles["Form Tick Pair"], _INDENT, width // 2, width // 2 + _INDENT, ends=False)
    _set_tabs(word.styles["Footer"], width)
    _set_tabs(word.styles["Form District"], width)
    _add_character_styles(word)
    _set_language(word, language=language_tag(language))


def _lay_paper(word: Document, *, paper: str) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = _PAPERS[paper]
    section.left_margin = section.right_margin = _MARGIN
    section.top_margin = section.bottom_margin = Inches(0.55)
    section.header_distance = section.footer_distance = Inches(0.35)


def _drop_unused_tables(word: Document) -> None:
    """Take out the hundred table styles of the stock template, most of the file's size."""
    for style in tuple(word.styles):
        if style.type == WD_STYLE_TYPE.TABLE and style.name not in {"Normal Table", "Table Grid"}:
            style.delete()


def _paragraph_style(word: Document, name: str) -> ParagraphStyle:
    if name in (style.name for style in word.styles):
        return _paragraph(word.styles[name])
    made = _paragraph(word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH))
    made.base_style = word.styles["Normal"]
    made.quick_style = True
    return made


def _apply(look: _Look, *, style: ParagraphStyle, color: str) -> None:
    _plain_font(style)
    style.font.size, style.font.bold = Pt(look.size), look.is_bold
    if look.is_colored:
        style.font.color.rgb = RGBColor.from_string(color.removeprefix("#").upper())
    elif look.is_soft:
        style.font.color.rgb = _SOFT
    spacing = style.paragraph_format
    spacing.space_before, spacing.space_after = Pt(look.before), Pt(look.after)
    spacing.line_spacing = 1
    spacing.keep_with_next = look.keeps_next
    if look.is_indented:
        spacing.left_indent = _INDENT
        spacing.first_line_indent = None if look.name == "List Continue" else Emu(-_INDENT)


def _plain_font(style: ParagraphStyle) -> None:
    """Name the font outright: one taken from the template's theme would win over it."""
    properties = style.element.get_or_add_rPr()
    for child in tuple(properties):
        properties.remove(child)
    style.font.name = FONT
    for script in ("eastAsia", "cs"):
        properties.rFonts.set(qn(f"w:{script}"), FONT)
    for child in style.element.findall(f"{qn('w:pPr')}/{qn('w:contextualSpacing')}"):
        child.getparent().remove(child)


def _rule_title(style: BaseStyle, *, color: str) -> None:
    border = style.element.pPr.find(f"{qn('w:pBdr')}/{qn('w:bottom')}")
    for name in tuple(border.attrib):
        del border.attrib[name]
    for name, value in _edge(12, color=color.removeprefix("#")).items():
        border.set(qn(f"w:{name}"), value)


def _box(style: BaseStyle) -> None:
    edges = (element(f"w:{side}", attributes=_edge(4)) for side in _SIDES)
    properties = style.element.get_or_add_pPr()
    properties.insert_element_before(
        element("w:pBdr", *edges), "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc"
    )
    format_ = _paragraph(style).paragraph_format
    format_.left_indent = format_.right_indent = Pt(4)
    format_.keep_together = True


def _edge(eighths: int, *, color: str = "444C4B") -> dict[str, str]:
    return {"val": "single", "sz": str(eighths), "space": "3", "color": color}


def _set_tabs(style: BaseStyle, *stops: int, ends: bool = True) -> None:
    """Set where lines to write on end and begin; `ends` puts the last stop at the right margin."""
    tabs = _paragraph(style).paragraph_format.tab_stops
    tabs.clear_all()
    for stop in stops:
        is_end = ends and stop == stops[-1]
        tabs.add_tab_stop(Emu(stop), WD_TAB_ALIGNMENT.RIGHT if is_end else WD_TAB_ALIGNMENT.LEFT)


def _add_character_styles(word: Document) -> None:
    blank = _character_style(word, "Form Blank")
    blank.font.underline = True
    hint = _character_style(word, "Form Hint")
    hint.font.color.rgb, hint.font.size = _SOFT, Pt(9)
    link = _character_style(word, "Hyperlink")
    link.font.underline, link.font.color.rgb = True, RGBColor(0x1A, 0x4E, 0x8A)


def _character_style(word: Document, name: str) -> CharacterStyle:
    made: CharacterStyle = word.styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
    return made


def _paragraph(style: BaseStyle) -> ParagraphStyle:
    """Tell that a style is one of paragraphs, which its name says and its type does not."""
    paragraph: ParagraphStyle = style  # type: ignore[assignment]
    return paragraph


def _set_language(word: Document, *, language: str) -> None:
    """Set the language, and ask for today's layout rules instead of those of the template."""
    for found in word.styles.element.iter(qn("w:lang")):
        found.set(qn("w:val"), language)
    settings = word.settings.element
    for found in settings.iter(qn("w:themeFontLang")):
        found.set(qn("w:val"), language)
    for found in settings.iter(qn("w:compatSetting")):
        if found.get(qn("w:name")) == "compatibilityMode":
            found.set(qn("w:val"), "15")
    for found in tuple(settings.iter(qn("w:zoom"), qn("w:savePreviewPicture"))):
        settings.remove(found)
