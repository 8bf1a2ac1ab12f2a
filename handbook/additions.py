"""A page that adds sections to the one below it, or puts its own in the place of some.

A heading says where its section goes: `## Summer coaching {after=your-path}`. Lines keep the file
and the line that they were written on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from handbook.crossreferences import without_code
from handbook.model.page import HandPage
from handbook.problems import Location, Problem, suggest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from handbook.model.handbook import SourceFile

_HEADING = re.compile(r"^ {0,3}(?P<signs>#{1,6})(?!#)(?P<words>.*)$", re.MULTILINE)
_ATTRIBUTES = re.compile(r"\{:?(?P<inside>[^{}\n]*)\}\s*$")
_ID = re.compile(r"(?:^|\s)#(?P<id>[\w-]+)")
_WHERE = re.compile(r"(?:^|\s)(?P<how>after|before|replaces)=['\"]?(?P<id>[\w-]+)['\"]?")


@dataclass(frozen=True, slots=True)
class WrittenLine:
    """A line of a page, and where it was written."""

    text: str
    path: str
    number: int
    """Which line of that file it is, counted from 1."""


@dataclass(frozen=True, slots=True)
class _Section:
    """A heading, and what stands under it up to the next heading of its rank."""

    start: int
    """The place of its heading among the lines, from 0."""
    end: int
    """The place of the first line behind it."""
    id: str
    how: str = ""
    """Where it goes, from another section: after, before or replaces; nothing for one in place."""
    target: str = ""
    """The id of that other section."""


def written_lines(body: str, *, path: str, first_line: int) -> tuple[WrittenLine, ...]:
    """Return the lines of a page's text that stands in one file.

    Args:
        body: The text.
        path: The file.
        first_line: The line of the file on which the text begins.
    """
    lines = body.split("\n")
    return tuple(WrittenLine(text, path, first_line + place) for place, text in enumerate(lines))


def add_sections(
    below: Sequence[WrittenLine], added: Sequence[WrittenLine]
) -> tuple[tuple[WrittenLine, ...], tuple[Problem, ...]]:
    """Return a page's lines with the sections of another laid into them, and what has no place.

    Args:
        below: The page as it is without them.
        added: The sections, each under a heading that says where it goes.
    """
    ranked = [one for one in _sections(below) if one.id]
    sections = {one.id: one for one in ranked}
    blocks = _blocks(added)
    problems = (*_unplaced(added, blocks=blocks), *_astray(added, blocks, sections=sections))
    if problems:
        return tuple(below), problems
    return tuple(_laid(below, added=added, blocks=blocks, sections=sections)), ()


def place_problems(
    problems: Iterable[Problem], *, files: Iterable[SourceFile]
) -> tuple[Problem, ...]:
    """Return problems, those in a page of several files where their lines were written.

    Args:
        problems: Each where the page says it stands.
        files: Every file of the handbook.
    """
    pages = {
        file.origin.path: file.record
        for file in files
        if isinstance(file.record, HandPage) and file.record.origins
    }
    return tuple(_placed(problem, page=pages.get(problem.location.path)) for problem in problems)


def _placed(problem: Problem, *, page: HandPage | None) -> Problem:
    at = problem.location.line - page.first_line if page else -1
    if page is None or not 0 <= at < len(page.origins):
        return problem
    path, line = page.origins[at]
    return replace(problem, location=Location(path, line, problem.location.column))


def _sections(lines: Sequence[WrittenLine]) -> list[_Section]:
    text = without_code("\n".join(line.text for line in lines))
    found = list(_HEADING.finditer(text))
    places = [text.count("\n", 0, one.start()) for one in found]
    ranks = [len(one["signs"]) for one in found]
    return [
        _section(
            lines[start].text,
            start=start,
            end=next(
                (places[after] for after in range(at + 1, len(found)) if ranks[after] <= ranks[at]),
                len(lines),
            ),
        )
        for at, start in enumerate(places)
    ]


def _section(heading: str, *, start: int, end: int) -> _Section:
    attributes = _ATTRIBUTES.search(heading)
    inside = attributes["inside"] if attributes else ""
    name, where = _ID.search(inside), _WHERE.search(inside)
    return _Section(
        start,
        end,
        name["id"] if name else "",
        how=where["how"] if where else "",
        target=where["id"] if where else "",
    )


def _blocks(added: Sequence[WrittenLine]) -> list[_Section]:
    """Return the sections that say where they go, each up to the next one that does."""
    placed = [one for one in _sections(added) if one.how]
    ends = [*(one.start for one in placed), len(added)][1:]
    return [replace(one, end=end) for one, end in zip(placed, ends, strict=True)]


def _unplaced(added: Sequence[WrittenLine], *, blocks: Sequence[_Section]) -> Iterator[Problem]:
    first = blocks[0].start if blocks else len(added)
    for line in added[:first]:
        if line.text.strip():
            message = (
                "nothing says where on the page below this goes. Begin with a heading that does, "
                "like '## Summer coaching {after=your-path}'."
            )
            yield Problem(Location(line.path, line.number), "body", message)
            return


def _astray(
    added: Sequence[WrittenLine], blocks: Sequence[_Section], *, sections: dict[str, _Section]
) -> Iterator[Problem]:
    taken: dict[str, WrittenLine] = {}
    replaced = [
        sections[one.target] for one in blocks if one.how == "replaces" and one.target in sections
    ]
    for block in blocks:
        line, target = added[block.start], sections.get(block.target)
        message = ""
        if target is None:
            guess = suggest(block.target, among=sections) or " Look at the page below."
            message = f"no heading of the page below has the id '{block.target}'.{guess}"
        elif any(one.start < target.start < one.end for one in replaced):
            message = (
                f"the heading '{block.target}' stands in a section that is replaced as a whole. "
                "Name another."
            )
        elif any(one is target for one in replaced) and block.how == "replaces":
            earlier = taken.setdefault(block.target, line)
            if earlier is not line:
                message = (
                    f"'{block.target}' is replaced on line {earlier.number} already. "
                    "Write both as one section."
                )
        if message:
            yield Problem(Location(line.path, line.number), "body", message)


def _laid(
    below: Sequence[WrittenLine],
    *,
    added: Sequence[WrittenLine],
    blocks: Sequence[_Section],
    sections: dict[str, _Section],
) -> Iterator[WrittenLine]:
    at = 0
    while at <= len(below):
        for block in blocks:
            if block.how == "after" and sections[block.target].end == at:
                yield from _written(block, added=added)
        for block in blocks:
            if block.how == "before" and sections[block.target].start == at:
                yield from _written(block, added=added)
        instead = [
            one for one in blocks if one.how == "replaces" and sections[one.target].start == at
        ]
        for block in instead:
            yield from _written(block, added=added)
        if instead:
            at = sections[instead[0].target].end
        else:
            if at < len(below):
                yield below[at]
            at += 1


def _written(block: _Section, *, added: Sequence[WrittenLine]) -> Iterator[WrittenLine]:
    """Yield a section without what says where it goes, with empty lines round it."""
    heading, *rest = added[block.start : block.end]
    name = f"#{block.target}" if block.how == "replaces" and not block.id else ""
    text = _ATTRIBUTES.sub(lambda found: _kept(found["inside"], name=name), heading.text).rstrip()
    yield replace(heading, text="")
    yield replace(heading, text=text)
    yield from rest
    yield replace(rest[-1] if rest else heading, text="")


def _kept(inside: str, *, name: str) -> str:
    kept = " ".join(filter(None, [name, _WHERE.sub("", inside).strip()]))
    return f"{{ {kept} }}" if kept else ""
