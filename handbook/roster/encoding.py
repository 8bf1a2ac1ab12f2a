"""Which encoding a roster file is written in, found by reading all of it once.

Owns the order of guesses and what is said about each; keeps no text and knows nothing of tables.
"""

from __future__ import annotations

import codecs
import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from handbook.problems import HandbookError, Location, Problem, Severity
from handbook.roster.western import first_doubt

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WORKBOOK = "xlsx"
"""What stands for the encoding of a workbook."""

NAMED_ENCODINGS = ("utf-8", "windows-1252", "windows-1250", "mac-roman", "cp437", "utf-16")
"""The encodings that a person may name."""

_BLOCK = 1024 * 1024
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0"
_UTF_32 = b"\x00\x00\x00"
_OTHERS = {
    b"%pdf-": "a PDF",
    b"{\\rtf": "a text document",
    b"<!doctype html": "a web page",
    b"<html": "a web page",
    b"<table": "a web page",
    b"<?xml": "an XML file",
    b"[{": "a JSON file",
}
"""What begins otherwise than a table does, in small letters."""
_PASSWORD = "EncryptedPackage".encode("utf-16-le")
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_COMPARED = ("windows-1252", "windows-1250", "mac-roman")
_SAVE_AS = "Save it from the spreadsheet as 'CSV UTF-8' or as an Excel workbook (.xlsx)."


@dataclass(frozen=True, slots=True)
class Encoding:
    """How the bytes of a roster are to be read."""

    name: str
    """What Python calls the encoding, or WORKBOOK."""
    digest: str
    """The SHA-256 of the file, which tells one roster from another."""
    warnings: tuple[Problem, ...] = ()
    """What the person should know about the guess."""


def detect_encoding(path: Path, *, name: str, wanted: str = "") -> Encoding:
    """Find out how a roster is written.

    Args:
        path: The file.
        name: What messages call it.
        wanted: The encoding that somebody named, or ''.

    Raises:
        HandbookError: It is no table in text and no workbook, or cannot be read.
    """
    try:
        start = _read_start(path)
        digest = _digest(path)
        if start.startswith(_ZIP):
            return Encoding(WORKBOOK, digest, tuple(_misnamed(path, name=name)))
        _refuse_what_is_no_text(path, start=start, name=name)
        for mark, encoding in _MARKS:
            if start.startswith(mark):
                return _marked(path, encoding=encoding, digest=digest, name=name)
        if wanted:
            return _named(path, encoding=wanted, digest=digest, name=name)
        return _unmarked(path, digest=digest, name=name)
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise _fatal(name, f"cannot be read: {reason}. Check the name.") from error


def _misnamed(path: Path, *, name: str) -> Iterator[Problem]:
    if path.suffix.lower() in {".csv", ".txt", ".tsv"}:
        message = "is a workbook in spite of its name, and is read as one. Call it .xlsx."
        yield Problem(Location(name), "", message, Severity.WARNING)


def _read_start(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(4096)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _refuse_what_is_no_text(path: Path, *, start: bytes, name: str) -> None:
    if not start:
        raise _fatal(name, "the file is empty. Start from the template: handbook forms --template.")
    if start.startswith(_OLE):
        if any(_PASSWORD in block for block in _blocks(path)):
            message = "the workbook has a password. Save it without one, as .xlsx."
            raise _fatal(name, message)
        raise _fatal(name, "is an old Excel workbook (.xls). Save it as .xlsx.")
    begin = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for sign, kind in _OTHERS.items():
        if begin.startswith(sign):
            raise _fatal(name, f"is {kind} and no table. {_SAVE_AS}")
    is_utf16 = start.startswith((b"\xff\xfe", b"\xfe\xff"))
    if b"\x00" in start and (not is_utf16 or _UTF_32 in start):
        raise _fatal(name, f"is not a table in text. {_SAVE_AS}")


def _marked(path: Path, *, encoding: str, digest: str, name: str) -> Encoding:
    fault = _first_fault(path, encoding=encoding)
    if fault is not None:
        line, _ = fault
        shown = "UTF-8" if encoding == "utf-8-sig" else "UTF-16"
        raise _fatal(name, f"is marked as {shown} text but is not. {_SAVE_AS}", line=line)
    return Encoding(encoding, digest)


def _named(path: Path, *, encoding: str, digest: str, name: str) -> Encoding:
    fault = _first_fault(path, encoding=encoding)
    if fault is not None:
        line, byte = fault
        message = f"the byte 0x{byte:02X} here is not {encoding} text. Name another --encoding."
        raise _fatal(name, message, line=line)
    return Encoding(encoding, digest)


def _unmarked(path: Path, *, digest: str, name: str) -> Encoding:
    fault = _first_fault(path, encoding="utf-8")
    if fault is None:
        return Encoding("utf-8", digest)
    line, byte = fault
    if _first_fault(path, encoding="cp1252"):
        raise _fatal(name, f"is neither UTF-8 nor Windows-1252 text. {_SAVE_AS}", line=line)
    with path.open(encoding="cp1252", newline="") as file:
        for number, text in enumerate(file, start=1):
            if doubt := first_doubt(text):
                raise _fatal(name, _which(doubt), line=number)
    message = (
        f"read as Windows-1252, because the byte 0x{byte:02X} here is not UTF-8 text. "
        "Look whether names with accents come out right; if not, save the roster as 'CSV UTF-8'."
    )
    warning = Problem(Location(name, line), "", message, Severity.WARNING)
    return Encoding("cp1252", digest, (warning,))


def _which(word: str) -> str:
    """Ask which encoding it is, by what one word would be in each."""
    raw = word.encode("cp1252")
    readings = [f"'{raw.decode(one, 'replace')}' in {one}" for one in _COMPARED]
    return (
        f"is not UTF-8 text, and a word here would be {', '.join(readings[:-1])} or "
        f"{readings[-1]}. Add --encoding with the one that reads right, or save the roster as "
        "'CSV UTF-8'."
    )


def _first_fault(path: Path, *, encoding: str) -> tuple[int, int] | None:
    """Return the line and value of the first byte that is not of the encoding."""
    decoder = codecs.getincrementaldecoder(encoding)()
    line = 1
    for block in _blocks(path, ends=True):
        try:
            text = decoder.decode(block, final=not block)
        except UnicodeDecodeError as error:
            before = error.object[: error.start]
            return line + before.count(b"\n"), error.object[error.start]
        line += text.count("\n")
    return None


def _blocks(path: Path, *, ends: bool = False) -> Iterator[bytes]:
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            yield block
    if ends:
        yield b""


def _fatal(name: str, message: str, *, line: int = 1) -> HandbookError:
    return HandbookError([Problem(Location(name, line), "", message)])
