"""The items of a list, as the buttons of a form change them: added, moved, taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handbook.identifiers import slugify
from handbook.model.annotations import field_at, fields_of
from handbook.model.merging import Rule, merging_of
from handbook.splicing.changes import Insert, Move, Put, Remove, changed_data, value_at

if TYPE_CHECKING:
    from handbook.model.record import Record
    from handbook.problems import FieldPath
    from handbook.yamlsource import Data

_NAMES = ("name", "ask", "title", "text", "label", "phrase", "note")
"""The fields by which people tell items apart, the best first."""


def name_of(item: Data) -> str:
    """Return what people call an item of a list."""
    if isinstance(item, str):
        return item
    if isinstance(item, tuple):
        return ", ".join(map(str, item))
    named = next((str(item[key]) for key in _NAMES if isinstance(item.get(key), str)), "")
    return named or str(item.get("id") or next(iter(item.values()), ""))


def with_item(data: Data, at: FieldPath, *, called: str, model: type[Record]) -> Data:
    """Return a record with one item more at the end of a list, under a name."""
    items = items_at(data, at)
    item = new_item(called, among=items, at=at, model=model)
    if not items:
        return changed_data(data, Put(at, (item,)))
    return changed_data(data, Insert((*at, len(items)), item))


def new_item(called: str, *, among: tuple[Data, ...], at: FieldPath, model: type[Record]) -> Data:
    """Return an item of which no more is known than what it is called."""
    found = field_at(at, model=model)
    if found is None or not found.models:
        raise LookupError(at)
    inner = found.models[0]
    known = {one.key: one for one in fields_of(inner)}
    item: dict[str, Data] = {}
    if "id" in known:
        taken = {str(one.get("id")) for one in among if isinstance(one, dict)}
        item["id"] = _free(slugify(called) or "new", taken=taken)
    key = next((one for one in _NAMES if one in known), "")
    owner = found.models[0]
    rule = merging_of(_owner_model(at, model=model)).get(str(at[-1]))
    if rule is not None and rule.rule is Rule.KEYED and rule.key in known and rule.key != "id":
        item[rule.key] = called
    elif key:
        item[key] = called
    elif not item:
        item[next(iter(fields_of(owner))).key] = called
    return item


def without_item(data: Data, at: FieldPath) -> Data:
    """Return a record without an item; a list of which nothing is left goes as well."""
    items = items_at(data, at[:-1])
    return changed_data(data, Remove(at[:-1] if len(items) == 1 else at))


def with_item_moved(data: Data, at: FieldPath, *, by: int) -> Data:
    """Return a record with an item some places further down; at the end it stays."""
    items = items_at(data, at[:-1])
    if not at or not isinstance(at[-1], int):
        raise LookupError(at)
    to = min(max(at[-1] + by, 0), len(items) - 1)
    return changed_data(data, Move(at, to))


def items_at(data: Data, at: FieldPath) -> tuple[Data, ...]:
    """Return the items of a list; none where nothing is written."""
    try:
        found = value_at(data, at)
    except LookupError:
        return ()
    return found if isinstance(found, tuple) else ()


def _owner_model(at: FieldPath, *, model: type[Record]) -> type[Record]:
    above = field_at(at[:-1], model=model) if len(at) > 1 else None
    return above.models[0] if above and above.models else model


def _free(name: str, *, taken: set[str]) -> str:
    numbers = (f"{name}-{number}" for number in range(2, len(taken) + 3))
    return next(one for one in (name, *numbers) if one not in taken)
