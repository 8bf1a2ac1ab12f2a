"""Data to records: what the models refuse becomes located problems in plain words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

from pydantic import ValidationError

from handbook.model.annotations import field_at, fields_of, model_at
from handbook.model.record import Record
from handbook.problems import FieldPath, Problem, cut, dotted, listing, shown, suggest
from handbook.yamlsigns import LIST_SIGNS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pydantic_core import ErrorDetails

    from handbook.model.handbook import Origin

AnyRecord = TypeVar("AnyRecord", bound=Record)


def validate_record(
    model: type[AnyRecord], data: object, *, origin: Origin
) -> tuple[AnyRecord | None, tuple[Problem, ...]]:
    """Return the record that the data describes, or every reason why it does not."""
    try:
        return model.model_validate(data), ()
    except ValidationError as error:
        found = error.errors(include_url=False)
        misspelled = set(_misspelled(found, model=model))
        return None, tuple(
            _problem(detail, model=model, origin=origin)
            for detail in found
            if not (
                _is_echo(detail) or (detail["type"] == "missing" and detail["loc"] in misspelled)
            )
        )


def _misspelled(found: Iterable[ErrorDetails], *, model: type[Record]) -> Iterator[FieldPath]:
    """Yield the fields that unknown keys are taken for, so that they are not missing as well."""
    for detail in found:
        if detail["type"] == "extra_forbidden":
            *parent, key = detail["loc"]
            known = _known_keys(tuple(parent), model=model)
            guess = _retired(detail, model=model) or suggest(str(key), among=known)
            yield from ((*parent, name) for name in known if f"'{name}'" in guess)


def _is_echo(detail: ErrorDetails) -> bool:
    """Say whether a list is only called short because a part of it is wrong."""
    given = detail["input"]
    is_list = isinstance(given, tuple | list)
    return detail["type"] == "too_short" and is_list and len(given) >= detail["ctx"]["min_length"]


def _problem(detail: ErrorDetails, *, model: type[Record], origin: Origin) -> Problem:
    field: FieldPath = detail["loc"]
    at_key = detail["type"] in {"missing", "extra_forbidden"}
    if detail["type"] == "missing":
        location = origin.locate(field[:-1])
    else:
        location = origin.locate(field, key=at_key)
    return Problem(location, dotted(field), _message(detail, model=model))


def _message(detail: ErrorDetails, *, model: type[Record]) -> str:
    field, given = detail["loc"], detail["input"]
    match detail["type"]:
        case "missing":
            return f"is missing. Add a line '{field[-1]}:'{_meaning(field, model=model)}."
        case "extra_forbidden" if retired := _retired(detail, model=model):
            return retired
        case "extra_forbidden":
            known = _known_keys(field[:-1], model=model)
            remedy = suggest(str(field[-1]), among=known) or f" Use {listing(known)}."
            return f"no such key.{remedy}"
        case "literal_error" | "enum":
            return _not_a_choice(field, given, model=model)
        case "value_error":
            fault = str(detail["ctx"]["error"])
            return fault.replace(given, cut(given)) if isinstance(given, str) else fault
    return _wrong_size(detail) or _wrong_shape(detail)


def _retired(detail: ErrorDetails, *, model: type[Record]) -> str:
    """Return what stands in place of a key that earlier editions of the handbook had."""
    *parent, key = detail["loc"]
    owner, given = model_at(tuple(parent), model=model), detail["input"]
    renamed = next((field.key for field in fields_of(owner) if field.formerly == key), "")
    if renamed:
        value = f" {cut(given)}" if isinstance(given, str) else ""
        return f"is called '{renamed}' now. Write '{renamed}:{value}'."
    return owner.replace_key(str(key), given)


def _wrong_size(detail: ErrorDetails) -> str:
    given, limits = detail["input"], detail.get("ctx", {})
    match detail["type"]:
        case "string_too_short" | "too_short" if isinstance(given, str):
            return "is empty. Write a value or remove the line."
        case "too_short":
            least = limits["min_length"]
            return f"the list needs at least {least}, and has {len(given)}. Add to it."
        case "too_long":
            most = limits["max_length"]
            return f"the list takes at most {most}, and has {len(given)}. Take some away."
        case "greater_than_equal":
            return f"must be at least {limits['ge']}, got {given}. Write a larger number."
        case "less_than_equal":
            return f"must be at most {limits['le']}, got {given}. Write a smaller number."
    return ""


def _wrong_shape(detail: ErrorDetails) -> str:
    given = shown(detail["input"])
    if look_alike := _look_alike(detail["type"], detail["input"]):
        return look_alike
    match detail["type"]:
        case "string_type":
            return f"expected text, got {given}. Write the words after the colon."
        case "tuple_type":
            return f"expected a list of '- ' lines, got {given}. Put '- ' before each of its parts."
        case "model_type" | "dict_type" | "model_attributes_type":
            return (
                f"expected 'key: value' lines, got {given}. Write them below, set in by two spaces."
            )
    return f"{detail['msg'][0].lower()}{detail['msg'][1:]}."


def _look_alike(expected: str, given: object) -> str:
    """Say what was meant by a sign that is another in YAML, or nothing where that is not plain."""
    if expected == "string_type" and (key := _key_made_by_colon(given)):
        return (
            f"the colon after '{cut(key)}' makes a key of it. Put quotes round the whole text, or "
            "write a dash for the colon."
        )
    if expected == "tuple_type" and isinstance(given, str) and given[:1] in LIST_SIGNS:
        return f"'{given[:1]}' makes no list. Begin each line with '- ', a hyphen and a space."
    if expected == "model_type" and (key := _key_without_space(given)):
        return f"there is no space after the colon. Write '{key}: ' before the value."
    return ""


def _key_made_by_colon(value: object) -> str:
    """Return the words before the colon of a text that was taken for a key, or ''."""
    if not isinstance(value, dict) or len(value) != 1:
        return ""
    (key, inner), *_ = value.items()
    is_words = isinstance(inner, str) and (" " in key or key[:1].isupper())
    return key if is_words else ""


def _key_without_space(value: object) -> str:
    found = re.match(r"([a-z_]+):[^\s/]", value) if isinstance(value, str) else None
    return found[1] if found else ""


def _not_a_choice(path: FieldPath, given: object, *, model: type[Record]) -> str:
    field = field_at(path, model=model)
    choices = field.choices if field else ()
    guess = suggest(given, among=choices) if isinstance(given, str) else ""
    return f"expected {listing(choices)}, got {shown(given)}.{guess}"


def _meaning(path: FieldPath, *, model: type[Record]) -> str:
    field = field_at(path, model=model)
    if field is None or not field.description:
        return ""
    first = field.description.partition(". ")[0].rstrip(".")
    return f" ({first[0].lower()}{first[1:]})"


def _known_keys(path: FieldPath, *, model: type[Record]) -> tuple[str, ...]:
    return tuple(field.key for field in fields_of(model_at(path, model=model)))
