"""Jinja for pages: records and hand-written text become Markdown; what is unknown is located.

Every value a template prints is taken as inline Markdown and rendered safely, unless it is
Markdown already; so no template can forget to.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache, wraps
from typing import TYPE_CHECKING, Any

import jinja2
from jinja2.sandbox import SandboxedEnvironment
from pydantic import BaseModel

from handbook.page_types import template_body
from handbook.pages.line_ends import keep_line_ends
from handbook.pages.page_faults import PageFaultError, PageFaults, whole_word
from handbook.pages.page_grammar import (
    STEPS_OF_A_CALL,
    TOO_DEEP,
    Budget,
    bound_loops,
    check_grammar,
    join,
)
from handbook.pages.printed import one_line, plain, render_value

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jinja2.bccache import Bucket

    from handbook.problems import Problem


@dataclass(frozen=True)
class Templates:
    """Renders the package's templates and pages written by hand, with the same data."""

    data: Mapping[str, Any]
    """What every template and page can name."""

    def render_template(self, name: str, **data: Any) -> str:
        """Return the Markdown of one of the package's templates."""
        return _tidy(self._environment.get_template(name).render(**data))

    def render_text(
        self, text: str, *, path: str, first_line: int
    ) -> tuple[str, tuple[Problem, ...]]:
        """Return the Markdown of a page written by hand, and what in it names nothing.

        Args:
            text: The page's text.
            path: The page's file, for problems.
            first_line: The line of the file on which the text begins.
        """
        faults, budget = PageFaults(path=path, text=text, first_line=first_line), Budget()
        environment = _page_environment(self.data, faults=faults, compiled=_compiled())
        functions = _functions(environment, budget=budget)
        try:
            tree = environment.parse(keep_line_ends(text))
            for line, message, word in check_grammar(
                tree, functions=functions, values=environment.globals
            ):
                faults.add(message, line=line, word=whole_word(word) if word else "")
            if faults.problems:
                return "", faults.problems
            bound_loops(tree)
            code = environment.compile(tree)
            names = {**environment.globals, **functions, **budget.names}
            template = jinja2.Template.from_code(environment, code, names)
            faults.template = template
            rendered = budget.collect(template.generate())
        except jinja2.TemplateSyntaxError as error:
            faults.add(_syntax_fault(error), line=error.lineno)
        except RecursionError:
            faults.add(TOO_DEEP, line=1)
        # Whatever an expression on a page raises is a fault of that page.
        except Exception as error:  # noqa: BLE001
            faults.add(_fault(error), line=faults.line_in(error))
        else:
            return _tidy(rendered), faults.problems
        return "", faults.problems

    @cached_property
    def _environment(self) -> SandboxedEnvironment:
        environment = _environment(undefined=jinja2.StrictUndefined, compiled=_compiled())
        environment.globals.update(self.data)
        return environment


class _Compiled(jinja2.BytecodeCache):
    """Keeps compiled templates, which pages with environments of their own share."""

    def __init__(self) -> None:
        self._codes: dict[str, Any] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Put the code in, if it is there."""
        bucket.code = self._codes.get(bucket.key)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code."""
        self._codes[bucket.key] = bucket.code


# The package's templates are the same for every handbook, and a server reads one again and again.
@lru_cache(maxsize=1)
def _compiled() -> _Compiled:
    return _Compiled()


class _Sandbox(SandboxedEnvironment):
    """Keeps pages from what Python hides, and from the ways of records to read files."""

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Say whether a page may name an attribute of a value."""
        if isinstance(obj, BaseModel | type) and hasattr(BaseModel, attr):
            return False
        return super().is_safe_attribute(obj, attr, value)


def _environment(*, undefined: type[jinja2.Undefined], compiled: _Compiled) -> SandboxedEnvironment:
    environment = _Sandbox(
        loader=_LOADER,
        bytecode_cache=compiled,
        autoescape=True,
        finalize=_finalize,
        undefined=undefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["plain"] = plain
    environment.filters["one_line"] = one_line
    return environment


def _page_environment(
    data: Mapping[str, Any], *, faults: PageFaults, compiled: _Compiled
) -> SandboxedEnvironment:
    """Return what one page is read with: the data, nothing of Jinja's own, and few filters."""
    environment = _environment(undefined=faults.undefined(), compiled=compiled)
    environment.globals = _guarded(data, faults=faults)
    environment.filters["join"] = join
    return environment


def _functions(environment: SandboxedEnvironment, *, budget: Budget) -> dict[str, Any]:
    """Return what a page may call, each call counted."""

    def count(function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def counted(*arguments: Any, **options: Any) -> Any:
            budget.spend(STEPS_OF_A_CALL)
            return function(*arguments, **options)

        return counted

    module = environment.get_template("components.md").module
    components = {name: macro for name, macro in vars(module).items() if not name.startswith("_")}
    offered = {**environment.globals, **components}
    return {name: count(value) for name, value in offered.items() if callable(value)}


class _TemplateLoader(jinja2.PackageLoader):
    """Loads the package's templates without what they say of their pages."""

    def get_source(
        self, environment: jinja2.Environment, template: str
    ) -> tuple[str, str, Callable[[], bool] | None]:
        """Return the source of a template."""
        source, path, is_current = super().get_source(environment, template)
        return template_body(source), path, is_current


_LOADER = _TemplateLoader("handbook", "templates")


def _guarded(data: Mapping[str, Any], *, faults: PageFaults) -> dict[str, Any]:
    """Return the data with its functions noting what they cannot find instead of giving up."""

    def guard(function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def guarded(*arguments: Any, **options: Any) -> Any:
            for value in (*arguments, *options.values()):
                if isinstance(value, jinja2.Undefined):
                    str(value)  # An unknown name notes that it is used.
                    return jinja2.ChainableUndefined()
            try:
                return function(*arguments, **options)
            except PageFaultError as fault:
                faults.note_fault(fault)
                return jinja2.ChainableUndefined()

        return guarded

    return {name: guard(value) if callable(value) else value for name, value in data.items()}


def _syntax_fault(error: jinja2.TemplateSyntaxError) -> str:
    message = error.message or "the braces do not match"
    message = message.replace(". Jinja was looking for the following tags: ", ", expected ")
    return f"{message[0].lower()}{message[1:].rstrip('.')}. Look at the braces around it."


def _fault(error: Exception) -> str:
    if isinstance(error, jinja2.TemplateNotFound):
        return f"no template is called '{error}'. Take the line out."
    text = str(error) or "this cannot be worked out"
    return f"{text.rstrip('.')}. Change what stands between the braces."


# Jinja would escape what is written out in a template before it asks, unless the context is wanted.
@jinja2.pass_context
def _finalize(_context: jinja2.runtime.Context, value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, str) and not hasattr(value, "__html__"):
        return render_value(value)
    return value


def _tidy(markdown: str) -> str:
    """Let no more than one blank line stand between paragraphs."""
    return re.sub(r"\n(?:[ \t]*\n){2,}", "\n\n", markdown).strip() + "\n"
