"""How a field of a layer comes together with the same field of the layer below: one rule each.

The rule stands with the model and is frozen once it is released; nothing chooses another.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from handbook.model.annotations import fields_of, marks_in
from handbook.model.record import Atom, Entire, Keyed, Own, Summed
from handbook.problems import listing

if TYPE_CHECKING:
    from handbook.model.annotations import ModelField
    from handbook.model.record import Record

RESERVED = ("before", "after", "without", "add", "leave_out", "draft", "body")
"""The words by which a layer says what becomes of the one below; no field has such a name."""

_ID = "id"


class Rule(StrEnum):
    """What becomes of a field that two layers have."""

    OWN = "own"
    """The district's alone: never inherited."""
    KEYED = "keyed"
    """Item by item, by a key; new ones come last, or beside one that is named."""
    PARTS = "parts"
    """Part by part."""
    NAMED = "named"
    """Entry by entry, by the names that people choose; an entry is whole."""
    SUMMED = "summed"
    """What both say, together."""
    LINES = "lines"
    """The upper one's, or the lower one's with lines added and taken away."""
    WHOLE = "whole"
    """The upper one's, whole."""


_MARKED: dict[type, Rule] = {Own: Rule.OWN, Summed: Rule.SUMMED, Entire: Rule.WHOLE}


@dataclass(frozen=True, slots=True)
class Merging:
    """The rule of a field."""

    rule: Rule
    key: str = ""
    """What tells the items of a list apart."""
    atom: str = ""
    """The statement that the field makes together with others, which come from one layer."""


@cache
def merging_of(model: type[Record]) -> dict[str, Merging]:
    """Return the rule of each field of a model, by the key that files call it by."""
    return {field.key: _merging(field) for field in fields_of(model)}


_SENTENCES = {
    Rule.OWN: "It comes from your own file alone.",
    Rule.KEYED: "Over the shipped list, each item finds its own by its '{key}'.",
    Rule.PARTS: "Over the shipped record, each of its parts is laid by itself.",
    Rule.NAMED: "Over the shipped ones, each name is laid by itself.",
    Rule.SUMMED: "Yours comes to what is there.",
    Rule.LINES: "Yours replaces the shipped lines; 'add:' and 'without:' change them.",
    Rule.WHOLE: "Yours replaces the shipped one.",
}
_UNTOLD = {
    _ID: "It finds the shipped record that yours is laid over.",
    "reviewed": "The shipped day goes where you change anything.",
}


def describe_merging(model: type[Record], key: str) -> str:
    """Return what becomes of a field that the layer below has too, in one sentence."""
    rules = merging_of(model)
    if key in _UNTOLD or key not in rules:
        return _UNTOLD.get(key, "")
    rule = rules[key]
    others = [name for name, other in rules.items() if other.atom == rule.atom and name != key]
    if rule.atom and others:
        return f"Yours replaces the shipped one together with {listing(others, last='and')}."
    return _SENTENCES[rule.rule].format(key=rule.key)


def _merging(field: ModelField) -> Merging:
    atom = next((mark.name for mark in marks_in(field.annotation, Atom)), "")
    key = next((mark.key for mark in marks_in(field.annotation, Keyed)), _ID)
    return Merging(_rule(field), key=key, atom=atom)


def _rule(field: ModelField) -> Rule:
    for mark, rule in _MARKED.items():
        if any(marks_in(field.annotation, mark)):
            return rule
    if field.is_keyed:
        return Rule.NAMED
    if field.is_list and field.models:
        return _rule_of_list(field)
    if field.is_list:
        return Rule.LINES
    is_apart = bool(field.models) and not field.models[0].is_atom
    return Rule.PARTS if is_apart else Rule.WHOLE


def _rule_of_list(field: ModelField) -> Rule:
    has_id = any(one.key == _ID for one in fields_of(field.models[0]))
    if not has_id and not any(marks_in(field.annotation, Keyed)):
        msg = f"the list '{field.key}' of records says nothing of how it is merged"
        raise TypeError(msg)
    return Rule.KEYED
