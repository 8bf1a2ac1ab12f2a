"""A file is what its name says, as far as its bytes tell."""

from __future__ import annotations

import io
import zipfile

import pytest

from handbook.filekinds import LARGEST_FILE, file_fault, file_kind

PNG = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\1IHDRx1234" + b"\0\0\0\0IEND1234"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg">%s</svg>'
LOGIN = b"<!doctype html><html><body>Sign in</body></html>"


def package() -> bytes:
    """Return a file that holds others, as office documents do."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as file:
        file.writestr(zipfile.ZipInfo("[Content_Types].xml"), "<Types/>")
    return content.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.png", PNG),
        ("a.PNG", PNG),
        ("a.jpg", b"\xff\xd8\xff\xe0 picture \xff\xd9"),
        ("a.gif", b"GIF89a picture ;"),
        ("a.webp", b"RIFF\x04\0\0\0WEBP"),
        ("a.svg", SVG % b'<use href="#a"/><image href="data:image/png;base64,AA=="/>'),
        ("a.pdf", b"%PDF-1.7\n...\n%%EOF\n"),
        ("a.docx", package()),
        ("a.csv", b"a,b\n"),
    ],
)
def test_right_file(name: str, content: bytes) -> None:
    """A file of a known kind that is one is let through."""
    assert file_kind(name) != ""
    assert file_fault(content, name=name) == ""


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.png", b"", "the file 'a.png' is empty. Save it again as a PNG."),
        (
            "a.png",
            PNG[:-6],
            "the file 'a.png' is damaged: its end is missing. Save it again as a PNG.",
        ),
        (
            "a.png",
            b"\xff\xd8\xff\xe0 picture \xff\xd9",
            "the file 'a.png' is a JPEG and not a PNG. Save it again as a PNG.",
        ),
        ("a.svg", LOGIN, "the file 'a.svg' is a web page and not an SVG. Save it again as an SVG."),
        (
            "a.pdf",
            b"%PDF-1.7\n...",
            "the file 'a.pdf' is damaged: its end is missing. Save it again as a PDF.",
        ),
        (
            "a.docx",
            b"\xd0\xcf\x11\xe0 locked",
            (
                "the file 'a.docx' is locked with a password, or of an old format, and not a Word "
                "document. Save it again as a Word document."
            ),
        ),
        (
            "a.docx",
            package()[:20],
            (
                "the file 'a.docx' is damaged or something else and not a Word document. Save it "
                "again as a Word document."
            ),
        ),
        (
            "a.svg",
            SVG % b"<script>alert(1)</script>",
            (
                "the picture 'a.svg' holds the part '<script>', which no page shows. Save it again "
                "as a plain SVG, or as a PNG."
            ),
        ),
        (
            "a.svg",
            SVG % b'<g onclick="x()"/>',
            (
                "the picture 'a.svg' holds the program 'onclick', which no page shows. Save it "
                "again as a plain SVG, or as a PNG."
            ),
        ),
        (
            "a.svg",
            SVG % b'<image href="https://example.org/a.png"/>',
            (
                "the picture 'a.svg' holds a link to another place, which no page shows. Save it "
                "again as a plain SVG, or as a PNG."
            ),
        ),
        (
            "a.csv",
            b"\0" * (LARGEST_FILE + 1),
            "the file 'a.csv' has 25 MB, and at most 25 MB load well. Make it smaller.",
        ),
    ],
)
def test_wrong_file(name: str, content: bytes, message: str) -> None:
    """A file that is something else, damaged or alive is told by its name with the remedy."""
    assert file_fault(content, name=name) == message


@pytest.mark.parametrize("name", ["a.html", "a.js", "a.txt", "a", "a.exe", "a.docx.lnk"])
def test_files_that_no_page_offers(name: str) -> None:
    """What is no picture and no document is of no kind that is published."""
    assert file_kind(name) == ""
