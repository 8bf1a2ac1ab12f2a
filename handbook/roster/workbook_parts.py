"""The files within a workbook: unpacked within bounds, and read as XML without surprises.

The only place where archives are opened; whatever is wrong with one is one sentence.
"""

from __future__ import annotations

import zipfile
import zlib
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.parsers import expat

from handbook.problems import HandbookError, Location, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

_LARGEST = 1024**3
_LARGEST_KEPT = 128 * 1024**2
_MOST_TIMES = 200
_ALWAYS_FINE = 64 * 1024**2
_MOST_PARTS = 10_000
_BLOCK = 64 * 1024

_SAVE_ANEW = "Open it in Excel or LibreOffice and save it anew as .xlsx, or as CSV UTF-8."
_DAMAGED = f"the workbook is cut off or damaged. {_SAVE_ANEW}"
_OTHERS = (
    ("xl/workbook.bin", f"is a binary workbook (.xlsb). {_SAVE_ANEW}"),
    ("content.xml", f"is an OpenDocument spreadsheet (.ods). {_SAVE_ANEW}"),
    ("word/document.xml", f"is a Word document and no workbook. {_SAVE_ANEW}"),
)


class UnreadableError(Exception):
    """Something in a workbook is not as it must be."""


@dataclass(frozen=True, slots=True)
class Handlers:
    """What is told while a file of XML is read; names come without their namespace."""

    start: Callable[[str, dict[str, str]], None]
    """An element begins."""
    end: Callable[[str], None] = lambda _: None
    """An element ends."""
    text: Callable[[str], None] = lambda _: None
    """Text within an element; long text comes in pieces."""


class Parts:
    """An open workbook."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        """Take an archive whose size was looked at."""
        self._archive = archive

    def feed(self, name: str, handlers: Handlers) -> Iterator[None]:
        """Read a file piece by piece; whoever iterates sees what was told so far.

        Raises:
            UnreadableError: It is missing.
        """
        if name not in self._archive.NameToInfo:
            raise UnreadableError(name)
        parser = _new_parser(handlers)
        with self._archive.open(name) as file:
            while block := file.read(_BLOCK):
                parser.Parse(block, False)  # noqa: FBT003  (expat takes it by place alone)
                yield
        parser.Parse(b"", True)  # noqa: FBT003
        yield

    def read(self, name: str, handlers: Handlers) -> None:
        """Read a whole file, what it tells being kept."""
        known = self._archive.NameToInfo.get(name)
        if known and known.file_size > _LARGEST_KEPT:
            raise UnreadableError(name)
        for _ in self.feed(name, handlers):
            pass


@contextmanager
def open_parts(path: Path, *, name: str) -> Iterator[Parts]:
    """Open a workbook; whatever goes wrong in the block because of it becomes a sentence.

    Raises:
        HandbookError: It is no workbook, is damaged, or unpacks to an unreasonable size.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            if message := _refusal(archive):
                raise _problem(name, message)
            yield Parts(archive)
    except (
        # Encrypted members raise the first; unknown ways to pack, the second.
        *(RuntimeError, NotImplementedError, UnreadableError, EOFError),
        *(zipfile.BadZipFile, zlib.error, expat.ExpatError, UnicodeError, ValueError),
    ) as error:
        raise _problem(name, _DAMAGED) from error


def local_name(name: str) -> str:
    """Return a name without the prefix of its namespace."""
    return name.rpartition(":")[2]


def attributes(found: Mapping[str, str]) -> dict[str, str]:
    """Return attributes by their names without prefixes."""
    return {local_name(name): value for name, value in found.items()}


def _refusal(archive: zipfile.ZipFile) -> str:
    names = archive.NameToInfo
    for telling, message in _OTHERS:
        if telling in names:
            return message
    if not any(name.endswith("workbook.xml") for name in names):
        return f"is a ZIP archive and no Excel workbook. {_SAVE_ANEW}"
    size = sum(part.file_size for part in archive.infolist())
    packed = sum(part.compress_size for part in archive.infolist())
    is_swollen = size > _ALWAYS_FINE and size > _MOST_TIMES * packed
    if size > _LARGEST or is_swollen or len(names) > _MOST_PARTS:
        return (
            "the workbook unpacks to an unreasonable size. "
            "Copy the rows that count into a new one, or save the sheet as CSV UTF-8."
        )
    return ""


def _new_parser(handlers: Handlers) -> expat.XMLParserType:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = handlers.start
    parser.EndElementHandler = handlers.end
    parser.CharacterDataHandler = handlers.text
    # Workbooks declare no document type; only there could text swell without bound.
    parser.StartDoctypeDeclHandler = _refuse_doctype
    return parser


def _refuse_doctype(name: str, *_: object) -> None:
    raise UnreadableError(name)


def _problem(name: str, message: str) -> HandbookError:
    return HandbookError([Problem(Location(name), "", message)])
