"""A form as a finished PDF: typeset once with Typst, then given its fields, and remembered.

The same form, timestamp and letters always give the same bytes.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import typst

from handbook.pdf.acroform import add_fields, count_pages
from handbook.pdf.faults import MissingLetterError, PaperError
from handbook.pdf.fieldfont import FieldFont
from handbook.pdf.letters import (
    SITE_FONTS_FOLDER,
    SITE_HEADINGS,
    SITE_TEXT,
    TEXT_FONT,
    fonts_for,
    missing_letters,
    name_letters,
    say_signs,
)
from handbook.pdf.values import document_values

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handbook.forms.structure import FormDocument

FOLDER = Path(__file__).parent

_AIRS = ("1.5", "1.25", "1", "0.75", "0.5", "0.25", "0")
"""How much white the settings have that are tried, compared with one in the middle."""


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
        self._typesetter = Typesetter("form.typ", timestamp=timestamp)
        self._letters = letters
        self._trials: dict[FormDocument, _Trials] = {}
        self._prints: dict[FormDocument, bytes] = {}

    def render(self, document: FormDocument) -> bytes:
        """Return the PDF of a form, as airy as the fewest pages allow.

        Raises:
            PaperError: The form cannot be typeset, as when the fonts lack a letter of it.
        """
        if document not in self._prints:
            self._prints[document] = add_fields(self._try(document).airiest(), font=self._font)
            # What was tried is worth nothing once the form is printed.
            del self._trials[document]
        return self._prints[document]

    def page_count(self, document: FormDocument) -> int:
        """Return how many pages the PDF of a form has, without making all of it.

        Raises:
            PaperError: The form cannot be typeset.
        """
        if document in self._prints:
            return count_pages(self._prints[document])
        return self._try(document).fewest

    def _try(self, document: FormDocument) -> _Trials:
        if document not in self._trials:
            values = json.dumps(document_values(document), sort_keys=True, ensure_ascii=False)
            _check_letters(values)
            self._trials[document] = _Trials(self._typesetter, values)
        return self._trials[document]

    @cached_property
    def _font(self) -> FieldFont:
        return FieldFont(TEXT_FONT, letters=self._letters)


class Typesetter:
    """Sets one template with Typst; the same values always give the same bytes."""

    def __init__(self, template: str, *, timestamp: int) -> None:
        self._path, self._timestamp = str(FOLDER / template), timestamp
        self._compilers: dict[tuple[Path, ...], typst.Compiler] = {}

    def typeset(self, inputs: Mapping[str, str]) -> bytes:
        """Return the PDF.

        Raises:
            PaperError: Typst refuses what the template makes of the values.
        """
        return self._compile(inputs, format="pdf", pdf_standards=["ua-1"])

    def draw(self, inputs: Mapping[str, str], *, ppi: float) -> bytes:
        """Return the one page as a picture of points, in PNG.

        Raises:
            PaperError: Typst refuses what the template makes of the values.
        """
        return self._compile(inputs, format="png", ppi=ppi)

    def _compile(self, inputs: Mapping[str, str], **how: Any) -> bytes:
        words = {name: say_signs(text) for name, text in inputs.items()}
        fonts = fonts_for("".join(words.values()))
        words["fonts"] = json.dumps((SITE_TEXT, *fonts.families))
        words["heading_fonts"] = json.dumps((SITE_HEADINGS, *fonts.families))
        try:
            typeset = self._compiler((SITE_FONTS_FOLDER, *fonts.folders)).compile(
                self._path,
                timestamp=self._timestamp,
                sys_inputs=words,
                **how,
            )
        except typst.TypstError as error:
            raise PaperError(str(error).partition("\n")[0].rstrip(".")) from error
        # One document gives one file; only pictures of several pages come as a list.
        return cast("bytes", typeset)

    def _compiler(self, folders: tuple[Path, ...]) -> typst.Compiler:
        """Return a typesetter that knows the fonts in some folders, and no others."""
        if folders not in self._compilers:
            paths = [str(folder) for folder in folders]
            compiler = typst.Compiler(root=str(FOLDER), font_paths=paths, ignore_system_fonts=True)
            self._compilers[folders] = compiler
        return self._compilers[folders]


class _Trials:
    """The settings of one form; the tightest is made first, the others as they are looked at."""

    def __init__(self, typesetter: Typesetter, values: str) -> None:
        self._typesetter, self._values = typesetter, values
        self._tightest = self._set(_AIRS[-1])
        self.fewest = count_pages(self._tightest)

    def airiest(self) -> bytes:
        """Return the airiest setting among those that take the fewest pages."""
        found: dict[str, bytes] = {_AIRS[-1]: self._tightest}

        def fits(air: str) -> bool:
            if air not in found:
                found[air] = self._set(air)
            return count_pages(found[air]) == self.fewest

        # Most forms have room for all the white there is. More white never takes fewer pages, so
        # that halving finds where the others begin to fit.
        if not fits(_AIRS[0]):
            return found[_AIRS[bisect_left(_AIRS, True, 1, len(_AIRS) - 1, key=fits)]]  # noqa: FBT003
        return found[_AIRS[0]]

    def _set(self, air: str) -> bytes:
        return self._typesetter.typeset({"form": self._values, "air": air})


def _check_letters(words: str) -> None:
    """Refuse what Typst could not set: it would stop without a word of where."""
    if missing := missing_letters(words):
        raise MissingLetterError(f"the fonts for printing have no {name_letters(missing)}")
