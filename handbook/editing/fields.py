"""The fields of a record as a form shows them: labels, hints and choices come from the models."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any, get_args, get_origin

from handbook.editing.picking import picked_from
from handbook.model.annotations import fields_of, marks_in
from handbook.model.district import Colors
from handbook.model.record import ONE_LINE, Date, Flag, Id, Whole

if TYPE_CHECKING:
    from handbook.model.annotations import ModelField
    from handbook.model.record import Record
    from handbook.problems import FieldPath
    from handbook.yamlsource import Data

_LABELS = {
    "for": "For whom",
    "ask": "Question",
    "see": "Where the answer stands",
    "asks": "Questions that lead here",
    "also": "Asked in other words",
    "id": "Name in addresses",
    "effective": "In force from",
    "review_by": "To be read through by",
    "to_teacher": "Said to the teacher",
    "formerly": "Former names in addresses",
    "leave_out": "Left out",
    "web_address": "Address on the web",
    "terms": "Words",
}
_NOT_SHOWN = frozenset({"base"})
_LAST = frozenset({"id", "formerly", "order", "reviewed"})
"""What nobody comes for, and stands at the end."""


class Widget(StrEnum):
    """How a value is typed in."""

    LINE = "line"
    TEXT = "text"
    LINES = "lines"
    TEXTS = "texts"
    DATE = "date"
    NUMBER = "number"
    COLOR = "color"
    CHOICE = "choice"
    CHOICES = "choices"
    GROUP = "group"
    ITEMS = "items"
    NAMED = "named"
    FIXED = "fixed"


@dataclass(frozen=True, slots=True)
class FormField:
    """A field of a form."""

    at: FieldPath
    """The way to it from the record that the form is of."""
    label: str
    hint: str
    widget: Widget
    value: Data | None
    """What it says; None where nothing is written."""
    is_required: bool
    choices: tuple[str, ...] = ()
    reference: str = ""
    """What is picked in it by name: the kind of a record, or what `picking` finds; or ''."""
    below: Data | None = None
    """What the layers below say, where the district says something else."""
    is_own: bool = False
    """Whether the district's file says it."""
    limits: tuple[int, int] | None = None
    parts: tuple[FormField, ...] = field(default=())
    """The fields of a group, or the entries of named ones."""

    @property
    def name(self) -> str:
        """What the form calls it."""
        return "/".join(map(str, self.at))


def describe_fields(  # noqa: PLR0913  (the same value as three sources have it)
    model: type[Record],
    *,
    value: Data,
    own: Data | None,
    below: Data | None,
    names: tuple[str, ...] = (),
    at: FieldPath = (),
) -> tuple[FormField, ...]:
    """Return the fields of a record's form.

    Args:
        model: The record's model.
        value: The record, as all layers have it.
        own: What the district's file says of it.
        below: What the layers below say.
        names: The names under which entries can be given, where a field holds named ones.
        at: The way to the record from that of the form.
    """
    ordered = sorted(fields_of(model), key=lambda one: one.key in _LAST)
    return tuple(
        _form_field(
            one,
            value=_part(value, one.key),
            own=_part(own, one.key),
            below=_part(below, one.key),
            names=names,
            at=(*at, one.key),
            model=model,
        )
        for one in ordered
        if one.key not in _NOT_SHOWN
    )


def label_of(key: str) -> str:
    """Return what people call a field."""
    return _LABELS.get(key, key.replace("_", " ").capitalize())


def _form_field(  # noqa: PLR0913  (a value as three sources have it)
    one: ModelField,
    *,
    value: Data | None,
    own: Data | None,
    below: Data | None,
    names: tuple[str, ...],
    at: FieldPath,
    model: type[Record],
) -> FormField:
    widget = _widget(one, model=model)
    parts: tuple[FormField, ...] = ()
    if widget is Widget.GROUP:
        parts = describe_fields(
            one.models[0], value={} if value is None else value, own=own, below=below, at=at
        )
    elif widget is Widget.NAMED:
        entries = value if isinstance(value, dict) else {}
        parts = tuple(
            _named(
                one.models[0],
                value=entries.get(name),
                below=_part(below, name),
                own=_part(own, name),
                at=(*at, name),
            )
            for name in dict.fromkeys((*names, *entries))
        )
    elif not _fits(value, widget=widget):
        widget = Widget.FIXED
    return FormField(
        at=at,
        label=label_of(one.key),
        hint=one.description,
        widget=widget,
        value=value,
        is_required=one.is_required and widget is not Widget.GROUP,
        choices=one.choices,
        reference=_reference(one, model=model),
        below=below,
        is_own=own is not None,
        limits=one.limits,
        parts=parts,
    )


def _named(
    model: type[Record], *, value: Data | None, below: Data | None, own: Data | None, at: FieldPath
) -> FormField:
    """Return the field of an entry: its parts, or one line where a word alone is enough."""
    parts: tuple[FormField, ...] = ()
    if isinstance(value, dict):
        parts = describe_fields(model, value=value, own=own, below=below, at=at)
    return FormField(
        at=at,
        label=label_of(str(at[-1])),
        hint="",
        widget=Widget.GROUP if parts else Widget.LINE,
        value=value,
        is_required=False,
        below=below,
        is_own=own is not None,
        parts=parts,
    )


@cache
def _widget(one: ModelField, *, model: type[Record]) -> Widget:  # noqa: PLR0911  (one for each)
    if one.key == "id":
        return Widget.FIXED
    if one.is_keyed:
        return Widget.NAMED if one.models else Widget.FIXED
    if one.models:
        if one.is_list:
            return Widget.ITEMS
        return Widget.GROUP
    if one.is_list:
        if one.choices or _reference(one, model=model):
            return Widget.CHOICES
        return Widget.LINES if _is_line(one.annotation) else Widget.TEXTS
    if one.choices or _reference(one, model=model):
        return Widget.CHOICE
    if model is Colors:
        return Widget.COLOR
    return _plain_widget(one.annotation)


def _reference(one: ModelField, *, model: type[Record]) -> str:
    return one.reference or picked_from(model, one.key)


def _plain_widget(annotation: Any) -> Widget:
    if _holds(annotation, Flag):
        return Widget.CHOICE
    if _holds(annotation, Date):
        return Widget.DATE
    if _holds(annotation, Whole):
        return Widget.NUMBER
    return Widget.LINE if _is_line(annotation) else Widget.TEXT


def _is_line(annotation: Any) -> bool:
    is_id = _holds(annotation, Id)
    return is_id or any(one is ONE_LINE for one in marks_in(annotation, type(ONE_LINE)))


def _holds(annotation: Any, wanted: Any) -> bool:
    """Say whether a type is another one, or has it among its parts."""
    if annotation == wanted:
        return True
    marks = set(map(id, getattr(annotation, "__metadata__", ())))
    if hasattr(annotation, "__metadata__") and marks >= set(map(id, wanted.__metadata__)):
        return get_origin(annotation.__origin__) is None
    return any(_holds(part, wanted) for part in get_args(annotation))


def _fits(value: Data | None, *, widget: Widget) -> bool:
    """Say whether a value has the shape that its field can show without losing any of it."""
    if value is None or widget in {Widget.ITEMS, Widget.FIXED}:
        return value is None or isinstance(value, str | tuple)
    if widget in {Widget.LINES, Widget.TEXTS, Widget.CHOICES}:
        if not isinstance(value, tuple) or not all(isinstance(one, str) for one in value):
            return False
        split = "\n" if widget is Widget.LINES else "\n\n"
        return widget is Widget.CHOICES or not any(split in str(one) for one in value)
    return isinstance(value, str)


def _part(value: Data | None, key: str) -> Data | None:
    return value.get(key) if isinstance(value, dict) else None
