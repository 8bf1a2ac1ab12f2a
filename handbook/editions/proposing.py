"""What an editor is asked to decide before an edition is closed, as text for editions/next.yml."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from handbook.editions.comparing import changed_promises

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handbook.editions.comparing import Change
    from handbook.model.edition import ClosedEdition

_HEAD = """\
# What changed in the promises that people signed, since the edition {label}.
#
# Write after `sign_again:` yes or no, and after `because:` why, in a sentence that those who
# signed will read. `handbook edition close` keeps this with the edition and takes the file away.
# A form that changes again is asked about again.
forms:
"""

_WIDTH = 96


def propose_decisions(old: ClosedEdition, new: ClosedEdition, *, known: tuple[str, ...]) -> str:
    """Return an entry for each form with a changed promise that has none yet; '' for none.

    Args:
        old: The last edition.
        new: The present one.
        known: The forms that have an entry; without any the text begins with the file's head.
    """
    was = {form.id: form.code for form in old.forms}
    now = {form.id: form.code for form in new.forms}
    entries = [
        "\n".join(_entry(name, changes, was=was[name], now=now.get(name, "")))
        for name, changes in changed_promises(old, new).items()
        if name not in known
    ]
    head = "" if known or not entries else _HEAD.format(label=old.label)
    return head + "".join(f"{entry}\n" for entry in entries)


def _entry(name: str, changes: tuple[Change, ...], *, was: str, now: str) -> Iterator[str]:
    yield f"  # {changes[0].name}"
    for change in changes:
        for label, text in (("Removed", change.old), ("Added", change.new)):
            if text:
                yield from _comment(f"{label}: {text}")
    yield f"  - form: {name}"
    yield f"    was: {was}"
    if now:
        yield f"    now: {now}"
        yield "    # sign_again: yes"
    yield "    # because: "


def _comment(text: str) -> list[str]:
    return textwrap.wrap(
        " ".join(text.split()), _WIDTH, initial_indent="  #   ", subsequent_indent="  #     "
    )
