"""YAML files and the front matter of pages as data with positions.

Every value stays the text that was written; the schema gives it a type, and this never reads disks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from handbook.problems import FieldPath, Location, Problem
from handbook.sourcetext import parse_text
from handbook.yamlevents import read_document
from handbook.yamlplaces import Branch, Data, Places, place_to_location

__all__ = [
    "Data",
    "YamlSource",
    "find_front_matter",
    "parse_front_matter",
    "parse_yaml",
    "spaces_for_tabs",
]

_FENCE = "---"
_TABBED_LINE = re.compile(r"^([ \t]*(?:-[ \t]+)*)([^\n]*)$", re.MULTILINE)
_FENCE_ENDS = frozenset({_FENCE, "..."})


@dataclass(frozen=True, slots=True)
class YamlSource:
    """What a file, or a record in it, says, and where each value is written."""

    path: str
    """The file, relative to the project, always with '/'."""
    data: Data
    """What is written there: a mapping for a whole file."""
    places: Places = field(default=0, repr=False, compare=False)
    """Where each value stands; ask `locate` instead of reading it."""

    def locate(self, field: FieldPath, *, key: bool = False) -> Location:
        """Return where a value stands, or its nearest ancestor that is written.

        Args:
            field: The way to the value from the top of this source.
            key: Point at the key of the value instead, where it has one.
        """
        places = self.places
        found = _first_place(places)
        for step in field:
            if not isinstance(places, Branch) or step not in places.parts:
                break
            keys, places = places.keys, places.parts[step]
            found = keys.get(step, _first_place(places)) if key else _first_place(places)
        return place_to_location(found, path=self.path)

    def within(self, prefix: FieldPath) -> YamlSource:
        """Return a part of the file as a source of its own, its fields counted from there.

        Raises:
            LookupError: Nothing is written at the prefix.
        """
        data, places = self.data, self.places
        for step in prefix:
            if not isinstance(places, Branch) or step not in places.parts:
                raise LookupError(prefix)
            data, places = _part(data, step), places.parts[step]
        return YamlSource(self.path, data, places)


# After a save, a server reads all files again, of which one is another.
@lru_cache(maxsize=1024)
def parse_yaml(text: bytes, *, path: str) -> tuple[YamlSource | None, tuple[Problem, ...]]:
    """Read a YAML file, which holds one mapping.

    Returns:
        The file, or None where no mapping could be read, and every problem found. A file returned
        with errors tells which records exist but is not for building: a value that was refused
        is an empty text in it.
    """
    content, problems = parse_text(text, path=path)
    if content is None:
        return None, problems
    document, more = read_document(spaces_for_tabs(content), path=path)
    if document is not None:
        return YamlSource(path, *document), problems + more
    empty = Problem(Location(path), "", "the file is empty. Write 'key: value' lines in it.")
    return None, problems + (more or (empty,))


def parse_front_matter(
    text: bytes, *, path: str
) -> tuple[YamlSource | None, str, int, tuple[Problem, ...]]:
    """Read a Markdown page: the YAML between '---' lines at its top, if any, and what follows.

    Returns:
        The front matter (an empty mapping where nothing is written, None where it cannot be read),
        the body, the line on which the body starts, and every problem found.
    """
    content, problems = parse_text(text, path=path)
    if content is None:
        return None, "", 1, problems
    lines = content.split("\n")
    end = find_front_matter(content)
    if end is None and lines[0].rstrip() != _FENCE:
        return YamlSource(path, {}), content, 1, problems
    if end is None:
        message = "the front matter that opens here is not closed. Add a line '---' below it."
        return None, "", 1, (*problems, Problem(Location(path), "", message))
    source, more = _parse_block(lines[1:end], path=path)
    return source, "\n".join(lines[end + 1 :]), end + 2, problems + more


def find_front_matter(text: str) -> int | None:
    """Return the line, counted from 0, that ends the front matter of a page, if it has one."""
    first, *lines = text.split("\n")
    if first.rstrip() != _FENCE:
        return None
    ends = (number for number, line in enumerate(lines, 1) if line.rstrip() in _FENCE_ENDS)
    return next(ends, None)


def _parse_block(lines: list[str], *, path: str) -> tuple[YamlSource | None, tuple[Problem, ...]]:
    # An empty line stands for the opening '---', so that line numbers are those of the page.
    text = spaces_for_tabs("\n".join(["", *lines, ""]))
    document, problems = read_document(text, path=path)
    if document is not None:
        return YamlSource(path, *document), problems
    return None if problems else YamlSource(path, {}), problems


def spaces_for_tabs(text: str) -> str:
    """Return the text with a space for every tab that stands after something, or alone on a line.

    There a tab means no more than a space, and the parser in C takes it while the one without
    refuses it. What is indented by tabs is refused by both.
    """
    return _TABBED_LINE.sub(_spaced, text) if "\t" in text else text


def _spaced(line: re.Match[str]) -> str:
    lead, rest = line.groups()
    return lead + rest.replace("\t", " ") if rest else lead.replace("\t", " ")


def _first_place(places: Places) -> int:
    return places.start if isinstance(places, Branch) else places


def _part(data: Data, step: str | int) -> Data:
    if isinstance(data, dict):
        return data[str(step)]
    return data[int(step)]
