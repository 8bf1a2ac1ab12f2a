"""What a page written by hand names in vain: each with its place, while the rest is rendered."""

from __future__ import annotations

import re
import sys
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

import jinja2
from jinja2.defaults import DEFAULT_NAMESPACE
from jinja2.utils import missing

from handbook.problems import Location, Problem, suggest
from handbook.sourcetext import locate_offset

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType


class PageFaultError(Exception):
    """Something was asked for that is not there; the message says what and why."""

    def __init__(self, message: str, *, name: str) -> None:
        """Keep the message, and the name that the page gave, by which its place is found."""
        super().__init__(message)
        self.name = name


class PageFaults:
    """Collects the problems of one page."""

    def __init__(self, *, path: str, text: str, first_line: int) -> None:
        """Start with none.

        Args:
            path: The page's file.
            text: The page's text.
            first_line: The line of the file on which the text begins.
        """
        self.template: jinja2.Template | None = None
        self._path, self._text, self._first_line = path, text, first_line
        self._found: dict[Problem, None] = {}

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was found, in reading order."""
        return tuple(sorted(self._found))

    def add(self, message: str, *, line: int, word: str = "") -> None:
        """Note a problem at the first braces from the given line on, or at a word in braces there.

        Args:
            message: What is wrong.
            line: The line of the text.
            word: A pattern that finds the word.
        """
        place = locate_offset(self._text, offset=self._offset(line, word=word), path=self._path)
        location = Location(place.path, place.line + self._first_line - 1, place.column)
        self._found[Problem(location, "", message)] = None

    def note_fault(self, fault: PageFaultError) -> None:
        """Note that a function, called where the page is being rendered, found nothing."""
        self.add(str(fault), line=self._line(), word=whole_word(fault.name))

    def note_unknown(self, unknown: jinja2.Undefined) -> None:
        """Note the use of a name that nothing has, where the page is being rendered."""
        name, owner, hint = _parts(unknown)
        message = f"nothing is called '{name}'.{suggest(name, among=self._names(owner))}"
        if hint and "parameter" in hint:
            message = f"{hint}. Put it between the round brackets."
        before = r"(?<!\.)" if owner is missing else r"(?<=[.'\"])"
        self.add(message, line=self._line(), word=before + whole_word(name))

    def line_in(self, error: BaseException) -> int:
        """Return the line of the text at which an error was raised."""
        trace, line = error.__traceback__, 1
        while trace is not None:
            # Jinja puts frames of its own in the traceback, numbered by the template's lines.
            if trace.tb_frame.f_code.co_filename == "<template>":
                line = trace.tb_lineno
            trace = trace.tb_next
        return line

    def undefined(self) -> type[jinja2.Undefined]:
        """Return what stands for unknown names while this page is rendered."""
        return type("Unknown", (_Unknown,), {"faults": self, "__slots__": ()})

    def _offset(self, line: int, *, word: str) -> int:
        start = sum(len(text) + 1 for text in self._text.split("\n")[: line - 1])
        spans = [found.span() for found in _BRACES.finditer(self._text) if found.end() > start]
        for first, last in spans if word else ():
            if found := re.compile(word).search(self._text, first, last):
                return found.start()
        return max(start, spans[0][0]) if spans else min(start, len(self._text))

    def _line(self) -> int:
        return next(filter(None, map(self._line_of, _frames())), 1)

    def _line_of(self, frame: FrameType) -> int:
        is_page = frame.f_globals.get("__jinja_template__") is self.template
        if self.template is None or not is_page:
            return 0
        return self.template.get_corresponding_lineno(frame.f_lineno)

    def _names(self, owner: Any) -> tuple[str, ...]:
        if owner is missing:
            names = self.template.globals if self.template else {}
            return tuple(name for name in names if name not in DEFAULT_NAMESPACE)
        if isinstance(owner, dict):
            return tuple(map(str, owner))
        if is_dataclass(owner):
            return tuple(field.name for field in fields(owner))
        return tuple(getattr(type(owner), "model_fields", ()))


class _Unknown(jinja2.Undefined):
    """Says where it is used, prints nothing, and lets the page go on."""

    __slots__ = ()
    faults: PageFaults

    def __str__(self) -> str:
        self.faults.note_unknown(self)
        return ""

    def __iter__(self) -> Iterator[Any]:
        self.faults.note_unknown(self)
        return iter(())

    def __len__(self) -> int:
        self.faults.note_unknown(self)
        return 0

    def __bool__(self) -> bool:
        self.faults.note_unknown(self)
        return False

    def __eq__(self, other: object) -> bool:
        self.faults.note_unknown(self)
        return False

    def __hash__(self) -> int:
        return id(self)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __getitem__(self, name: object) -> Any:
        return self

    def __call__(self, *_arguments: object, **_options: object) -> Any:
        return self

    def _answer(self, *_others: object) -> Any:
        self.faults.note_unknown(self)
        return self

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _answer
    __truediv__ = __rtruediv__ = __floordiv__ = __rfloordiv__ = __mod__ = __rmod__ = _answer
    __lt__ = __le__ = __gt__ = __ge__ = __contains__ = _answer
    __neg__ = __pos__ = __pow__ = __rpow__ = _answer


_BRACES = re.compile(r"\{\{.*?(?:\}\}|\Z)|\{%.*?(?:%\}|\Z)", re.DOTALL)


def whole_word(name: str) -> str:
    """Return a pattern for a name that is not part of a longer one."""
    return rf"(?<![\w-]){re.escape(name)}(?![\w-])"


def _parts(unknown: jinja2.Undefined) -> tuple[str, Any, str | None]:
    """Return the name, what it was looked for in, and Jinja's hint: what it gives subclasses."""
    return str(unknown._undefined_name), unknown._undefined_obj, unknown._undefined_hint  # noqa: SLF001


def _frames() -> Iterator[FrameType]:
    frame: FrameType | None = sys._getframe(1)  # noqa: SLF001  (the only way to the page's line)
    while frame is not None:
        yield frame
        frame = frame.f_back
