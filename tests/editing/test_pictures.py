"""A picture that is uploaded is written anew with nothing beside it, and stands where it is put."""

from __future__ import annotations

import io
import random
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from handbook.editing.picturedesk import with_paragraph
from handbook.editing.pictures import PictureError, take_picture
from tests.editing.test_app import words

if TYPE_CHECKING:
    from tests.editing.conftest import Editor

PAGE = "content/for-teachers.md"
SHOWN = "images/on-the-shore.png"
UNREADABLE = (
    "The file is no picture that can be read here. Save it as PNG or JPEG, and choose it again."
)


def drawn(kind: str = "PNG", *, size: tuple[int, int] = (40, 20), **wishes: object) -> bytes:
    """Return a picture of one color."""
    out = io.BytesIO()
    Image.new("RGB", size, "#1d4e4a").save(out, kind, **wishes)
    return out.getvalue()


def photographed() -> bytes:
    """Return a photograph that is turned by what the camera noted, with a place and a remark."""
    notes = Image.Exif()
    notes[0x0112] = 6
    notes[0x010E] = "Room 12, Ada Reef"
    return drawn("JPEG", exif=notes, comment=b"by Ada Reef")


def test_what_a_camera_noted_is_left_out() -> None:
    """The picture stands upright without the note that turned it, and says no name."""
    assert b"Ada Reef" in photographed()
    made = take_picture(photographed(), called="IMG 0042.JPG")
    assert (made.name, made.width, made.height) == ("img-0042.jpg", 20, 40)
    assert b"Ada Reef" not in made.content
    assert not Image.open(io.BytesIO(made.content)).getexif()


@pytest.mark.parametrize(
    ("kind", "name"),
    [("PNG", "a.png"), ("JPEG", "a.jpg"), ("WEBP", "a.jpg"), ("BMP", "a.jpg"), ("TIFF", "a.jpg")],
)
def test_its_kind_is_that_of_its_bytes(kind: str, name: str) -> None:
    """Whatever it was called, it is kept as what every reader's browser shows."""
    assert take_picture(drawn(kind), called="a.gif").name == name


def test_a_large_one_is_made_smaller() -> None:
    """It keeps its shape and is at most 1,600 points wide; a logo is a PNG."""
    made = take_picture(drawn("JPEG", size=(4000, 1000)), called="Logo.jpeg", is_for_paper=True)
    assert (made.name, made.width, made.height) == ("logo.png", 1600, 400)


def _moving() -> bytes:
    other = Image.new("RGB", (40, 20), "#ffffff")
    return drawn("GIF", save_all=True, append_images=[other])


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            b"%PDF-1.7 and so on",
            UNREADABLE,
        ),
        (
            drawn()[:60],
            UNREADABLE,
        ),
        (
            _moving(),
            "The picture moves, and readers could not stop it. Save one still of it as PNG.",
        ),
        (
            drawn(size=(8000, 6000)),
            "The picture has more than 40 million points. Save it smaller, and choose it again.",
        ),
    ],
    ids=["pdf", "cut off", "moving", "huge"],
)
def test_what_cannot_be_shown_is_refused(content: bytes, message: str) -> None:
    """With the reason and what to do."""
    with pytest.raises(PictureError) as caught:
        take_picture(content, called="a.png")
    assert str(caught.value) == message


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF"])
def test_a_damaged_one_is_taken_or_refused(kind: str) -> None:
    """Whatever became of its bytes, it is written anew or refused in a sentence."""
    chance = random.Random(kind)  # noqa: S311
    whole = drawn(kind)
    for _ in range(150):
        content = bytearray(whole[: chance.choice((None, chance.randrange(len(whole))))])
        for _ in range(chance.randint(0, 6)):
            if content:
                content[chance.randrange(len(content))] = chance.randrange(256)
        with suppress(PictureError):
            take_picture(bytes(content), called="a.png")


def test_a_paragraph_goes_under_a_heading_or_to_the_end() -> None:
    """What looks like a heading in code is none."""
    body = "Before.\n\n## One { #one }\n\nText.\n\n```\n## Code\n```\n\n## Two\n\nMore.\n"
    assert with_paragraph(body, "P", under="One") == body.replace("## Two", "P\n\n## Two")
    assert with_paragraph(body, "P", under="") == f"{body}\nP\n"
    assert with_paragraph("", "P", under="gone") == "\n\nP\n"


def test_a_picture_stands_on_its_page(editor: Editor) -> None:
    """The file is beside the page, which shows it with its size; both are undone together."""
    before = (editor.home / PAGE).read_bytes().decode()
    answer = editor.post(
        f"/_edit/picture?file={PAGE}",
        picture=(io.BytesIO(drawn()), "On the shore.png"),
        alt="A class [grade 3]\r\nwalks.",
    )
    assert answer.headers["Location"].startswith("/_edit/record?file=content%2Ffor-teachers.md")
    reference = f"![A class (grade 3) walks.]({SHOWN}){{ width=40 height=20 loading=lazy }}"
    assert (editor.home / PAGE).read_bytes().decode() == f"{before}\n{reference}\n"
    assert (editor.home / "content" / SHOWN).is_file()
    assert editor.workshop.known_problems == ()
    editor.post("/_edit/undo")
    assert (editor.home / PAGE).read_bytes().decode() == before
    assert not (editor.home / "content" / SHOWN).exists()


def test_another_picture_of_the_same_name_stays(editor: Editor) -> None:
    """The second gets a number; the same picture again is the same file."""
    for size in ((40, 20), (40, 20), (50, 20)):
        picture = (io.BytesIO(drawn(size=size)), "On the shore.png")
        editor.post(f"/_edit/picture?file={PAGE}", picture=picture, alt="A class walks.")
    names = sorted(path.name for path in (editor.home / "content" / "images").iterdir())
    assert names == ["on-the-shore-2.png", "on-the-shore.png"]


def test_words_for_a_picture_are_needed(editor: Editor) -> None:
    """Each thing that is missing is named with a link to its field, and nothing is written."""
    page = editor.post(f"/_edit/picture?file={PAGE}", alt=" ").text
    assert '<a href="#picture">Choose a picture: a PNG or JPEG file, for instance.</a>' in page
    assert "Say in a sentence what the picture shows" in words(page)
    assert not (editor.home / "content" / "images").exists()


def test_the_logo_is_replaced(editor: Editor) -> None:
    """A JPEG becomes the PNG that forms need, and district.yml names it."""
    picture = (io.BytesIO(drawn("JPEG")), "New logo.jpg")
    editor.post("/_edit/picture?file=district.yml", picture=picture)
    assert "logo: images/new-logo.png\n" in (editor.home / "district.yml").read_text("utf-8")
    assert (editor.home / "content" / "images" / "new-logo.png").is_file()


def test_only_pages_and_the_district_take_pictures(editor: Editor) -> None:
    """A role has no place for one."""
    assert editor.get("/_edit/picture?file=roles/data-coach.yml").status_code == 404
