"""The menu in mkdocs.yml, with the place of every line; the rest of that file is not looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

from handbook.model.surroundings import MenuEntry
from handbook.problems import Location, Problem
from handbook.sourcetext import parse_text
from handbook.yamlsyntax import syntax_problem

if TYPE_CHECKING:
    from collections.abc import Iterator

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NAV = "nav"
_DEEPEST = 8


def parse_menu(
    text: bytes, *, path: str
) -> tuple[tuple[MenuEntry, ...] | None, tuple[Problem, ...]]:
    """Read what the menu leads to.

    Returns:
        Every entry that leads somewhere, in order, or None where the file has no menu that can be
        read; and every line of it that is no entry.
    """
    content, problems = parse_text(text, path=path)
    if content is None:
        return None, problems
    try:
        root = yaml.compose(content, Loader=_Loader)
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        return None, (*problems, syntax_problem(error, text=content, path=path))
    except RecursionError:
        message = "lists stand too deep in one another. Write the file flatter."
        return None, (*problems, Problem(Location(path), "", message))
    if root is not None and not isinstance(root, yaml.MappingNode):
        message = "expected settings like 'site_name: Our handbook'."
        return None, (*problems, Problem(Location(path), "", message))
    nav = _menu_of(root)
    if nav is None:
        return None, problems
    found = tuple(_entries(nav, path=path))
    entries = tuple(one for one in found if isinstance(one, MenuEntry))
    return entries, (*problems, *(one for one in found if isinstance(one, Problem)))


def _menu_of(root: yaml.MappingNode | None) -> yaml.Node | None:
    lines = root.value if root is not None else ()
    return next((value for key, value in lines if key.value == _NAV), None)


def _entries(
    node: yaml.Node, *, path: str, title: str = "", depth: int = 0
) -> Iterator[MenuEntry | Problem]:
    """Yield the entries below a node: a page, a list of entries, or a title with either."""
    place = _location(node, path=path)
    if depth > _DEEPEST:
        message = f"the menu has more than {_DEEPEST} levels. Write it flatter."
        yield Problem(place, _NAV, message)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _item(item, path=path, depth=depth + 1)
    elif isinstance(node, yaml.MappingNode):
        message = (
            f"the lines below {_called(title)} are no list. Begin each with '- ', set in by the "
            "same number of spaces."
        )
        yield Problem(place, _NAV, message)
    elif node.value:
        yield MenuEntry(node.value, place)
    else:
        message = (
            f"{_called(title)} leads nowhere. Write a page's file after its colon, like "
            "'about.md', or a list of entries below it."
        )
        yield Problem(place, _NAV, message)


def _item(node: yaml.Node, *, path: str, depth: int) -> Iterator[MenuEntry | Problem]:
    if not isinstance(node, yaml.MappingNode):
        yield from _entries(node, path=path, depth=depth)
        return
    if len(node.value) > 1:
        second = node.value[1][0]
        message = (
            f"{_called(str(second.value))} stands in the entry above it. Begin its line with '- ', "
            "as far in as the other entries."
        )
        yield Problem(_location(second, path=path), _NAV, message)
    for key, value in node.value:
        yield from _entries(value, path=path, title=str(key.value), depth=depth)


def _called(title: str) -> str:
    return f"the menu's entry '{title}'" if title else "an entry of the menu"


def _location(node: yaml.Node, *, path: str) -> Location:
    return Location(path, node.start_mark.line + 1, node.start_mark.column + 1)
