"""A district's folder to begin with: from a few answers to files, by the templates in here.

Nothing is written here and nobody is asked; `handbook new` does both.
"""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import AfterValidator

from handbook.contrast import LEAST_FOR_TEXT, is_color, nearest_passing
from handbook.hosting import render_workflow
from handbook.model.record import Line, Record
from handbook.reaching import email_fault, web_address_fault

if TYPE_CHECKING:
    from collections.abc import Callable

_WHITE = "#ffffff"
Posture = Literal["consent-only", "logistics", "focus"]
POSTURES: dict[Posture, str] = {
    "consent-only": (
        "Coaches pass on nothing about a teacher unless the teacher agrees; only totals."
    ),
    "logistics": (
        "Coaches tell the principal and the coaching office which teachers take part, when they "
        "meet, and when they are done."
    ),
    "focus": "Coaches tell both that, and the general subject of the work.",
}
"""The postures in plain sentences, the one that most protects teachers first."""

KINDS = {
    "role": "roles/{id}.yml",
    "non-role": "roles/not/{id}.yml",
    "form": "content/forms/{id}.yml",
    "page": "content/{id}.md",
}
"""What `handbook new` writes an example of, and where."""


def _color_fault(text: str) -> str:
    if is_color(text):
        return ""
    return f"expected a color like #1d4e4a, got '{text}'. Write '#' and six digits."


def _refusing(fault_of: Callable[[str], str]) -> AfterValidator:
    """Refuse what there is something wrong with, in these words."""

    def check(value: str) -> str:
        if message := fault_of(value):
            raise ValueError(message)
        return value

    return AfterValidator(check)


Color = Annotated[Line, _refusing(_color_fault)]
"""A color as #rrggbb."""

Email = Annotated[Line, _refusing(email_fault)]
"""An e-mail address."""


class Answers(Record):
    """What a district says of itself when it begins."""

    name: Line = "Our School District"
    """The district's full name."""

    short_name: Line = "Our District"
    """What people call the district."""

    web_address: Annotated[Line, _refusing(web_address_fault)] = "coaching.example.org"
    """Where the handbook will be published, without https://."""

    coach: Line = "coach"
    """What the district calls a coach."""

    brand: Color = "#1d4e4a"
    """The color of the header."""

    accent: Color = "#a3431a"
    """The color of links and buttons."""

    schools: tuple[Line, ...] = ()
    """The names of the schools."""

    posture: Posture = "consent-only"
    """What a coach passes on without asking: consent-only, logistics or focus."""

    coaching_office: Line = "Office of Instructional Coaching"
    """Who answers questions about coaching."""

    coaching_email: Email = "coaching@example.org"
    """The e-mail address of that office."""

    accessibility_office: Line = "Accessibility Coordinator"
    """Who helps when a page or form does not work for somebody."""

    accessibility_email: Email = "accessibility@example.org"
    """The e-mail address of that office."""


def readable(color: str) -> str:
    """Return a color, or the nearest on which white words can be read."""
    return nearest_passing(color, against=_WHITE, ratio=LEAST_FOR_TEXT)


def starting_files(answers: Answers, *, version: str, year: int) -> dict[str, str]:
    """Return the files of a district's folder, by their paths.

    Args:
        answers: What the district says of itself.
        version: The version of the program that the folder is made for.
        year: The year in which the handbook's first edition begins.
    """
    words = {
        **{name: _quoted(str(word)) for name, word in answers if isinstance(word, str)},
        # Colors stand in quotes in the template, where others would be notes.
        "brand": readable(answers.brand),
        "accent": readable(answers.accent),
        "posture": answers.posture,
        "terms": _terms(answers.coach),
        "schools": _schools(answers.schools),
        "label": f"{year}–{(year + 1) % 100:02}",
        "effective": f"{year}-08-01",
        "review_by": f"{year + 1}-06-30",
    }
    return {
        "district.yml": _filled("district.txt", words),
        "mkdocs.yml": _filled("mkdocs.txt", {"title": "Instructional Coaching Handbook"}),
        "requirements.txt": f"coaching-handbook=={version}\n",
        "README.md": _filled("readme.txt", {"name": answers.name}),
        ".gitignore": "/site/\n/.venv/\n__pycache__/\n",
        ".github/workflows/publish.yml": render_workflow(),
        "content/.keep": "",
    }


def example_of(kind: str, *, name: str) -> str:
    """Return an example of a kind of record under an id, to write over."""
    words = {"id": name, "name": name.replace("-", " ").capitalize()}
    return _filled(f"{kind}.txt", words)


def _terms(coach: str) -> str:
    if coach == "coach":
        return "terms: {}"
    return f"terms:\n  coach: {_quoted(coach)}"


def _schools(names: tuple[str, ...]) -> str:
    if not names:
        return "schools: []"
    return "\n".join(["schools:", *(f"  - {_quoted(name)}" for name in names)])


def _quoted(text: str) -> str:
    """Return a text as YAML: in quotes, since it can hold any sign."""
    return json.dumps(text, ensure_ascii=False)


def _filled(name: str, words: dict[str, str]) -> str:
    text = (files(__package__) / name).read_text("utf-8")
    for key, word in words.items():
        text = text.replace(f"@{key}@", word)
    return text
