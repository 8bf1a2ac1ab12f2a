"""How deep and how crowded a text may be: counts, so that every machine says the same.

Markdown is read by calling itself, block in block, and looks for the end of every opening bracket:
what passes here is read in bounded time and depth, whatever engine reads it.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

LARGEST_PAGE = 500_000
"""The most characters of Markdown a page may have."""

DEEPEST_QUOTE = 16
DEEPEST_LIST = 12
DEEPEST_BLOCK = 24
"""How many quotes, lists, and blocks of any sort may stand inside one another."""

MOST_OPEN = 200
"""How many brackets of one sort may be open at once within a paragraph."""

MOST_BEGINNINGS = 60
"""How many lines of one paragraph may begin something else: a heading, a rule, a meaning."""

MOST_LINES = 2_000
"""How many lines may follow each other without an empty one: a table has a line a row."""

LONGEST_PARAGRAPH = 20_000
"""The most characters a paragraph may have; rows of tables are not counted."""

_LEAD = re.compile(r"(?:[ \t]|>|(?:[-*+]|\d{1,9}[.)])(?=[ \t]|$))*")
_MARKER = re.compile(r"[-*+]|\d+[.)]")
_RULE = re.compile(r"[-*_ \t]+")
_BLANK_LINE = r"\n[ \t]*\n"
_OPENINGS = tuple(
    (re.compile(f"{signs}|{_BLANK_LINE}"), name)
    for signs, name in ((r"(\[)|(\])", "'['"), (r"(\]\()|(\))", "']('"), ("(<)|(>)", "'<'"))
)
_BEGINNING = re.compile(r"#|:|\[[^\]\n]*\]:[ \t]*$|[=-]+[ \t]*$")
_FENCE = re.compile(r"[ \t]*(?:`{3,}|~{3,})")
_TABLE = re.compile(r"[^\n|]{0,500}\|.{0,5000}|<table\b.*", re.IGNORECASE)
_MARKS = (
    (r"^[ ]{0,3}\*\[[^\]\n]*\]:", 100, "abbreviations are explained"),
    (r"\[\^[^\]\n]+\](?!:)", 300, "marks of notes stand"),
    (r"^[ \t>]*(?:[-*+]|\d+[.)])[ \t]", 2_000, "items of lists stand"),
    (r"(?:\A|\n)[ \t>]*\n(?=[ \t>]*[^\s>])", 5_000, "paragraphs stand"),
    (r"^[ \t>]*(?:#|=+[ \t]*$|-+[ \t]*$)", 1_000, "headings stand"),
)
"""What is looked for in all of a page, how often it may stand there, and its name."""
_SET_IN = re.compile(r"[ \t>*+\d-]")
_TAG_READ_INSIDE = re.compile(r"<([a-z][a-z0-9]*)\b[^<>]*\smarkdown\b", re.IGNORECASE)


def find_excess(text: str) -> tuple[int, str] | None:
    """Return the first place where a Markdown text is too deep or too crowded, if any.

    Returns:
        How many characters come before it, and what is wrong with what to do.
    """
    if len(text) > LARGEST_PAGE:
        limit = f"{LARGEST_PAGE:,}"
        return LARGEST_PAGE, f"the text has more than {limit} characters. Split the page into two."
    if _is_flat(text):
        return None
    found = [*_deep_lines(text), *_deep_tags(text), *_crowded_blocks(text)]
    found += [*_crowded_lines(text), *_many_marks(text)]
    return min(found, default=None)


def _is_flat(text: str) -> bool:
    """Say whether a look is enough: nearly all texts are a line of words with few brackets."""
    is_line = "\n" not in text and "<" not in text and len(text) <= LONGEST_PARAGRAPH
    is_sparse = max(text.count("["), text.count("](")) <= MOST_OPEN
    return is_line and is_sparse and not _SET_IN.match(text)


def _deep_lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield the first line that stands too deep, by the signs and the indentation before it."""
    indents: list[int] = []
    lists: list[int] = []
    start = 0
    for line in text.split("\n"):
        lead = _lead(line)
        if lead is not None:
            quotes, markers, column = lead
            _go_in(indents, column)
            _go_in(lists, *(markers or ()))
            if not markers:
                _close(lists, above=column)
            if message := _too_deep(quotes=quotes, lists=len(lists), blocks=len(indents)):
                yield start, message
                return
        start += len(line) + 1


def _lead(line: str) -> tuple[int, list[int], int] | None:
    """Return how many quotes a line opens, the columns of its list signs, and its first column."""
    line = line.expandtabs(4)
    if not line.strip() or _RULE.fullmatch(line):
        return None
    lead = _LEAD.match(line)
    signs = lead[0] if lead else ""
    markers = [found.start() for found in _MARKER.finditer(signs)]
    return signs.count(">"), markers, len(line) - len(line.lstrip(" "))


def _go_in(open_columns: list[int], *columns: int) -> None:
    for column in columns:
        _close(open_columns, above=column - 1)
        open_columns.append(column)


def _close(open_columns: list[int], *, above: int) -> None:
    while open_columns and open_columns[-1] > above:
        open_columns.pop()


def _too_deep(*, quotes: int, lists: int, blocks: int) -> str:
    if quotes > DEEPEST_QUOTE:
        return f"more than {DEEPEST_QUOTE} quotes stand inside one another. Take some '>' away."
    if lists > DEEPEST_LIST:
        return f"more than {DEEPEST_LIST} lists stand inside one another. Write the list flatter."
    if blocks > DEEPEST_BLOCK:
        return f"lines are set in more than {DEEPEST_BLOCK} times. Set them in less."
    return ""


def _deep_tags(text: str) -> Iterator[tuple[int, str]]:
    """Yield the first HTML element that stands too deep in others whose Markdown is read."""
    for name in sorted({name.casefold() for name in _TAG_READ_INSIDE.findall(text)}):
        tags = re.compile(rf"(<{name}\b)|(</{name}\b)", re.IGNORECASE)
        if (start := _first_beyond(tags, text=text, limit=DEEPEST_QUOTE)) is not None:
            message = f"more than {DEEPEST_QUOTE} '<{name}>' stand inside one another."
            yield start, f"{message} Take some away."


def _crowded_blocks(text: str) -> Iterator[tuple[int, str]]:
    """Yield the first place in a paragraph where too many brackets are open."""
    for signs, name in _OPENINGS:
        if (start := _first_beyond(signs, text=text, limit=MOST_OPEN)) is not None:
            message = f"more than {MOST_OPEN} {name} are open here."
            yield start, f"{message} Close them or take them out."


def _crowded_lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield the first place where lines that follow each other are too many, or too long.

    A line that begins something divides its paragraph, and the rest of it is read anew.
    """
    start, beginnings, lines, size, is_code = 0, 0, 0, 0, False
    for line in text.split("\n"):
        is_code ^= bool(_FENCE.match(line))
        if is_code or not (rest := line.strip()):
            beginnings = lines = size = 0
        else:
            beginnings += _begins(rest)
            lines += 1
            size += 0 if _TABLE.fullmatch(line) else len(line)
            if message := _too_crowded(beginnings=beginnings, lines=lines, size=size):
                yield start, message
                return
        start += len(line) + 1


def _begins(line: str) -> bool:
    return any(_BEGINNING.match(rest) for rest in (line, _LEAD.sub("", line, count=1)))


def _too_crowded(*, beginnings: int, lines: int, size: int) -> str:
    remedy = "Put empty lines between them."
    if beginnings > MOST_BEGINNINGS:
        return (
            f"more than {MOST_BEGINNINGS} lines follow each other that begin something new, like "
            f"'#' or ':'. {remedy}"
        )
    if lines > MOST_LINES:
        return f"more than {MOST_LINES:,} lines follow each other. {remedy}"
    if size > LONGEST_PARAGRAPH:
        limit = f"{LONGEST_PARAGRAPH:,}"
        return f"the paragraph has more than {limit} characters. Put empty lines into it."
    return ""


def _many_marks(text: str) -> Iterator[tuple[int, str]]:
    """Yield the first of what is looked for in all of a page that is one too many."""
    for signs, limit, name in _MARKS:
        found = re.finditer(signs, text, re.MULTILINE)
        if beyond := next(islice(found, limit, None), None):
            yield (
                beyond.start(),
                f"more than {limit:,} {name} on this page. Split the page into two.",
            )


def _first_beyond(signs: re.Pattern[str], *, text: str, limit: int) -> int | None:
    """Return the place of the sign that is one too many.

    Args:
        signs: A pattern whose first group opens and whose second closes; a match without either
            closes all.
        text: Where to count.
        limit: How many may be open at once.
    """
    depth = 0
    for found in signs.finditer(text):
        if found[1]:
            depth += 1
        else:
            depth = max(0, depth - 1) if found[2] else 0
        if depth > limit:
            return found.start()
    return None
