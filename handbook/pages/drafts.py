"""What a preview says on the pages of what is not ready yet."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from handbook.addresses import entry_address
from handbook.model.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Collection

    from handbook.model.handbook import Handbook
    from handbook.pages.page import Page


def draft_uris(handbook: Handbook) -> frozenset[str]:
    """Return the pages of what is not ready yet."""
    written = {page.uri for page in handbook.pages if ("page", page.name) in handbook.drafts}
    made = {
        entry_address(entry).uri
        for entry in handbook.entries.values()
        if entry.file.is_draft and KINDS[entry.kind].has_page
    }
    return frozenset(written | made)


def mark_draft(page: Page, *, uris: Collection[str]) -> Page:
    """Return a page with the mark of a draft, where it is one."""
    return replace(page, meta={**page.meta, "is_draft": True}) if page.uri in uris else page
