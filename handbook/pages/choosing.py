"""What the sentences that follow from decisions say here, and would say under other decisions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from handbook.contradictions import conflict
from handbook.decisions import settle, settle_decisions
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
    """Every sentence under it, by its name; none where it cannot stand with the rest."""
    conflict: str
    """Why it cannot stand with what else this district has decided; mostly nothing."""
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
    return tuple(_choice(way, handbook=handbook) for way in found)


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


def _choice(way: _Way, *, handbook: Handbook) -> Choice:
    name, label, decisions, is_chosen = way
    rules = handbook.confidentiality
    settled = settle_decisions(decisions, rules=rules)
    if message := conflict(settled, rules=rules):
        return Choice(name, label, {}, message, is_chosen=is_chosen)
    words = late_words(handbook, settled=settled)
    says = {key.removeprefix(SAYS): text for key, text in words.items() if key.startswith(SAYS)}
    return Choice(name, label, says, "", is_chosen=is_chosen)
