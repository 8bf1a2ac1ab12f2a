"""A form as a finished PDF: typeset once with Typst, then given its fields, and remembered.

The same form, timestamp and letters always give the same bytes.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

import typst

from handbook.inline import render_plain
from handbook.pdf.acroform import add_fields
from handbook.pdf.fieldfont import FieldFont
from handbook.pdf.values import document_values

if TYPE_CHECKING:
    from handbook.forms.structure import FormDocument

FOLDER = Path(__file__).parent
FONTS_FOLDER = FOLDER / "fonts"

_AIR = ("1.5", "1.25", "1", "0.75", "0.5", "0.25")
"""How much white the settings have that are tried, compared with one in the middle."""


class MissingLetterError(Exception):
    """A form holds a letter that the fonts do not have."""

    def __init__(self, message: str, *, letters: str = "") -> None:
        super().__init__(message)
        self.letters = letters


@dataclass(frozen=True, slots=True)
class Print:
    """A finished PDF."""

    data: bytes
    """The file."""
    page_count: int
    """How many pages it has."""


def render_form_pdf(document: FormDocument, *, timestamp: int) -> bytes:
    """Return one form as a fillable, tagged PDF/UA-1 file."""
    return FormPrinter(timestamp=timestamp).render(document)


class FormPrinter:
    """Prints forms, and prints none twice.

    Args:
        timestamp: When the files say they were made, in seconds; nothing else depends on time.
        letters: What will be filled in later, for letters that Windows-1252 does not have.
    """

    def __init__(self, *, timestamp: int, letters: str = "") -> None:
        self._timestamp = timestamp
        self._compiler = typst.Compiler(
            root=str(FOLDER), font_paths=[str(FONTS_FOLDER)], ignore_system_fonts=True
        )
        self._font = FieldFont(FONTS_FOLDER / "NotoSans-Regular.ttf", letters=letters)
        self._prints: dict[FormDocument, Print] = {}

    def render(self, document: FormDocument) -> bytes:
        """Return the PDF of a form.

        Raises:
            MissingLetterError: The form holds a letter that the fonts do not have.
        """
        return self._print(document).data

    def page_count(self, document: FormDocument) -> int:
        """Return how many pages the PDF of a form has."""
        return self._print(document).page_count

    def _print(self, document: FormDocument) -> Print:
        if document not in self._prints:
            values = json.dumps(document_values(document), sort_keys=True, ensure_ascii=False)
            self._check_letters(values, title=render_plain(document.title))
            self._prints[document] = self._best_print(values)
        return self._prints[document]

    def _best_print(self, values: str) -> Print:
        """Return the airiest setting among those that take the fewest pages."""
        tightest = self._one_print(values, air="0")
        airier = (self._one_print(values, air=air) for air in _AIR)
        return next((one for one in airier if one.page_count == tightest.page_count), tightest)

    def _one_print(self, values: str, *, air: str) -> Print:
        return Print(*add_fields(self._typeset(values, air=air), font=self._font))

    def _typeset(self, values: str, *, air: str) -> bytes:
        typeset = self._compiler.compile(
            str(FOLDER / "form.typ"),
            format="pdf",
            pdf_standards=["ua-1"],
            timestamp=self._timestamp,
            sys_inputs={"form": values, "air": air},
        )
        return cast("bytes", typeset)

    def _check_letters(self, words: str, *, title: str) -> None:
        """Refuse what Typst could not set: it would stop without a word of where."""
        missing = sorted(letter for letter in set(words) if not self._font.has_letter(letter))
        if missing:
            names = ", ".join(f"'{letter}' (U+{ord(letter):04X})" for letter in missing)
            raise MissingLetterError(
                f"the form '{title}' holds {names}, which the fonts for printing do not have. "
                "Write it with other letters.",
                letters="".join(missing),
            )
