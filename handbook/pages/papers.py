"""Printable forms as pages tell of them: where their files are, and what is known of these."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from handbook.forms.structure import FormDocument


@dataclass(frozen=True, slots=True)
class FieldPlace:
    """One box of a blank on a PDF; a blank with answers to tick has one for each."""

    name: str
    """The blank's name."""
    page: int
    """The page it is on, from 1."""
    box: tuple[float, float, float, float]
    """Left, bottom, right and top, in points from the page's lower left corner."""


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """What a form's files are like; 0 where that is not known yet, and pages say nothing of it."""

    page_count: int = 0
    """How many pages the PDF has."""
    pdf_size: int = 0
    """How many bytes the PDF has."""
    word_size: int = 0
    """How many bytes the Word copy has."""
    places: tuple[FieldPlace, ...] = ()
    """Where the blanks are on the PDF."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A printable form, as pages tell of it."""

    id: str
    """The name of its page and files."""
    role_id: str
    """The role it is made for, or ''."""
    title: str
    """Its heading, as plain text."""
    summary: str
    """What it is for, or what its role is."""
    opening: str
    """Its first line: what it is for, who keeps it, and what signing means."""
    imprint: str
    """Which printing of its words this is."""
    page: str
    """The cross-reference to its page."""
    pdf: str
    """The cross-reference to its PDF."""
    word: str
    """The cross-reference to its Word copy."""
    facts: PaperFacts
    """What its files are like."""


def pdf_uri(document: FormDocument) -> str:
    """Return the file of a form's PDF, relative to the docs folder."""
    return f"forms/{document.id}.pdf"


def word_uri(document: FormDocument) -> str:
    """Return the file of a form's Word copy, relative to the docs folder."""
    return f"forms/{document.id}.docx"
