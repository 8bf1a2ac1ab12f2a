"""Where a text is cut for a change of its data, and what is put in: the ways to do it, best first.

Nobody need trust a cut: whoever makes one reads the text again and looks what it says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from handbook.splicing.changes import Insert, Move, Put, Remove, Rename
from handbook.splicing.lines import (
    Cut,
    HardError,
    break_before,
    colon_of,
    dash_of,
    item_start,
    line_end,
    line_start,
    lines_end,
)
from handbook.splicing.notes import find_notes
from handbook.splicing.rearranging import move_item, rename_key
from handbook.splicing.tree import BLOCKS, Items, Keys, Text, node_at, owner_of
from handbook.splicing.writing import (
    STEP,
    write_after,
    write_flow,
    write_item,
    write_key,
    write_text,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handbook.problems import FieldPath
    from handbook.splicing.changes import Change
    from handbook.splicing.tree import Node
    from handbook.yamlplaces import Data


def find_cuts(text: str, *, tree: Node, change: Change) -> Iterator[Cut]:
    """Yield the ways to make a change.

    Raises:
        LookupError: What is to be changed is not there.
        HardError: It is written in a way in which it is not spliced.
    """
    match change:
        case Put():
            yield from _put(text, tree, change)
        case Insert(field, value):
            yield from _insert(text, tree, field, value)
        case Remove(field):
            yield from _remove(text, tree, field)
        case Move(field, to):
            yield from move_item(text, tree, field, to)
        case Rename(field, key):
            yield from rename_key(tree, field, key)


def _put(text: str, tree: Node, change: Put) -> Iterator[Cut]:
    field, value = change.field, change.value
    for length in range(len(field)):
        owner = node_at(tree, field[:length])
        step = field[length]
        if isinstance(owner, Keys) and step not in {key.value for key in owner.keys}:
            for missing in reversed(field[length + 1 :]):
                value = {str(missing): value}
            is_last = length == len(field) - 1
            order = change.order if is_last else ()
            if owner.is_flow and not owner.parts and not owner.is_inside and length:
                yield from _replace(text, tree, field[:length], {str(step): value})
            else:
                yield from _add_key(text, owner, key=str(step), value=value, order=order)
            return
    node = node_at(tree, field)
    if isinstance(node, Text) and isinstance(value, str):
        yield from _set_text(text, tree, field, value)
    else:
        yield from _replace(text, tree, field, value)


def _set_text(text: str, tree: Node, field: FieldPath, value: str) -> Iterator[Cut]:
    node = node_at(tree, field)
    if not isinstance(node, Text) or not field:
        raise HardError
    column = node_at(tree, field[:-1]).column + STEP
    if node.style in BLOCKS:
        below = text[line_end(text, node.start) : node.end]
        first = next((line for line in below.split("\n") if line.strip()), "")
        column = len(first) - len(first.lstrip(" ")) or column
    before = "" if text[node.start - 1 : node.start] in {" ", "\n", "[", "{"} else " "
    for new in write_text(value, style=node.style, is_inside=node.is_inside, column=column):
        written = before + new
        if "\n" not in new:
            yield _on_one_line(text, node, new=written)
            continue
        head, _, body = written.partition("\n")
        if node.style in BLOCKS:
            note = _note_of_block(text, node)
            yield Cut(node.start, node.end, f"{head}{note}\n{body}")
        else:
            # What stands behind the value on its line is a note, and stays on the line.
            end = line_end(text, node.end)
            rest = text[node.end : end].rstrip("\n")
            yield Cut(node.start, node.end + len(rest), f"{head}{rest}\n{body}")


def _on_one_line(text: str, node: Text, *, new: str) -> Cut:
    note = _note_of_block(text, node) if node.style in BLOCKS else ""
    return Cut(node.start, node.end, new + note)


def _note_of_block(text: str, node: Text) -> str:
    """Return the note behind the sign of a block, with the space before it."""
    head = text[node.start : line_end(text, node.start)].rstrip("\n")
    at = head.find(" #")
    return head[len(head[:at].rstrip(" ")) :] if at >= 0 else ""


def _replace(text: str, tree: Node, field: FieldPath, value: Data) -> Iterator[Cut]:
    """Write a value of another shape where one stands; notes in that one go below it."""
    node = node_at(tree, field)
    if not field:
        raise HardError
    if node.is_inside:
        yield Cut(node.start, node.end, write_flow(value))
        return
    owner, number = owner_of(tree, field)
    if isinstance(owner, Keys):
        start = colon_of(text, owner, number) + 1
    else:
        start = dash_of(text, owner, number) + 1
    end = lines_end(text, node)
    new = write_after(value, column=owner.column) + "\n"
    kept = _kept_notes(text, tree, start=start, end=end, column=owner.column)
    yield Cut(start, end, new + kept)
    if isinstance(value, str):
        style = '"'
        quoted = next(write_text(value, style=style, is_inside=False, column=0))
        yield Cut(start, end, f" {quoted}\n{kept}")


def _add_key(
    text: str, owner: Keys, *, key: str, value: Data, order: tuple[str, ...]
) -> Iterator[Cut]:
    present = [one.value for one in owner.keys]
    earlier = order[: order.index(key)] if key in order else tuple(present)
    above = [number for number, one in enumerate(present) if one in earlier]
    if owner.is_flow:
        yield _add_inside(owner, f"{write_key(key)}: {write_flow(value)}", after=above)
        return
    for body in _bodies(value, column=owner.column):
        line = f"{write_key(key)}:{body}"
        if not above:
            at = owner.keys[0].start
            yield Cut(at, at, f"{line}\n{' ' * owner.column}")
            continue
        at = lines_end(text, owner.parts[above[-1]])
        below = owner.keys[above[-1] + 1].start if above[-1] + 1 < len(owner.keys) else None
        for place, gap in _places_below(text, at, below=below):
            indent = " " * owner.column
            yield Cut(place, place, f"{break_before(text, place)}{gap}{indent}{line}\n")


def _places_below(text: str, at: int, *, below: int | None) -> Iterator[tuple[int, str]]:
    """Yield where a key can stand between two others, and the blank line that goes before it.

    A key that comes back stands below the note that it had, which nothing follows now.
    """
    gap = text[at : line_start(text, below)] if below is not None else text[at:]
    paragraphs = gap.strip("\n").split("\n\n")
    least = 1 if below is None else 2
    if len(paragraphs) >= least and paragraphs[0].lstrip().startswith("#"):
        yield min(at + gap.index(paragraphs[0]) + len(paragraphs[0]) + 1, len(text)), ""
    if below is not None and gap.startswith("\n"):
        yield at, "\n"
    yield at, ""


def _bodies(value: Data, *, column: int) -> Iterator[str]:
    if not isinstance(value, str):
        yield write_after(value, column=column)
        return
    for one in write_text(value, style="", is_inside=False, column=column + STEP):
        yield f" {one}"


def _add_inside(owner: Keys | Items, part: str, *, after: list[int]) -> Cut:
    """Put a part between brackets, behind the last of some others."""
    if not owner.parts:
        opening, closing = "[]" if isinstance(owner, Items) else "{}"
        return Cut(owner.start, owner.end, f"{opening}{part}{closing}")
    if after:
        at = owner.parts[after[-1]].end
        return Cut(at, at, f", {part}")
    at = owner.keys[0].start if isinstance(owner, Keys) else owner.parts[0].start
    return Cut(at, at, f"{part}, ")


def _insert(text: str, tree: Node, field: FieldPath, value: Data) -> Iterator[Cut]:
    *parent, number = field
    items = node_at(tree, tuple(parent))
    if not isinstance(items, Items) or not isinstance(number, int) or number > len(items.parts):
        raise LookupError(field)
    if not items.parts and not items.is_inside:
        yield from _replace(text, tree, tuple(parent), (value,))
        return
    if items.is_flow:
        yield _add_inside(items, write_flow(value), after=list(range(number)))
        return
    line = " " * items.column + write_item(value, column=items.column) + "\n"
    first = item_start(text, items, 0)
    gaps = ("\n", "") if _stand_apart(text, items) else ("",)
    for gap in gaps:
        if number == 0:
            yield Cut(first, first, line + gap)
        else:
            at = lines_end(text, items.parts[number - 1])
            yield Cut(at, at, break_before(text, at) + gap + line)
    if number:
        is_last = number == len(items.parts)
        at = lines_end(text, items) if is_last else item_start(text, items, number)
        yield Cut(at, at, break_before(text, at) + line)


def _stand_apart(text: str, items: Items) -> bool:
    """Say whether blank lines stand between the items."""
    if len(items.parts) < 2:  # noqa: PLR2004  (one item is beside none)
        return False
    between = text[lines_end(text, items.parts[0]) : item_start(text, items, 1)]
    return between.startswith("\n")


def _remove(text: str, tree: Node, field: FieldPath) -> Iterator[Cut]:
    owner, number = owner_of(tree, field)
    if len(owner.parts) == 1:
        empty: Data = () if isinstance(owner, Items) else {}
        if field[:-1]:
            yield from _replace(text, tree, field[:-1], empty)
            return
        end = lines_end(text, owner)
        kept = _kept_notes(text, tree, start=owner.start, end=end, column=0)
        yield Cut(owner.start, end, "{}\n" + kept)
        return
    if owner.is_flow:
        yield _remove_inside(owner, number)
        return
    end = lines_end(text, owner.parts[number])
    if isinstance(owner, Items):
        start = item_start(text, owner, number)
        yield Cut(start, end, _kept_notes(text, tree, start=start, end=end, column=owner.column))
        return
    key = owner.keys[number].start
    start = line_start(text, key)
    if not text[start:key].strip(" "):
        yield Cut(start, end, _kept_notes(text, tree, start=start, end=end, column=owner.column))
        return
    # The first key of an item stands on the line of the dash, where the next one follows it;
    # notes between them go above the item.
    after = owner.keys[1].start
    kept = _kept_notes(text, tree, start=key, end=after, column=owner.column - STEP)
    yield Cut(start, after, kept + text[start:key])


def _remove_inside(owner: Keys | Items, number: int) -> Cut:
    if number:
        return Cut(owner.parts[number - 1].end, owner.parts[number].end, "")
    starts = owner.keys if isinstance(owner, Keys) else owner.parts
    return Cut(starts[0].start, starts[1].start, "")


def _kept_notes(text: str, tree: Node, *, start: int, end: int, column: int) -> str:
    """Return the notes of a stretch that is taken out, each on a line of its own."""
    notes = find_notes(text, tree=tree)
    return "".join(f"{' ' * column}{note}\n" for at, note in notes if start <= at < end)
