"""Whether a picture is one that every face can show: what is wrong with its bytes, in words."""

from __future__ import annotations

import re
import struct
import zlib
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

LARGEST_IMAGE = 1024 * 1024
"""The most bytes a picture may have: it goes into every form."""

_MOST_PIXELS = 16_000_000
_PNG_SIGN = b"\x89PNG\r\n\x1a\n"
_PALETTE = 3
_GIF_HEAD = 12
_MARKER, _JPEG_POINTS = 0xFF, 0xDA
_JPEG_SIZES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
"""How many numbers a pixel has, by a PNG's color type."""

_SVG = "{http://www.w3.org/2000/svg}svg"
_LENGTH = re.compile(r"\s*\+?(\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?\s*(?:px|pt|pc|mm|cm|in|em|ex|%)?\s*")
_VIEW_BOX = re.compile(rb"""\bviewBox=["'][\d.\s,-]*?([\d.]+)[\s,]+([\d.]+)\s*["']""")
_MOST_NESTED = 64
_START = 1024
_KINDS = {"svg": "SVG", "png": "PNG", "jpg": "JPEG", "jpeg": "JPEG", "gif": "GIF", "webp": "WebP"}
_REMEDIES = {"SVG": "a plain SVG, or as a PNG"}
_SIGNS = {
    "PNG": re.compile(re.escape(_PNG_SIGN)),
    "JPEG": re.compile(rb"\xff\xd8\xff"),
    "GIF": re.compile(rb"GIF8[79]a"),
    "WebP": re.compile(rb"RIFF....WEBP", re.DOTALL),
    "BMP": re.compile(rb"BM.{4}\x00\x00\x00\x00", re.DOTALL),
    "TIFF": re.compile(rb"II\*\x00|MM\x00\*"),
    "HEIC": re.compile(rb".{4}ftyp(?:hei|hev|mif1|msf1)", re.DOTALL),
    "AVIF": re.compile(rb".{4}ftypavi", re.DOTALL),
    "PDF": re.compile(rb"%PDF-"),
    "SVG": re.compile(rb"[^<]{0,16}<(?:svg|\?xml)", re.IGNORECASE),
}
_PROGRAMS = frozenset({"script", "foreignObject", "iframe", "handler", "listener"})
_CHANGES = frozenset({"animate", "animateMotion", "animateTransform", "set"})
_LINK = re.compile(r"\s*(?:#|https?://)", re.IGNORECASE)
_OWN_ADDRESS = re.compile(r"\s*(?:#|data:image/(?:png|jpeg|gif|webp)[;,])", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"url\(\s*['\"]?(?!\s*['\"]?(?:#|data:image/(?:png|jpeg|gif|webp)))", re.IGNORECASE
)
_STYLE_ELSEWHERE = re.compile(rf"@import|\\|{_ELSEWHERE.pattern}", re.IGNORECASE)
"""What in a style asks for a file, or is written so that nobody sees what it asks for."""


def image_fault(data: bytes, *, name: str) -> str:
    """Return what is wrong with a picture that goes into every form, and what to do, or nothing."""
    if len(data) > LARGEST_IMAGE:
        size = f"{len(data) / 1024:,.0f} KB"
        return f"the file '{name}' has {size}, and goes into every form. Save it with at most 1 MB."
    return picture_fault(data, name=name)


def picture_fault(data: bytes, *, name: str) -> str:
    """Return what is wrong with a picture and what to do, or nothing.

    Args:
        data: The file.
        name: The file's name, which ends in .svg, .png, .jpg, .jpeg, .gif or .webp.
    """
    kind = _KINDS.get(name.lower().rpartition(".")[2], "")
    if not kind:
        return ""
    found = _misnamed(data, kind=kind) or _FAULTS[kind](data)
    remedy = f"Save the picture again as {_REMEDIES.get(kind, f'a {kind}')}."
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
        return (
            f"is a {found} in spite of its name"
            if found == "PDF"
            else f"is {_article(found)} {found} picture"
        )
    return "is text and no picture" if data[:_START].isascii() else f"is no {kind} picture"


def _article(kind: str) -> str:
    return "an" if kind in {"SVG", "AVIF"} else "a"


def _webp_fault(data: bytes) -> str:
    return "" if len(data) >= 8 + int.from_bytes(data[4:8], "little") else "is damaged"


def _gif_fault(data: bytes) -> str:
    has_size = all(struct.unpack_from("<HH", data, 6)) if len(data) > _GIF_HEAD else False
    return "" if has_size and data.rstrip(b"\x00").endswith(b";") else "is damaged"


def _jpeg_fault(data: bytes) -> str:
    """Walk from one segment to the next as far as the points, which an end must follow."""
    at, has_size = 2, False
    while at + 4 <= len(data) and data[at] == _MARKER:
        sign = data[at + 1]
        size = int.from_bytes(data[at + 2 : at + 4], "big")
        if sign in _JPEG_SIZES:
            has_size = any(data[at + 5 : at + 7]) and any(data[at + 7 : at + 9])
        elif sign == _JPEG_POINTS:
            return "" if has_size and data.rfind(b"\xff\xd9") > at else "is damaged"
        at += 1 if sign == _MARKER else 2 + size
    return "is damaged"


def _png_fault(data: bytes) -> str:
    chunks = list(_chunks(data))
    names = [name for name, _ in chunks]
    if names[:1] != [b"IHDR"] or names[-1] != b"IEND":
        return "is damaged"
    width, height, depth, color, _, _, interlaced = struct.unpack(">IIBBBBB", chunks[0][1][:13])
    if not 0 < width * height <= _MOST_PIXELS:
        return f"has {width} × {height} points, and at most 4,000 × 4,000 load well"
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
    except (etree.XMLSyntaxError, ValueError):
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
    if any(True for _ in root.iter(etree.Entity)) or root.xpath("//processing-instruction()"):
        return "is put together from parts that are not in it"
    for element in root.iter(etree.Element):
        name = etree.QName(element).localname
        attributes = {etree.QName(key).localname: str(value) for key, value in element.items()}
        if _runs(name, attributes):
            return "holds a script"
        texts = element.itertext() if name == "style" else ()
        if _borrows(name, attributes, styles=(attributes.get("style", ""), *map(str, texts))):
            return "shows a picture that is not in it"
    return ""


def _runs(name: str, attributes: Mapping[str, str]) -> bool:
    """Say whether an element of an SVG is a program, or may become one."""
    changed = attributes.get("attributeName", "").rpartition(":")[2].strip().lower()
    is_turned = name in _CHANGES and (changed == "href" or changed.startswith("on"))
    is_called = name == "a" and not _LINK.match(attributes.get("href", "#"))
    has_handler = any(key.startswith("on") for key in attributes)
    return name in _PROGRAMS or has_handler or is_turned or is_called


def _borrows(name: str, attributes: Mapping[str, str], *, styles: Iterable[str]) -> bool:
    """Say whether an element of an SVG loads something."""
    is_own = name == "a" or _OWN_ADDRESS.match(attributes.get("href", "#"))
    return (
        not is_own
        or any(map(_ELSEWHERE.search, attributes.values()))
        or any(map(_STYLE_ELSEWHERE.search, styles))
    )


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


_FAULTS = {
    "PNG": _png_fault,
    "SVG": _svg_fault,
    "JPEG": _jpeg_fault,
    "GIF": _gif_fault,
    "WebP": _webp_fault,
}


def _is_positive(length: str) -> bool:
    found = _LENGTH.fullmatch(length)
    return found is not None and float(found[1]) > 0
