"""What somebody typed into a form, as the record that is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from handbook.editing.fields import FormField, Widget
from handbook.splicing.changes import Put, Remove, changed_data

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from handbook.problems import FieldPath
    from handbook.yamlsource import Data

SHOWN = "shown"
"""The name under which a form tells which fields it showed: an empty choice sends nothing."""


def shown_text(one: FormField) -> str:
    """Return what stands in a field that is typed into."""
    if one.value is None:
        return ""
    if isinstance(one.value, tuple):
        return ("\n" if one.widget is Widget.LINES else "\n\n").join(map(str, one.value))
    return str(one.value)


def answered_data(
    data: Data, fields: Iterable[FormField], *, at: FieldPath, answers: Mapping[str, Sequence[str]]
) -> Data:
    """Return a record with what was typed; a field that says what it said is not touched.

    Args:
        data: The whole record.
        fields: The fields of the form.
        at: The way from the record to what the form is of.
        answers: What was sent, by the names of the fields.
    """
    shown = set(answers.get(SHOWN, ()))
    for one in _typed_fields(fields):
        if one.name not in shown:
            continue
        value = _answer(one, answers.get(one.name, ()))
        if value == one.value:
            continue
        data = _with(data, (*at, *one.at), value)
    return data


def _typed_fields(fields: Iterable[FormField]) -> Iterator[FormField]:
    for one in fields:
        if one.widget in {Widget.GROUP, Widget.NAMED}:
            yield from _typed_fields(one.parts)
        elif one.widget not in {Widget.ITEMS, Widget.FIXED}:
            yield one


def _answer(one: FormField, sent: Sequence[str]) -> Data | None:
    """Return the value that was typed; None for nothing."""
    if one.widget is Widget.CHOICES:
        kept = tuple(name for name in _texts_of(one.value) if name in sent)
        fresh = tuple(name for name in dict.fromkeys(sent) if name and name not in kept)
        return (*kept, *fresh) or _nothing(one)
    text = (sent[0] if sent else "").replace("\r\n", "\n").replace("\r", "\n")
    if text == shown_text(one):
        return one.value
    if one.widget in {Widget.LINES, Widget.TEXTS}:
        pieces = text.split("\n") if one.widget is Widget.LINES else text.split("\n\n")
        return tuple(piece.strip() for piece in pieces if piece.strip()) or _nothing(one)
    return text.strip() or _nothing(one)


def _nothing(one: FormField) -> Data | None:
    """Return what an emptied field says: nothing, or no more than that it must say something."""
    if not one.is_required:
        return None
    return () if one.widget in {Widget.LINES, Widget.TEXTS, Widget.CHOICES} else ""


def _texts_of(value: Data | None) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, tuple) else ()


def _with(data: Data, field: FieldPath, value: Data | None) -> Data:
    if value is not None:
        return changed_data(data, Put(field, value))
    try:
        data = changed_data(data, Remove(field))
    except LookupError:
        return data
    # A group of which nothing is left is nothing.
    above = field[:-1]
    inner: Data = data
    for step in above:
        inner = cast("dict[str | int, Data]", inner)[step]
    is_group = bool(above) and isinstance(above[-1], str) and inner == {}
    return changed_data(data, Remove(above)) if is_group else data
