"""A folder that holds all of a handbook, turned into the least that must be laid over the base.

What it finds is data; whoever asks writes it. A folder is never changed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import yaml

from handbook.merging import merge_sources
from handbook.model.annotations import fields_of
from handbook.model.kinds import KIND_OF
from handbook.model.layout import models_at, telling_key
from handbook.model.merging import Rule, merging_of
from handbook.yamlsource import YamlSource, parse_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from handbook.model.record import Record
    from handbook.yamlsource import Data

_REVIEWED = "reviewed"
_PAGE = ".md"


@dataclass(slots=True)
class Overlay:
    """What is to be laid over the base, and what of the base is left out."""

    files: dict[str, str] = field(default_factory=dict)
    """The files, by their paths."""
    left_out: list[str] = field(default_factory=list)
    """What `leave_out` in district.yml names."""


def make_overlay(own: Mapping[str, str], base: Mapping[str, str]) -> Overlay:
    """Return the least that makes a handbook of a base.

    Args:
        own: The texts of the folder that holds all of the handbook, by their paths.
        base: Those of the base.
    """
    overlay = Overlay()
    for path, text in sorted(own.items()):
        if path not in base:
            overlay.files[path] = text
        elif text != base[path]:
            overlay.files[path] = _least(path, own=text, base=base[path])
    for path, text in sorted(base.items()):
        if path not in own:
            overlay.left_out.extend(_names_in(path, text=text))
    return overlay


def _least(path: str, *, own: str, base: str) -> str:
    """Return the part of a file that differs, or all of it where a part would not do."""
    above, _ = parse_yaml(own.encode(), path=path) if not path.endswith(_PAGE) else (None, ())
    below, _ = parse_yaml(base.encode(), path=path) if above else (None, ())
    if above is None or below is None:
        return own
    model = _model(path, source=below)
    if model is None or not isinstance(above.data, dict) or not isinstance(below.data, dict):
        return own
    part = diff_records(below.data, above.data, model=model)
    if "id" in above.data:
        part = {"id": above.data["id"], **part}
    again, problems = merge_sources(below, YamlSource(path, part), model=model)
    if problems or _sorted(again.data) != _sorted(above.data):
        return own
    return yaml.safe_dump(_plain(part), allow_unicode=True, sort_keys=False, width=100)


def diff_records(
    below: dict[str, Data], above: dict[str, Data], *, model: type[Record]
) -> dict[str, Data]:
    """Return what a layer has to say to make one record of another.

    Args:
        below: The record as the base has it.
        above: The record as it is to be.
        model: Its model.
    """
    rules = merging_of(model)
    inner = {one.key: one.models for one in fields_of(model)}
    changed = {key for key in above if above[key] != below.get(key)}
    gone = below.keys() - above.keys() - {_REVIEWED}
    atoms = {rules[key].atom for key in (*changed, *gone) if key in rules} - {""}
    in_atoms = {key for key, rule in rules.items() if rule.atom in atoms}
    part: dict[str, Data] = {}
    for key, value in above.items():
        if key in in_atoms or (key in changed and key not in below):
            part[key] = value
        elif key in changed:
            models = inner.get(key, ())
            part[key] = _changed(
                below[key],
                value,
                rule=rules[key].rule if key in rules else Rule.WHOLE,
                key=rules[key].key if key in rules else "",
                model=models[0] if models else None,
            )
    if missing := tuple(sorted(gone - in_atoms)):
        part["without"] = missing
    if part and _REVIEWED in above:
        part[_REVIEWED] = above[_REVIEWED]
    return part


def _changed(below: Data, above: Data, *, rule: Rule, key: str, model: type[Record] | None) -> Data:
    if rule is Rule.PARTS and model and isinstance(below, dict) and isinstance(above, dict):
        return diff_records(below, above, model=model)
    if rule is Rule.KEYED and model and isinstance(below, tuple) and isinstance(above, tuple):
        return _changed_items(below, above, key=key, model=model)
    return above


def _changed_items(
    below: tuple[Data, ...], above: tuple[Data, ...], *, key: str, model: type[Record]
) -> Data:
    old = {str(one[key]): one for one in below if isinstance(one, dict) and key in one}
    new = {str(one[key]): one for one in above if isinstance(one, dict) and key in one}
    if len(new) != len(above) or len(old) != len(below):
        return above
    kept = [name for name in old if name in new]
    is_moved = [*kept, *(name for name in new if name not in old)] != list(new)
    items: list[Data] = [{key: name, "leave_out": "yes"} for name in old if name not in new]
    before = ""
    for name, item in new.items():
        part = diff_records(old[name], item, model=model) if name in old else dict(item)
        if is_moved and before:
            part["after"] = before
        elif is_moved and name != next(iter(kept), name):
            part["before"] = kept[0]
        if part:
            items.append({key: name, **part})
        before = name
    return tuple(items)


def _names_in(path: str, *, text: str) -> Iterator[str]:
    """Yield what names a file that is not there in a list of what is left out."""
    if path.endswith(_PAGE):
        yield f"page:{path.partition('/')[2].removesuffix(_PAGE)}"
        return
    source, _ = parse_yaml(text.encode(), path=path)
    data = source.data if source else {}
    model = _model(path, source=source) if source else None
    if isinstance(data, dict) and model in KIND_OF and isinstance(data.get("id"), str):
        yield str(data["id"])


def _model(path: str, *, source: YamlSource) -> type[Record] | None:
    models = models_at(path)
    data = source.data if isinstance(source.data, dict) else {}
    told = (model for model in models if telling_key(model) in data)
    return next(told, models[0] if len(models) == 1 else None)


def _sorted(data: Data) -> Data:
    """Return data without the order of its keys, which means nothing."""
    if isinstance(data, dict):
        return {key: _sorted(data[key]) for key in sorted(data)}
    return tuple(map(_sorted, data)) if isinstance(data, tuple) else data


def _plain(data: Data) -> object:
    if isinstance(data, dict):
        return {key: _plain(value) for key, value in data.items()}
    return [_plain(one) for one in data] if isinstance(data, tuple) else data
