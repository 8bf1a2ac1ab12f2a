"""Jinja for pages: records and hand-written text become Markdown; what is unknown is located.

Every value a template prints is taken as inline Markdown and rendered safely, unless it is
Markdown already; so no template can forget to.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import jinja2
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape

from handbook.inline import parse_inline, parse_paragraphs, render_markdown, render_plain
from handbook.problems import Location, Problem, suggest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from types import FrameType


class PageFaultError(Exception):
    """A component was asked for something that is not there; the message says what and why."""


@dataclass(frozen=True)
class Templates:
    """Renders the package's templates and pages written by hand, with the same data."""

    data: Mapping[str, Any]
    """What every template and page can name."""

    def __post_init__(self) -> None:
        """Set up the environments; they share everything but their view of unknown names."""
        environment = _environment(undefined=jinja2.StrictUndefined)
        environment.globals.update(self.data)
        object.__setattr__(self, "_environment", environment)

    def render_template(self, name: str, **data: Any) -> str:
        """Return the Markdown of one of the package's templates."""
        template = self._environment.get_template(name)  # type: ignore[attr-defined]
        return _tidy(template.render(**data))

    def render_text(
        self, text: str, *, path: str, first_line: int
    ) -> tuple[str, tuple[Problem, ...]]:
        """Return the Markdown of a page written by hand, and what in it names nothing.

        Args:
            text: The page's text.
            path: The page's file, for problems.
            first_line: The line of the file on which the text begins.
        """
        record = _Record(path=path, text=text, first_line=first_line)
        environment = _environment(undefined=record.undefined())
        environment.globals.update(self.data)
        try:
            template = environment.from_string(text)
            record.template = template
            rendered = template.render(**_components(environment))
        except jinja2.TemplateSyntaxError as error:
            record.add(f"{_sentence(error.message or 'the braces do not match')}", error.lineno)
        except (PageFaultError, jinja2.TemplateError, TypeError, ValueError) as error:
            record.add(_sentence(str(error)), record.line_in(error))
        else:
            return _tidy(rendered), tuple(record.problems)
        return "", tuple(record.problems)


def _environment(*, undefined: type[jinja2.Undefined]) -> SandboxedEnvironment:
    environment = SandboxedEnvironment(
        loader=jinja2.PackageLoader("handbook", "templates"),
        autoescape=True,
        finalize=_finalize,
        undefined=undefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["plain"] = _plain
    environment.filters["one_line"] = _one_line
    return environment


def _components(environment: SandboxedEnvironment) -> dict[str, Any]:
    module = environment.get_template("components.md").module
    return {name: macro for name, macro in vars(module).items() if not name.startswith("_")}


def _finalize(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, str) and not hasattr(value, "__html__"):
        paragraphs = (render_markdown(nodes) for nodes in parse_paragraphs(value))
        before = value[: len(value) - len(value.lstrip())]
        after = value[len(value.rstrip()) :] if value.strip() else ""
        text = "\n\n".join(paragraphs)
        return Markup(f"{before}{text}{after}")  # noqa: S704  (rendering made it safe)
    return value


def _plain(text: str) -> Markup:
    """Return the visible words of a text, fit for an HTML attribute."""
    return escape(render_plain(parse_inline(text)))


def _one_line(text: str) -> Markup:
    """Return a text as one line of Markdown, for a list item or a table cell."""
    lines = (render_markdown(nodes) for nodes in parse_paragraphs(text))
    return Markup(" ").join(Markup(line) for line in lines)  # noqa: S704  (rendering made it safe)


def _tidy(markdown: str) -> str:
    """Let no more than one blank line stand between paragraphs."""
    return re.sub(r"\n(?:[ \t]*\n){2,}", "\n\n", markdown).strip() + "\n"


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?")) else f"{text}."


class _Record:
    """Collects what a page names in vain, with its place, while the rest goes on rendering."""

    def __init__(self, *, path: str, text: str, first_line: int) -> None:
        self.path, self.lines, self.first_line = path, text.split("\n"), first_line
        self.problems: list[Problem] = []
        self.template: jinja2.Template | None = None

    def add(self, message: str, line: int, *, name: str = "") -> None:
        text = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        column = max(text.find(name) if name else text.find("{"), 0) + 1
        problem = Problem(Location(self.path, line + self.first_line - 1, column), "", message)
        if problem not in self.problems:
            self.problems.append(problem)

    def line_in(self, error: BaseException) -> int:
        trace, line = error.__traceback__, 1
        while trace is not None:
            # Jinja puts frames of its own in the traceback, numbered by the template's lines.
            if trace.tb_frame.f_code.co_filename == "<template>":
                line = trace.tb_lineno
            trace = trace.tb_next
        return line

    def undefined(self) -> type[jinja2.Undefined]:
        record = self

        class Unknown(jinja2.Undefined):
            """Notes where it is used, and prints nothing."""

            __slots__ = ()

            def __str__(self) -> str:
                record.note(self)
                return ""

            def __iter__(self) -> Iterator[Any]:
                record.note(self)
                return iter(())

            def __len__(self) -> int:
                record.note(self)
                return 0

            def __getattr__(self, name: str) -> Any:
                if name.startswith("__"):
                    raise AttributeError(name)
                return self

            def __getitem__(self, name: object) -> Any:
                return self

            def __call__(self, *args: object, **kwargs: object) -> Any:
                return self

        return Unknown

    def note(self, unknown: jinja2.Undefined) -> None:
        name = str(unknown._undefined_name)  # noqa: SLF001  (what Jinja gives its subclasses)
        owner = unknown._undefined_obj  # noqa: SLF001
        known = _names(owner) if self.template is None or owner is not jinja2.utils.missing else ()
        known = known or tuple(self.template.globals if self.template else ())
        line = next(filter(None, map(self._line_of, _frames())), 1)
        self.add(f"nothing is called '{name}'.{suggest(name, among=known)}", line, name=name)

    def _line_of(self, frame: FrameType) -> int:
        if self.template is None or frame.f_globals.get("__jinja_template__") is not self.template:
            return 0
        return self.template.get_corresponding_lineno(frame.f_lineno)


def _names(owner: Any) -> tuple[str, ...]:
    if isinstance(owner, dict):
        return tuple(map(str, owner))
    fields = getattr(type(owner), "model_fields", None)
    return tuple(fields) if fields else ()


def _frames() -> Iterator[FrameType]:
    frame: FrameType | None = sys._getframe(1)  # noqa: SLF001  (the only way to the page's line)
    while frame is not None:
        yield frame
        frame = frame.f_back
