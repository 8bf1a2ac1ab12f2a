"""Where papers come from: the PDF and the Word copy of each form, and the book.

An engine is imported when the first paper is made with it, which many commands never ask for.
"""

from __future__ import annotations

import datetime as dt
import json
import os
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING

from handbook.cache import Cache
from handbook.pages.papers import FieldPlace
from handbook.pdf.faults import PaperError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from handbook.book import Cover, Part
    from handbook.forms.structure import FormDocument
    from handbook.model.district import Edition
    from handbook.pages.sharing import ShareCard
    from handbook.pdf.letters import PrintFont
    from handbook.pdf.pictures import Painter
    from handbook.pdf.printing import FormPrinter
    from handbook.sheets import Sheet


FORM, WORD_COPY = "form", "Word copy"
"""What the papers of a form are kept as between runs."""

_LATEST = 0xFFFF_FFFF
"""The last second that an archive and a PDF both know; it is in 2106."""


class Press:
    """Makes papers, each once; the same words and the same time always give the same bytes.

    Every paper says that it was made at the time it is given, in seconds. Whatever an engine
    raises is a `PaperError`.

    Args:
        cache: Where papers are kept between runs; by default nowhere.
    """

    def __init__(self, cache: Cache | None = None) -> None:
        self.cache = cache or Cache()
        self._printers: dict[int, FormPrinter] = {}

    def form_pdf(self, document: FormDocument, *, made_at: int) -> bytes:
        """Return the PDF of a form."""

        def make() -> bytes:
            with _telling():
                return self._printer(made_at).render(document)

        return self.cache.made(FORM, document, made_at, make=make)

    def script_font(self, font: PrintFont, *, letters: str) -> bytes:
        """Return a font for web pages with some of its letters."""

        def make() -> bytes:
            from handbook.pdf.webfonts import cut_font  # noqa: PLC0415

            return cut_font(font, letters=letters)

        return self.cache.made("script font", font.family, letters, make=make)

    def page_count(self, document: FormDocument, *, made_at: int) -> int:
        """Return how many pages the PDF of a form has."""

        def make() -> bytes:
            with _telling():
                return b"%d" % self._printer(made_at).page_count(document)

        return int(self.cache.made("page count", document, made_at, make=make))

    def field_places(self, document: FormDocument, *, made_at: int) -> tuple[FieldPlace, ...]:
        """Return where the blanks of a form are on its PDF."""

        def make() -> bytes:
            from handbook.pdf.fieldplaces import read_field_places  # noqa: PLC0415

            with _telling():
                found = read_field_places(self.form_pdf(document, made_at=made_at))
            return json.dumps([(one.name, one.page, one.box) for one in found]).encode()

        kept = json.loads(self.cache.made("field places", document, made_at, make=make))
        return tuple(FieldPlace(name, page, tuple(box)) for name, page, box in kept)

    def word_copy(self, document: FormDocument, *, made_at: int) -> bytes:
        """Return the Word copy of a form."""

        def make() -> bytes:
            from handbook.word import render_word  # noqa: PLC0415

            with _telling():
                return render_word(document, timestamp=made_at)

        return self.cache.made(WORD_COPY, document, made_at, make=make)

    def book(self, parts: Sequence[Part], *, cover: Cover, made_at: int) -> bytes:
        """Return the handbook as a book."""

        def make() -> bytes:
            from handbook.pdf.book import render_book  # noqa: PLC0415

            with _telling():
                return render_book(parts, cover=cover, timestamp=made_at)

        return self.cache.made("book", parts, cover, made_at, make=make)

    def sheet(self, sheet: Sheet, *, cover: Cover, made_at: int) -> bytes:
        """Return a printed sheet."""

        def make() -> bytes:
            from handbook.pdf.sheet import render_sheet  # noqa: PLC0415

            with _telling():
                return render_sheet(sheet, cover=cover, timestamp=made_at)

        return self.cache.made("sheet", sheet, cover, made_at, make=make)

    def share_picture(self, card: ShareCard) -> bytes:
        """Return what other programs show where a page is passed on."""

        def make() -> bytes:
            with _telling():
                return self._painter.share_picture(card)

        return self.cache.made("share picture", card, make=make)

    def icon(self, svg: str, *, ground: str) -> bytes:
        """Return an icon as a picture of points."""

        def make() -> bytes:
            with _telling():
                return self._painter.icon(svg, ground=ground)

        return self.cache.made("icon", svg, ground, make=make)

    @cached_property
    def _painter(self) -> Painter:
        from handbook.pdf.pictures import Painter  # noqa: PLC0415

        return Painter()

    def _printer(self, made_at: int) -> FormPrinter:
        if made_at not in self._printers:
            from handbook.pdf.printing import FormPrinter  # noqa: PLC0415

            self._printers = {made_at: FormPrinter(timestamp=made_at)}
        return self._printers[made_at]


def printing_time(edition: Edition) -> int:
    """Return when papers say they were made, in seconds: the day the edition takes effect.

    So the same words give the same bytes on every machine and every day. Where SOURCE_DATE_EPOCH
    is set, it is that time: https://reproducible-builds.org/specs/source-date-epoch/.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    day = dt.datetime.combine(edition.effective, dt.time(), tzinfo=dt.UTC)
    return int(epoch) if epoch.isdecimal() else min(max(int(day.timestamp()), 0), _LATEST)


def day_of(made_at: int) -> dt.date:
    """Return the day that papers, and the pages beside them, say they were made on."""
    return dt.datetime.fromtimestamp(made_at, tz=dt.UTC).date()


@contextmanager
def _telling() -> Iterator[None]:
    """Turn what an engine raises into what can be told of a form or a page."""
    try:
        yield
    except PaperError:
        raise
    except Exception as error:
        raise PaperError(str(error).rstrip(".") or type(error).__name__) from error
