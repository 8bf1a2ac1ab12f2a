"""The lines that the parts of a YAML text take up."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from handbook.splicing.tree import Items, Keys, Text

if TYPE_CHECKING:
    from handbook.splicing.tree import Node


class Cut(NamedTuple):
    """A stretch of a text, and what takes its place."""

    start: int
    end: int
    new: str


class HardError(Exception):
    """A text is written in a way in which it is not spliced."""


def line_start(text: str, at: int) -> int:
    """Return where the line of a character begins."""
    return text.rfind("\n", 0, at) + 1


def line_end(text: str, at: int) -> int:
    """Return where the line after that of a character begins."""
    found = text.find("\n", at)
    return len(text) if found < 0 else found + 1


def lines_end(text: str, node: Node) -> int:
    """Return where the line below a value begins."""
    if isinstance(node, Text) or node.is_flow or not node.parts:
        return line_end(text, node.end)
    return lines_end(text, node.parts[-1])


def dash_of(text: str, items: Items, number: int) -> int:
    """Return where the dash of an item stands.

    Raises:
        HardError: It stands where none is looked for.
    """
    at = items.parts[number].start
    least = items.parts[number - 1].end if number else items.start
    while at >= least:
        start = line_start(text, at)
        dash = start + items.column
        if least <= dash <= at and text[dash : dash + 1] == "-":
            return dash
        at = start - 1
    raise HardError


def item_start(text: str, items: Items, number: int) -> int:
    """Return where the line of an item begins.

    Raises:
        HardError: Something else stands before its dash.
    """
    dash = dash_of(text, items, number)
    start = line_start(text, dash)
    if text[start:dash].strip(" "):
        raise HardError
    return start


def colon_of(text: str, keys: Keys, number: int) -> int:
    """Return where the colon of a key stands.

    Raises:
        HardError: It does not follow the key.
    """
    key = keys.keys[number]
    at = key.end
    while text[at : at + 1] == " ":
        at += 1
    if text[at : at + 1] != ":":
        raise HardError
    return at


def break_before(text: str, at: int) -> str:
    """Return the line break that is missing where a line shall begin."""
    return "" if at == 0 or text[at - 1] == "\n" else "\n"
