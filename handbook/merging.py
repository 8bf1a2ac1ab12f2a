"""One layer laid over another: raw data with raw data, by the rules that stand in the models.

Nothing is validated here and no placeholder is filled in; that is done once, with the whole.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from handbook.layered import Joint, LayeredSource, Spot, Value, value_of
from handbook.model.annotations import fields_of
from handbook.model.merging import Merging, Rule, merging_of
from handbook.problems import Problem, Severity, cut, dotted, suggest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from handbook.model.record import Record
    from handbook.problems import FieldPath
    from handbook.yamlsource import Data, YamlSource

_WHOLE = Merging(Rule.WHOLE)
YES = ("yes", "true")
"""How files say yes."""


def merge_sources(
    lower: YamlSource | LayeredSource,
    upper: YamlSource | LayeredSource,
    *,
    model: type[Record],
    find_parent: Callable[[str], str] = lambda _: "",
) -> tuple[LayeredSource, tuple[Problem, ...]]:
    """Lay what an upper layer says of a record over what lower ones say.

    Args:
        lower: The record as the layers below have it.
        upper: What the layer says of it: any part will do.
        model: What the whole is validated by.
        find_parent: Returns the id of another record below that has an item of an id, or ''.

    Returns:
        What they say together, and what of the upper layer finds no place.
    """
    merger = _Merger(find_parent)
    merged = merger.record(value_of(lower), value_of(upper), model=model, at=())
    source = LayeredSource(upper.path, merged.data, merged.place)
    return source, (*merger.problems, *_repeats(merger.repeated))


def _repeats(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Return what is said of fields that repeat those below; of many, in one sentence."""
    if len(problems) <= _MOST_NAMED:
        return tuple(problems)
    first = min(problems)
    message = (
        f"{len(problems)} fields of this file say what is below already, from this one on. Take "
        "them out, to follow what changes there."
    )
    return (replace(first, message=message),)


class _Merger:
    """Merges one record; holds what is wrong on the way."""

    def __init__(self, find_parent: Callable[[str], str]) -> None:
        self.problems: list[Problem] = []
        self.repeated: list[Problem] = []
        self.find_parent = find_parent

    def record(self, lower: Value, upper: Value, *, model: type[Record], at: FieldPath) -> Value:
        """Merge two mappings key by key."""
        if not isinstance(lower.data, dict) or not isinstance(upper.data, dict):
            return upper
        rules = merging_of(model)
        models = {field.key: field.models for field in fields_of(model)}
        self.compare(lower, upper, rules=rules, at=at)
        dropped = self.dropped(lower, upper, model=model, rules=rules, at=at)
        parts: dict[str, Value] = {}
        for key in dict.fromkeys((*lower.data, *upper.data)):
            if key in _SIGNS and key not in rules:
                continue
            if key not in upper.data:
                if key not in dropped:
                    parts[key] = lower.part(key)
            elif key not in lower.data or key in dropped:
                parts[key] = self.alone(upper.part(key), rule=rules.get(key, _WHOLE), at=(*at, key))
            else:
                inner = models.get(key, ())
                parts[key] = self.value(
                    lower.part(key),
                    upper.part(key),
                    rule=rules.get(key, _WHOLE),
                    model=inner[0] if inner else None,
                    at=(*at, key),
                )
        return _mapping(parts, top=_spot(upper))

    def compare(
        self, lower: Value, upper: Value, *, rules: dict[str, Merging], at: FieldPath
    ) -> None:
        """Say where a layer repeats what is below, and where its list hides some of that."""
        assert isinstance(upper.data, dict)  # noqa: S101  (seen to before)
        assert isinstance(lower.data, dict)  # noqa: S101  (the same)
        for key in upper.data.keys() & lower.data.keys() & rules.keys() - _TOLD_APART:
            # What makes one statement can only be said as a whole.
            atom = rules[key].atom
            whole = [one for one, rule in rules.items() if atom and rule.atom == atom] or [key]
            is_same = all(upper.data.get(one) == lower.data.get(one) for one in whole)
            hidden = [] if atom else _hidden(lower.data[key], upper.data[key], rule=rules[key].rule)
            place, field = upper.part(key).location, dotted((*at, key))
            if is_same:
                message = "says what is below already. Take it out, to follow what changes there."
                self.repeated.append(Problem(place, field, message, Severity.HINT))
            elif hidden:
                message = f"takes the place of {_some(hidden)}, which stand below."
                self.problems.append(Problem(place, field, message, Severity.HINT))

    def dropped(
        self,
        lower: Value,
        upper: Value,
        *,
        model: type[Record],
        rules: dict[str, Merging],
        at: FieldPath,
    ) -> set[str]:
        """Return the fields of the lower layer that the upper one does away with."""
        assert isinstance(upper.data, dict)  # noqa: S101  (seen to before)
        assert isinstance(lower.data, dict)  # noqa: S101  (the same)
        atoms = {rules[key].atom for key in upper.data if key in rules} - {""}
        gone = {key for key, rule in rules.items() if rule.atom in atoms}
        # Whoever changes a record has not read all of it through.
        gone.add("reviewed")
        for number, name in enumerate(_lines(upper.data.get("without"))):
            place = upper.part("without").location
            needed = {field.key for field in fields_of(model) if field.is_required}
            if name in needed:
                message = f"'{cut(name)}' is needed here. Write another, or take the line out."
            elif name not in lower.data:
                guess = suggest(name, among=lower.data) or " Take the line out."
                message = f"there is no '{cut(name)}' below to do without.{guess}"
            else:
                gone.add(name)
                continue
            self.problems.append(Problem(place, dotted((*at, "without", number)), message))
        return gone

    def value(
        self,
        lower: Value,
        upper: Value,
        *,
        rule: Merging,
        model: type[Record] | None,
        at: FieldPath,
    ) -> Value:
        """Merge what two layers say of a field."""
        match rule.rule:
            case Rule.PARTS if model is not None:
                return self.record(lower, upper, model=model, at=at)
            case Rule.NAMED:
                return self.entries(lower, upper)
            case Rule.SUMMED:
                there = [one.data for one in _parts(lower)]
                more = [one for one in _as_list(upper) if one.data not in there]
                return _list([*_parts(lower), *more], top=_spot(upper))
            case Rule.KEYED if model is not None:
                return self.items(lower, upper, key=rule.key, model=model, at=at)
            case Rule.LINES:
                return self.lines(lower, upper, at=at)
        return upper

    def entries(self, lower: Value, upper: Value) -> Value:
        """Merge mappings whose values are whole."""
        if not isinstance(lower.data, dict) or not isinstance(upper.data, dict):
            return upper
        keys = dict.fromkeys((*lower.data, *upper.data))
        parts = {key: (upper if key in upper.data else lower).part(key) for key in keys}
        return _mapping(parts, top=_spot(upper))

    def alone(self, upper: Value, *, rule: Merging, at: FieldPath) -> Value:
        """Return what one layer alone says, with the words for layers in it heeded."""
        if rule.rule is Rule.LINES and isinstance(upper.data, dict):
            nothing = Value((), upper.place)
            return self.lines(nothing, upper, at=at)
        if rule.rule is Rule.KEYED and isinstance(upper.data, tuple):
            nothing = Value((), upper.place)
            return self.placed([], list(_parts(upper)), key=rule.key, top=upper, at=at) or nothing
        return upper

    def lines(self, lower: Value, upper: Value, *, at: FieldPath) -> Value:
        """Replace a list of lines, or add to it and take from it."""
        if not isinstance(upper.data, dict):
            return upper
        kept = list(_parts(lower))
        there = {str(one.data) for one in kept}
        for name in sorted(upper.data.keys() - {"add", "without"}):
            message = "no such key. Write 'add:' or 'without:', or the list itself."
            self.problems.append(Problem(upper.part(name).location, dotted((*at, name)), message))
        if "add" in upper.data:
            kept += [one for one in _as_list(upper.part("add")) if str(one.data) not in there]
        if "without" in upper.data:
            gone = _as_list(upper.part("without"))
            kept = [one for one in kept if one.data not in [other.data for other in gone]]
            for number, one in enumerate(gone):
                if str(one.data) not in there:
                    guess = suggest(str(one.data), among=there) or " Take the line out."
                    message = f"the list below has no line '{cut(str(one.data))}'.{guess}"
                    field = dotted((*at, "without", number))
                    self.problems.append(Problem(one.location, field, message))
        return _list(kept, top=_spot(upper))

    def items(
        self, lower: Value, upper: Value, *, key: str, model: type[Record], at: FieldPath
    ) -> Value:
        """Merge lists of records item by item."""
        if not isinstance(lower.data, tuple) or not isinstance(upper.data, tuple):
            return upper
        kept = list(_parts(lower))
        fresh: list[Value] = []
        for number, item in enumerate(_parts(upper)):
            name = _name(item, key=key)
            below = next((one for one in kept if name and _name(one, key=key) == name), None)
            if below is None:
                message = self.astray(item, among=kept, key=key, model=model)
                if message:
                    field = dotted((*at, number))
                    self.problems.append(Problem(item.location, field, message))
                else:
                    fresh.append(item)
            elif _is_left_out(item):
                kept.remove(below)
            else:
                merged = self.record(below, item, model=model, at=(*at, number))
                kept[kept.index(below)] = merged
                if _anchor(item)[0]:
                    kept.remove(merged)
                    fresh.append(_with_signs(merged, item))
        return self.placed(kept, fresh, key=key, top=upper, at=at)

    def astray(self, item: Value, *, among: Sequence[Value], key: str, model: type[Record]) -> str:
        """Return what is wrong with a part of an item that the layers below do not have, or ''."""
        name = _name(item, key=key)
        now = next((_name(one, key=key) for one in among if name in _former(one)), "")
        needed = {field.key for field in fields_of(model) if field.is_required}
        data = item.data if isinstance(item.data, dict) else {}
        # Whoever writes a new item gives most of what it needs.
        given = needed & data.keys() - {key}
        is_part = _is_left_out(item) or 2 * len(given) < len(needed - {key})
        if now:
            return f"'{cut(name)}' is called '{now}' now. Write '{now}'."
        if not name or not is_part:
            return ""
        if parent := self.find_parent(name):
            return f"'{cut(name)}' is a part of '{parent}' below. Move this to the file of that."
        guess = suggest(name, among=filter(None, (_name(one, key=key) for one in among)))
        if _is_left_out(item):
            remedy = guess or " Take the item out."
            return f"there is no '{cut(name)}' below to leave out.{remedy}"
        # What a new item lacks is said where the whole is validated.
        return (
            f"there is no '{cut(name)}' below, and this is a part of one.{guess}" if guess else ""
        )

    def placed(
        self, kept: list[Value], fresh: list[Value], *, key: str, top: Value, at: FieldPath
    ) -> Value:
        """Return the items of a list, new ones last or beside the item that they name."""
        waiting = [one for one in fresh if not _is_left_out(one)]
        result = [*kept, *(one for one in waiting if not _anchor(one)[0])]
        waiting = [one for one in waiting if _anchor(one)[0]]
        while waiting:
            names = [_name(one, key=key) for one in result]
            ready = [one for one in waiting if _anchor(one)[1] in names]
            if not ready:
                break
            one = ready[0]
            side, anchor = _anchor(one)
            place = names.index(anchor) + (side == "after")
            if side == "after":
                # Several after one item stand in the order in which they are written.
                while place < len(result) and _anchor(result[place]) == (side, anchor):
                    place += 1
            result.insert(place, one)
            waiting = [other for other in waiting if other is not one]
        names = [_name(one, key=key) for one in result]
        result += self.unplaced(waiting, key=key, names=names, at=at)
        return _list([_without_signs(one) for one in result], top=_spot(top))

    def unplaced(
        self, waiting: list[Value], *, key: str, names: Sequence[str], at: FieldPath
    ) -> list[Value]:
        """Say of each item that names no neighbor that is there; all of them come last."""
        theirs = {_name(one, key=key) for one in waiting}
        for one in waiting:
            side, anchor = _anchor(one)
            field = dotted((*at, side))
            if anchor in theirs:
                message = (
                    f"'{cut(anchor)}' names this item as its own neighbor, in a circle. "
                    "Name an item that is there."
                )
                self.problems.append(Problem(one.part(side).location, field, message))
            else:
                guess = suggest(anchor, among=filter(None, names)) or " Name another."
                message = f"there is no item '{cut(anchor)}', so that this one comes last.{guess}"
                place = one.part(side).location
                self.problems.append(Problem(place, field, message, Severity.WARNING))
        return waiting


_TOLD_APART = frozenset({"id", "order", "reviewed"})
"""What tells a record from others, and says nothing to readers."""

_MOST_NAMED = 3
"""How many lines that a list hides are named, and how many fields that repeat are."""

_SIGNS = frozenset({"before", "after", "without", "leave_out"})
"""What a layer writes into a record for the merging alone."""


def _mapping(parts: dict[str, Value], *, top: Spot) -> Value:
    data: dict[str, Data] = {key: value.data for key, value in parts.items()}
    return Value(data, Joint(top, {key: value.place for key, value in parts.items()}))


def _list(parts: Iterable[Value], *, top: Spot) -> Value:
    found = tuple(parts)
    data: Data = tuple(value.data for value in found)
    return Value(data, Joint(top, {number: value.place for number, value in enumerate(found)}))


def _parts(value: Value) -> Iterable[Value]:
    if isinstance(value.data, tuple):
        for number in range(len(value.data)):
            yield value.part(number)


def _as_list(value: Value) -> list[Value]:
    return list(_parts(value)) if isinstance(value.data, tuple) else [value]


def _spot(value: Value) -> Spot:
    return value.place if isinstance(value.place, Spot) else value.place.top


def _lines(data: Data | None) -> tuple[str, ...]:
    if isinstance(data, str):
        return (data,)
    return tuple(str(one) for one in data) if isinstance(data, tuple) else ()


def _name(value: Value, *, key: str) -> str:
    name = value.data.get(key) if isinstance(value.data, dict) else None
    return name if isinstance(name, str) else ""


def _hidden(lower: Data, upper: Data, *, rule: Rule) -> list[str]:
    """Return what of a list does not stand in the one that replaces it."""
    if rule not in {Rule.LINES, Rule.WHOLE}:
        return []
    if not isinstance(lower, tuple) or not isinstance(upper, tuple):
        return []
    return [_label(one) for one in lower if one not in upper]


def _label(data: Data) -> str:
    """Return what tells an item of a list from the others."""
    while not isinstance(data, str):
        inner = data.values() if isinstance(data, dict) else data
        data = next(iter(inner), "")
    return data


def _some(lines: Sequence[str]) -> str:
    """Return the first lines of some, and how many more there are."""
    named = [f"'{cut(one)}'" for one in lines[:_MOST_NAMED]]
    more = len(lines) - len(named)
    return ", ".join(named) + (f" and {more} more" if more else "")


def _former(value: Value) -> tuple[str, ...]:
    """Return the ids that an item had before."""
    return _lines(value.data.get("formerly")) if isinstance(value.data, dict) else ()


def _is_left_out(value: Value) -> bool:
    return isinstance(value.data, dict) and value.data.get("leave_out") in YES


def _anchor(value: Value) -> tuple[str, str]:
    """Return on which side of which item an item wants to stand; ('', '') for none."""
    if isinstance(value.data, dict):
        for side in ("before", "after"):
            name = value.data.get(side)
            if isinstance(name, str):
                return side, name
    return "", ""


def _with_signs(merged: Value, item: Value) -> Value:
    """Return a merged item with the neighbor that the upper layer names for it."""
    side, _ = _anchor(item)
    assert isinstance(merged.data, dict)  # noqa: S101  (a merged record is a mapping)
    parts = {key: merged.part(key) for key in merged.data}
    return _mapping({**parts, side: item.part(side)}, top=_spot(item))


def _without_signs(value: Value) -> Value:
    if not isinstance(value.data, dict) or not _SIGNS & value.data.keys():
        return value
    parts = {key: value.part(key) for key in value.data if key not in _SIGNS}
    return _mapping(parts, top=_spot(value))
