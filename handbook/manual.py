"""The editor's manual: pages `for: editors`, which a published site does not have."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from handbook.model.page import HandPage
from handbook.page_types import page_types

if TYPE_CHECKING:
    from handbook.model.handbook import Handbook


def manual_uris(handbook: Handbook) -> frozenset[str]:
    """Return the pages for editors, those that templates make included."""
    written = {page.uri for page in handbook.pages if page.is_for_editors}
    return frozenset(written | {one.address for one in page_types() if one.is_for_editors})


def leave_out_manual(handbook: Handbook) -> Handbook:
    """Return the handbook without the pages for editors; a reference to one becomes plain words."""
    gone = manual_uris(handbook)
    files = tuple(
        file
        for file in handbook.files
        if not (isinstance(file.record, HandPage) and file.record.uri in gone)
    )
    names = frozenset(("page", uri.removesuffix(".md")) for uri in gone)
    return replace(handbook, files=files, left_out=handbook.left_out | names, unpublished=names)
