"""From a form's structure to its Word document, part by part, in the order of every other face."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

import docx

from handbook.forms.square import LABEL
from handbook.inline import Words, render_plain
from handbook.word.blanks import Blanks
from handbook.word.elements import element
from handbook.word.logo import add_logo, add_square
from handbook.word.package import render_package
from handbook.word.styles import styled_template
from handbook.word.words import add_words

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

    from handbook.forms.structure import FormDocument, Line, Paragraphs, Section, Signer


def render_word(document: FormDocument, *, timestamp: int) -> bytes:
    """Return a form as a .docx file.

    Args:
        document: The form.
        timestamp: The time the file says it was made at, in seconds.
    """
    word = _Writer(document).written()
    return render_package(word, document=document, timestamp=timestamp)


class _Writer:
    """Writes one form into a new Word document."""

    def __init__(self, document: FormDocument) -> None:
        self.document = document
        self.word = _open_template(document)
        self.blanks = Blanks(
            self.word, language=document.language, shared=frozenset(document.shared_names)
        )

    def written(self) -> Document:
        document = self.document
        self.head()
        self.line(document.title, style="Title")
        self.line(document.opening, style="Normal")
        self.paragraphs(document.intro)
        for section in document.sections:
            self.section(section)
        self.signatures()
        self.paragraphs(document.copies, style="Form Copies")
        self.line(document.notice, style="Form Notice")
        self.footer()
        return self.word

    def head(self) -> None:
        paragraph = self.word.add_paragraph(style="Form District")
        add_words(paragraph, (Words(self.document.district_name),))
        if self.document.logo:
            paragraph.add_run("\t")
            add_logo(paragraph, self.document.logo)
        if self.document.code_address:
            paragraph.add_run(("  " if self.document.logo else "\t") + f"{LABEL} ")
            add_square(paragraph, self.document.code_address)

    def line(self, words: Line, *, style: str) -> Paragraph:
        paragraph = self.word.add_paragraph(style=style)
        add_words(paragraph, words)
        return paragraph

    def paragraphs(self, paragraphs: Paragraphs, *, style: str = "Normal") -> None:
        for words in paragraphs:
            self.line(words, style=style)

    def section(self, section: Section) -> None:
        self.line(section.title, style="Heading 1")
        self.paragraphs(section.intro)
        for clause in section.clauses:
            self.titled(clause.title, clause.text, style="List Number")
            self.blanks.fields(clause.fields)
        for statement in section.exceptions:
            self.titled((*statement.title, Words(".")), statement.text, style="List Bullet")
        for ticks in section.lists:
            self.blanks.tick_list(ticks)
        self.blanks.fields(section.fields)
        if section.table:
            self.blanks.table(section.table)

    def titled(self, title: Line, text: Paragraphs, *, style: str) -> None:
        """Write something under a number or a bullet, its title in bold before its words."""
        paragraph = self.word.add_paragraph(style=style)
        if title:
            add_words(paragraph, (*title, Words(" ")), is_strong=True)
        add_words(paragraph, text[0])
        self.paragraphs(text[1:], style="List Continue")

    def signatures(self) -> None:
        if self.document.signers:
            self.line(self.document.signing_title, style="Heading 1")
            self.kept(self.document.signing)
        for signer in self.document.signers:
            self.signer(signer)

    def signer(self, signer: Signer) -> None:
        """Write a signer's lines so that no page ends between them."""
        self.line(signer.label, style="Heading 2")
        self.kept(signer.statement)
        first = self.blanks.row((signer.name, signer.role), style="Form Pair")
        first.paragraph_format.keep_with_next = True
        self.blanks.row((signer.signature, signer.date), style="Form Signature")

    def kept(self, paragraphs: Paragraphs) -> None:
        """Write paragraphs that stay on the page of what follows them."""
        for words in paragraphs:
            self.line(words, style="Normal").paragraph_format.keep_with_next = True

    def footer(self) -> None:
        paragraph = self.word.sections[0].footer.paragraphs[0]
        paragraph.style = "Footer"
        title = render_plain(self.document.title)
        paragraph.add_run(f"{title} · {self.document.imprint}\tPage ")
        _add_counted(paragraph, "PAGE")
        paragraph.add_run(" of ")
        _add_counted(paragraph, "NUMPAGES")


def _open_template(document: FormDocument) -> Document:
    template = styled_template(
        paper=document.paper, color=document.color, language=document.language
    )
    word = docx.Document(BytesIO(template))
    # python-docx looks through every style for every paragraph; a name always leads to one.
    word.part.get_style_id = cache(word.part.get_style_id)  # type: ignore[method-assign]
    return word


def _add_counted(paragraph: Paragraph, what: str) -> None:
    """Add a number that Word counts, such as the page."""
    field = element("w:fldSimple", attributes={"instr": what})
    # A field needs something to show until Word has counted.
    field.append(paragraph.add_run("1")._r)  # noqa: SLF001  (no public name)
    paragraph._p.append(field)  # noqa: SLF001  (the same)
