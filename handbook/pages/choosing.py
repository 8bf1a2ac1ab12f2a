"""What the sentences that follow from decisions say here, and would say under other decisions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from handbook.decisions import is_assigned_unseen, settle, settle_decisions
from handbook.model.decisions import Participation, ParticipationKind
from handbook.sayings import SAYS, find_sayings, late_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from handbook.model.decisions import Decisions
    from handbook.model.handbook import Handbook


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to decide."""

    id: str
    """What stands in district.yml."""
    name: str
    """What readers call it."""
    says: Mapping[str, str]
    """Every sentence under it, by its name; none where it makes no sense with the rest."""
    is_chosen: bool
    """Whether this district has decided so."""


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence that pages and forms can name."""

    name: str
    """What texts call it, after `says.`."""
    about: str
    """What it settles."""
    text: str
    """What it says here."""


def list_choices(handbook: Handbook, *, of: str) -> tuple[Choice, ...]:
    """Return every way to decide one thing, the rest being as this district has decided.

    Args:
        handbook: The handbook.
        of: `posture` or `participation`.
    """
    found = _postures(handbook) if of == "posture" else _participations(handbook)
    return tuple(
        Choice(name, label, _says(decisions, handbook=handbook), is_chosen=is_chosen)
        for name, label, decisions, is_chosen in found
    )


def list_sayings(handbook: Handbook) -> tuple[Said, ...]:
    """Return every sentence that follows from decisions, as it stands here."""
    words = late_words(handbook, settled=settle(handbook))
    return tuple(
        Said(saying.name, saying.about, words[f"{SAYS}{saying.name}"])
        for saying in find_sayings(handbook)
    )


_Way = tuple[str, str, "Decisions", bool]


def _postures(handbook: Handbook) -> Iterator[_Way]:
    own = handbook.district.decisions
    for posture in handbook.confidentiality.postures:
        decisions = own.model_copy(update={"posture": posture.id, "cells": ()})
        yield posture.id, posture.name, decisions, posture.id == own.posture


def _participations(handbook: Handbook) -> Iterator[_Way]:
    own = handbook.district.decisions
    for kind in get_args(ParticipationKind):
        by = () if kind == "voluntary" else own.participation.by or ("principal",)
        other = Participation(kind=kind, by=by, meetings=own.participation.meetings)
        is_chosen = kind == own.participation.kind
        yield kind, kind, own.model_copy(update={"participation": other}), is_chosen


def _says(decisions: Decisions, *, handbook: Handbook) -> Mapping[str, str]:
    settled = settle_decisions(decisions, rules=handbook.confidentiality)
    if is_assigned_unseen(settled):
        return {}
    words = late_words(handbook, settled=settled)
    return {name.removeprefix(SAYS): text for name, text in words.items() if SAYS in name}
