"""The kinds of files that a page may show or offer, and whether a file is what its name says.

Looks at the first and last bytes and at what must be between them; pictures have their own module.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from typing import TYPE_CHECKING, TypeAlias

from handbook.images import picture_fault

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

LARGEST_FILE = 25 * 1024 * 1024
"""The most bytes a file that readers load may have."""

_TAIL = 2048
_PICTURES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg"})

Kind: TypeAlias = "tuple[str, Callable[[bytes], bool]]"


def file_kind(name: str) -> str:
    """Return what a file is called by its ending, like 'a PDF', or '' where none is published."""
    kind = KINDS.get(_ending(name))
    return kind[0] if kind else ""


def file_fault(content: bytes, *, name: str) -> str:
    """Return what is wrong with a file of a known kind, with what to do, or nothing."""
    called, is_right = KINDS[_ending(name)]
    if len(content) > LARGEST_FILE:
        size = f"{len(content) / 1024**2:,.0f} MB"
        return f"the file '{name}' has {size}, and at most 25 MB load well. Make it smaller."
    if not content:
        return f"the file '{name}' is empty. Save it again as {called}."
    if _ending(name) in _PICTURES:
        return picture_fault(content, name=name)
    if not is_right(content):
        return f"the file '{name}' {_otherwise(content, called=called)}. Save it again as {called}."
    if is_right is _is_office and any(one.endswith("vbaProject.bin") for one in _names_in(content)):
        return f"the file '{name}' holds a program (a macro). Save it again as {called} without it."
    return ""


def _ending(name: str) -> str:
    return posixpath.splitext(name)[1].lower()


def _otherwise(content: bytes, *, called: str) -> str:
    """Say what a file is that is not what its name says."""
    if called == "a PDF" and content.startswith(b"%PDF-"):
        return "is damaged: its end is missing"
    looks = ""
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        looks = "locked with a password, or of an old format,"
    elif b"<html" in content[:_TAIL].lower():
        looks = "a web page"
    return f"is {looks or 'damaged or something else'} and not {called}"


def _is_pdf(content: bytes) -> bool:
    return b"%PDF-" in content[:1024] and b"%%EOF" in content[-_TAIL:]


def _is_office(content: bytes) -> bool:
    return "[Content_Types].xml" in _names_in(content)


def _is_open_document(content: bytes) -> bool:
    return "mimetype" in _names_in(content)


def _names_in(content: bytes) -> frozenset[str]:
    """Return the names of the files in a package; none where it cannot be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return frozenset(package.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return frozenset()


def _is_text(content: bytes) -> bool:
    return b"\0" not in content


KINDS: Mapping[str, Kind] = {
    ".png": ("a PNG", bool),
    ".jpg": ("a JPEG", bool),
    ".jpeg": ("a JPEG", bool),
    ".gif": ("a GIF", bool),
    ".webp": ("a WebP", bool),
    ".svg": ("an SVG", bool),
    ".pdf": ("a PDF", _is_pdf),
    ".docx": ("a Word document", _is_office),
    ".xlsx": ("an Excel workbook", _is_office),
    ".pptx": ("a PowerPoint file", _is_office),
    ".odt": ("an OpenDocument text", _is_open_document),
    ".ods": ("an OpenDocument sheet", _is_open_document),
    ".epub": ("an EPUB", _is_open_document),
    ".csv": ("a CSV file", _is_text),
    ".ics": ("a calendar file", _is_text),
}
"""By their ending: what people call such a file, and whether bytes are one."""
