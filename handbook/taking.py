"""What is the district's taken out of its files, so that the shipped text shows again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handbook.splicing.changes import Remove, value_at
from handbook.splicing.editing import edit_text
from handbook.yamlsource import find_front_matter, parse_front_matter, parse_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable

    from handbook.problems import FieldPath
    from handbook.yamlsource import Data

_PAGE = ".md"
_NOTHING = frozenset({"id", "reviewed"})
"""What a record that says nothing more than these says of the one below: nothing."""


def without_fields(text: str, fields: Iterable[FieldPath], *, path: str) -> str:
    """Return a file without some of its fields, and without what then says nothing.

    Args:
        text: The file, as it stands on the disk.
        fields: The ways to the fields.
        path: The file, for what is said of it.

    Returns:
        The file, or '' where nothing is left of it.

    Raises:
        HandbookError: A field cannot be taken out without losing something else.
    """
    # From the last one up, so that the places of those before it stay what they are.
    for field in sorted(fields, key=_place, reverse=True):
        text = edit_text(text, Remove(field), path=path)
        text = _without_empty(text, field[:-1], path=path)
    is_page = path.endswith(_PAGE)
    return text if is_page or not _says_nothing(_data(text, path=path)) else ""


def without_body(text: str, *, path: str) -> str:
    """Return a page without its text, so that the shipped text stands; '' where nothing is left."""
    end = find_front_matter(text.removeprefix("\ufeff"))
    if end is None or not _data(text, path=path):
        return ""
    return "".join(f"{line}\n" for line in text.split("\n")[: end + 1])


def _without_empty(text: str, at: FieldPath, *, path: str) -> str:
    """Return a file without what is empty around a field that was taken out."""
    while at:
        if not _says_nothing(value_at(_data(text, path=path), at)):
            break
        text = edit_text(text, Remove(at), path=path)
        at = at[:-1]
    return text


def _says_nothing(data: Data) -> bool:
    return not data or (isinstance(data, dict) and data.keys() <= _NOTHING)


def _data(text: str, *, path: str) -> Data:
    content = text.encode()
    source = (
        parse_front_matter(content, path=path)[0]
        if path.endswith(_PAGE)
        else parse_yaml(content, path=path)[0]
    )
    return source.data if source else {}


def _place(field: FieldPath) -> tuple[tuple[bool, str | int], ...]:
    return tuple((isinstance(step, int), step) for step in field)
