"""The files of several layers, brought together record by record before anything is validated."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from handbook.additions import WrittenLine, add_sections, written_lines
from handbook.layered import Joint, LayeredSource, Place, Spot, Value, value_of
from handbook.merging import YES, merge_sources
from handbook.model.agency import Agency
from handbook.model.annotations import fields_of
from handbook.model.district import District
from handbook.model.kinds import KIND_OF
from handbook.model.layout import DRAFT, may_be_draft
from handbook.problems import Problem, Severity, as_hints, cut, shown, suggest
from handbook.validation import validate_record

if TYPE_CHECKING:
    from collections.abc import Iterable

    from handbook.model.record import Record
    from handbook.problems import Location
    from handbook.yamlsource import Data, YamlSource

_BODY, _ADDS = "body", "adds"
_IS_DRAFT = "this is a draft: nothing that is published has it. Take the line out when it is ready."
_LEFT_OUT = "leave_out"
_OLD_LISTS = frozenset({"roles", "activities", "forms"})
_OF_AGENCY = ("leave_out", "terms", "decisions", "paper")
"""What districts take from the file of their agency."""


@dataclass(frozen=True, slots=True)
class RawRecord:
    """A record as files say it, before its placeholders are filled in."""

    model: type[Record]
    source: YamlSource | LayeredSource
    name: str
    """Its file, from the top of its layer."""
    layer: int
    """Which root it came from, counted from the base."""
    page: tuple[str, str, int] | None = None
    """For a page: its URI, body and the body's first line."""
    adds: Location | None = None
    """For a page that adds sections to the one below: where it says so."""
    lines: tuple[WrittenLine, ...] = ()
    """For a page of several files: each line of its body, and where it was written."""
    draft: Location | None = None
    """For what is not ready yet: where it says so."""


def lay_over(
    raws: Iterable[RawRecord], *, problems: list[Problem], shows_drafts: bool = False
) -> list[RawRecord]:
    """Return one record for each record, the layers on top laid over those below.

    Args:
        raws: What every layer says, the base's first; of one layer, several may have one id.
        problems: Takes up what of a layer finds no place.
        shows_drafts: Whether what is not ready yet is laid over what is.
    """
    found: list[RawRecord] = []
    for raw in raws:
        if raw.model is Agency:
            problems.extend(validate_record(Agency, raw.source.data, origin=raw.source)[1])
        problems.extend(_texts_for_lists(raw))
        problems.extend(_other_bodies(raw))
        raw = _prepared(raw)  # noqa: PLW2901  (the same, in one shape)
        if raw.draft:
            problems.append(Problem(raw.draft, DRAFT, _IS_DRAFT, Severity.HINT))
        under = enumerate(found) if raw.layer else ()
        place = next((at for at, below in under if _is_below(below, raw)), None)
        if place is None:
            faults = tuple(_orphan(raw, among=found))
            problems.extend(as_hints(faults) if raw.draft else faults)
            # What it lacks is not said as well: it is no record of its own.
            found += [] if faults else [raw]
        elif shows_drafts or not raw.draft:
            merged, faults = _merged(found[place], raw, among=found)
            problems.extend(faults)
            found[place] = merged
    return found


def name_items(
    problems: Iterable[Problem], *, source: YamlSource | LayeredSource
) -> Iterable[Problem]:
    """Yield problems with ids in their fields, where layers make places mean nothing."""
    for problem in problems:
        if isinstance(source, LayeredSource):
            yield replace(problem, field=_named_field(problem.field, data=source.data))
        else:
            yield problem


def _prepared(raw: RawRecord) -> RawRecord:
    """Return a record with the choices of earlier editions in the shape of today."""
    data = raw.source.data
    if isinstance(data, dict) and data.get(DRAFT) in YES and may_be_draft(raw.model):
        value = value_of(raw.source)
        rest = {key: value.part(key) for key in data if key != DRAFT}
        said = raw.source.locate((DRAFT,), key=True)
        return _prepared(replace(raw, source=_source(rest, of=raw), draft=said))
    if raw.page and isinstance(data, dict) and _BODY in data:
        value = value_of(raw.source)
        rest = {key: value.part(key) for key in data if key != _BODY}
        place = raw.source.locate((_BODY,)) if data[_BODY] == _ADDS else None
        return replace(raw, source=_source(rest, of=raw), adds=place)
    if raw.model is Agency and isinstance(data, dict):
        value = value_of(raw.source)
        kept = {key: value.part(key) for key in _OF_AGENCY if key in data}
        return replace(raw, model=District, source=_source(kept, of=raw))
    if raw.model is not District or not isinstance(data, dict):
        return raw
    lists = data.get(_LEFT_OUT)
    if not isinstance(lists, dict) or not lists.keys() <= _OLD_LISTS:
        return raw
    value = value_of(raw.source)
    parts = {key: value.part(key) for key in data}
    old = value.part(_LEFT_OUT)
    names = [
        old.part(kind).part(number)
        for kind, inner in lists.items()
        if isinstance(inner, tuple)
        for number in range(len(inner))
    ]
    spot = old.place if isinstance(old.place, Spot) else old.place.top
    places: dict[str | int, Place] = {number: one.place for number, one in enumerate(names)}
    parts[_LEFT_OUT] = Value(tuple(one.data for one in names), Joint(spot, places))
    return replace(raw, source=_source(parts, of=raw))


def _other_bodies(raw: RawRecord) -> Iterable[Problem]:
    data = raw.source.data
    said = data.get(_BODY, _ADDS) if raw.page and isinstance(data, dict) else _ADDS
    if said != _ADDS:
        message = (
            f"expected '{_ADDS}', got {shown(said)}. Write 'body: {_ADDS}' where the text is "
            "sections for the page below, or take the line out."
        )
        yield Problem(raw.source.locate((_BODY,)), _BODY, message)


def _texts_for_lists(raw: RawRecord) -> Iterable[Problem]:
    data = raw.source.data
    lists = data.get(_LEFT_OUT) if isinstance(data, dict) and raw.model is District else None
    for kind, inner in lists.items() if isinstance(lists, dict) else ():
        if kind in _OLD_LISTS and not isinstance(inner, tuple):
            message = (
                f"expected a list of '- ' lines, got {shown(inner)}. Put '- ' before each of its "
                "parts."
            )
            place = raw.source.locate((_LEFT_OUT, kind))
            yield Problem(place, f"{_LEFT_OUT}.{kind}", message)


def _source(parts: dict[str, Value], *, of: RawRecord) -> LayeredSource:
    data: Data = {key: one.data for key, one in parts.items()}
    top = value_of(of.source).place
    spot = top if isinstance(top, Spot) else top.top
    place = Joint(spot, {key: one.place for key, one in parts.items()})
    return LayeredSource(of.source.path, data, place)


def _is_below(below: RawRecord, raw: RawRecord) -> bool:
    if below.model is not raw.model or below.layer >= raw.layer:
        return False
    if raw.page and below.page:
        return raw.page[0] == below.page[0]
    return _id(raw) == _id(below)


def _id(raw: RawRecord) -> str:
    name = raw.source.data.get("id") if isinstance(raw.source.data, dict) else None
    return name if isinstance(name, str) and raw.model is not District else ""


def _merged(
    below: RawRecord, raw: RawRecord, *, among: list[RawRecord]
) -> tuple[RawRecord, tuple[Problem, ...]]:
    others = [one for one in among if one is not below and one.model is raw.model]
    source, problems = merge_sources(
        below.source,
        raw.source,
        model=raw.model,
        find_parent=lambda name: next((_id(one) for one in others if _has(one, name)), ""),
    )
    if raw.page is None or below.page is None:
        return replace(raw, source=source), problems
    if raw.adds:
        return _with_sections(replace(raw, source=source), below=below, problems=problems)
    if raw.page[1].strip():
        return replace(raw, source=source), problems
    # Front matter alone changes what is said of the page; its text stays where it stands.
    kept = LayeredSource(below.source.path, source.data, source.place)
    return replace(raw, source=kept, page=below.page), problems


def _has(raw: RawRecord, name: str) -> bool:
    """Say whether a record has an item of an id."""
    data = raw.source.data
    lists = data.values() if isinstance(data, dict) else ()
    items = (item for one in lists if isinstance(one, tuple) for item in one)
    return any(isinstance(item, dict) and item.get("id") == name for item in items)


def _with_sections(
    raw: RawRecord, *, below: RawRecord, problems: tuple[Problem, ...]
) -> tuple[RawRecord, tuple[Problem, ...]]:
    """Return a page with its sections laid into the text of the page below."""
    lines, astray = add_sections(_lines_of(below), _lines_of(raw))
    uri, _, first_line = raw.page or ("", "", 1)
    body = "\n".join(line.text for line in lines)
    return replace(raw, page=(uri, body, first_line), lines=lines), (*problems, *astray)


def _lines_of(raw: RawRecord) -> tuple[WrittenLine, ...]:
    _, body, first_line = raw.page or ("", "", 1)
    return raw.lines or written_lines(body, path=raw.source.path, first_line=first_line)


def _orphan(raw: RawRecord, *, among: list[RawRecord]) -> Iterable[Problem]:
    """Yield what is said of a part of a record whose rest no layer below has."""
    data = raw.source.data
    if raw.adds:
        message = "no page below has this file, so that there is nothing to add to. Take it out."
        yield Problem(raw.adds, _BODY, message)
    if not raw.layer or raw.model not in KIND_OF or not isinstance(data, dict):
        return
    needed = {field.key for field in fields_of(raw.model) if field.is_required}
    now = next((_id(one) for one in among if one.model is raw.model and _was(one, _id(raw))), "")
    if now:
        message = f"'{cut(_id(raw))}' is called '{now}' now. Write '{now}'."
        yield Problem(raw.source.locate(("id",)), "id", message)
        return
    names = [_id(one) for one in among if one.model is raw.model]
    guess = suggest(_id(raw), among=filter(None, names))
    if guess and needed - data.keys():
        noun = KIND_OF[raw.model].noun
        message = f"no {noun} below has the id '{cut(_id(raw))}', and this is a part of one.{guess}"
        yield Problem(raw.source.locate(("id",)), "id", message)


def _was(raw: RawRecord, name: str) -> bool:
    """Say whether a record had an id before."""
    data = raw.source.data
    former = data.get("formerly", ()) if isinstance(data, dict) else ()
    return bool(name) and name in (former if isinstance(former, tuple) else ())


def _named_field(field: str, *, data: Data) -> str:
    """Return a field with the id of each item in place of its number, like sections[goal].title."""
    named = ""
    for step in field.split(".") if field else ():
        inner: Data | None = None
        if isinstance(data, tuple) and re.fullmatch(r"\d+", step) and int(step) < len(data):
            inner = data[int(step)]
            name = inner.get("id") if isinstance(inner, dict) else None
            named += f"[{name}]" if isinstance(name, str) else f".{step}"
        else:
            inner = data.get(step) if isinstance(data, dict) else None
            named += f".{step}" if named else step
        data = inner if inner is not None else ""
    return named
