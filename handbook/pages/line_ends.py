"""Which lines of a page written by hand keep their end: all but those that hold tags alone.

Jinja takes the end of the line after every tag. That is right for a tag on a line of its own, and
joins two lines where a sentence ends with one.
"""

from __future__ import annotations

import re

_LINE = re.compile(
    r"(?:\{%-?\s*raw\s*-?%\}.*?\{%-?\s*endraw\s*-?%\}|\{#.*?#\}|[^\n])+(?=\n)", re.DOTALL
)
"""A line as readers of the page see it: what is raw, or a comment, may be longer than one."""
_TAG = re.compile(r"\{%.*?%\}|\{#.*?#\}")
_ENDS = ("%}", "#}")
_SETTLED = ("+%}", "-%}", "+#}", "-#}")


def keep_line_ends(text: str) -> str:
    """Return a page in which a line of words that ends with a tag is still a line.

    The page has as many lines as before, and every word where it was.
    """
    return _LINE.sub(lambda line: _kept(line[0]), text) if "}\n" in text else text


def _kept(line: str) -> str:
    if not line.endswith(_ENDS) or line.endswith(_SETTLED):
        return line
    words = _TAG.sub("", line.rpartition("\n")[2])
    # A tag, or a comment, that began on a line above leaves its end among the words.
    if not words.strip() or any(end in words for end in _ENDS):
        return line
    return f"{line[:-2]}+{line[-2:]}"
