"""The editor's pages as HTML, by the templates beside this file; every value is escaped."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from handbook.contrast import LEAST_FOR_TEXT, contrast_ratio, is_color
from handbook.editing.answers import shown_text
from handbook.editing.faults import anchor_of
from handbook.placeholders import fill_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from handbook.problems import Problem

_CODE = re.compile(r"`([^`]+)`")
_WHITE = "#ffffff"


class Screens:
    """Makes pages.

    Args:
        form_token: What every form sends back.
        words: Tells what stands for each placeholder, for names that hold some.
    """

    def __init__(self, *, form_token: str, words: Callable[[], Mapping[str, str]]) -> None:
        self._env = Environment(
            loader=PackageLoader(__package__),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._env.globals["form_token"] = form_token
        self._env.filters.update(
            shown=shown_text,
            said=lambda name: fill_in(name, words=words()) if "{{" in name else name,
            anchor=anchor_of,
            contrast=_contrast,
            steps=_steps,
            coded=_coded,
        )

    def render(self, template: str, **data: Any) -> str:
        """Return a page."""
        return self._env.get_template(template).render(**data)

    def refusal(self, words: str) -> str:
        """Return a page that says why something was not done."""
        return self.render("refusal.html", words=words)

    def waiting(self, problems: Iterable[Problem]) -> str:
        """Return what stands in place of a page while there is none to show."""
        return self.render("waiting.html", problems=[str(one) for one in problems])


def _steps(at: tuple[str | int, ...]) -> str:
    return "/".join(map(str, at))


def _coded(text: str) -> Markup:
    """Return words in which what stands between backticks is code, as in the field reference."""
    return Markup(_CODE.sub(r"<code>\1</code>", str(escape(text))))  # noqa: S704  (escaped)


def _contrast(color: str) -> str:
    """Return how well white words can be read on a color; '' where it is none."""
    if not is_color(color):
        return ""
    ratio = contrast_ratio(color, _WHITE)
    verdict = "enough" if ratio >= LEAST_FOR_TEXT else "too little: choose a darker one"
    return f"White words on it have a contrast of {ratio:.1f} to 1, which is {verdict}."
