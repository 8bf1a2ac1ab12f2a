"""What a new base changed under a district: of what it overrides, and of nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from handbook.accepted import load_accepted, read_base
from handbook.model.annotations import fields_of
from handbook.model.district import District
from handbook.model.layout import models_at, telling_key
from handbook.model.merging import Rule, merging_of
from handbook.model.page import PageMeta
from handbook.problems import HandbookError, Problem
from handbook.yamlsource import parse_front_matter, parse_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from handbook.accepted import AcceptedBase
    from handbook.model.record import Record
    from handbook.problems import FieldPath, Location
    from handbook.yamlsource import Data, YamlSource

_PAGE = ".md"
_BODY = "body"
_ALONE = ("id", "reviewed", "before", "after")
"""What a layer says of a record without overriding anything."""

_Key = tuple[str, str]
_Leaves = dict[str, tuple[tuple["FieldPath", ...], str]]


@dataclass(frozen=True, slots=True)
class Changed:
    """A field that a district overrides, and that is another in the base now."""

    record: str
    """What is overridden: a record's id, or the file."""
    field: str
    """The field, with the ids of items in brackets."""
    location: Location
    """Where the district says it."""
    then: str
    """What the base said when it was accepted; '' where it said nothing."""
    now: str
    """What the base says now; '' where it says nothing."""
    yours: str
    """What the district says."""
    fields: tuple[FieldPath, ...] = ()
    """What of the file says so; nothing for the text of a page."""
    bases: tuple[str, ...] = ()
    """The files of the bases that say something of the record."""
    is_added: bool = False
    """Whether it is a section of the district's in a shipped page."""

    def as_dict(self) -> dict[str, str | int]:
        """Return it as plain values, for a machine to read."""
        return {
            "record": self.record,
            "field": self.field,
            "path": self.location.path,
            "line": self.location.line,
            "then": self.then,
            "now": self.now,
            "yours": self.yours,
        }


@dataclass(frozen=True, slots=True)
class Upgrade:
    """What is between two bases, as one district sees it."""

    then: str
    """The version that was accepted."""
    now: str
    """The version that is there now."""
    changed: int
    """How many fields of the base changed."""
    overridden: int
    """How many fields the district overrides."""
    asked: tuple[Changed, ...]
    """Those of them that changed."""


def compare_bases(accepted: AcceptedBase, base: AcceptedBase, *, own: Mapping[str, str]) -> Upgrade:
    """Return what a new base changed, and what of that a district has to look at.

    Args:
        accepted: The base that the district accepted.
        base: The base that is there now.
        own: The district's own files, by their paths.
    """
    then, now = _read_all(accepted.files), _read_all(base.files)
    fields = {(key, name) for side in (then, now) for key in side for name in side[key]}
    changed = sum(_said(then, *field) != _said(now, *field) for field in fields)
    homes = {key: tuple(names) for key, names in _homes(accepted.files, base.files).items()}
    asked: list[Changed] = []
    overridden = 0
    for path, text in sorted(own.items()):
        source, key, leaves = _read(path, text=text)
        if source is None or (key not in then and key not in now):
            continue
        is_added = path.endswith(_PAGE) and _adds(source.data)
        for name, (at, value) in leaves.items():
            before, after = _said(then, key, name), _said(now, key, name)
            if not before and not after:
                continue
            overridden += 1
            if before != after:
                place = source.locate(at[0] if at else (), key=True)
                asked.append(
                    Changed(
                        record=key[1],
                        field=name,
                        location=place,
                        then=before,
                        now=after,
                        yours=value,
                        fields=at,
                        bases=homes[key],
                        is_added=is_added and name == _BODY,
                    )
                )
    return Upgrade(accepted.version, base.version, changed, overridden, tuple(asked))


def check_taken_ids(home: Path, *, base: AcceptedBase) -> tuple[Problem, ...]:
    """Return a problem for each of a district's records whose id a newer base has taken.

    Laid over each other, two records that have nothing to do with each other would become one.

    Args:
        home: The district's folder.
        base: The base that it stands on now.
    """
    try:
        accepted = load_accepted(home)
    except HandbookError:
        return ()  # what is wrong with the file is told where it is asked what was accepted
    if accepted is None or accepted.digest == base.digest:
        return ()
    then, now = _read_all(accepted.files), _read_all(base.files)
    found: list[Problem] = []
    for name, text in read_base(home, version="").files.items():
        source, key, _ = _read(name.partition(":")[2], text=text)
        if source is not None and key in now and key not in then:
            is_page = name.endswith(_PAGE)
            what = "a page of this name" if is_page else f"'{key[1]}'"
            remedy = "Rename yours." if is_page else "Give yours another id."
            message = f"the shipped text has {what} now, and yours was there first. {remedy}"
            place = source.locate(() if is_page else ("id",))
            found.append(Problem(place, "" if is_page else "id", message))
    return tuple(found)


def _said(side: Mapping[_Key, _Leaves], key: _Key, name: str) -> str:
    found = side.get(key, {}).get(name)
    return found[1] if found else ""


def _read_all(files: Mapping[str, str]) -> dict[_Key, _Leaves]:
    found: dict[_Key, _Leaves] = {}
    for name, text in files.items():
        _, key, leaves = _read(name.partition(":")[2], text=text)
        found.setdefault(key, {}).update(leaves)
    return found


def _homes(*sides: Mapping[str, str]) -> dict[_Key, list[str]]:
    """Return the files of bases that speak of each record."""
    found: dict[_Key, list[str]] = {}
    for name in sorted({name for side in sides for name in side}):
        for side in sides:
            if name in side:
                _, key, _ = _read(name.partition(":")[2], text=side[name])
                homes = found.setdefault(key, [])
                homes += [] if name in homes else [name]
    return found


def _read(path: str, *, text: str) -> tuple[YamlSource | None, _Key, _Leaves]:
    """Return a file, what it is a part of, and every value of it by its field."""
    if path.endswith(_PAGE):
        source, body, _, _ = parse_front_matter(text.encode(), path=path)
        leaves = dict(_leaves(source.data, model=PageMeta, at=(), name="")) if source else {}
        is_added = source is not None and _adds(source.data) and "replaces=" not in body
        if body.strip() and not is_added:
            leaves[_BODY] = ((), " ".join(body.split()))
        return source, ("", path), leaves
    source, _ = parse_yaml(text.encode(), path=path)
    models = [model for model in models_at(path) if model is not District]
    if source is None or not models or not isinstance(source.data, dict):
        return None, ("", path), {}
    keys = {telling_key(model): model for model in models}
    model = next((keys[key] for key in keys if key in source.data), models[0])
    name = source.data.get("id")
    folder = PurePosixPath(path).parent.as_posix()
    found = (folder, name) if isinstance(name, str) else ("", path)
    return source, found, dict(_leaves(source.data, model=model, at=(), name=""))


def _adds(data: Data) -> bool:
    """Say whether a page only adds to the text below it, which then is as it was accepted."""
    return isinstance(data, dict) and data.get(_BODY) == "adds"


def _leaves(
    data: Data, *, model: type[Record], at: FieldPath, name: str
) -> Iterator[tuple[str, tuple[tuple[FieldPath, ...], str]]]:
    """Yield every value that layers override as one, by its field."""
    if not isinstance(data, dict):
        return
    rules = merging_of(model)
    inner = {field.key: field.models for field in fields_of(model)}
    atoms: dict[str, list[str]] = {}
    for key, value in data.items():
        if key in _ALONE or key not in rules:
            continue
        field, place = f"{name}.{key}" if name else key, (*at, key)
        rule = rules[key]
        if rule.atom:
            atoms.setdefault(rule.atom, []).append(key)
        elif rule.rule is Rule.PARTS and inner[key]:
            yield from _leaves(value, model=inner[key][0], at=place, name=field)
        elif rule.rule is Rule.KEYED and isinstance(value, tuple):
            for number, item in enumerate(value):
                label = item.get(rule.key, "") if isinstance(item, dict) else ""
                yield from _leaves(
                    item, model=inner[key][0], at=(*place, number), name=f"{field}[{label}]"
                )
        else:
            yield field, ((place,), _text(value))
    for atom, keys in atoms.items():
        text = "; ".join(f"{key}: {_text(data[key])}" for key in sorted(keys))
        yield (f"{name}.{atom}" if name else atom), (tuple((*at, key) for key in keys), text)


def _text(data: Data) -> str:
    if isinstance(data, str):
        return " ".join(data.split())
    if isinstance(data, tuple):
        return " | ".join(map(_text, data))
    return "; ".join(f"{key}: {_text(value)}" for key, value in data.items())
