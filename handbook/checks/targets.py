"""What a link or a line of the menu can lead to, and what may have been meant where it cannot."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handbook.checks.reporting import remedy

if TYPE_CHECKING:
    from collections.abc import Collection

_FOLLOWED = re.compile(r"(?:https?://|mailto:|tel:)[^\s]+$", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


def is_elsewhere(target: str) -> bool:
    """Say whether an address leads out of the handbook, by the word before its colon."""
    return _SCHEME.match(target) is not None


def is_on_the_web(target: str) -> bool:
    """Say whether an address is one that people follow: a page, a mailbox or a telephone."""
    return _FOLLOWED.match(target) is not None


def page_like(target: str, *, among: Collection[str]) -> str:
    """Return which page was meant: one of the same name in another folder, or one like it."""
    bare = target.lstrip("./")
    if bare in among:
        return f" Did you mean '{bare}'?"
    name = target.rpartition("/")[2]
    moved = sorted(uri for uri in among if uri.rpartition("/")[2] == name)
    return f" Did you mean '{moved[0]}'?" if moved else remedy(target, among=among)
