"""One PDF for the printer out of many filled-in forms, written as it goes.

What the forms share (fonts, pictures, the words of each page) is in it once; each person adds
pages, tags and filled-in text. Fields become printed text, tagged as such: printers' own software
often leaves out form fields, and fields of one name could not hold different values.
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from array import array
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from handbook.pdf.dividing import SharedObjects, take_apart
from handbook.pdf.filling import pdf_text
from handbook.pdf.pageparts import FIRST_PAGE, PAGES_NODE, PARENTS_LEAF, CopyPacker

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import BinaryIO

    from handbook.pdf.filling import FormFiller
    from handbook.pdf.pageparts import Packed, PageParts

MOST_OBJECTS = 8_000_000
"""The most objects a file gets; readers need not cope with more than 8,388,607."""

_CATALOG, _PAGES, _STRUCTURE, _DOCUMENT, _OUTLINES, _PARENTS, _METADATA = range(1, 8)
_FIRST_SHARED = 8
_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_LEVEL = 1
"""How hard streams are packed: more takes as long as all the rest, for a tenth of the size."""

_PLACE = struct.Struct(">B5sH").pack


class _Copy(NamedTuple):
    """A form, filled in for one person, that is still to be written."""

    form: int
    values: Mapping[str, str]
    bookmark: str


class MergedForms:
    """A PDF that takes filled-in forms one after another; memory does not grow with their text."""

    def __init__(
        self, file: BinaryIO, *, blanks: Sequence[FormFiller], title: str, is_duplex: bool
    ) -> None:
        """Begin the file.

        Args:
            file: Where to write; it is not closed.
            blanks: The empty forms; `add` names one by its place.
            title: What the file says it is.
            is_duplex: Whether each form begins on the front of a sheet.
        """
        self._out = _Out(file)
        self._blanks = blanks
        self._title = title
        self._is_duplex = is_duplex
        shared = SharedObjects(_FIRST_SHARED)
        self._parts = [
            take_apart(blank, shared=shared, root=_DOCUMENT, parent=_PAGES, is_duplex=is_duplex)
            for blank in blanks
        ]
        self._packers = [CopyPacker(parts.shapes) for parts in self._parts]
        for number, body in shared.objects():
            self._out.add_fixed(number, body)
        self._number = self._first = shared.next_number
        self._next_key = 0
        self._waiting: _Copy | None = None
        self._previous = 0
        self._forms = array("L")
        self._places = array("Q")

    @property
    def is_full(self) -> bool:
        """Whether another form would make more objects than readers can cope with."""
        widest = max(parts.stride for parts in self._parts)
        return self._number + 2 * widest + 1 > MOST_OBJECTS

    def add(self, form: int, values: Mapping[str, str], *, bookmark: str) -> None:
        """Put one more form behind those that are there."""
        if self._waiting:
            self._write(self._waiting, is_last=False)
        self._waiting = _Copy(form, values, bookmark)

    def finish(self) -> None:
        """Write what stands at the end of the file."""
        if self._waiting:
            self._write(self._waiting, is_last=True)
            self._waiting = None
        for number, body in self._closing_objects():
            self._out.add_fixed(number, body)
        self._write_table()

    def _write(self, copy: _Copy, *, is_last: bool) -> None:
        parts, base = self._parts[copy.form], self._number
        packed = self._packers[copy.form].pack(base, key=self._next_key, values=copy.values)
        bookmark = b"<</Title%s/Parent %d 0 R/Dest[%d 0 R/Fit]%s%s>>" % (
            pdf_text(copy.bookmark),
            _OUTLINES,
            base + FIRST_PAGE,
            b"/Prev %d 0 R" % self._previous if self._previous else b"",
            b"" if is_last else b"/Next %d 0 R" % (base + parts.stride),
        )
        streams = base + parts.count
        for number, text in enumerate(
            parts.draw(self._blanks[copy.form], copy.values), start=streams
        ):
            self._places.append(self._out.add(number, _packed(b"", text)))
        self._places.append(
            self._out.add(base + parts.stride - 1, _object_stream(base, bookmark, packed))
        )
        self._forms.append(copy.form)
        self._previous = base
        self._number += parts.stride
        self._next_key += parts.key_count

    def _copies(self) -> Iterator[tuple[PageParts, int]]:
        base = self._first
        for form in self._forms:
            yield self._parts[form], base
            base += self._parts[form].stride

    def _closing_objects(self) -> Iterator[tuple[int, bytes]]:
        copies = list(self._copies())
        language = self._parts[0].language
        duplex = b"/Duplex/DuplexFlipLongEdge" if self._is_duplex else b""
        yield (
            _CATALOG,
            (
                b"<</Type/Catalog/Pages %d 0 R/StructTreeRoot %d 0 R/Outlines %d 0 R"
                b"/Metadata %d 0 R"
                b"/MarkInfo<</Marked true>>/Lang%s/PageMode/UseOutlines"
                b"/ViewerPreferences<</DisplayDocTitle true/PrintScaling/None%s>>>>"
            )
            % (_PAGES, _STRUCTURE, _OUTLINES, _METADATA, pdf_text(language), duplex),
        )
        nodes = _references(base + PAGES_NODE for _, base in copies)
        count = sum(parts.page_count for parts, _ in copies)
        yield _PAGES, b"<</Type/Pages/Kids[%s]/Count %d>>" % (nodes, count)
        yield (
            _STRUCTURE,
            (
                b"<</Type/StructTreeRoot/K[%d 0 R]/ParentTree %d 0 R/ParentTreeNextKey %d%s>>"
                % (_DOCUMENT, _PARENTS, self._next_key, self._parts[0].role_map)
            ),
        )
        tops = _references(base + top for parts, base in copies for top in parts.tops)
        yield _DOCUMENT, b"<</Type/StructElem/S/Document/P %d 0 R/K[%s]>>" % (_STRUCTURE, tops)
        leaves = _references(base + PARENTS_LEAF for _, base in copies)
        yield _PARENTS, b"<</Kids[%s]>>" % leaves
        yield (
            _OUTLINES,
            (
                b"<</Type/Outlines/First %d 0 R/Last %d 0 R/Count %d>>"
                % (self._first, self._previous, len(copies))
            ),
        )
        packet = _METADATA_PACKET.format(title=escape(self._title), language=escape(language))
        text = packet.encode()
        kind = b"/Type/Metadata/Subtype/XML"
        yield _METADATA, b"<<%s/Length %d>>\nstream\n%s\nendstream" % (kind, len(text), text)

    def _write_table(self) -> None:
        """Write where each object is: as a stream, which most objects being packed requires."""
        number = self._number
        place = self._out.place
        squeeze = zlib.compressobj(_LEVEL)
        table = [squeeze.compress(b"\x00" * 8)]
        table.extend(
            squeeze.compress(_PLACE(1, at.to_bytes(5), 0)) for at in self._out.fixed_places()
        )
        places = iter(self._places)
        for parts, base in self._copies():
            rows = [_PLACE(1, next(places).to_bytes(5), 0) for _ in range(parts.stream_count + 1)]
            packed = _packed_rows(base + parts.stride - 1, count=parts.count)
            table.append(squeeze.compress(packed + b"".join(rows)))
        table += (squeeze.compress(_PLACE(1, place.to_bytes(5), 0)), squeeze.flush())
        data = b"".join(table)
        mark = self._out.digest()
        self._out.add(
            number,
            b"<</Type/XRef/W[1 5 2]/Size %d/Root %d 0 R/ID[<%s><%s>]/Filter/FlateDecode"
            b"/Length %d>>\nstream\n%s\nendstream"
            % (number + 1, _CATALOG, mark, mark, len(data), data),
        )
        self._out.end(place)


class _Out:
    """The file, and where the objects that are not a person's own begin."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._hash = hashlib.blake2b(digest_size=16)
        self._fixed: dict[int, int] = {}
        self.place = 0
        self._write(_HEADER)

    def add(self, number: int, body: bytes) -> int:
        place = self.place
        self._write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
        return place

    def add_fixed(self, number: int, body: bytes) -> None:
        self._fixed[number] = self.add(number, body)

    def fixed_places(self) -> list[int]:
        return [self._fixed[number] for number in sorted(self._fixed)]

    def _write(self, data: bytes) -> None:
        self._file.write(data)
        self._hash.update(data)
        self.place += len(data)

    def digest(self) -> bytes:
        return self._hash.hexdigest().encode()

    def end(self, place: int) -> None:
        self._write(b"startxref\n%d\n%%%%EOF\n" % place)


def _packed_rows(holder: int, *, count: int) -> bytes:
    """Return the rows of the table for objects that stand in one stream, one after the other."""
    rows = bytearray(8 * count)
    rows[0::8] = bytes([2]) * count
    for place, digit in enumerate(holder.to_bytes(5), start=1):
        rows[place::8] = bytes([digit]) * count
    rows[6::8] = bytes(number >> 8 for number in range(count))
    rows[7::8] = bytes(number & 0xFF for number in range(count))
    return bytes(rows)


def _packed(head: bytes, text: bytes) -> bytes:
    data = zlib.compress(text, _LEVEL)
    return b"<<%s/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream" % (head, len(data), data)


def _object_stream(first_number: int, first: bytes, others: Packed) -> bytes:
    """Return objects with numbers one after the other, packed into one stream."""
    shift, count = len(first) + 1, len(others.offsets)
    numbers = [0] * (2 * count)
    numbers[::2] = range(first_number + 1, first_number + 1 + count)
    numbers[1::2] = [at + shift for at in others.offsets]
    start = b"%d 0%s\n" % (first_number, b" %d %d" * count % tuple(numbers))
    head = b"/Type/ObjStm/N %d/First %d" % (count + 1, len(start))
    return _packed(head, b"%s%s\n%s" % (start, first, others.text))


def _references(numbers: Iterator[int]) -> bytes:
    return b" ".join([b"%d 0 R" % number for number in numbers])


_METADATA_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""
