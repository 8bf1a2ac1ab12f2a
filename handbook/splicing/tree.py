"""Where every value of a YAML text begins and ends, and how it is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import yaml
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from handbook.yamlevents import DEEPEST

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yaml.error import Mark
    from yaml.events import Event

    from handbook.problems import FieldPath

BLOCKS = ("|", ">")
"""The signs that a text on lines of its own begins with."""

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Text:
    """A text, as a value or as a key."""

    start: int
    end: int
    """The offset behind its last character, a closing quote included."""
    column: int
    is_inside: bool
    """Whether it stands between brackets."""
    style: str
    """A quote, '|', '>', or '' for a plain text."""
    value: str


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    start: int
    end: int
    column: int
    is_inside: bool
    is_flow: bool
    """Whether it is written in brackets."""
    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Keys:
    """A mapping."""

    start: int
    end: int
    column: int
    is_inside: bool
    is_flow: bool
    keys: tuple[Text, ...]
    parts: tuple[Node, ...]

    def index(self, key: str | int) -> int:
        """Return the place of a key.

        Raises:
            LookupError: There is no such key.
        """
        for number, one in enumerate(self.keys):
            if one.value == key:
                return number
        raise LookupError(key)


Node = Text | Items | Keys


class UnreadableError(Exception):
    """A text has something that is never spliced: a syntax fault, an alias, too deep a list."""


def parse_tree(text: str) -> Node | None:
    """Return what the first document of a text holds, or None where nothing is written.

    Raises:
        UnreadableError: It cannot be read.
    """
    try:
        events = yaml.parse(text, Loader=_Loader)
        next(events)
        if not isinstance(next(events), yaml.DocumentStartEvent):
            return None
        return _node(next(events), events=events, text=text, is_inside=False, depth=0)
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        raise UnreadableError from error


def node_at(node: Node, field: FieldPath) -> Node:
    """Return what a path leads to.

    Raises:
        LookupError: There is nothing.
    """
    for step in field:
        if isinstance(node, Keys):
            node = node.parts[node.index(step)]
        elif isinstance(node, Items) and isinstance(step, int) and 0 <= step < len(node.parts):
            node = node.parts[step]
        else:
            raise LookupError(step)
    return node


def owner_of(tree: Node, field: FieldPath) -> tuple[Keys | Items, int]:
    """Return what a value is a part of, and which part it is.

    Raises:
        LookupError: It is not there.
    """
    if not field:
        raise LookupError(field)
    *parent, last = field
    owner = node_at(tree, tuple(parent))
    if isinstance(owner, Keys):
        return owner, owner.index(last)
    if isinstance(owner, Items) and isinstance(last, int) and 0 <= last < len(owner.parts):
        return owner, last
    raise LookupError(field)


def texts_in(node: Node) -> Iterator[Text]:
    """Yield every text and every key, in the order in which they stand."""
    if isinstance(node, Text):
        yield node
    elif isinstance(node, Items):
        for part in node.parts:
            yield from texts_in(part)
    else:
        for key, part in zip(node.keys, node.parts, strict=True):
            yield key
            yield from texts_in(part)


def _node(event: Event, *, events: Iterator[Event], text: str, is_inside: bool, depth: int) -> Node:
    if depth > DEEPEST or isinstance(event, AliasEvent):
        raise UnreadableError
    if isinstance(event, ScalarEvent):
        return _text(event, text=text, is_inside=is_inside)
    if not isinstance(event, SequenceStartEvent | MappingStartEvent):
        raise UnreadableError
    start, column = _start(event).index, _start(event).column
    is_flow = bool(event.flow_style)
    is_list = isinstance(event, SequenceStartEvent)
    inner: list[Node] = []
    while not isinstance(after := next(events), SequenceEndEvent | MappingEndEvent):
        part = _node(
            after, events=events, text=text, is_inside=is_inside or is_flow, depth=depth + 1
        )
        inner.append(part)
    # A block ends with its last part: the parser puts the end where the next text begins.
    end = _end(after).index if is_flow else inner[-1].end if inner else start
    if is_list:
        return Items(start, end, column, is_inside, is_flow, tuple(inner))
    keys = tuple(inner[::2])
    if not all(isinstance(key, Text) for key in keys):
        raise UnreadableError
    texts = cast("tuple[Text, ...]", keys)
    return Keys(start, end, column, is_inside, is_flow, texts, tuple(inner[1::2]))


def _text(event: ScalarEvent, *, text: str, is_inside: bool) -> Text:
    start, end, style = _start(event).index, _end(event).index, event.style or ""
    if style in BLOCKS:
        # The parser counts the blank lines below a block, which are nobody's.
        end = start + len(text[start:end].rstrip(" \n"))
    return Text(start, end, _start(event).column, is_inside, style, event.value)


def _start(event: Event) -> Mark:
    return cast("Mark", event.start_mark)


def _end(event: Event) -> Mark:
    return cast("Mark", event.end_mark)
