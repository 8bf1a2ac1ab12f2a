"""What a change does to the handbook: the pages and forms it touches, and who signs again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handbook.editions.comparing import changed_promises

if TYPE_CHECKING:
    from handbook.project import Project


def describe_effect(before: Project | None, after: Project | None) -> str:
    """Return in a sentence what is another in a state of the handbook; '' where nothing is."""
    if before is None or after is None or before is after:
        return ""
    old = {page.uri: page.markdown for page in before.pages}
    new = {page.uri: page.markdown for page in after.pages}
    pages = sum(old.get(uri) != new.get(uri) for uri in old.keys() | new.keys())
    codes = {one.id: one.code for one in before.documents}
    fresh = {one.id: one.code for one in after.documents}
    forms = sum(codes.get(name) != fresh.get(name) for name in codes.keys() | fresh.keys())
    if not pages and not forms:
        return ""
    touched = " and ".join(part for part in (_count(pages, "page"), _count(forms, "form")) if part)
    again = len(changed_promises(before.timeline[-1], after.timeline[-1])) if forms else 0
    if not again:
        return f"This change touches {touched}."
    promised = f"What people promise changes in {_count(again, 'form')}"
    return f"This change touches {touched}. {promised}: who signed before may have to sign again."


def _count(number: int, noun: str) -> str:
    if not number:
        return ""
    return f"1 {noun}" if number == 1 else f"{number} {noun}s"
