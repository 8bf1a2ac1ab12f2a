"""Marks words from right to left in a page's Markdown with their language and direction.

What most of a paragraph, an item or a cell is, the whole of it is; else only the words themselves.
Engines do nothing by themselves here, and a browser guesses by the first letter alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handbook.directions import HAS_ANY, RUN, is_mostly, language_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLOCKS = r"caption|dd|div|dl|dt|figcaption|figure|h[1-6]|li|ol|p|section|summary|t\w+|ul"
_CUTS = re.compile(rf"(</?(?:{_BLOCKS})\b[^<>]*>|(?<!\\)\|)", re.IGNORECASE)
"""What ends a piece within a line: a cell of a table, an element."""

_LEAD = re.compile(
    r"(?:[ \t]|>|#{1,6}[ \t]|(?:[-*+:]|\d+[.)])[ \t]+(?:\[[ xX]\][ \t])?|\[\^[^\]\n]+\]:[ \t])*"
)
_TAIL = re.compile(r"(?:[ \t]*\{:?[^{}\n]*\})?[ \t]*$")
_OF_ITS_OWN = re.compile(r"[ \t>]*(?:[-*+:#|<]|\d+[.)]|\[\^)")
"""How a line begins that does not go on with the one before it."""

_UNTOUCHED = re.compile(r"[ \t]*(?:!!!|\?\?\?|\*\[|\[[^\]\n^]+\]:|\{:)")
"""How a line begins that holds a title, an abbreviation, an address or attributes."""

_MASKED = re.compile(
    r"(`+).+?\1|!\[[^\]]*\]|\]\([^)]*\)|\]\[[^\]]*\]|<[^<>]*>|\{[^{}]*\}", re.DOTALL
)
"""What no tag may be put into."""

_WHOLE = ' class="hb-rtl"'
"""What stands at the right of its line, as it begins there."""

_FENCE = re.compile(r"[ \t]*(?:`{3,}|~{3,})")


def mark_directions(markdown: str) -> str:
    """Return a page with its words from right to left marked."""
    if not HAS_ANY.search(markdown):
        return markdown
    return "\n".join(map(_marked, _blocks(markdown)))


def _blocks(markdown: str) -> Iterator[str]:
    """Yield the page in lines, those of one paragraph and those of code together."""
    lines = markdown.split("\n")
    block, is_code = lines[:1], bool(_FENCE.match(lines[0]))
    for line in lines[1:]:
        is_own = not line.strip() or _OF_ITS_OWN.match(line) or _UNTOUCHED.match(block[-1])
        is_fence = bool(_FENCE.match(line))
        if not is_code and (is_own or is_fence or not block[-1].strip()):
            yield "\n".join(block)
            block = []
        block.append(line)
        is_code ^= is_fence
    yield "\n".join(block)


def _marked(block: str) -> str:
    if not HAS_ANY.search(block) or "dir=" in block:
        return block
    if _FENCE.match(block) or _UNTOUCHED.match(block):
        return block
    pieces = _CUTS.split(block)
    return "".join(part if at % 2 else _piece(part) for at, part in enumerate(pieces))


def _piece(piece: str) -> str:
    if not HAS_ANY.search(piece):
        return piece
    lead, tail = _LEAD.match(piece), _TAIL.search(piece)
    start = lead.end() if lead else 0
    end = max(start, tail.start()) if tail else len(piece)
    words = piece[start:end]
    if is_mostly(_MASKED.sub(" ", words)):
        within = words.strip()
        before, _, after = words.partition(within)
        return f"{piece[:start]}{before}{_span(within, look=_WHOLE)}{after}{piece[end:]}"
    return f"{piece[:start]}{_with_runs(words)}{piece[end:]}"


def _with_runs(words: str) -> str:
    """Return words with those from right to left marked, outside of tags and addresses."""
    found: list[str] = []
    at = 0
    for masked in _MASKED.finditer(words):
        found += (_runs(words[at : masked.start()]), masked[0])
        at = masked.end()
    return "".join((*found, _runs(words[at:])))


def _runs(words: str) -> str:
    return RUN.sub(lambda run: _span(run[0]), words)


def _span(words: str, *, look: str = "") -> str:
    return f'<span lang="{language_of(words)}" dir="rtl"{look}>{words}</span>'
