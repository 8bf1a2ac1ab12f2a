"""The files of several layers, brought together record by record before anything is validated."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from handbook.additions import WrittenLine, add_sections, written_lines
from handbook.layered import Joint, LayeredSource, Place, Spot, Value, value_of
from handbook.merging import merge_sources
from handbook.model.agency import Agency
from handbook.model.annotations import fields_of
from handbook.model.district import District
from handbook.model.kinds import KIND_OF
from handbook.problems import Problem, cut, shown, suggest
from handbook.validation import validate_record

if TYPE_CHECKING:
    from collections.abc import Iterable

    from handbook.model.record import Record
    from handbook.problems import Location
    from handbook.yamlsource import Data, YamlSource

_BODY, _ADDS = "body", "adds"
_LEFT_OUT = "leave_out"
_OLD_LISTS = frozenset({"roles", "activities", "forms"})
_OF_AGENCY = ("leave_out", "terms", "decisions", "paper")
"""What districts take from the file of their agency."""


@dataclass(frozen=True, slots=True)
class Draft:
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


def lay_over(drafts: Iterable[Draft], *, problems: list[Problem]) -> list[Draft]:
    """Return one draft for each record, the layers on top laid over those below.

    Args:
        drafts: What every layer says, the base's first; of one layer, several may have one id.
        problems: Takes up what of a layer finds no place.
    """
    found: list[Draft] = []
    for draft in drafts:
        if draft.model is Agency:
            problems.extend(validate_record(Agency, draft.source.data, origin=draft.source)[1])
        problems.extend(_texts_for_lists(draft))
        problems.extend(_other_bodies(draft))
        draft = _prepared(draft)  # noqa: PLW2901  (the same, in one shape)
        under = enumerate(found) if draft.layer else ()
        place = next((at for at, below in under if _is_below(below, draft)), None)
        if place is None:
            faults = tuple(_orphan(draft, among=found))
            problems.extend(faults)
            # What it lacks is not said as well: it is no record of its own.
            found += [] if faults else [draft]
        else:
            merged, faults = _merged(found[place], draft)
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


def _prepared(draft: Draft) -> Draft:
    """Return a draft with the choices of earlier editions in the shape of today."""
    data = draft.source.data
    if draft.page and isinstance(data, dict) and _BODY in data:
        value = value_of(draft.source)
        rest = {key: value.part(key) for key in data if key != _BODY}
        place = draft.source.locate((_BODY,)) if data[_BODY] == _ADDS else None
        return replace(draft, source=_source(rest, of=draft), adds=place)
    if draft.model is Agency and isinstance(data, dict):
        value = value_of(draft.source)
        kept = {key: value.part(key) for key in _OF_AGENCY if key in data}
        return replace(draft, model=District, source=_source(kept, of=draft))
    if draft.model is not District or not isinstance(data, dict):
        return draft
    lists = data.get(_LEFT_OUT)
    if not isinstance(lists, dict) or not lists.keys() <= _OLD_LISTS:
        return draft
    value = value_of(draft.source)
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
    return replace(draft, source=_source(parts, of=draft))


def _other_bodies(draft: Draft) -> Iterable[Problem]:
    data = draft.source.data
    said = data.get(_BODY, _ADDS) if draft.page and isinstance(data, dict) else _ADDS
    if said != _ADDS:
        message = (
            f"expected '{_ADDS}', got {shown(said)}. Write 'body: {_ADDS}' where the text is "
            "sections for the page below, or take the line out."
        )
        yield Problem(draft.source.locate((_BODY,)), _BODY, message)


def _texts_for_lists(draft: Draft) -> Iterable[Problem]:
    data = draft.source.data
    lists = data.get(_LEFT_OUT) if isinstance(data, dict) and draft.model is District else None
    for kind, inner in lists.items() if isinstance(lists, dict) else ():
        if kind in _OLD_LISTS and not isinstance(inner, tuple):
            message = (
                f"expected a list of '- ' lines, got {shown(inner)}. Put '- ' before each of its "
                "parts."
            )
            place = draft.source.locate((_LEFT_OUT, kind))
            yield Problem(place, f"{_LEFT_OUT}.{kind}", message)


def _source(parts: dict[str, Value], *, of: Draft) -> LayeredSource:
    data: Data = {key: one.data for key, one in parts.items()}
    top = value_of(of.source).place
    spot = top if isinstance(top, Spot) else top.top
    place = Joint(spot, {key: one.place for key, one in parts.items()})
    return LayeredSource(of.source.path, data, place)


def _is_below(below: Draft, draft: Draft) -> bool:
    if below.model is not draft.model or below.layer >= draft.layer:
        return False
    if draft.page and below.page:
        return draft.page[0] == below.page[0]
    return _id(draft) == _id(below)


def _id(draft: Draft) -> str:
    name = draft.source.data.get("id") if isinstance(draft.source.data, dict) else None
    return name if isinstance(name, str) and draft.model is not District else ""


def _merged(below: Draft, draft: Draft) -> tuple[Draft, tuple[Problem, ...]]:
    source, problems = merge_sources(below.source, draft.source, model=draft.model)
    if draft.page is None or below.page is None:
        return replace(draft, source=source), problems
    if draft.adds:
        return _with_sections(replace(draft, source=source), below=below, problems=problems)
    if draft.page[1].strip():
        return replace(draft, source=source), problems
    # Front matter alone changes what is said of the page; its text stays where it stands.
    kept = LayeredSource(below.source.path, source.data, source.place)
    return replace(draft, source=kept, page=below.page), problems


def _with_sections(
    draft: Draft, *, below: Draft, problems: tuple[Problem, ...]
) -> tuple[Draft, tuple[Problem, ...]]:
    """Return a page with its sections laid into the text of the page below."""
    lines, astray = add_sections(_lines_of(below), _lines_of(draft))
    uri, _, first_line = draft.page or ("", "", 1)
    body = "\n".join(line.text for line in lines)
    return replace(draft, page=(uri, body, first_line), lines=lines), (*problems, *astray)


def _lines_of(draft: Draft) -> tuple[WrittenLine, ...]:
    _, body, first_line = draft.page or ("", "", 1)
    return draft.lines or written_lines(body, path=draft.source.path, first_line=first_line)


def _orphan(draft: Draft, *, among: list[Draft]) -> Iterable[Problem]:
    """Yield what is said of a part of a record whose rest no layer below has."""
    data = draft.source.data
    if draft.adds:
        message = "no page below has this file, so that there is nothing to add to. Take it out."
        yield Problem(draft.adds, _BODY, message)
    if not draft.layer or draft.model not in KIND_OF or not isinstance(data, dict):
        return
    needed = {field.key for field in fields_of(draft.model) if field.is_required}
    names = [_id(one) for one in among if one.model is draft.model]
    guess = suggest(_id(draft), among=filter(None, names))
    if guess and needed - data.keys():
        noun = KIND_OF[draft.model].noun
        message = (
            f"no {noun} below has the id '{cut(_id(draft))}', and this is a part of one.{guess}"
        )
        yield Problem(draft.source.locate(("id",)), "id", message)


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
