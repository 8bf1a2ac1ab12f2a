"""New records and pages, begun with an example to write over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handbook.identifiers import slugify
from handbook.splicing.changes import Put
from handbook.splicing.editing import edit_text
from handbook.starting import KINDS, example_of

if TYPE_CHECKING:
    from collections.abc import Collection

NEW_KINDS = {"role": "role", "non-role": "non-role", "form": "form", "page": "page"}
"""What can be begun here, and what people call it; the rest is added to the list it stands in."""


def new_file(kind: str, *, called: str, taken: Collection[str]) -> tuple[str, str] | str:
    """Return a file to begin with and its text, or what is wrong with its name."""
    name = slugify(called)
    if not name:
        return "Write what it is called, in words."
    if name in taken:
        return f"There is one called '{name}' already. Call this one something else."
    file = KINDS[kind].format(id=name)
    key = "title" if kind == "page" else "name"
    text = edit_text(example_of(kind, name=name), Put((key,), called), path=file)
    return file, text
