"""Whether a picture is one that every face can show: what is wrong with its bytes, in words."""

from __future__ import annotations

import re
import struct
import zlib
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator

LARGEST_IMAGE = 1024 * 1024
"""The most bytes a picture may have: it goes into every form."""

_MOST_PIXELS = 16_000_000
_PNG_SIGN = b"\x89PNG\r\n\x1a\n"
_PALETTE = 3
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
"""How many numbers a pixel has, by a PNG's color type."""

_SVG = "{http://www.w3.org/2000/svg}svg"
_LENGTH = re.compile(r"\s*\+?(\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?\s*(?:px|pt|pc|mm|cm|in|em|ex|%)?\s*")
_VIEW_BOX = re.compile(rb"""\bviewBox=["'][\d.\s,-]*?([\d.]+)[\s,]+([\d.]+)\s*["']""")
_MOST_NESTED = 64
_START = 1024
_KINDS = {"svg": "SVG", "png": "PNG", "jpg": "JPEG", "jpeg": "JPEG", "gif": "GIF", "webp": "WebP"}
_SIGNS = {
    "PNG": re.compile(re.escape(_PNG_SIGN)),
    "JPEG": re.compile(rb"\xff\xd8\xff"),
    "GIF": re.compile(rb"GIF8[79]a"),
    "WebP": re.compile(rb"RIFF....WEBP", re.DOTALL),
    "PDF": re.compile(rb"%PDF-"),
    "SVG": re.compile(rb"[^<]{0,16}<(?:svg|\?xml)", re.IGNORECASE),
}
_PROGRAMS = frozenset({"script", "foreignObject", "iframe", "handler", "listener"})
_OWN_ADDRESS = re.compile(r"\s*(?:#|data:image/(?:png|jpeg|gif|webp)[;,])", re.IGNORECASE)
_ELSEWHERE = re.compile(r"@import|url\(\s*['\"]?(?!\s*['\"]?(?:#|data:image/))", re.IGNORECASE)


def image_fault(data: bytes, *, name: str) -> str:
    """Return what is wrong with a picture and what to do, or nothing.

    Args:
        data: The file.
        name: The file's name; where it ends in none of .svg, .png, .jpg, .gif and .webp, that is
            the fault to say.
    """
    if len(data) > LARGEST_IMAGE:
        size = f"{len(data) / 1024:,.0f} KB"
        return f"the file '{name}' has {size}, and goes into every form. Save it with at most 1 MB."
    kind = _KINDS.get(name.lower().rpartition(".")[2], "")
    if not kind:
        return ""
    found = _misnamed(data, kind=kind) or _FAULTS.get(kind, _cut_short)(data)
    article = "an" if kind == "SVG" else "a"
    remedy = f"Save the picture again as {article} {kind}."
    return f"the file '{name}' {found}. {remedy}" if found else ""


def _misnamed(data: bytes, *, kind: str) -> str:
    """Return what a file is instead of a picture of the kind its name says, or ''."""
    if not data.strip(b"\x00 \t\r\n"):
        return "is empty"
    start = data[:_START].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if any(sign in start for sign in (b"<!doctype html", b"<html", b"<head", b"<body")):
        return "is a web page in spite of its name"
    found = next((one for one, sign in _SIGNS.items() if sign.match(data)), "")
    if found == kind or (kind == "SVG" and start.startswith(b"<")):
        return ""
    if found:
        return f"is a {found} in spite of its name" if found == "PDF" else f"is a {found} picture"
    return "is text and no picture" if data[:_START].isascii() else f"is no {kind} picture"


def _cut_short(data: bytes) -> str:
    """Say where a picture of another kind ends before it should."""
    if data.startswith(b"RIFF"):
        is_whole = len(data) >= 8 + int.from_bytes(data[4:8], "little")
    else:
        is_whole = data.rstrip(b"\x00").endswith((b"\xff\xd9", b";"))
    return "" if is_whole else "is damaged"


def _png_fault(data: bytes) -> str:
    chunks = list(_chunks(data))
    names = [name for name, _ in chunks]
    if names[:1] != [b"IHDR"] or names[-1] != b"IEND":
        return "is damaged"
    width, height, depth, color, _, _, interlaced = struct.unpack(">IIBBBBB", chunks[0][1][:13])
    if not 0 < width * height <= _MOST_PIXELS:
        return f"has {width} × {height} points, and at most 4,000 × 4,000 can be printed"
    if color not in _CHANNELS or (color == _PALETTE and b"PLTE" not in names):
        return "is damaged"
    row = 1 + (width * depth * _CHANNELS[color] + 7) // 8
    packed = b"".join(content for name, content in chunks if name == b"IDAT")
    # The rows of an interlaced picture are counted in another way.
    return "" if _has_points(packed, least=0 if interlaced else height * row) else "is damaged"


def _has_points(packed: bytes, *, least: int) -> bool:
    try:
        return len(zlib.decompressobj().decompress(packed, least + 1)) >= least
    except zlib.error:
        return False


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the whole chunks of a PNG whose check sums are right, up to its end."""
    at = len(_PNG_SIGN)
    while at + 12 <= len(data):
        size, name = struct.unpack_from(">I4s", data, at)
        content = data[at + 8 : at + 8 + size]
        sum_at = at + 8 + size
        if sum_at + 4 > len(data):
            return
        if struct.unpack_from(">I", data, sum_at)[0] != zlib.crc32(name + content):
            return
        yield name, content
        at = sum_at + 4
        if name == b"IEND":
            return


def _svg_fault(data: bytes) -> str:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return "is damaged"
    if root.tag != _SVG:
        return "is no SVG picture"
    if found := _active(root):
        return found
    if _nesting(root) > _MOST_NESTED:
        return f"has more than {_MOST_NESTED} groups inside each other"
    return "" if _has_size(root) else "does not say how large it is"


def _active(root: etree._Element) -> str:
    """Return what an SVG does besides being drawn, or ''."""
    for element in root.iter(etree.Element):
        name = etree.QName(element).localname
        attributes = {etree.QName(key).localname: str(value) for key, value in element.items()}
        if name in _PROGRAMS or any(key.startswith("on") for key in attributes):
            return "holds a script"
        styles = f"{attributes.get('style', '')} {element.text if name == 'style' else ''}"
        address = attributes.get("href", "#") if name != "a" else "#"
        if not _OWN_ADDRESS.match(address) or _ELSEWHERE.search(styles):
            return "shows a picture that is not in it"
    return ""


def _nesting(root: etree._Element) -> int:
    deepest, depth = 0, 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def _has_size(root: etree._Element) -> bool:
    box = re.split(r"[\s,]+", (root.get("viewBox") or "").strip())
    sides = [root.get("width"), root.get("height")]
    if len(box) == 4:  # noqa: PLR2004  (left, top, width and height)
        sides = [side or size for side, size in zip(sides, box[2:], strict=True)]
        if not all(_is_positive(size) for size in box[2:]):
            return False
    return all(side is not None and _is_positive(side) for side in sides)


def picture_ratio(data: bytes) -> float:
    """Return how wide a PNG or SVG is for its height; square where it does not say."""
    if data.startswith(_PNG_SIGN):
        width, height = struct.unpack_from(">II", data, len(_PNG_SIGN) + 8)
        return float(width / height)
    found = _VIEW_BOX.search(data)
    return float(found[1]) / float(found[2]) if found and float(found[2]) else 1


_FAULTS = {"PNG": _png_fault, "SVG": _svg_fault}


def _is_positive(length: str) -> bool:
    found = _LENGTH.fullmatch(length)
    return found is not None and float(found[1]) > 0
