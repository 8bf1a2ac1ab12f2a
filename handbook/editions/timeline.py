"""The editions of a handbook in a row, the present one last, and what a code says among them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from handbook.editions.comparing import changed_promises
from handbook.editions.snapshot import plain, take_snapshot
from handbook.model.places import edition_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from handbook.forms.structure import FormDocument
    from handbook.model.edition import ClosedEdition, KeptForm, Resigning
    from handbook.model.handbook import Handbook

Timeline = tuple["ClosedEdition", ...]
"""Editions, oldest first; the last is the present one, closed or not."""


@dataclass(frozen=True, slots=True)
class Step:
    """What became of a form from one edition to the next."""

    edition: str
    """The label of the newer edition."""
    sign_again: bool | None
    """Whether those who signed must sign again; None where a promise changed undecided."""
    because: str
    """Why, or ''."""
    is_gone: bool = False
    """Whether the newer edition has no such form."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What the code of a paper says: which words it has, and what became of them."""

    form: str
    """The name of the form's page and files."""
    title: str
    """The heading on the paper."""
    code: str
    """The whole code."""
    editions: tuple[str, ...]
    """The labels of the editions that have these words."""
    steps: tuple[Step, ...]
    """Every change of the form since then, oldest first."""

    @property
    def is_current(self) -> bool:
        """Whether the present edition has these very words."""
        return not self.steps

    @property
    def must_sign(self) -> bool | None:
        """Whether those who signed must sign again; None where that is undecided."""
        answers = [step.sign_again for step in self.steps]
        return None if None in answers else any(answers)


def make_timeline(handbook: Handbook, documents: Sequence[FormDocument]) -> Timeline:
    """Return the editions of a handbook; the present one keeps what was decided when it closed."""
    closed = same_label(handbook)
    present = take_snapshot(handbook, documents, resigning=handbook.resigning)
    return (*(one for one in handbook.past if one is not closed), present)


def same_label(handbook: Handbook) -> ClosedEdition | None:
    """Return the closed edition that has the label of the present one, if there is one."""
    name = edition_name(plain(handbook.district.edition.label))
    return next((one for one in handbook.past if edition_name(one.label) == name), None)


def find_standings(code: str, *, timeline: Timeline) -> tuple[Standing, ...]:
    """Return what a code, or the beginning of one, says: the newest first, nothing if unknown."""
    found = (_standings(form_id, timeline=timeline) for form_id in _form_ids(timeline))
    matching = (one for group in found for one in group if code and one.code.startswith(code))
    return tuple(sorted(matching, key=lambda one: len(one.steps)))


def all_standings(timeline: Timeline) -> tuple[Standing, ...]:
    """Return what every code says that any edition had, form by form, the newest words first."""
    return tuple(
        one for form_id in _form_ids(timeline) for one in _standings(form_id, timeline=timeline)
    )


def _form_ids(timeline: Timeline) -> tuple[str, ...]:
    return tuple(dict.fromkeys(form.id for one in reversed(timeline) for form in one.forms))


def _standings(form_id: str, *, timeline: Timeline) -> Iterator[Standing]:
    told = set[str]()
    for place in reversed(range(len(timeline))):
        form = _form(timeline[place], form_id)
        if form is None or form.code in told:
            continue
        told.add(form.code)
        labels = (one.label for one in timeline if _has_code(one, form))
        steps = tuple(_steps(form_id, timeline=timeline[place:]))
        yield Standing(form.id, form.title, form.code, tuple(labels), steps)


def _steps(form_id: str, *, timeline: Timeline) -> Iterator[Step]:
    for old, new in pairwise(timeline):
        before, after = _form(old, form_id), _form(new, form_id)
        if before is None or (after is not None and after.code == before.code):
            continue
        decided = find_decision(form_id, old=old, new=new)
        if decided is not None:
            answer = decided.sign_again if after else False
            yield Step(new.label, answer, decided.because or "", is_gone=after is None)
        else:
            is_open = after is not None and form_id in changed_promises(old, new)
            yield Step(new.label, None if is_open else False, "", is_gone=after is None)


def find_decision(form_id: str, *, old: ClosedEdition, new: ClosedEdition) -> Resigning | None:
    """Return what was decided on the very words that a form has in two editions."""
    before, after = _form(old, form_id), _form(new, form_id)
    codes = (before.code if before else None, after.code if after else None)
    fitting = (one for one in new.resigning if one.form == form_id and (one.was, one.now) == codes)
    return next(fitting, None)


def _form(edition: ClosedEdition, form_id: str) -> KeptForm | None:
    return next((form for form in edition.forms if form.id == form_id), None)


def _has_code(edition: ClosedEdition, form: KeptForm) -> bool:
    return any((one.id, one.code) == (form.id, form.code) for one in edition.forms)
