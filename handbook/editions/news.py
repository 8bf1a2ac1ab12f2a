"""What changed from edition to edition, as pages tell it: form by form, record by record."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, TypeAlias

from handbook.editions.comparing import DECISIONS, PROMISES, compare_editions
from handbook.editions.timeline import find_decision

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from handbook.editions.comparing import Change
    from handbook.editions.timeline import Timeline
    from handbook.model.edition import ClosedEdition, KeptForm, Resigning

Verb: TypeAlias = Literal["new", "changed"]


@dataclass(frozen=True, slots=True)
class FormNews:
    """What changed in a form from one edition to the next."""

    id: str
    """The name of its page and files."""
    title: str
    """The heading on the paper."""
    state: Literal["new", "changed", "gone"]
    """Whether it is there for the first time, or no more."""
    changes: tuple[Change, ...]
    """What changed in it, in its own order."""
    is_promise: bool
    """Whether a promise that somebody signed is among them."""
    sign_again: bool | None
    """Whether those who signed must sign again; None where nobody has decided."""
    because: str
    """Why, or ''."""


@dataclass(frozen=True, slots=True)
class EditionNews:
    """What changed from one edition to the next."""

    label: str
    """The newer edition."""
    since: str
    """The older one."""
    effective: dt.date
    """The first day the newer one applies."""
    forms: tuple[FormNews, ...]
    """The forms with changes."""
    changes: tuple[Change, ...]
    """What changed outside of forms."""

    def of(self, sort: str) -> tuple[Change, ...]:
        """Return the changes outside of forms that are of one sort; decisions have their own."""
        return tuple(
            one
            for one in self.changes
            if (DECISIONS if one.where == DECISIONS else one.sort) == sort
        )


def tell_news(timeline: Timeline) -> tuple[EditionNews, ...]:
    """Return what changed from each edition to the next, the newest first."""
    return tuple(_tell(old, new) for old, new in reversed(list(pairwise(timeline))))


def tell_history(news: tuple[EditionNews, ...]) -> Mapping[str, tuple[tuple[Verb, str], ...]]:
    """Return when each record or page came and changed, oldest first, by its kind:id.

    Forms are under their pages, as `page:forms/<name>`.
    """
    found: dict[str, list[tuple[Verb, str]]] = {}
    for one in reversed(news):
        for reference, verb in _history(one):
            found.setdefault(reference, []).append((verb, one.label))
    return {reference: tuple(told) for reference, told in found.items()}


def _tell(old: ClosedEdition, new: ClosedEdition) -> EditionNews:
    changes = compare_editions(old, new)
    names = {form.id for form in (*old.forms, *new.forms)}
    by_form: dict[str, list[Change]] = {}
    for change in changes:
        if change.where in names:
            by_form.setdefault(change.where, []).append(change)
    return EditionNews(
        label=new.label,
        since=old.label,
        effective=new.effective,
        forms=tuple(
            _form_news(form.id, title=form.title, changes=by_form[form.id], old=old, new=new)
            for form in _in_order(old, new)
            if form.id in by_form
        ),
        changes=tuple(change for change in changes if change.where not in names),
    )


def _in_order(old: ClosedEdition, new: ClosedEdition) -> Iterator[KeptForm]:
    names = {form.id for form in new.forms}
    yield from new.forms
    yield from (form for form in old.forms if form.id not in names)


def _form_news(
    name: str, *, title: str, changes: list[Change], old: ClosedEdition, new: ClosedEdition
) -> FormNews:
    before = next((form for form in old.forms if form.id == name), None)
    is_there = any(form.id == name for form in new.forms)
    state: Literal["new", "changed", "gone"] = "changed" if is_there else "gone"
    if before is None:
        state = "new"
    is_promise = before is not None and bool(before.signers)
    is_promise = is_promise and any(one.sort in PROMISES for one in changes)
    decided = find_decision(name, old=old, new=new)
    return FormNews(
        id=name,
        title=title,
        state=state,
        changes=tuple(one for one in changes if one.old or one.new or one.part),
        is_promise=is_promise,
        sign_again=_answer(decided, is_open=is_promise and is_there),
        because=(decided.because or "") if decided else "",
    )


def _answer(decided: Resigning | None, *, is_open: bool) -> bool | None:
    if decided is not None:
        return decided.sign_again
    return None if is_open else False


def _history(news: EditionNews) -> Iterator[tuple[str, Verb]]:
    for form in news.forms:
        if form.state != "gone":
            yield f"page:forms/{form.id}", form.state
    for change in news.of("text"):
        if not change.old:
            yield change.where, "new" if change.new else "changed"
