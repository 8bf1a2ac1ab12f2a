"""Values as YAML: how a text, a list or a mapping is written so that it is read as what it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handbook.yamlplaces import Data

STEP = 2
"""How many spaces further in a part stands than what it is a part of."""

_WIDTH = 100
_NARROWEST = 20
_LONGEST_WORD = 24
_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@`")
_HALF_INDICATORS = frozenset("-?:")
_UNWRITTEN = frozenset({"", "~", "null", "Null", "NULL", "<<", "="})
_CODES = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}


def write_text(text: str, *, style: str, is_inside: bool, column: int) -> Iterator[str]:
    """Yield the ways to write a text, best first.

    Args:
        text: The text.
        style: How it was written before: a quote, '|', '>', or '' for plain or new.
        is_inside: Whether it stands between brackets.
        column: How far in the lines of a block stand.
    """
    if not is_inside and _suits_block(text):
        is_long = len(text) + column > _WIDTH or "\n" in text
        if style == "|":
            yield f"|-\n{_literal(text, column=column)}"
        if style == ">" or (not style and is_long):
            yield f">-\n{_folded(text, column=column)}"
    if style == "'" and "\n" not in text and "\t" not in text and not _CODES.search(text):
        yield "'" + text.replace("'", "''") + "'"
    if style not in {"'", '"'} and _suits_plain(text, is_inside=is_inside):
        yield text
    yield _quoted(text)


def write_key(key: str) -> str:
    """Return a key as it stands before its colon."""
    return key if _suits_plain(key, is_inside=True) else _quoted(key)


def write_after(value: Data, *, column: int) -> str:
    """Return a value as it stands behind the 'key:' or the '-' in a column, space included."""
    if isinstance(value, str):
        return " " + next(write_text(value, style="", is_inside=False, column=column + STEP))
    if not value or _suits_brackets(value):
        return " " + write_flow(value)
    inner = column + STEP
    if isinstance(value, dict):
        lines = (
            f"\n{' ' * inner}{write_key(key)}:{write_after(part, column=inner)}"
            for key, part in value.items()
        )
    else:
        lines = (f"\n{' ' * inner}{write_item(part, column=inner)}" for part in value)
    return "".join(lines)


def write_item(value: Data, *, column: int) -> str:
    """Return an item of a list, from its dash on."""
    if isinstance(value, dict) and value:
        inner = column + STEP
        lines = (
            f"{write_key(key)}:{write_after(part, column=inner)}" for key, part in value.items()
        )
        return "- " + f"\n{' ' * inner}".join(lines)
    return "-" + write_after(value, column=column)


def write_flow(value: Data) -> str:
    """Return a value as it stands between brackets."""
    if isinstance(value, str):
        return next(write_text(value, style="", is_inside=True, column=0))
    if isinstance(value, tuple):
        return f"[{', '.join(map(write_flow, value))}]"
    pairs = (f"{write_key(key)}: {write_flow(part)}" for key, part in value.items())
    return "{" + ", ".join(pairs) + "}"


def _suits_plain(text: str, *, is_inside: bool) -> bool:
    if text in _UNWRITTEN or text != text.strip() or "\n" in text or "\t" in text:
        return False
    if text[0] in _INDICATORS and not _begins_word(text, is_inside=is_inside):
        return False
    if text.startswith(("---", "...")) or _CODES.search(text):
        return False
    if ": " in text or " #" in text or text.endswith(":"):
        return False
    return not (is_inside and any(sign in text for sign in ",[]{}:"))


def _begins_word(text: str, *, is_inside: bool) -> bool:
    """Say whether a sign at the start means nothing, because a letter follows it at once."""
    return text[0] in _HALF_INDICATORS and text[1:2].strip() != "" and not is_inside


def _suits_block(text: str) -> bool:
    if not text.strip() or text != text.strip() or "\t" in text or _CODES.search(text):
        return False
    return all(line == line.strip(" ") for line in text.split("\n"))


def _suits_brackets(value: Data) -> bool:
    """Say whether a list is one of ids, which stand on one line."""
    return isinstance(value, tuple) and all(
        isinstance(one, str)
        and " " not in one
        and len(one) < _LONGEST_WORD
        and _suits_plain(one, is_inside=True)
        for one in value
    )


def _literal(text: str, *, column: int) -> str:
    return "\n".join(" " * column + line if line else "" for line in text.split("\n"))


def _folded(text: str, *, column: int) -> str:
    """Return the lines of a block that is folded: a break in the text is an empty line more."""
    width = max(_NARROWEST, _WIDTH - column)
    lines: list[str] = []
    for number, paragraph in enumerate(text.split("\n")):
        if number:
            lines.append("")
        if paragraph:
            lines += [" " * column + line for line in _wrapped(paragraph, width=width)]
    return "\n".join(lines)


def _wrapped(paragraph: str, *, width: int) -> Iterator[str]:
    """Yield the lines of a paragraph, broken at single spaces only: a break is read as one."""
    line = ""
    for word in re.split(r"(?<=[^ ]) (?=[^ ])", paragraph):
        if line and len(line) + 1 + len(word) > width:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield line


def _quoted(text: str) -> str:
    signs = (
        _ESCAPES.get(sign) or (f"\\u{ord(sign):04x}" if _CODES.match(sign) else sign)
        for sign in text
    )
    return f'"{"".join(signs)}"'
