"""The page on which a picture is put into a page's text, or the district's logo is replaced."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handbook.crossreferences import without_code
from handbook.editing.documents import edited_text
from handbook.editing.pictures import PictureError, alt_fault, take_picture
from handbook.editing.recorddesk import first_of, record_address
from handbook.editing.things import title_of
from handbook.layers import find_layers
from handbook.model.district import District
from handbook.model.places import CONTENT_FOLDER
from handbook.splicing.changes import Put, changed_data

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from handbook.editing.documents import Document
    from handbook.editing.pictures import Picture
    from handbook.editing.recorddesk import Answers
    from handbook.editing.screens import Screens
    from handbook.editing.workshop import Workshop

FOLDER = "images"
"""The folder beside a page in which its pictures are."""

_HEADING = re.compile(r"#{1,6}\s+(.*?)\s*(?:\{[^}]*\})?\s*#*$")
_NO_FILE = "Choose a picture: a PNG or JPEG file, for instance."


def answer_picture(
    workshop: Workshop,
    screens: Screens,
    document: Document,
    *,
    answers: Answers | None,
    files: Mapping[str, tuple[str, bytes]],
) -> str:
    """Return the page that asks for a picture, or where to go once it is in its place.

    Raises:
        LookupError: The record takes none.
        HandbookError: The page cannot be written without losing something.
        OSError: Nothing can be written.
    """
    if not document.is_page and document.model is not District:
        raise LookupError(document.name)
    alt, under, faults = "", "", []
    if answers is not None:
        alt, under = first_of(answers, "alt"), first_of(answers, "under")
        name, content = files.get("picture", ("", b""))
        faults = [] if content else [("picture", _NO_FILE)]
        if document.is_page and (fault := alt_fault(alt)):
            faults.append(("alt", fault))
        if not faults:
            try:
                picture = take_picture(content, called=name, is_for_paper=not document.is_page)
            except PictureError as error:
                faults = [("picture", str(error))]
            else:
                return _put(workshop, document, picture, alt=alt, under=under)
    return screens.render(
        "picture.html",
        document=document,
        title=title_of(document, ()),
        headings=[title for _, title in _headings(document.body)],
        alt=alt,
        under=under,
        faults=faults,
    )


def _put(workshop: Workshop, document: Document, picture: Picture, *, alt: str, under: str) -> str:
    """Save a picture together with what shows it, as one change that can be undone."""
    page = document.name if document.is_page else f"{CONTENT_FOLDER}/{document.name}"
    folder = f"{page.rpartition('/')[0]}/{FOLDER}"
    name = _free(folder, picture, workshop)
    shown, data = document.body, document.data
    if document.is_page:
        reference = picture.reference(alt, folder=FOLDER, name=name)
        shown = with_paragraph(shown, reference, under=under)
    else:
        data = changed_data(data, Put(("logo",), f"{FOLDER}/{name}"))
    text = edited_text(document, data, text=workshop.text(document.name), body=shown)
    files = {f"{folder}/{name}": picture.content, document.name: text.encode()}
    workshop.keep(files, what=f"A picture: {title_of(document, ())}")
    return record_address(document.name, told="The picture is in its place.")


def with_paragraph(body: str, paragraph: str, *, under: str) -> str:
    """Return a page's text with a paragraph at the end, or at that of what is under a heading."""
    lines = body.split("\n")
    places = [number for number, _ in _headings(body)]
    titles = [title for _, title in _headings(body)]
    end = len(lines)
    if under in titles:
        after = titles.index(under) + 1
        end = places[after] if after < len(places) else end
    before, rest = "\n".join(lines[:end]).rstrip("\n"), "\n".join(lines[end:])
    return f"{before}\n\n{paragraph}\n" + (f"\n{rest}" if rest else "")


def _headings(body: str) -> Iterator[tuple[int, str]]:
    """Yield the headings with the line that each one is on; code has none."""
    lines = zip(body.split("\n"), without_code(body).split("\n"), strict=True)
    for number, (line, rest) in enumerate(lines):
        if _HEADING.match(rest) and (heading := _HEADING.match(line)):
            yield number, heading[1]


def _free(folder: str, picture: Picture, workshop: Workshop) -> str:
    """Return a name under which no layer has another file."""
    stem, _, ending = picture.name.rpartition(".")
    number = 1
    while True:
        name = picture.name if number == 1 else f"{stem}-{number}.{ending}"
        there = [layer / folder / name for layer in find_layers(workshop.home)]
        if not any(path.exists() for path in there) or (
            there[-1].is_file() and there[-1].read_bytes() == picture.content
        ):
            return name
        number += 1
