"""What is filled in on a Word form: lines, boxes, answers to choose from, and tables."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, assert_never

from docx.oxml.ns import qn
from docx.shared import Emu, Inches

from handbook.inline import Words, render_plain
from handbook.model.blanks import Control
from handbook.word.controls import BLANK_STYLE, blank_control, box_control
from handbook.word.elements import element, valued
from handbook.word.styles import language_tag, text_width
from handbook.word.words import add_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.table import Table as Grid
    from docx.text.paragraph import Paragraph

    from handbook.forms.structure import Column, Field, Line, Option, Table, TickList

_LONGEST_BESIDE = 48
"""How many letters a label may have beside its line; a longer one stands above it."""

_ROW_HEIGHT = Inches(0.25)
"""The least height of a row of a table: room for handwriting."""


class Blanks:
    """Adds blanks to the end of a Word document, and numbers their controls."""

    def __init__(self, word: Document, *, language: str, shared: frozenset[str]) -> None:
        """Begin with the first control.

        Args:
            word: The document.
            language: The language tag of its words.
            shared: The names of the blanks that stand in more than one place.
        """
        self._word = word
        self._language = language_tag(language)
        self._shared = shared
        self._numbers = count(1)

    def tick_list(self, ticks: TickList) -> None:
        """Add a list to tick or to read, its groups under their names."""
        self._words(ticks.label, style="Form Label")
        for group in ticks.groups:
            if group.label:
                self._words(group.label, style="Form Group")
            self._boxes([line.box for line in group.lines if line.box], is_brief=ticks.is_brief)
            for line in group.lines:
                if not line.box:
                    self._words(line.text, style="List Bullet")

    def fields(self, fields: Iterable[Field]) -> None:
        """Add blanks, two to a line where both are narrow."""
        for row in _rows(fields):
            if len(row) > 1:
                self.row(row, style="Form Pair")
            else:
                self._field(row[0])

    def row(self, fields: Iterable[Field], *, style: str) -> Paragraph:
        """Add labels with their lines side by side; tabs take each line to its end."""
        paragraph = self._word.add_paragraph(style=style)
        for place, field in enumerate(fields):
            if place:
                paragraph.add_run("\t")
            _add_label(paragraph, field)
            paragraph.add_run(" ")
            self._add_line(paragraph, field)
        return paragraph

    def table(self, table: Table) -> None:
        """Add a table whose head is repeated on every page."""
        self._words(table.label, style="Caption")
        grid = self._word.add_table(len(table.rows) + 1, len(table.columns), style="Table Grid")
        _shape_table(grid, columns=table.columns, width=text_width(self._word))
        _describe_table(grid, title=render_plain(table.label))
        for column, cell in zip(table.columns, grid.rows[0].cells, strict=True):
            add_words(_cell_paragraph(cell.paragraphs), column.label, is_strong=True)
        for fields, row in zip(table.rows, tuple(grid.rows)[1:], strict=True):
            for field, cell in zip(fields, row.cells, strict=True):
                self._add_blank(_cell_paragraph(cell.paragraphs), field)

    def _words(self, words: Line, *, style: str) -> Paragraph:
        paragraph = self._word.add_paragraph(style=style)
        add_words(paragraph, words)
        return paragraph

    def _field(self, field: Field) -> None:
        match field.control:
            case Control.TICK:
                self._boxes([field], is_brief=False)
            case Control.ONE_OF if not field.is_list:
                self._answers(field)
            case Control.MANY_OF | Control.SCALE:
                self._answers(field)
            case Control.LINES:
                self._frame(field)
            case Control.LINE | Control.ONE_OF | Control.SIGNATURE:
                self._line(field)
            case _:
                assert_never(field.control)

    def _line(self, field: Field) -> None:
        """Add a label with its line beside it, or below where the label is long."""
        if len(render_plain((*field.label, *field.hint))) > _LONGEST_BESIDE:
            self._label_above(field)
            self._add_line(self._word.add_paragraph(style="Form Line"), field)
        else:
            self.row((field,), style="Form Line" if field.width == "full" else "Form Pair")

    def _label_above(self, field: Field) -> None:
        _add_label(self._word.add_paragraph(style="Form Label"), field)

    def _frame(self, field: Field) -> None:
        """Add a label and its lines in one frame; frames that follow each other touch."""
        paragraph = self._word.add_paragraph(style="Form Box")
        _add_label(paragraph, field)
        paragraph.add_run().add_break()
        self._add_blank(paragraph, field)

    def _boxes(self, fields: list[Field], *, is_brief: bool) -> None:
        """Add boxes to tick, two to a line where their words are few."""
        at_once = 2 if is_brief else 1
        for start in range(0, len(fields), at_once):
            style = "Form Tick Pair" if is_brief else "Form Tick"
            paragraph = self._word.add_paragraph(style=style)
            for place, field in enumerate(fields[start : start + at_once]):
                if place:
                    paragraph.add_run("\t")
                self._add_box(paragraph, field)
                paragraph.add_run("\t")
                add_words(paragraph, field.label)
                if field.hint:
                    _add_hint(paragraph, field.hint)

    def _answers(self, field: Field) -> None:
        """Add every answer with a box of its own: on paper a list cannot be opened."""
        paragraph = self._word.add_paragraph(style="Form Line")
        _add_label(paragraph, field)
        for option in field.options:
            paragraph.add_run("\N{EM SPACE}")
            self._add_box(paragraph, field, option=option)
            add_words(paragraph, (Words("\N{NO-BREAK SPACE}"), *option.label))

    def _add_line(self, paragraph: Paragraph, field: Field) -> None:
        """Add a blank, and an underlined tab that goes on to where the line ends."""
        self._add_blank(paragraph, field, style=BLANK_STYLE)
        paragraph.add_run("\t").style = "Form Blank"

    def _add_blank(self, paragraph: Paragraph, field: Field, *, style: str = "") -> None:
        control = blank_control(
            field,
            number=next(self._numbers),
            language=self._language,
            style=style,
            is_shared=field.name in self._shared,
        )
        _append(paragraph, control)

    def _add_box(self, paragraph: Paragraph, field: Field, *, option: Option | None = None) -> None:
        _append(paragraph, box_control(field, number=next(self._numbers), option=option))


def _rows(fields: Iterable[Field]) -> Iterator[tuple[Field, ...]]:
    """Yield blanks in their order, two together where both are narrow."""
    waiting: tuple[Field, ...] = ()
    for field in fields:
        is_wide = field.width == "full" or not _is_line(field)
        if waiting and not is_wide:
            yield (*waiting, field)
            waiting = ()
            continue
        if waiting:
            yield waiting
        if is_wide:
            yield (field,)
        waiting = () if is_wide else (field,)
    if waiting:
        yield waiting


def _is_line(field: Field) -> bool:
    return field.is_list or field.control in {Control.LINE, Control.SIGNATURE}


def _add_label(paragraph: Paragraph, field: Field) -> None:
    add_words(paragraph, field.label, is_strong=True)
    if field.hint:
        _add_hint(paragraph, field.hint)


def _add_hint(paragraph: Paragraph, hint: Line) -> None:
    add_words(paragraph, (Words(" "), *hint), style="FormHint")


def _append(paragraph: Paragraph, control: BaseOxmlElement) -> None:
    paragraph._p.append(control)  # noqa: SLF001  (no public name)


def _cell_paragraph(paragraphs: list[Paragraph]) -> Paragraph:
    paragraphs[0].style = "Form Cell"
    return paragraphs[0]


def _shape_table(grid: Grid, *, columns: tuple[Column, ...], width: int) -> None:
    """Give each column its share of the width, and each row room and no page break inside."""
    grid.autofit = False
    whole = sum(column.share for column in columns)
    for place, column in enumerate(columns):
        share = Emu(width * column.share // whole)
        grid.columns[place].width = share
        for cell in grid.columns[place].cells:
            cell.width = share
    for row in grid.rows:
        row.height = _ROW_HEIGHT
        properties = row._tr.get_or_add_trPr()  # noqa: SLF001  (no public name)
        properties.insert(0, element("w:cantSplit"))
        if row._index == 0:  # noqa: SLF001  (the same)
            properties.append(element("w:tblHeader"))


def _describe_table(grid: Grid, *, title: str) -> None:
    """Name the table for people who hear it, and say which of its cells are headings."""
    properties = grid._tbl.tblPr  # noqa: SLF001  (no public name)
    for look in properties.findall(qn("w:tblLook")):
        properties.remove(look)
    look = {"val": "0020", "firstRow": "1", "lastRow": "0", "firstColumn": "0"}
    look |= {"lastColumn": "0", "noHBand": "1", "noVBand": "1"}
    properties.append(element("w:tblLook", attributes=look))
    properties.append(valued("w:tblCaption", title))
