"""A file is what its name says, as far as its bytes tell."""

from __future__ import annotations

import io
import zipfile

import pytest

from handbook.filekinds import LARGEST_FILE, file_fault, file_kind

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">%s</svg>'
LOGIN = b"<!doctype html><html><body>Sign in</body></html>"


def package(*names: str) -> bytes:
    """Return a file that holds others, as office documents do."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as file:
        for name in names or ("[Content_Types].xml",):
            file.writestr(zipfile.ZipInfo(name), "<Types/>")
    return content.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.SVG", SVG % b""),
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
            "a.svg",
            LOGIN,
            (
                "the file 'a.svg' is a web page in spite of its name. Save the picture again as a "
                "plain SVG, or as a PNG."
            ),
        ),
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
                "the file 'a.svg' holds a script. Save the picture again as a plain SVG, or as a "
                "PNG."
            ),
        ),
        (
            "a.docx",
            package("[Content_Types].xml", "word/vbaProject.bin"),
            (
                "the file 'a.docx' holds a program (a macro). Save it again as a Word document "
                "without it."
            ),
        ),
        (
            "a.odt",
            package(),
            (
                "the file 'a.odt' is damaged or something else and not an OpenDocument text. Save "
                "it again as an OpenDocument text."
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
