"""The menu as rows that can be moved: each entry with how deep it stands and where it leads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from handbook.splicing.changes import Change, Insert, Move, Remove, Rename
from handbook.splicing.tree import Items, Keys, Node, Text, parse_tree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handbook.problems import FieldPath
    from handbook.yamlsource import Data


@dataclass(frozen=True, slots=True)
class Row:
    """An entry of the menu."""

    at: FieldPath
    """The way to the entry in the file."""
    title: str
    """What it is called; '' where the page says its own name."""
    target: str
    """Where it leads; '' for a section."""
    depth: int
    is_first: bool
    is_last: bool

    @property
    def inside(self) -> FieldPath:
        """The way to the entries below it."""
        return (*self.at, self.title)


def read_rows(text: str) -> tuple[Row, ...]:
    """Return the entries of a menu, in order.

    Raises:
        UnreadableError: The file cannot be read.
    """
    tree = parse_tree(text)
    return tuple(_rows(tree, at=(), depth=0)) if isinstance(tree, Items) else ()


def change_of(
    action: str, at: FieldPath, *, rows: tuple[Row, ...], target: str, title: str
) -> tuple[Change, ...]:
    """Return the changes that a button of the menu makes; none where it makes none.

    Args:
        action: What the button says: up, down, remove, rename, add or section.
        at: The entry; for add and section, the section that gets it.
        rows: The menu as it is.
        target: The page of a new entry.
        title: What an entry is called from now on; '' where its page says it.
    """
    last = at[-1] if at else 0
    match action:
        case "up" | "down" if isinstance(last, int):
            return (Move(at, last - 1 if action == "up" else last + 1),)
        case "remove":
            return (Remove(_with_emptied(at, rows)),)
        case "rename":
            row = next((one for one in rows if one.at == at), None)
            return _renamed(row, title) if row else ()
        case "add" | "section" if target:
            inside = [row for row in rows if row.at[: len(at)] == at and len(row.at) == len(at) + 1]
            return _added((*at, len(inside)), target, title, is_section=action == "section")
    return ()


def _added(at: FieldPath, target: str, title: str, *, is_section: bool) -> tuple[Change, ...]:
    if is_section:
        return (Insert(at, {title: (target,)}),) if title else ()
    return (Insert(at, {title: target} if title else target),)


def _renamed(row: Row, title: str) -> tuple[Change, ...]:
    """Return what gives an entry another name, or takes it away where its page has one."""
    if title == row.title or not (title or row.target):
        return ()
    if title and row.title:
        return (Rename((*row.at, row.title), title),)
    *above, place = row.at
    assert isinstance(place, int)  # noqa: S101  (an entry stands in a list)
    fresh: Data = {title: row.target} if title else row.target
    return Insert((*above, place + 1), fresh), Remove(row.at)


def _with_emptied(at: FieldPath, rows: tuple[Row, ...]) -> FieldPath:
    """Return an entry, or the section that would be empty without it."""
    row = next((one for one in rows if one.at == at), None)
    is_alone = row is not None and row.is_first and row.is_last and len(at) > 1
    return _with_emptied(at[:-2], rows) if is_alone else at


def _rows(items: Items, *, at: FieldPath, depth: int) -> Iterator[Row]:
    count = len(items.parts)
    for number, part in enumerate(items.parts):
        ends = {"is_first": number == 0, "is_last": number == count - 1}
        place = (*at, number)
        if isinstance(part, Text):
            yield Row(place, "", part.value, depth, **ends)
        elif isinstance(part, Keys) and len(part.keys) == 1:
            yield from _titled(part.keys[0].value, part.parts[0], at=place, depth=depth, ends=ends)


def _titled(
    title: str, node: Node, *, at: FieldPath, depth: int, ends: dict[str, bool]
) -> Iterator[Row]:
    if isinstance(node, Text):
        yield Row(at, title, node.value, depth, **ends)
    elif isinstance(node, Items):
        yield Row(at, title, "", depth, **ends)
        yield from _rows(node, at=(*at, title), depth=depth + 1)
