"""YAML that is valid and means something else than its writer: signs in it that tell, each named.

Looks at one value as it stands in the file; what cannot be read at all is not for here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

BULLETS = "•‣◦▪■●·\uf0b7"
"""Signs that other programs begin the lines of a list with."""

LIST_SIGNS = frozenset(f"{BULLETS}–—*")
"""Bullets, and what people type for one."""

NO_BREAK_SPACES = "\u00a0\u2007\u202f"
"""Spaces that look like one and are another."""

NO_BREAK_SPACE = re.compile(f"[{NO_BREAK_SPACES}]")
"""One of them."""

CURLY_END = re.compile(r"[“”‘’„](?=\s*$)")
"""A curly quote at the end of a line, which closes nothing."""

_OPENING = {"“": "”", "„": "“", "‘": "’", "«": "»", "‹": "›", "″": "″"}
_QUOTES = frozenset({*_OPENING, *_OPENING.values(), '"'})
_BLOCKS = frozenset({">", "|"})

_NOTE = re.compile(r"([ \t]+)(#[^\n]*)")
_PLAIN_NOTE = re.compile(r"#\s")
_BULLET = re.compile(rf"[ \t]*([{BULLETS}])|[ \t]*([–—*-]|\d{{1,2}}[.)])[ \t]")
_WIDE_COLON = re.compile(r"^[ \t]*(?:- +)*([a-z][a-z_]*)：", re.MULTILINE)
_SPACE_FOR_YAML = re.compile(
    rf"[ \t]*(?:-[ {NO_BREAK_SPACES}]+)*([{NO_BREAK_SPACES}])|[^:#'\"]*:([{NO_BREAK_SPACES}])"
)
_BULLET_LINE = re.compile(rf"[ \t]*(?:- +)*([*{BULLETS}])[ \t]")
_LONGEST_SHOWN = 40


def find_signs(text: str, *, start: int, end: int, style: str | None) -> Iterator[tuple[int, str]]:
    """Yield what in a value looks like something that YAML does not take it for.

    Args:
        text: The file.
        start: Where the value begins, its sign or quote included.
        end: Where it ends.
        style: How it is written: '>', '|', a quote, or nothing for a plain value.

    Yields:
        A place in the text, and what is wrong with what to do.
    """
    raw = text[start:end].rstrip()
    if found := NO_BREAK_SPACE.search(raw):
        yield start + found.start(), no_break_space(found[0])
    if style in _BLOCKS:
        first = raw.find("\n") + 1 or len(raw)
        yield from _bullets(raw[first:], start=start + first)
    elif not style and raw:
        yield from _note(text, at=start + len(raw))
        if raw[0] in _OPENING:
            yield from _curly_quotes(raw, start=start)
        if "\n" in raw or not raw[0].isalpha():
            is_item = _is_item(text, start=start)
            yield from _bullets(raw, start=start, is_item=is_item, is_plain=True)
        if "：" in raw:
            yield from _wide_colons(raw, start=start)


def find_look_alike(row: str) -> tuple[int, str] | None:
    """Return where a line that cannot be read has a space, colon or bullet that is not YAML's.

    Returns:
        How many characters of the line come before it, and what is wrong with what to do.
    """
    if found := _SPACE_FOR_YAML.match(row):
        group = found.lastindex or 1
        return found.start(group), no_break_space(found[group])
    if found := _BULLET_LINE.match(row):
        message = f"'{found[1]}' begins no list item. Begin the line with '- ' instead."
        return found.start(1), message
    return find_wide_colon(row)


def find_wide_colon(row: str) -> tuple[int, str] | None:
    """Return where a line has a wide colon behind its key, and what to do about it."""
    found = _WIDE_COLON.match(row)
    return (found.start(1), wide_colon(found[1])) if found else None


def swallowed_value(text: str, *, at: int) -> str:
    """Return what a note swallowed where a value is missing, or '' where nothing is."""
    found = _NOTE.match(text, at)
    return found[2].rstrip() if found and not _PLAIN_NOTE.match(found[2]) else ""


def no_break_space(character: str) -> str:
    """Say that a space is none."""
    code = f"U+{ord(character):04X}"
    return (
        f"a no-break space ({code}), as Word and web pages use it, stands here and is not the "
        "same as a space. Delete it and type a space."
    )


def wide_colon(key: str) -> str:
    """Say that a colon is none."""
    return f"'：' is a wide colon and makes no key of '{key}'. Write '{key}: ' before the value."


def _note(text: str, *, at: int) -> Iterator[tuple[int, str]]:
    """Yield a note that looks like a part of the value: notes have two spaces, '#' and a space."""
    found = _NOTE.match(text, at)
    if found and (len(found[1]) == 1 or not _PLAIN_NOTE.match(found[2])):
        yield (
            found.start(2),
            (
                f"'{_cut(found[2])}' is taken for a note and left out: a '#' after a space begins "
                "one. Put quotes round the whole text, or move the note to a line of its own."
            ),
        )


def _curly_quotes(raw: str, *, start: int) -> Iterator[tuple[int, str]]:
    is_closed = raw[-1] in {_OPENING.get(raw[0]), '"'} and len(raw) > 1
    if is_closed and _QUOTES.isdisjoint(re.sub(r"\w’\w", "", raw[1:-1])):
        yield (
            start,
            (
                f"the quotes '{raw[0]}' and '{raw[-1]}' stay in the text: only straight ones do "
                "not. Delete them; where readers should see them, put straight quotes round all."
            ),
        )


def _bullets(
    raw: str, *, start: int, is_item: bool = False, is_plain: bool = False
) -> Iterator[tuple[int, str]]:
    """Yield the first bullet: one that is nothing else, a dash that begins a text, one of two."""
    found = [match for line in _line_starts(raw) if (match := _BULLET.match(raw, line))]
    if is_plain and (below := next((one for one in found if one.start() and one[2] == "-"), None)):
        yield (
            start + below.start(2),
            (
                "'-' stands further in than the text above it, and is taken for a part of that "
                "text. Line it up with the other items, or put the list below a key of its own."
            ),
        )
        return
    if len(found) < 2:  # noqa: PLR2004  (one dash, or one number, is no list)
        found = [match for match in found if match[1] or (not match.start() and match[2] in "–—*-")]
    if not found:
        return
    group = found[0].lastindex or 0
    sign, at = found[0][group], start + found[0].start(group)
    if is_item and not found[0].start():
        yield at, f"'{sign}' stands in the text beside the '- ' of the list. Delete it."
    else:
        yield (
            at,
            (
                f"'{sign}' begins no list item here, and the lines run together into one text. "
                "Where a list belongs, begin each line with '- '; elsewhere write sentences."
            ),
        )


def _line_starts(raw: str) -> Iterator[int]:
    yield 0
    yield from (found.end() for found in re.finditer(r"\n", raw))


def _wide_colons(raw: str, *, start: int) -> Iterator[tuple[int, str]]:
    for found in _WIDE_COLON.finditer(raw):
        yield start + found.start(1), wide_colon(found[1])


def _is_item(text: str, *, start: int) -> bool:
    """Say whether a value stands right behind the '- ' of a list."""
    return text[:start].rstrip(" ").endswith("-")


def _cut(text: str) -> str:
    text = text.rstrip()
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"
