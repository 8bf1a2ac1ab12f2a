"""What must hold between editions: closed ones stay as they were, changed promises are decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handbook.checks.reporting import fault, warning
from handbook.editions.comparing import changed_promises
from handbook.editions.timeline import same_label
from handbook.layers import is_own
from handbook.model.district import District
from handbook.model.edition import NextEdition
from handbook.model.places import edition_uri
from handbook.problems import Location, Problem, Severity, suggest
from handbook.textcode import shorten_code

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from handbook.editions.timeline import Timeline
    from handbook.forms.structure import FormDocument
    from handbook.model.edition import ClosedEdition, KeptForm, Resigning
    from handbook.model.handbook import Handbook, SourceFile

_NEW_LABEL = "Give the new edition a 'label' of its own in district.yml, or take the change back."


def check_editions(
    handbook: Handbook, documents: tuple[FormDocument, ...], *, timeline: Timeline
) -> tuple[Problem, ...]:
    """Return what is wrong between the present edition and the closed ones, sorted."""
    closed = same_label(handbook)
    present = timeline[-1]
    found: list[Problem] = []
    if closed is not None:
        found.extend(_changes(closed, present, handbook=handbook, documents=documents))
    elif len(timeline) > 1:
        found.extend(_order(handbook, previous=timeline[-2]))
        found.extend(_decided(timeline[-2], present, handbook=handbook, documents=documents))
    found.extend(_leftovers(handbook, closed=closed, is_first=len(timeline) == 1))
    return tuple(sorted(set(found)))


def _changes(
    closed: ClosedEdition,
    present: ClosedEdition,
    *,
    handbook: Handbook,
    documents: tuple[FormDocument, ...],
) -> Iterator[Problem]:
    """Yield what is no longer as it was when the edition of this label was closed."""
    before = {form.id: form for form in closed.forms}
    after = {form.id: form for form in present.forms}
    for document in documents:
        was = before.get(document.id)
        if was is not None and was.code == document.code:
            continue
        title = after[document.id].title
        message = f"'{title}' was not there when the edition '{closed.label}' was closed."
        if was is not None:
            message = (
                f"the words of '{title}' are no longer those of the closed edition "
                f"'{closed.label}': {shorten_code(was.code)} then, {shorten_code(document.code)} "
                "now."
            )
        yield Problem(
            _form_place(document.form_id, handbook=handbook), "", f"{message} {_NEW_LABEL}"
        )
    file = _district(handbook)
    for name, form in before.items():
        if name not in after:
            message = f"'{form.title}' is gone, and the closed edition '{closed.label}' has it."
            yield fault(file, ("edition", "label"), f"{message} {_NEW_LABEL}")
    if closed.decisions != present.decisions:
        message = f"the decisions are no longer those of the closed edition '{closed.label}'."
        yield warning(file, ("decisions",), f"{message} {_NEW_LABEL}")


def _order(handbook: Handbook, *, previous: ClosedEdition) -> Iterator[Problem]:
    if handbook.district.edition.effective <= previous.effective:
        message = (
            f"the edition '{previous.label}' took effect on {previous.effective}, and this one "
            "follows it. Write the first day on which the new edition applies."
        )
        yield fault(_district(handbook), ("edition", "effective"), message)


def _decided(
    old: ClosedEdition,
    new: ClosedEdition,
    *,
    handbook: Handbook,
    documents: tuple[FormDocument, ...],
) -> Iterator[Problem]:
    """Yield the changed promises about which nothing was decided, or on other words."""
    entries = _entries(handbook)
    before = {form.id: form for form in old.forms}
    after = {form.id: form for form in new.forms}
    for name in changed_promises(old, new):
        if name in entries:
            yield from _entry_faults(name, entries, was=before[name], now=after.get(name))
            continue
        message = _undecided(before[name].title, old=old)
        form_id = next((one.form_id for one in documents if one.id == name), "")
        place = _form_place(form_id, handbook=handbook) if form_id else None
        if place and is_own(place.path):
            yield Problem(place, "", message, Severity.WARNING)
        else:
            # The decision is the district's, whoever wrote the words.
            yield warning(_district(handbook), ("edition", "label"), message)
    for name, (file, number, _) in entries.items():
        if name not in before:
            message = f"the edition '{old.label}' has no form '{name}'."
            guess = suggest(name, among=before) or " Take the entry out."
            yield warning(file, ("forms", number, "form"), f"{message}{guess}")


def _undecided(title: str, *, old: ClosedEdition) -> str:
    return (
        f"a promise of '{title}' changed since the edition '{old.label}', and nobody has decided "
        "whether those who signed must sign again. Run 'handbook edition next', and decide in "
        "editions/next.yml."
    )


def _entry_faults(
    name: str,
    entries: Mapping[str, tuple[SourceFile, int, Resigning]],
    *,
    was: KeptForm,
    now: KeptForm | None,
) -> Iterator[Problem]:
    file, place, entry = entries[name]
    at = ("forms", place)
    if entry.was != was.code:
        message = f"the last edition has the text {was.code}. Write 'was: {was.code}'."
        yield warning(file, (*at, "was"), message)
    if now is not None and entry.now != now.code:
        decided = f"decided on the text {entry.now}" if entry.now else "decided on no text"
        message = (
            f"this was {decided}, and the text is {now.code} now. Read what changed, decide "
            f"again, and write 'now: {now.code}'."
        )
        yield warning(file, (*at, "now"), message)
    if now is None and entry.now is not None:
        yield warning(file, (*at, "now"), "the form is gone. Take the line out.")
    if entry.sign_again is None and now is not None:
        message = (
            f"nobody has decided whether those who signed '{was.title}' must sign again. "
            "Write 'sign_again: yes' or 'sign_again: no'."
        )
        yield warning(file, at, message)
    if entry.because is None:
        message = (
            f"the decision on '{was.title}' has no note. Write after 'because:' why, in a "
            "sentence that those who signed will read."
        )
        yield warning(file, at, message)


def _leftovers(
    handbook: Handbook, *, closed: ClosedEdition | None, is_first: bool
) -> Iterator[Problem]:
    for file in handbook.files:
        if not isinstance(file.record, NextEdition) or not file.record.forms:
            continue
        if closed is not None:
            message = (
                f"the edition '{closed.label}' is closed, and keeps its decisions in "
                f"{edition_uri(closed.label)}. Take this file away, or give the next edition a "
                "label of its own."
            )
            yield warning(file, ("forms",), message)
        elif is_first:
            message = "no edition is closed that these decisions could follow. Take the file away."
            yield warning(file, ("forms",), message)


def _entries(handbook: Handbook) -> dict[str, tuple[SourceFile, int, Resigning]]:
    """Return the entries of editions/next.yml by their forms, with their places; the last wins."""
    return {
        entry.form: (file, place, entry)
        for file in handbook.files
        if isinstance(file.record, NextEdition)
        for place, entry in enumerate(file.record.forms)
    }


def _form_place(form_id: str, *, handbook: Handbook) -> Location:
    return handbook.entries["form", form_id].location


def _district(handbook: Handbook) -> SourceFile:
    return next(file for file in handbook.files if isinstance(file.record, District))
