"""One pass over the YAML parser's events: the data as written, where it stands, what is refused.

Gives no text a type, builds no object a file asks for, and never touches the disk.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, cast

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from handbook.problems import Location, Problem, Severity, dotted, has_errors
from handbook.sourcetext import HIDDEN, hidden_fault, locate_offset
from handbook.yamlplaces import Branch, place_of, place_to_location
from handbook.yamlsigns import (
    NO_BREAK_SPACE,
    find_look_alike,
    find_signs,
    no_break_space,
    swallowed_value,
)
from handbook.yamlsyntax import (
    NO_KEY,
    SECOND_DOCUMENT,
    find_missing_space,
    needs_quotes,
    syntax_problem,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yaml.error import Mark
    from yaml.events import Event

    from handbook.yamlplaces import Data, Places

DEEPEST = 32
"""How many lists and mappings may stand inside one another."""

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_MOST_REPORTED = 100
_MOST_WARNINGS = 20
_QUOTES = frozenset({"'", '"'})
_LONGEST_SHOWN = 40
_TAG = re.compile(rf"!\S{{,{_LONGEST_SHOWN}}}")
_TOO_DEEP = f"lists and mappings stand more than {DEEPEST} deep in one another. Write it flatter."


def read_document(
    text: str, *, path: str
) -> tuple[tuple[dict[str, Data], Branch] | None, tuple[Problem, ...]]:
    """Read the one mapping of a text.

    Returns:
        The data and its places, or None where no mapping could be read, and every problem found.
        A text without any document gives neither.
    """
    reader = _Reader(text, path=path)
    document = None
    try:
        document = reader.read()
    except _StopReadingError:
        pass
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        # Without its C part, the parser leaves codes beyond Unicode to chr(), which complains.
        problem = syntax_problem(error, text=text, path=path)
        return None, _with_syntax_problem(reader.problems, problem, lines=text.count("\n") + 1)
    return document, tuple(_inside(problem, text=text) for problem in reader.problems)


def _inside(problem: Problem, *, text: str) -> Problem:
    """Move a problem that the parser puts on a line below the last to the end of the text."""
    *above, last = text.split("\n")
    if problem.location.line <= len(above) + 1:
        return problem
    end = Location(problem.location.path, len(above) + 1, len(last) + 1)
    return replace(problem, location=end)


def _with_syntax_problem(
    problems: list[Problem], problem: Problem, *, lines: int
) -> tuple[Problem, ...]:
    """Add the problem that ended the reading, unless another one on its line is the cause."""
    # The parser puts what a cut-off text leaves unsaid on a line below the last.
    known = tuple(one for one in problems if one.location.line <= lines)
    if problem.location.line in {one.location.line for one in known if has_errors([one])}:
        return known
    return (*known, problem)


class _StopReadingError(Exception):
    """What follows is not worth reading, and the reason is already among the problems."""


class _Reader:
    """The state of one pass: the events still to come and the field they belong to."""

    def __init__(self, text: str, *, path: str) -> None:
        self.problems: list[Problem] = []
        self._text = text
        self._path = path
        events: Iterator[Event] = yaml.parse(text, Loader=_Loader)
        self._next = events.__next__
        self._field: list[str | int] = []
        self._depth = 0
        self._warnings = 0

    def read(self) -> tuple[dict[str, Data], Branch] | None:
        self._next()
        if isinstance(self._next(), StreamEndEvent):
            return None
        document = self._document(self._next())
        self._next()
        after = self._next()
        if isinstance(after, DocumentStartEvent):
            self._report(after, SECOND_DOCUMENT)
        return document

    def _document(self, event: Event) -> tuple[dict[str, Data], Branch] | None:
        if isinstance(event, MappingStartEvent) and not self._is_placeholder(event):
            return self._mapping(event)
        if isinstance(event, ScalarEvent) and not event.value and not event.style:
            return None
        self._report(event, self._no_mapping(event))
        raise _StopReadingError

    def _no_mapping(self, event: Event) -> str:
        row = self._text.split("\n")[_mark(event).line]
        if isinstance(event, ScalarEvent) and (
            found := find_look_alike(row) or find_missing_space(row)
        ):
            return found[1]
        got = "list" if isinstance(event, SequenceStartEvent) else "text"
        return f"expected a mapping of 'key: value' lines, got a {got}. Start with a key."

    def _value(self, event: Event) -> tuple[Data, Places]:
        if type(event) is ScalarEvent:
            return self._scalar(event), _place(event)
        if type(event) is SequenceStartEvent:
            return self._sequence(event)
        if type(event) is MappingStartEvent and not self._is_placeholder(event):
            return self._mapping(event)
        self._refuse(event)
        self._skip(event)
        return "", _place(event)

    def _mapping(self, start: MappingStartEvent) -> tuple[dict[str, Data], Branch]:
        self._enter(start)
        data: dict[str, Data] = {}
        keys: dict[str | int, int] = {}
        parts: dict[str | int, Places] = {}
        while type(event := self._next()) is not MappingEndEvent:
            key = self._key(event)
            if key is None:
                self._skip(self._next())
                continue
            self._field.append(key)
            if key in data:
                self._refuse_second(event, first=keys[key])
                self._value(self._next())
            else:
                data[key], parts[key] = self._value(self._next())
                keys[key] = _place(event)
            self._field.pop()
        self._depth -= 1
        return data, Branch(_place(start), keys, parts)

    def _sequence(self, start: SequenceStartEvent) -> tuple[tuple[Data, ...], Branch]:
        self._enter(start)
        data: list[Data] = []
        parts: dict[str | int, Places] = {}
        while type(event := self._next()) is not SequenceEndEvent:
            self._field.append(len(data))
            value, parts[len(data)] = self._value(event)
            data.append(value)
            self._field.pop()
        self._depth -= 1
        return tuple(data), Branch(_place(start), {}, parts)

    def _scalar(self, event: ScalarEvent) -> str:
        value, style = event.value, event.style
        if self._refuse_properties(event):
            return value
        if value in _NULLS and _is_unwritten(value, style=style):
            self._report(event, self._empty(event))
            return ""
        self._look_for_signs(event)
        if style == '"' and (hidden := HIDDEN.search(value)):
            self._report(event, hidden_fault(hidden[0]))
        return value

    def _empty(self, event: ScalarEvent) -> str:
        if lost := swallowed_value(self._text, at=_mark(event).index):
            return (
                f"is empty, because '#' begins a note. Put quotes round the value: '{lost}'."
                if "'" not in lost
                else "is empty, because '#' begins a note. Put quotes round the value."
            )
        return "is empty. Write a value or remove the line."

    def _look_for_signs(self, event: ScalarEvent) -> None:
        """Warn of what a value looks like and is not, up to a number that people read."""
        start, end = _mark(event).index, cast("Mark", event.end_mark).index
        for at, message in find_signs(self._text, start=start, end=end, style=event.style):
            self._warnings += 1
            if self._warnings <= _MOST_WARNINGS:
                location = locate_offset(self._text, offset=at, path=self._path)
                problem = Problem(location, dotted(tuple(self._field)), message, Severity.WARNING)
                self.problems.append(problem)

    def _key(self, event: Event) -> str | None:
        """Return a key, or None for one that is refused together with its value."""
        if type(event) is not ScalarEvent:
            self._refuse(event)
            self._skip(event)
            return None
        self._refuse_properties(event)
        key = event.value
        if fault := _key_fault(key, is_plain=not event.style):
            self._report(event, fault)
            return None
        return key

    def _enter(self, event: CollectionStartEvent) -> None:
        self._refuse_properties(event)
        self._depth += 1
        if self._depth > DEEPEST:
            self._report(event, _TOO_DEEP)
            raise _StopReadingError

    def _skip(self, event: Event) -> None:
        """Leave out a value, reading on to its end."""
        depth = 0
        while True:
            depth += isinstance(event, CollectionStartEvent)
            depth -= isinstance(event, CollectionEndEvent)
            if depth == 0:
                return
            if depth > DEEPEST:
                self._report(event, _TOO_DEEP)
                raise _StopReadingError
            event = self._next()

    def _is_placeholder(self, event: Event) -> bool:
        """Tell '{{' from the start of a mapping in braces, which the parser takes it for."""
        if not isinstance(event, MappingStartEvent) or not event.flow_style:
            return False
        return self._text.startswith("{{", _mark(event).index)

    def _refuse(self, event: Event) -> None:
        if isinstance(event, AliasEvent):
            name = (event.anchor or "")[:_LONGEST_SHOWN]
            self._report(
                event,
                f"'*{name}' reuses a text from elsewhere, which is not supported. "
                "Write the text again here, or put quotes round text that starts with '*'.",
            )
        elif self._is_placeholder(event):
            self._report(event, needs_quotes("{{"))
        else:
            self._report(event, "a key must be a text. Write 'key: value' without brackets.")

    def _refuse_properties(self, event: ScalarEvent | CollectionStartEvent) -> bool:
        if event.anchor is not None:
            self._report(
                event,
                f"'&{event.anchor[:_LONGEST_SHOWN]}' marks a text for reuse, which is not "
                "supported. Delete it, or put quotes round text that starts with '&'.",
            )
        if event.tag is not None:
            tag = _TAG.search(self._text, _mark(event).index)
            self._report(
                event,
                f"'{tag[0] if tag else event.tag}' is a tag, which is not supported. "
                "Delete it, or put quotes round text that starts with '!'.",
            )
        return event.anchor is not None or event.tag is not None

    def _refuse_second(self, event: Event, *, first: int) -> None:
        line = place_to_location(first, path=self._path).line
        self._report(event, f"is written a second time, first on line {line}. Keep one of them.")

    def _report(self, event: Event, message: str) -> None:
        if len(self.problems) >= _MOST_REPORTED:
            raise _StopReadingError
        location = place_to_location(_place(event), path=self._path)
        self.problems.append(Problem(location, dotted(tuple(self._field)), message))


def _key_fault(key: str, *, is_plain: bool) -> str:
    if key == "<<" and is_plain:
        return "'<<' copies a record, which is not supported. Write its lines again."
    if not key:
        return NO_KEY
    if lost := NO_BREAK_SPACE.search(key):
        return no_break_space(lost[0])
    if not key.isprintable():
        return "a key must be plain text on one line. Write it without codes."
    return ""


def _mark(event: Event) -> Mark:
    return cast("Mark", event.start_mark)


def _place(event: Event) -> int:
    mark = _mark(event)
    return place_of(mark.line, mark.column)


def _is_unwritten(value: str, *, style: str | None) -> bool:
    """Tell an empty or null value from the same text in quotes or in a block."""
    return style not in _QUOTES if not value else not style
