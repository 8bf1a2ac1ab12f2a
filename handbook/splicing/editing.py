"""A text with one value of it changed, and the proof that nothing else was.

A change that cannot be made without losing something is refused where it stands.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from handbook.problems import HandbookError, Location, Problem, Severity, dotted
from handbook.sourcetext import HIDDEN, LARGEST, locate_offset
from handbook.splicing.changes import Insert, Put, Remove, changed_data, value_at
from handbook.splicing.cuts import find_cuts
from handbook.splicing.lines import Cut, HardError, break_before
from handbook.splicing.notes import find_notes
from handbook.splicing.tree import UnreadableError, node_at, parse_tree
from handbook.splicing.wholetext import YamlPart, find_yaml
from handbook.splicing.writing import write_after, write_key
from handbook.yamlevents import read_document

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from handbook.problems import FieldPath
    from handbook.splicing.changes import Change
    from handbook.splicing.tree import Node
    from handbook.yamlplaces import Data

_AS_KEY = "list"
_BEGINS_LIST = re.compile(r"(?:[ ]*(?:#[^\n]*)?\n)*[ ]*- ")
_NOT_SPLICED = (
    "cannot be changed from here without losing something that stands beside it. Change it in the "
    "file itself."
)
_NOT_READ = (
    "the file cannot be read, so nothing of it is changed. Correct what 'check' names first."
)
_NOT_THERE = "is not in the file any more. Read it again, and make the change once more."
_TOO_LARGE = "the file would be larger than 1 MiB. Split it into several files."


@dataclass(frozen=True, slots=True)
class Splice:
    """What a change did to a text: all before it and all behind it is as it was."""

    start: int
    old: str
    new: str

    def undo(self, text: str) -> str:
        """Return the text as it was before."""
        return text[: self.start] + self.old + text[self.start + len(self.new) :]


def edit_text(text: str, *changes: Change, path: str) -> str:
    """Return a text after changes of its data, one after the other.

    Args:
        text: A YAML file, or a page with its front matter, as it stands on the disk: with its own
            line ends, and a byte order mark if it has one.
        changes: What becomes of the data.
        path: The file, for what is said of it; one that ends in '.md' is a page.

    Raises:
        HandbookError: A change cannot be made, or not without losing something.
    """
    for change in changes:
        for step in _steps(text, change, path=path):
            text = _edited(text, step, path=path)
    return text


def find_splice(before: str, after: str) -> Splice:
    """Return the stretch in which two texts differ."""
    shorter = min(len(before), len(after))
    start = next((at for at in range(shorter) if before[at] != after[at]), shorter)
    tail = 0
    while tail < shorter - start and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    return Splice(start, before[start : len(before) - tail], after[start : len(after) - tail])


def _steps(text: str, change: Change, *, path: str) -> Iterator[Change]:
    """Yield the smallest changes that make one: a part that stays the same is not touched."""
    if not isinstance(change, Put) or isinstance(change.value, str):
        yield change
        return
    data, _ = _read(find_yaml(text, path=path).text, path=path)
    try:
        old = value_at({} if data is None else data, change.field)
    except LookupError:
        yield change
        return
    yield from _differences(old, change)


def _differences(old: Data, change: Put) -> Iterator[Change]:
    field, new = change.field, change.value
    if old == new:
        return
    if isinstance(old, dict) and isinstance(new, dict) and old and new:
        yield from _differences_of_keys(old, new, field=field)
    elif isinstance(old, tuple) and isinstance(new, tuple) and old and new:
        yield from _differences_of_items(old, new, field=field)
    else:
        yield change


def _differences_of_keys(
    old: dict[str, Data], new: dict[str, Data], *, field: FieldPath
) -> Iterator[Change]:
    for key, value in new.items():
        put = Put((*field, key), value, order=tuple(new))
        if key in old:
            yield from _differences(old[key], put)
        else:
            yield put
    yield from (Remove((*field, key)) for key in old if key not in new)


def _differences_of_items(
    old: tuple[Data, ...], new: tuple[Data, ...], *, field: FieldPath
) -> Iterator[Change]:
    """Yield what becomes of a list, from its end on, so that places before stay right."""
    matcher = difflib.SequenceMatcher(
        None, [_name(one) for one in old], [_name(one) for one in new], autojunk=False
    )
    for kind, start, end, new_start, new_end in reversed(matcher.get_opcodes()):
        paired = end - start if end - start == new_end - new_start else 0
        for number in range(paired):
            put = Put((*field, start + number), new[new_start + number])
            yield from _differences(old[start + number], put)
        if kind != "equal" and not paired:
            inserted = (Insert((*field, end), one) for one in reversed(new[new_start:new_end]))
            yield from inserted
            yield from (Remove((*field, number)) for number in reversed(range(start, end)))


def _name(item: Data) -> str:
    """Return what tells an item of a list from others: its id, else all of it."""
    return str(item.get("id", item)) if isinstance(item, dict) else str(item)


def _edited(text: str, change: Change, *, path: str) -> str:
    part = find_yaml(text, path=path)
    if part.is_missing:
        return _edited(part.with_front_matter(text), change, path=path)
    _refuse_hidden(part, path=path)
    tree = _parsed(part, path=path)
    data, problems = _read(part.text, path=path)
    if data is None or tree is None:
        if isinstance(change, Put) and not problems and change.field:
            return _first_key(text, part, change, path=path)
        raise HandbookError(problems or [Problem(Location(path), "", _NOT_READ)])
    try:
        wanted = changed_data(data, change)
        cuts = tuple(find_cuts(part.text, tree=tree, change=change))
    except HardError:
        cuts = ()
    except LookupError as error:
        raise HandbookError([_refusal(part, tree, change, _NOT_THERE, path=path)]) from error
    made = _first_right(part.text, cuts, wanted=wanted, tree=tree, problems=problems)
    if made is None:
        raise HandbookError([_refusal(part, tree, change, _NOT_SPLICED, path=path)])
    after = part.put_back(text, made)
    if len(after.encode()) > LARGEST:
        raise HandbookError([Problem(Location(path), dotted(change.field), _TOO_LARGE)])
    return after


def _read(text: str, *, path: str) -> tuple[Data | None, tuple[Problem, ...]]:
    """Return the data of a text, which may be a list where the file is the menu."""
    document, problems = read_document(text, path=path)
    if document is not None or not _BEGINS_LIST.match(text):
        return document[0] if document else None, problems
    document, problems = read_document(f"{_AS_KEY}:\n{text}", path=path)
    return document[0][_AS_KEY] if document else None, problems


def _parsed(part: YamlPart, *, path: str) -> Node | None:
    try:
        return parse_tree(part.text)
    except UnreadableError as error:
        _, problems = read_document(part.text, path=path)
        raise HandbookError(problems or [Problem(Location(path), "", _NOT_READ)]) from error


def _refuse_hidden(part: YamlPart, *, path: str) -> None:
    if hidden := HIDDEN.search(part.text):
        place = locate_offset(part.text, offset=hidden.start(), path=path)
        raise HandbookError([Problem(place, "", _NOT_READ)])


def _first_key(text: str, part: YamlPart, change: Put, *, path: str) -> str:
    """Write the first key of a file that has none yet, below its notes."""
    value: Data = change.value
    for step in reversed(change.field[1:]):
        value = {str(step): value}
    key = str(change.field[0])
    end = len(part.text)
    line = f"{break_before(part.text, end)}{write_key(key)}:{write_after(value, column=0)}\n"
    document, problems = read_document(part.text + line, path=path)
    if document is None or document[0] != {key: value}:
        raise HandbookError(problems or [Problem(Location(path), key, _NOT_SPLICED)])
    return part.put_back(text, Cut(end, end, line))


def _first_right(
    text: str,
    cuts: Iterable[Cut],
    *,
    wanted: Data,
    tree: Node,
    problems: tuple[Problem, ...],
) -> Cut | None:
    """Return the first cut after which the text says what is wanted and has all its notes.

    One that makes nobody wonder is better than one that the reader warns of.
    """
    notes = Counter(note for _, note in find_notes(text, tree=tree))
    second = None
    for cut in cuts:
        after = text[: cut.start] + cut.new + text[cut.end :]
        data, found = _read(after, path="")
        if data is None or data != wanted or not _keeps(notes, after):
            continue
        if _count(found, Severity.ERROR) > _count(problems, Severity.ERROR):
            continue
        if len(found) <= len(problems):
            return cut
        second = second or cut
    return second


def _keeps(notes: Counter[str], after: str) -> bool:
    kept = Counter(note for _, note in find_notes(after, tree=parse_tree(after)))
    return not notes - kept


def _count(problems: Iterable[Problem], severity: Severity) -> int:
    return sum(one.severity is severity for one in problems)


def _refusal(part: YamlPart, tree: Node, change: Change, message: str, *, path: str) -> Problem:
    """Return the refusal of a change, at its value or the nearest that is there."""
    for length in range(len(change.field), -1, -1):
        try:
            node = node_at(tree, change.field[:length])
        except LookupError:
            continue
        place = locate_offset(part.text, offset=node.start, path=path)
        place = Location(path, place.line + part.lines_before, place.column)
        return Problem(place, dotted(change.field), message)
    return Problem(Location(path), dotted(change.field), message)
