"""A district that leaves out nearly all that it can, so that its whole site is quickly built."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handbook.model.kinds import KINDS
from tests.test_leaving_out import KEPT, NEVER_NONE

if TYPE_CHECKING:
    from handbook.model.handbook import Handbook

FORMS = ("acknowledgement", "role-agreement")
"""The forms that stay: one that stands alone, and one that is made for every role."""


def thin_out(handbook: Handbook) -> tuple[str, ...]:
    """Return what such a district writes under `leave_out`."""
    forms = (name for kind, name in handbook.entries if kind == "form" and name not in FORMS)
    return (
        *(f"all:{kind}" for kind in sorted(set(KINDS) - KEPT - NEVER_NONE - {"form"})),
        *sorted(forms),
    )
