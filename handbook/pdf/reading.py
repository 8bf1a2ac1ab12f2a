"""Reading a PDF that somebody hands in: its words, its code, and what was changed after printing.

Whatever is not ours is only looked at: nothing in it runs, and nothing is followed.
"""

from __future__ import annotations

import hashlib
import io
import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

import pikepdf
import pypdfium2

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pikepdf import Object, Page, Pdf

_END = re.compile(rb"%%EOF")
_KEYWORD = re.compile(r"\btext-code=([0-9A-Z]{16})\b")
_MOST_ENDS, _MOST_LINE_ENDS = 200, 2
_DEEPEST = 40
_MOST_PAGES = 40
_OWN_LIFE = ("/Parent", "/Annots", "/StructParents", "/Tabs", "/Metadata", "/PieceInfo")
"""What of a page says nothing of how it looks."""


class UnreadablePaperError(Exception):
    """A file is no PDF that can be read; the message says why."""


@dataclass(frozen=True, slots=True)
class ReadPaper:
    """What can be read in a PDF."""

    pages: tuple[str, ...]
    """The words of each page, without those in fields."""
    code: str
    """The text code that its metadata names, or ''."""
    filled: int
    """How many fields hold something."""


def read_paper(data: bytes) -> ReadPaper:
    """Read a PDF.

    Raises:
        UnreadablePaperError: It is none, is locked, or is more than a form.
    """
    with _opened(data) as pdf:
        code = _find_code(pdf)
        filled = sum(1 for field in _fields(pdf) if _is_filled(field))
        if len(pdf.pages) > _MOST_PAGES:
            message = f"it has {len(pdf.pages):,} pages, and no form has. Verify one form at a time"
            raise UnreadablePaperError(message)
    return ReadPaper(tuple(_page_words(data)), code, filled)


def revision_ends(data: bytes) -> tuple[int, ...]:
    """Return where each version of a file may end that its later ones were appended to.

    Programs differ in how many line ends they put behind the mark, and before what they append.
    """
    marks = [match.end() for match in islice(_END.finditer(data), _MOST_ENDS)]
    return tuple(
        end + more
        for end in marks
        for more in range(_MOST_LINE_ENDS + 1)
        if not data[end : end + more].strip(b"\r\n") and end + more <= len(data)
    )


def changes_since(data: bytes, *, end: int) -> tuple[str, ...]:
    """Return what later versions of a file changed beside the values and looks of fields.

    Args:
        data: The file.
        end: Where the version ends that the later ones were appended to.
    """
    if end >= len(data.rstrip()):
        return ()
    with _opened(data[:end]) as old, _opened(data) as new:
        return tuple(_changes(old, new))


def _opened(data: bytes) -> Pdf:
    try:
        return pikepdf.open(io.BytesIO(data))
    except pikepdf.PasswordError as error:
        message = "it is locked with a password. Save a copy without one"
        raise UnreadablePaperError(message) from error
    except (pikepdf.PdfError, ValueError, RecursionError) as error:
        raise UnreadablePaperError("it is no PDF that can be read") from error


def _find_code(pdf: Pdf) -> str:
    """Return the code in the metadata, of which tools keep now one kind and now the other."""
    said = [str(pdf.docinfo.get("/Keywords", ""))]
    try:
        with pdf.open_metadata() as metadata:
            said.append(str(metadata.get("pdf:Keywords", "")))
    except Exception:  # noqa: BLE001, S110  (metadata of others can be anything)
        pass
    found = (match[1] for text in said if (match := _KEYWORD.search(text)))
    return next(found, "")


def _fields(pdf: Pdf) -> Iterator[Any]:
    form = pdf.Root.get("/AcroForm")
    waiting = list(form.get("/Fields", ())) if isinstance(form, pikepdf.Dictionary) else []
    for _ in range(100_000):
        if not waiting:
            return
        field = waiting.pop()
        if isinstance(field, pikepdf.Dictionary):
            yield field
            waiting.extend(field.get("/Kids", ()))


def _is_filled(field: Any) -> bool:
    value = field.get("/V")
    return value is not None and str(value) not in {"", "/Off"}


def _page_words(data: bytes) -> Iterator[str]:
    try:
        with pypdfium2.PdfDocument(data) as document:
            for number in range(len(document)):
                page = document[number]
                words = page.get_textpage()
                yield words.get_text_range()
                words.close()
                page.close()
    except pypdfium2.PdfiumError as error:
        raise UnreadablePaperError("it is no PDF that can be read") from error


def _changes(old: Pdf, new: Pdf) -> Iterator[str]:
    if len(old.pages) != len(new.pages):
        yield f"It had {len(old.pages)} pages and has {len(new.pages)}."
        return
    for number, (before, after) in enumerate(zip(old.pages, new.pages, strict=True), start=1):
        if _picture(before) != _picture(after):
            yield f"What is printed on page {number} was changed."
        was, now = list(_annotations(before)), list(_annotations(after))
        if added := [kind for kind in _beyond(now, was) if kind[0] != "/Widget"]:
            yield f"Something was laid over page {number}: {len(added)} notes, marks or links."
        elif _beyond(was, now) or _beyond(now, was):
            yield f"Blanks of page {number} were moved, added or taken away."


def _beyond(one: list[tuple[str, ...]], other: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    return [item for item in one if item not in other]


def _annotations(page: Page) -> Iterator[tuple[str, ...]]:
    for annotation in page.obj.get("/Annots", ()):
        if isinstance(annotation, pikepdf.Dictionary):
            place = ",".join(f"{float(one):.1f}" for one in annotation.get("/Rect", ()))
            target = str(annotation.get("/A", {}).get("/URI", "")) if "/A" in annotation else ""
            yield str(annotation.get("/Subtype", "")), place, target


def _picture(page: Page) -> str:
    """Return a hash of everything that a page is drawn from."""
    digest = hashlib.sha256()
    for key in sorted(page.obj.keys()):
        if key not in _OWN_LIFE:
            digest.update(key.encode())
            _digest(page.obj[key], digest=digest, depth=0)
    return digest.hexdigest()


def _digest(value: Object | Any, *, digest: Any, depth: int) -> None:
    if depth > _DEEPEST:
        return
    if isinstance(value, pikepdf.Stream):
        digest.update(value.read_raw_bytes())
    if isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
        for key in sorted(value.keys()):
            if key not in _OWN_LIFE and key != "/Length":
                digest.update(key.encode())
                _digest(value[key], digest=digest, depth=depth + 1)
    elif isinstance(value, pikepdf.Array):
        for one in value:
            _digest(one, digest=digest, depth=depth + 1)
    else:
        digest.update(repr(value).encode())
