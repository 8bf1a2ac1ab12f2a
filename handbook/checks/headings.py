"""Headings of pages written by hand: one is the title, and each has words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handbook.checks.reporting import fault_in_body
from handbook.crossreferences import without_code
from handbook.model.page import HandPage

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from handbook.model.handbook import Handbook
    from handbook.problems import Problem

_HEADING = re.compile(r"^ {0,3}(?P<signs>#{1,6})(?!#).*$", re.MULTILINE)


def check_headings(handbook: Handbook, *, bodies: Mapping[str, str]) -> Iterator[Problem]:
    """Yield a problem for each heading without words, and for each title after the first.

    Args:
        handbook: Every record.
        bodies: The Markdown of the pages written by hand, by URI, with nothing left to fill in.
    """
    for file in handbook.files:
        if isinstance(file.record, HandPage):
            yield from _faults(file.record, path=file.origin.path, bodies=bodies)


def _faults(page: HandPage, *, path: str, bodies: Mapping[str, str]) -> Iterator[Problem]:
    text, has_title = bodies.get(page.uri, page.body), False
    for found in _HEADING.finditer(without_code(text)):
        line = text[found.start() : found.end()].strip()
        words, message = line.strip("# \t"), ""
        if not words:
            message = "the heading has no words. Write them behind its signs, or take the line out."
        elif found["signs"] == "#" and has_title:
            message = f"a page has one heading with a single '#', its title. Write '## {words}'."
        has_title |= found["signs"] == "#"
        if message:
            number = text[: found.start()].count(line)
            yield fault_in_body(page, message, path=path, word=line, number=number)
