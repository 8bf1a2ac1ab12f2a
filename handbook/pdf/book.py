"""The handbook as one book: cover, contents, parts and chapters in a tagged PDF/UA-1 file."""

from __future__ import annotations

import io
import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import ObjectStreamMode

from handbook.pdf.directed import direct_values
from handbook.pdf.printing import Typesetter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handbook.book import Cover, Part


def render_book(parts: Sequence[Part], *, cover: Cover, timestamp: int) -> bytes:
    """Return the book.

    Raises:
        PaperError: A chapter cannot be typeset.
    """
    values = {
        "cover": asdict(cover) | {"logo": list(cover.logo)},
        "parts": direct_values([asdict(part) for part in parts]),
    }
    text = json.dumps(values, sort_keys=True, ensure_ascii=False)
    return _packed(Typesetter("book.typ", timestamp=timestamp).typeset({"book": text}))


def _packed(typeset: bytes) -> bytes:
    """Return the same PDF with its thousands of small objects packed into streams."""
    with pikepdf.open(io.BytesIO(typeset)) as pdf:
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=ObjectStreamMode.generate)
        return out.getvalue()
