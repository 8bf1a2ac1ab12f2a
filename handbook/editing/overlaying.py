"""What a district's file has to say so that a record reads as somebody wants it to."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from handbook.merging import merge_sources
from handbook.model.annotations import fields_of
from handbook.model.merging import Merging, Rule, merging_of
from handbook.yamlsource import YamlSource

if TYPE_CHECKING:
    from handbook.model.record import Record
    from handbook.yamlsource import Data

_WITHOUT, _REVIEWED = "without", "reviewed"
_SIDES = ("before", "after")
_SIGNS = (*_SIDES, _WITHOUT, "leave_out", "draft", "body")
_WHOLE = Merging(Rule.WHOLE)
Mapping = dict[str, "Data"]


def overlay_for(below: Data, own: Data, wanted: Data, *, model: type[Record]) -> Data:
    """Return what a district says of a record, as little as will do.

    Args:
        below: The record as the layers below have it.
        own: What the district says of it now; an empty mapping where it says nothing yet.
        wanted: What the record shall be.
        model: The record's model.

    Raises:
        LookupError: No layer on top of the one below can say this.
    """
    lower, upper, goal = (cast("Mapping", one) for one in (below, own, wanted))
    found = _record(lower, upper, goal, model=model)
    if "id" in goal and "id" in lower:
        found = {"id": goal["id"], **found}
    if _without_reviewed(laid_over(below, found, model=model)) != _without_reviewed(wanted):
        raise LookupError
    return found


def laid_over(below: Data, own: Data, *, model: type[Record]) -> Data:
    """Return a record as both layers have it together."""
    merged, _ = merge_sources(YamlSource("", below), YamlSource("", own), model=model)
    return merged.data


def _record(lower: Mapping, upper: Mapping, goal: Mapping, *, model: type[Record]) -> Mapping:
    rules = merging_of(model)
    models = {field.key: field.models for field in fields_of(model)}
    before = cast("Mapping", laid_over(lower, upper, model=model))
    found = dict(upper)
    for key in dict.fromkeys((*before, *goal)):
        if key in _SIGNS and key not in rules:
            continue
        if before.get(key) == goal.get(key):
            continue
        rule = rules.get(key, _WHOLE)
        _say_no_without(found, key)
        if key not in goal:
            found.pop(key, None)
            if key in lower:
                found[_WITHOUT] = (*_lines(found.get(_WITHOUT)), key)
        elif rule.atom:
            _say_atom(found, lower, goal, rules=rules, atom=rule.atom)
        elif goal[key] == lower.get(key):
            found.pop(key, None)
        else:
            inner = models.get(key, ())
            found[key] = _value(lower.get(key), upper.get(key), goal[key], rule=rule, models=inner)
    return found


def _say_atom(
    found: Mapping, lower: Mapping, goal: Mapping, *, rules: dict[str, Merging], atom: str
) -> None:
    """Say a statement as a whole, or not at all where it is the one below."""
    keys = [key for key, rule in rules.items() if rule.atom == atom]
    is_below = all(goal.get(key) == lower.get(key) for key in keys)
    for key in keys:
        found.pop(key, None)
        if key in goal and not is_below:
            found[key] = goal[key]


def _say_no_without(found: Mapping, key: str) -> None:
    kept = tuple(one for one in _lines(found.get(_WITHOUT)) if one != key)
    if kept:
        found[_WITHOUT] = kept
    else:
        found.pop(_WITHOUT, None)


def _value(
    lower: Data | None,
    upper: Data | None,
    goal: Data,
    *,
    rule: Merging,
    models: tuple[type[Record], ...],
) -> Data:
    if lower is None or not models:
        return goal
    if rule.rule is Rule.PARTS and isinstance(lower, dict) and isinstance(goal, dict):
        own = upper if isinstance(upper, dict) else {}
        return _record(lower, own, goal, model=models[0])
    if rule.rule is Rule.NAMED and isinstance(lower, dict) and isinstance(goal, dict):
        return {key: value for key, value in goal.items() if lower.get(key) != value}
    if rule.rule is Rule.KEYED and isinstance(lower, tuple) and isinstance(goal, tuple):
        own_items = upper if isinstance(upper, tuple) else ()
        return _items(lower, own_items, goal, key=rule.key, model=models[0])
    return goal


def _items(
    lower: tuple[Data, ...],
    upper: tuple[Data, ...],
    goal: tuple[Data, ...],
    *,
    key: str,
    model: type[Record],
) -> tuple[Data, ...]:
    """Return what is said of a list of records: of the items that are others, and no more."""
    below, own = _by_name(lower, key=key), _by_name(upper, key=key)
    wanted = _by_name(goal, key=key)
    found: Mapping = {}
    for name in dict.fromkeys((*own, *wanted)):
        if name in wanted:
            said = _item(below.get(name), own.get(name), wanted[name], key=key, model=model)
            if said is not None:
                found[name] = said
    for name in below:
        if name not in wanted:
            found[name] = {key: name, "leave_out": "yes"}
    return _in_order(below, found, list(wanted), key=key)


def _item(
    below: Data | None, own: Data | None, wanted: Data, *, key: str, model: type[Record]
) -> Data | None:
    upper, goal = cast("Mapping", own or {}), cast("Mapping", wanted)
    signs = {sign: upper[sign] for sign in _SIDES if sign in upper}
    if below is None:
        return {**goal, **signs}
    upper = {one: value for one, value in upper.items() if one != "leave_out"}
    said = _record(cast("Mapping", below), {key: goal[key], **upper}, goal, model=model)
    return said if said.keys() - {key} else None


def _in_order(below: Mapping, found: Mapping, names: list[str], *, key: str) -> tuple[Data, ...]:
    """Return the items, each one that stands elsewhere with the neighbor that it follows."""
    plain = {
        name: {one: part for one, part in cast("Mapping", value).items() if one not in _SIDES}
        for name, value in found.items()
    }
    kept = [name for name in below if name in names]
    fresh = [name for name in names if name not in below]
    for name in _astray([*kept, *fresh], names):
        at = names.index(name)
        side, neighbor = ("after", names[at - 1]) if at else ("before", names[1])
        plain[name] = {**plain.get(name, {key: name}), side: neighbor}
    said = [name for name in names if name in plain]
    gone = [name for name in plain if name not in names]
    return tuple(plain[name] for name in (*said, *gone))


def _astray(there: list[str], wanted: list[str]) -> list[str]:
    """Return the names, as few as can be, that have to be moved for another order."""
    longest: list[list[str]] = []
    for name in wanted:
        at = there.index(name)
        before = [run for run in longest if there.index(run[-1]) < at]
        longest.append([*max(before, key=len, default=[]), name])
    kept = max(longest, key=len, default=[])
    return [name for name in wanted if name not in kept]


def _by_name(items: tuple[Data, ...], *, key: str) -> Mapping:
    return {str(one[key]): one for one in items if isinstance(one, dict) and key in one}


def _lines(value: Data | None) -> tuple[Data, ...]:
    if value is None:
        return ()
    return value if isinstance(value, tuple) else (value,)


def _without_reviewed(data: Data) -> Data:
    """Return data without the days of reading through, which end with every change."""
    if isinstance(data, dict):
        rest = data.items()
        return {key: _without_reviewed(value) for key, value in rest if key != _REVIEWED}
    return tuple(map(_without_reviewed, data)) if isinstance(data, tuple) else data
