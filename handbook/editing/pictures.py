"""A picture that somebody uploads: examined, and written anew with nothing in it but the picture.

What a camera or a program noted beside it, such as a place or a name, is not taken over.
"""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass

from PIL import Image, ImageOps

from handbook.identifiers import slugify
from handbook.images import LARGEST_IMAGE, picture_fault

MOST_POINTS = 40_000_000
"""More points than any camera's picture is worth reading for: it could be made to fill memory."""

_WIDEST = 1600
_MOST_ALT = 250
_QUALITIES = (85, 75, 60)
_READ = ("PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF")
_NO_PICTURE = (
    "The file is no picture that can be read here. Save it as PNG or JPEG, and choose it again."
)
_MOVES = "The picture moves, and readers could not stop it. Save one still of it as PNG."
_TOO_MANY = "The picture has more than 40 million points. Save it smaller, and choose it again."
_TOO_LARGE = "The picture has more than 1 MB even when it is written anew. Save it smaller."
_NO_ALT = "Say in a sentence what the picture shows: some readers hear that in its place."
_LONG_ALT = "Say in at most 250 letters what the picture shows, and the rest in the text."


class PictureError(Exception):
    """A picture that is not taken, with the reason and what to do."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it is kept."""

    name: str
    """What its file is called."""
    content: bytes
    width: int
    height: int

    def reference(self, alt: str, *, folder: str, name: str) -> str:
        """Return how a page shows it.

        Args:
            alt: What it shows, in words.
            folder: The folder it is in, as the page names it.
            name: What its file is called there.
        """
        words = " ".join(alt.split()).replace("[", "(").replace("]", ")")
        size = f"width={self.width} height={self.height}"
        return f"![{words}]({folder}/{name}){{ {size} loading=lazy }}"


def take_picture(content: bytes, *, called: str, is_for_paper: bool = False) -> Picture:
    """Return a picture, written anew.

    Args:
        content: The file that was uploaded.
        called: What the file was called; its name is made from it.
        is_for_paper: Whether forms show it, which take no JPEG.

    Raises:
        PictureError: It is not taken.
    """
    name = slugify(called.rpartition(".")[0] or called) or "picture"
    image = _read(content)
    has_gaps = image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info
    is_drawn = image.format == "PNG" or has_gaps or is_for_paper
    image = image.convert("RGBA" if has_gaps else "RGB")
    image.thumbnail((_WIDEST, _WIDEST * 2))
    fresh = _bare(image)
    drawn = _written(fresh, "PNG", optimize=True) if is_drawn else b""
    if is_drawn and (len(drawn) <= LARGEST_IMAGE or has_gaps or is_for_paper):
        return _checked(f"{name}.png", drawn, fresh)
    tries = (_written(fresh, "JPEG", quality=one, optimize=True) for one in _QUALITIES)
    small = next((one for one in tries if len(one) <= LARGEST_IMAGE), b"")
    if not small:
        raise PictureError(_TOO_LARGE)
    return _checked(f"{name}.jpg", small, fresh)


def alt_fault(alt: str) -> str:
    """Return what is wrong with the words for a picture, or ''."""
    if not alt.strip():
        return _NO_ALT
    return _LONG_ALT if len(alt) > _MOST_ALT else ""


def _read(content: bytes) -> Image.Image:
    try:
        # What Pillow warns of is refused here, or is of no concern to who uploads a picture.
        with warnings.catch_warnings(action="ignore"):
            image = Image.open(io.BytesIO(content), formats=_READ)
            _check_size(image)
            image.load()
            return _upright(image)
    except Image.DecompressionBombError as error:
        raise PictureError(_TOO_MANY) from error
    except PictureError:
        raise
    # Pillow answers a damaged file in many ways, of which an index out of range is one.
    except Exception as error:
        raise PictureError(_NO_PICTURE) from error


def _check_size(image: Image.Image) -> None:
    """Refuse what is too much to be read; only its first bytes are read before."""
    if image.width * image.height > MOST_POINTS:
        raise PictureError(_TOO_MANY)
    if getattr(image, "n_frames", 1) > 1 and image.format != "TIFF":
        raise PictureError(_MOVES)


def _upright(image: Image.Image) -> Image.Image:
    """Return a picture as its camera was held; what it is stays known."""
    turned = ImageOps.exif_transpose(image)
    turned.format = image.format
    return turned


def _bare(image: Image.Image) -> Image.Image:
    """Return the points alone."""
    fresh = Image.new(image.mode, image.size)
    fresh.paste(image)
    return fresh


def _written(image: Image.Image, kind: str, **wishes: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **wishes)
    return out.getvalue()


def _checked(name: str, content: bytes, image: Image.Image) -> Picture:
    """Return a picture that every face of the handbook can show."""
    if len(content) > LARGEST_IMAGE:
        raise PictureError(_TOO_LARGE)
    if fault := picture_fault(content, name=name):
        raise PictureError(f"{fault[0].upper()}{fault[1:]}")
    return Picture(name, content, image.width, image.height)
