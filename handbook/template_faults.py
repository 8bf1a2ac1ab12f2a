"""What a template of the site's look raises, said of it: the file, the line and the remedy."""

from __future__ import annotations

import re
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError

from handbook.problems import Location, Problem
from handbook.shipped import BASE

if TYPE_CHECKING:
    from collections.abc import Iterator

_TEMPLATES = (".html", ".xml")

_OBJECT = re.compile(r"'[\w.]+ object' ")
"""How Jinja names what it looked into: by a class, which is nothing to an editor."""


def template_fault(error: BaseException, *, home: Path) -> Problem | None:
    """Return what is wrong with a template, where that is what was raised.

    Args:
        error: What was raised while pages were made.
        home: The folder of the handbook.
    """
    place = next(_places(error), None)
    if place is None:
        return None
    path, line = place
    remedy = "Correct the line; without the file, the handbook's own template is used."
    return Problem(Location(_shown(path, home=home), line), "", f"{_said(error)}. {remedy}")


def _places(error: BaseException) -> Iterator[tuple[Path, int]]:
    """Yield the templates that were at work, the innermost first, and the line of each."""
    if isinstance(error, TemplateSyntaxError) and error.filename:
        yield Path(error.filename), error.lineno
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if frame.filename.endswith(_TEMPLATES):
            yield Path(frame.filename), frame.lineno or 1


def _shown(path: Path, *, home: Path) -> str:
    for folder, mark in ((home.resolve(), ""), (BASE.resolve(), "base:")):
        if path.resolve().is_relative_to(folder):
            return f"{mark}{path.resolve().relative_to(folder).as_posix()}"
    return path.name


def _said(error: BaseException) -> str:
    if isinstance(error, TemplateNotFound):
        return f"there is no template '{error.name}'"
    if isinstance(error, TemplateSyntaxError):
        return f"this is no template: {_lowered(error.message or 'it cannot be read')}"
    if isinstance(error, UndefinedError):
        return _OBJECT.sub("what stands here ", (error.message or "").rstrip("."))
    return f"this cannot be worked out: {_lowered(str(error) or type(error).__name__)}"


def _lowered(text: str) -> str:
    return f"{text[:1].lower()}{text[1:].rstrip('.')}"
