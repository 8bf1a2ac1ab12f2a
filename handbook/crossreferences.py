"""Cross-references in Markdown, `[what it says][kind:id]`: finding them and replacing them.

Code is left alone, so that a page can show how a cross-reference is written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_PATTERN = re.compile(
    r"""
      ^[ \t]*(?P<fence>`{3,}|~{3,})[^\n]*\n(?:.*?^[ \t]*(?P=fence)[`~]*[ \t]*$|.*\Z)
    | (?<!`)(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n).){1,2000}?(?<!`)(?P=ticks)(?!`)
    | (?<!\\)\[(?P<text>[^\[\]]+)\]\[(?P<kind>[a-z][a-z-]*):(?P<id>[^\[\]\s]*)\]
    """,
    re.VERBOSE | re.MULTILINE | re.DOTALL,
)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_ALMOST = re.compile(
    r"""
    (?<!\\)\[(?P<text>[^\[\]]+)\][ ]?
    [\[(][ ]*(?P<kind>[A-Za-z][A-Za-z-]*)[ ]*:[ ]*(?P<id>[^\[\]()\s]*)[ ]*[\])]
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class CrossReference:
    """A cross-reference and where it stands in its text."""

    text: str
    """What it says."""
    kind: str
    """What kind of record it names."""
    id: str
    """The record's id."""
    start: int = 0
    """How many characters of the text come before it."""


def parse_cross_reference(text: str) -> CrossReference | None:
    """Read `kind:id`, as fields like `see` hold it; None where the text has another shape."""
    kind, colon, name = text.partition(":")
    return CrossReference("", kind, name) if colon and kind and name else None


def find_cross_references(markdown: str) -> Iterator[CrossReference]:
    """Yield every cross-reference outside code, in reading order."""
    if "][" not in markdown:  # most texts have none, and this is far quicker
        return
    for match in _PATTERN.finditer(markdown):
        if match["kind"]:
            yield CrossReference(match["text"], match["kind"], match["id"], match.start())


def find_near_misses(markdown: str) -> Iterator[CrossReference]:
    """Yield what looks like a cross-reference but has spaces, capitals or round brackets."""
    if "[" not in markdown:
        return
    rest = _PATTERN.sub(_blanked, markdown)
    for match in _ALMOST.finditer(rest):
        yield CrossReference(match["text"], match["kind"].lower(), match["id"], match.start())


def without_code(markdown: str) -> str:
    """Return the text with spaces for all code and comments, so that places stay right."""
    rest = _COMMENT.sub(_blanked, markdown)
    return _PATTERN.sub(lambda match: match[0] if match["kind"] else _blanked(match), rest)


def _blanked(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])


def replace_cross_references(markdown: str, *, link: Callable[[CrossReference], str]) -> str:
    """Return the text with every cross-reference outside code replaced by what `link` says."""

    def replace(match: re.Match[str]) -> str:
        if not match["kind"]:
            return match[0]
        return link(CrossReference(match["text"], match["kind"], match["id"], match.start()))

    return _PATTERN.sub(replace, markdown)
