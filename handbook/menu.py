"""The menu, a file of its own or `nav:` in mkdocs.yml, with the place of every line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

from handbook.model.places import CONFIG_NAME
from handbook.model.surroundings import MenuEntry, menu_field
from handbook.problems import Location, Problem
from handbook.sourcetext import parse_text
from handbook.yamlsyntax import syntax_problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handbook.model.surroundings import NavItem

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
    if fault := _wrong_file(root, path=path):
        return None, (*problems, Problem(Location(path), "", fault))
    nav = _menu_of(root)
    if nav is None:
        return None, problems
    found = tuple(_entries(nav, path=path))
    entries = tuple(one for one in found if isinstance(one, MenuEntry))
    return entries, (*problems, *(one for one in found if isinstance(one, Problem)))


def parse_nav(text: bytes, *, path: str) -> list[NavItem]:
    """Return a menu as site engines take it, or nothing where the file has none without a fault."""
    entries, problems = parse_menu(text, path=path)
    if entries is None or problems:
        return []
    nav = _menu_of(yaml.compose(text.decode("utf-8-sig"), Loader=_Loader))
    return [_item_data(item) for item in nav.value] if isinstance(nav, yaml.SequenceNode) else []


def _item_data(node: yaml.Node) -> NavItem:
    if not isinstance(node, yaml.MappingNode):
        return str(node.value)
    return {
        str(key.value): [_item_data(item) for item in value.value]
        if isinstance(value, yaml.SequenceNode)
        else str(value.value)
        for key, value in node.value
    }


def _wrong_file(root: yaml.Node | None, *, path: str) -> str:
    if path != CONFIG_NAME and not isinstance(root, yaml.SequenceNode):
        return "expected the entries of the menu, each on a line with '- ' before it."
    if path == CONFIG_NAME and root is not None and not isinstance(root, yaml.MappingNode):
        return "expected settings like 'site_name: Our handbook'."
    return ""


def _menu_of(root: yaml.Node | None) -> yaml.Node | None:
    if not isinstance(root, yaml.MappingNode):
        return root
    return next((value for key, value in root.value if key.value == _NAV), None)


def _entries(
    node: yaml.Node, *, path: str, title: str = "", depth: int = 0
) -> Iterator[MenuEntry | Problem]:
    """Yield the entries below a node: a page, a list of entries, or a title with either."""
    place = _location(node, path=path)
    if depth > _DEEPEST:
        message = f"the menu has more than {_DEEPEST} levels. Write it flatter."
        yield Problem(place, menu_field(path), message)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _item(item, path=path, depth=depth + 1)
    elif isinstance(node, yaml.MappingNode):
        message = (
            f"the lines below {_called(title)} are no list. Begin each with '- ', set in by the "
            "same number of spaces."
        )
        yield Problem(place, menu_field(path), message)
    elif node.value:
        yield MenuEntry(node.value, place)
    else:
        message = (
            f"{_called(title)} leads nowhere. Write a page's file after its colon, like "
            "'about.md', or a list of entries below it."
        )
        yield Problem(place, menu_field(path), message)


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
        yield Problem(_location(second, path=path), menu_field(path), message)
    for key, value in node.value:
        yield from _entries(value, path=path, title=str(key.value), depth=depth)


def _called(title: str) -> str:
    return f"the menu's entry '{title}'" if title else "an entry of the menu"


def _location(node: yaml.Node, *, path: str) -> Location:
    return Location(path, node.start_mark.line + 1, node.start_mark.column + 1)
