"""The kinds of files that a page may show or offer, and whether a file is what its name says.

Looks at the first and last bytes and at what must be between them; decodes no picture.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from typing import TYPE_CHECKING, TypeAlias

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

LARGEST_FILE = 25 * 1024 * 1024
"""The most bytes a file that readers load may have."""

_PNG, _JPEG, _GIF = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8"
_TAIL = 2048
_SVG = "{http://www.w3.org/2000/svg}"
_REFERENCES = ("href", "{http://www.w3.org/1999/xlink}href", "src")

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
    if not is_right(content):
        return f"the file '{name}' {_otherwise(content, called=called)}. Save it again as {called}."
    if _ending(name) == ".svg" and (active := _active_part(content)):
        return (
            f"the picture '{name}' holds {active}, which no page shows. Save it again as a plain "
            "SVG, or as a PNG."
        )
    return ""


def _ending(name: str) -> str:
    return posixpath.splitext(name)[1].lower()


def _otherwise(content: bytes, *, called: str) -> str:
    """Say what a file is that is not what its name says."""
    known = {"a PNG": _PNG, "a JPEG": _JPEG, "a GIF": _GIF, "a PDF": b"%PDF-"}
    looks = next((kind for kind, sign in known.items() if content.startswith(sign)), "")
    if looks == called:
        return "is damaged: its end is missing"
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        looks = "locked with a password, or of an old format,"
    elif b"<html" in content[:_TAIL].lower():
        looks = "a web page"
    return f"is {looks or 'damaged or something else'} and not {called}"


def _is_png(content: bytes) -> bool:
    at = len(_PNG)
    while content.startswith(_PNG) and at + 12 <= len(content):
        size, name = int.from_bytes(content[at : at + 4], "big"), content[at + 4 : at + 8]
        at += size + 12
        if name == b"IEND":
            return at <= len(content)
    return False


def _is_jpeg(content: bytes) -> bool:
    return content.startswith(_JPEG) and b"\xff\xd9" in content[-_TAIL:]


def _is_gif(content: bytes) -> bool:
    return content.startswith((b"GIF87a", b"GIF89a")) and content.rstrip(b"\0").endswith(b";")


def _is_webp(content: bytes) -> bool:
    size = int.from_bytes(content[4:8], "little")
    return content.startswith(b"RIFF") and content[8:12] == b"WEBP" and size + 8 <= len(content)


def _is_svg(content: bytes) -> bool:
    root = _parse(content)
    return root is not None and root.tag == f"{_SVG}svg"


def _is_pdf(content: bytes) -> bool:
    return b"%PDF-" in content[:1024] and b"%%EOF" in content[-_TAIL:]


def _is_zip(content: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return bool(package.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False


def _is_text(content: bytes) -> bool:
    return b"\0" not in content


KINDS: Mapping[str, Kind] = {
    ".png": ("a PNG", _is_png),
    ".jpg": ("a JPEG", _is_jpeg),
    ".jpeg": ("a JPEG", _is_jpeg),
    ".gif": ("a GIF", _is_gif),
    ".webp": ("a WebP", _is_webp),
    ".svg": ("an SVG", _is_svg),
    ".pdf": ("a PDF", _is_pdf),
    ".docx": ("a Word document", _is_zip),
    ".xlsx": ("an Excel workbook", _is_zip),
    ".pptx": ("a PowerPoint file", _is_zip),
    ".odt": ("an OpenDocument text", _is_zip),
    ".ods": ("an OpenDocument sheet", _is_zip),
    ".epub": ("an EPUB", _is_zip),
    ".csv": ("a CSV file", _is_text),
    ".ics": ("a calendar file", _is_text),
}
"""By their ending: what people call such a file, and whether bytes are one."""


def _parse(content: bytes) -> etree._Element | None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        return None


def _active_part(content: bytes) -> str:
    """Return what in an SVG runs or loads something, or ''."""
    root = _parse(content)
    for element in root.iter("*") if root is not None else ():
        tag = etree.QName(element).localname.lower()
        if tag in {"script", "foreignobject", "iframe"}:
            return f"the part '<{tag}>'"
        for name, value in element.attrib.items():
            if str(name).lower().startswith("on"):
                return f"the program '{name}'"
            if name in _REFERENCES and not str(value).startswith(("#", "data:image/")):
                return "a link to another place"
    return ""
