"""The handbook as one book: cover, contents, parts and chapters in a tagged PDF/UA-1 file."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, cast

import typst

from handbook.pdf.printing import FOLDER, FONTS_FOLDER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handbook.book import Part


@dataclass(frozen=True, slots=True)
class Cover:
    """What stands on the cover and in the running lines."""

    title: str
    """What the handbook is called."""
    district: str
    """Whose it is."""
    edition: str
    """Which printing it is."""
    effective: str
    """From when it applies, in words."""
    web_address: str
    """Where it is published, or ''."""
    logo: bytes
    """An SVG or PNG, or nothing."""
    color: str
    """The colour of the cover and of headings, as #rrggbb, dark enough to read on white."""
    paper: str
    """What it is printed on: letter or a4."""
    language: str
    """The language tag of its words."""


class BookPrinter:
    """Prints books, and does not print the same one twice in a row.

    Args:
        timestamp: When the files say they were made, in seconds.
    """

    def __init__(self, *, timestamp: int) -> None:
        self._timestamp = timestamp
        self._compiler = typst.Compiler(
            root=str(FOLDER), font_paths=[str(FONTS_FOLDER)], ignore_system_fonts=True
        )
        self._last: tuple[str, bytes] = ("", b"")

    def render(self, parts: Sequence[Part], *, cover: Cover) -> bytes:
        """Return the book."""
        values = json.dumps(
            {
                "cover": asdict(cover) | {"logo": list(cover.logo)},
                "parts": [asdict(part) for part in parts],
            },
            sort_keys=True,
            ensure_ascii=False,
        )
        digest = hashlib.sha256(values.encode()).hexdigest()
        if self._last[0] != digest:
            self._last = digest, self._typeset(values)
        return self._last[1]

    def _typeset(self, values: str) -> bytes:
        data = self._compiler.compile(
            str(FOLDER / "book.typ"),
            format="pdf",
            pdf_standards=["ua-1"],
            timestamp=self._timestamp,
            sys_inputs={"book": values},
        )
        # One document gives one file; only pictures of pages come as a list.
        return cast("bytes", data)
