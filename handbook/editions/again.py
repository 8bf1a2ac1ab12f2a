"""What must be signed again in the present edition, for the paper on which people say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handbook.editions.comparing import PROMISES, compare_forms
from handbook.editions.timeline import find_decision, make_timeline
from handbook.forms.structure import SignedAgain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handbook.editions.timeline import Timeline
    from handbook.forms.structure import FormDocument
    from handbook.model.edition import KeptForm
    from handbook.model.handbook import Handbook


def find_signed_again(
    handbook: Handbook, documents: Sequence[FormDocument]
) -> tuple[SignedAgain, ...]:
    """Return the forms that those who signed must sign again, with what changed in promises."""
    timeline = make_timeline(handbook, documents)
    if len(timeline) == 1:
        return ()
    found = (_signed_again(form, timeline=timeline) for form in timeline[-1].forms)
    return tuple(one for one in found if one)


def _signed_again(form: KeptForm, *, timeline: Timeline) -> SignedAgain | None:
    old, new = timeline[-2:]
    decided = find_decision(form.id, old=old, new=new)
    if decided is None or not decided.sign_again:
        return None
    changes = compare_forms(old, new, form_id=form.id)
    return SignedAgain(
        title=form.title,
        old_code=decided.was,
        because=decided.because or "",
        changes=tuple((one.old, one.new) for one in changes if one.sort in PROMISES),
    )
