"""Where a text is cut for what stays in it: an item that moves, a key that is called otherwise."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from handbook.splicing.lines import Cut, item_start, lines_end
from handbook.splicing.tree import Items, Keys, owner_of
from handbook.splicing.writing import write_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handbook.problems import FieldPath
    from handbook.splicing.tree import Node


def move_item(text: str, tree: Node, field: FieldPath, to: int) -> Iterator[Cut]:
    """Yield the way to let items change places; what stands between them stays where it is."""
    owner, number = owner_of(tree, field)
    if not isinstance(owner, Items) or not 0 <= to < len(owner.parts):
        raise LookupError(field)
    first, last = min(number, to), max(number, to)
    spans = [_span(text, owner, one) for one in range(first, last + 1)]
    moved = [_whole_line(text[start:end], is_flow=owner.is_flow) for start, end in spans]
    moved.insert(to - first, moved.pop(number - first))
    gaps = [text[end:start] for (_, end), (start, _) in pairwise(spans)]
    new = moved[0] + "".join(gap + one for gap, one in zip(gaps, moved[1:], strict=True))
    yield Cut(spans[0][0], spans[-1][1], new)


def rename_key(tree: Node, field: FieldPath, key: str) -> Iterator[Cut]:
    """Yield the way to call a key by another name."""
    owner, number = owner_of(tree, field)
    if isinstance(owner, Keys):
        yield Cut(owner.keys[number].start, owner.keys[number].end, write_key(key))


def _span(text: str, items: Items, number: int) -> tuple[int, int]:
    part = items.parts[number]
    if items.is_flow:
        return part.start, part.end
    return item_start(text, items, number), lines_end(text, part)


def _whole_line(part: str, *, is_flow: bool) -> str:
    return part if is_flow or part.endswith("\n") else part + "\n"
