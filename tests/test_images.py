"""A picture that no face could show is told from one that all can."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest

from handbook.images import LARGEST_IMAGE, image_fault

LOGO = Path(__file__).parents[1] / "content" / "district" / "logo.svg"


def png(*, width: int = 2, height: int = 2, color: int = 2, rows: bytes | None = None) -> bytes:
    """Return a PNG of 8 bits a number."""
    size = height * (1 + width * (1 if color == 3 else 3))
    head = struct.pack(">IIBBBBB", width, height, 8, color, 0, 0, 0)
    body = zlib.compress(bytes(size) if rows is None else rows)
    chunks = ((b"IHDR", head), (b"IDAT", body), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )


JPEG = (
    b"\xff\xd8\xff\xe0\0\x04JF\xff\xc0\0\x0b\x08\0\x01\0\x01\x01\x01\x11\0"
    b"\xff\xda\0\x08\x01\x01\0\0\x3f\0\x00\xff\xd9"
)
"""A JPEG of one point."""


def svg(inside: str = "", *, size: str = 'viewBox="0 0 10 10"') -> bytes:
    """Return an SVG."""
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{inside}</svg>'.encode()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("logo.svg", LOGO.read_bytes()),
        ("logo.svg", svg(size='width="3cm" height="20"')),
        ("LOGO.PNG", png()),
        ("a.svg", svg('<a href="https://example.org"/><use href="#x"/><g fill="url(#y)"/>')),
        ("a.svg", svg('<image href="data:image/png;base64,AAAA"/>')),
        ("a.svg", svg('<g name="C:\\drawings\\a.svg"/><set attributeName="fill" to="red"/>')),
        ("a.jpg", JPEG),
        ("a.gif", b"GIF89a\x01\0\x01\0\0\0\0;"),
        ("a.webp", b"RIFF\x04\x00\x00\x00WEBP"),
    ],
)
def test_a_picture(name: str, data: bytes) -> None:
    """The shipped logo, an SVG that says its size, and a PNG are fine."""
    assert image_fault(data, name=name) == ""


FAULTS = {
    "empty": ("logo.png", b"", "the file 'logo.png' is empty. "),
    "blank": ("a.svg", b" \n", "the file 'a.svg' is empty. "),
    "text": ("logo.png", b"hello", "the file 'logo.png' is text and no picture. "),
    "JPEG": ("logo.png", b"\xff\xd8\xff\xe0", "the file 'logo.png' is a JPEG picture. "),
    "PNG": ("a.svg", png(), "the file 'a.svg' is a PNG picture. "),
    "PDF": ("logo.png", b"%PDF-1.7", "the file 'logo.png' is a PDF in spite of its name. "),
    "bytes": ("logo.png", b"\x81\x82", "the file 'logo.png' is no PNG picture. "),
    "sign-in page": (
        "a.svg",
        b"<!DOCTYPE html><title>Sign in<br>",
        "the file 'a.svg' is a web page in spite of its name. ",
    ),
    "script": (
        "a.svg",
        svg("<script>alert(1)</script>"),
        "the file 'a.svg' holds a script. ",
    ),
    "handler": ("a.svg", svg('<g onload="x()"/>'), "the file 'a.svg' holds a script. "),
    "linked picture": (
        "a.svg",
        svg('<image href="photo.png"/>'),
        "the file 'a.svg' shows a picture that is not in it. ",
    ),
    "linked style": (
        "a.svg",
        svg('<g style="fill: url(https://example.org/x.svg#a)"/>'),
        "the file 'a.svg' shows a picture that is not in it. ",
    ),
    "address that runs": (
        "a.svg",
        svg('<a href="javascript:x()"/>'),
        "the file 'a.svg' holds a script. ",
    ),
    "address that comes to run": (
        "a.svg",
        svg('<a><set attributeName="xlink:href" to="javascript:x()"/></a>'),
        "the file 'a.svg' holds a script. ",
    ),
    "style from elsewhere": (
        "a.svg",
        svg("<style>@import 'https://example.org/a.css';</style>"),
        "the file 'a.svg' shows a picture that is not in it. ",
    ),
    "style in disguise": (
        "a.svg",
        svg("<style>@\\69mport 'https://example.org/a.css';</style>"),
        "the file 'a.svg' shows a picture that is not in it. ",
    ),
    "color from elsewhere": (
        "a.svg",
        svg('<g fill="url(https://example.org/a.svg#b)"/>'),
        "the file 'a.svg' shows a picture that is not in it. ",
    ),
    "picture in a picture": (
        "a.svg",
        svg('<image href="data:image/svg+xml,x"/>'),
        "the file 'a.svg' shows a picture that is not in it. ",
    ),
    "style sheet beside it": (
        "a.svg",
        b'<?xml-stylesheet href="a.css"?>' + svg(),
        "the file 'a.svg' is put together from parts that are not in it. ",
    ),
    "part of its own making": (
        "a.svg",
        b"<!DOCTYPE svg [<!ENTITY a '<script/>'>]>" + svg("&a;"),
        "the file 'a.svg' is put together from parts that are not in it. ",
    ),
    "photograph of a telephone": (
        "logo.png",
        b"\0\0\0\x18ftypheic",
        "the file 'logo.png' is a HEIC picture. ",
    ),
    "cut short": ("logo.png", png()[:-10], "the file 'logo.png' is damaged. "),
    "wrong sum": ("logo.png", png().replace(b"IDAT", b"IDAX"), "the file 'logo.png' is damaged. "),
    "rows missing": ("logo.png", png(rows=b"\0"), "the file 'logo.png' is damaged. "),
    "no palette": ("logo.png", png(color=3), "the file 'logo.png' is damaged. "),
    "unknown colors": ("logo.png", png(color=5), "the file 'logo.png' is damaged. "),
    "no points": (
        "logo.png",
        png(width=0),
        "the file 'logo.png' has 0 × 2 points, and at most 4,000 × 4,000 load well. ",
    ),
    "a page": ("a.svg", b"<html></html>", "the file 'a.svg' is a web page in spite of its name. "),
    "other XML": ("a.svg", b"<note/>", "the file 'a.svg' is no SVG picture. "),
    "half": ("a.svg", svg()[:-3], "the file 'a.svg' is damaged. "),
    "no size": ("a.svg", svg(size=""), "the file 'a.svg' does not say how large it is. "),
    "flat": (
        "a.svg",
        svg(size='viewBox="0 0 10 0"'),
        "the file 'a.svg' does not say how large it is. ",
    ),
    "deep": (
        "a.svg",
        svg("<g>" * 70 + "</g>" * 70),
        "the file 'a.svg' has more than 64 groups inside each other. ",
    ),
}


@pytest.mark.parametrize(("name", "data", "message"), FAULTS.values(), ids=FAULTS)
def test_what_is_no_picture(name: str, data: bytes, message: str) -> None:
    """What is wrong is said in words, with what to do."""
    kind = "a plain SVG, or as a PNG" if name.endswith("svg") else "a PNG"
    assert image_fault(data, name=name) == f"{message}Save the picture again as {kind}."


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.jpg", b"\xff\xd8\xff\xe0", "JPEG"),
        ("a.jpg", JPEG[:-2], "JPEG"),
        ("a.jpg", JPEG.replace(b"\xff\xc0", b"\xff\xc4"), "JPEG"),
        ("a.gif", b"GIF89a", "GIF"),
        ("a.gif", b"GIF89a\0\0\0\0\0\0\0;", "GIF"),
        ("a.webp", b"RIFF\xff\x00\x00\x00WEBP", "WebP"),
    ],
)
def test_pictures_of_pages_that_are_cut_short(name: str, data: bytes, kind: str) -> None:
    """A photograph that was not copied whole is told."""
    assert image_fault(data, name=name) == (
        f"the file '{name}' is damaged. Save the picture again as a {kind}."
    )


def test_a_large_picture() -> None:
    """A picture that would make every form large is refused."""
    assert image_fault(bytes(LARGEST_IMAGE + 1), name="a.png") == (
        "the file 'a.png' has 1,024 KB, and goes into every form. Save it with at most 1 MB."
    )
