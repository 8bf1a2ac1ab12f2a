"""The pictures at the head of a Word form: the district's logo, and the square code."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import TYPE_CHECKING

from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.shared import Emu, Inches

from handbook.forms import square
from handbook.images import picture_ratio

if TYPE_CHECKING:
    from docx.shape import InlineShape
    from docx.text.paragraph import Paragraph

    from handbook.forms.structure import Logo

_HEIGHT = Inches(0.4)
_SQUARE = Inches(0.62)
_IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
_SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
_SVG_NAMESPACE = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"


def add_logo(paragraph: Paragraph, logo: Logo) -> None:
    """Add a logo, with what it shows for people who do not see it.

    An SVG file stands beside a transparent picture: a Word before 2016 then shows nothing there.
    """
    picture = _blank_picture() if logo.format == "svg" else logo.data
    shape = paragraph.add_run().add_picture(BytesIO(picture), height=_HEIGHT)
    if logo.format == "svg":
        shape.width = Emu(round(_HEIGHT * picture_ratio(logo.data)))
        _attach_svg(shape, data=logo.data, paragraph=paragraph)
    _describe(shape, name="Logo", alt=logo.alt)


def add_square(paragraph: Paragraph, address: str) -> None:
    """Add the square code that opens the form's page."""
    picture = BytesIO(square.render_square_png(address))
    shape = paragraph.add_run().add_picture(picture, height=_SQUARE)
    _describe(shape, name="Square code", alt=square.ALT)


def _describe(shape: InlineShape, *, name: str, alt: str) -> None:
    for properties in shape._inline.iter(qn("wp:docPr"), qn("pic:cNvPr")):  # noqa: SLF001  (no public name)
        properties.set("name", name)
        properties.set("descr", alt)


def _blank_picture() -> bytes:
    """Return a PNG of one transparent pixel."""
    header = struct.pack(">IIBBBBB", 1, 1, 8, 6, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(5))), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )


def _attach_svg(shape: InlineShape, *, data: bytes, paragraph: Paragraph) -> None:
    package = paragraph.part.package
    part = Part(PackURI("/word/media/logo.svg"), "image/svg+xml", data, package)
    name = paragraph.part.relate_to(part, _IMAGE)
    (blip,) = shape._inline.iter(qn("a:blip"))  # noqa: SLF001  (no public name)
    blip.append(
        parse_xml(
            f'<a:extLst xmlns:a="{blip.nsmap["a"]}" xmlns:r="{blip.nsmap["r"]}">'
            f'<a:ext uri="{_SVG_EXTENSION}">'
            f'<s:svgBlip xmlns:s="{_SVG_NAMESPACE}" r:embed="{name}"/></a:ext></a:extLst>'
        )
    )
