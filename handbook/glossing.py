"""Words of the glossary found in Markdown, each where it first stands in running text.

Headings, links, code, forms and everything else that already means something are left alone. What
is put in a word's place is for the caller to say.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

_SKIPPED_TAGS = {
    *("a", "button", "caption", "code", "figcaption", "footer", "form", "h1", "h2", "h3", "h4"),
    *("kbd", "label", "pre", "script", "style", "summary", "svg", "th"),
}
_SKIPPED_CLASSES = {"hb-buttons", "hb-cards", "hb-hero", "hb-paths", "hb-tag"}

_SPECIAL = re.compile(
    r"""
      ^[ \t]*(?P<fence>`{3,}|~{3,})[^\n]*\n(?:.*?^[ \t]*(?P=fence)[`~]*[ \t]*$|.*\Z)
    | (?<!`)(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)
    | ^[ ]{0,3}\#{1,6}[ \t][^\n]*$
    | !?\[(?:[^\[\]]|\[[^\[\]]*\])*\](?:\([^()\n]*\)|\[[^\[\]\n]*\])
    | \{[^{}\n]*\}
    | <!--.*?-->
    | </?(?P<tag>[A-Za-z][A-Za-z0-9]*)\b(?P<attributes>[^<>]*)>
    | &\#?\w+;
    """,
    re.VERBOSE | re.MULTILINE | re.DOTALL,
)
_CLASS = re.compile(r"""\bclass=["']([^"']*)["']""")


def gloss_words(
    markdown: str,
    *,
    words: Mapping[str, str],
    replace: Callable[[str, str], str],
    unwanted: Collection[str] = (),
) -> str:
    """Return the Markdown with the first place of each term replaced.

    Args:
        markdown: A page's text.
        words: The term's id by each of its words. A word in lower case is also found with a
            capital at its start; one with capitals is found only as it is written.
        replace: Gives what stands in the place of a term's id and the words as they were written.
        unwanted: The ids of terms that are left alone, parts of their words included.
    """
    if not words:
        return markdown
    pattern = _pattern(tuple(sorted(words)))
    wanted = set(words.values()).difference(unwanted)

    def gloss(match: re.Match[str]) -> str:
        name = words.get(_normal(match[0])) or words[_normal(match[0]).lower()]
        if name not in wanted:
            return match[0]
        wanted.discard(name)
        return replace(name, match[0])

    return "".join(
        pattern.sub(gloss, piece) if is_running_text else piece
        for piece, is_running_text in _pieces(markdown)
    )


# A handbook has one glossary for all of its pages.
@lru_cache(maxsize=8)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds any of the words, the longest first, and no part of a longer name."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    either = "|".join(_word_pattern(word) for word in ordered)
    return re.compile(rf"(?<![\w/.@-])(?:{either})(?![\w@-]|\s[A-Z])")


def _word_pattern(word: str) -> str:
    spaced = re.escape(word).replace(r"\ ", r"[ \n]")
    return f"(?i:{spaced[0]}){spaced[1:]}" if word.islower() else spaced


def _normal(text: str) -> str:
    return text.replace("\n", " ")


def _pieces(markdown: str) -> Iterator[tuple[str, bool]]:
    """Yield the text piece by piece, and whether each is running text."""
    start, skipped, depth = 0, "", 0
    for match in _SPECIAL.finditer(markdown):
        yield markdown[start : match.start()], not skipped
        yield match[0], False
        start = match.end()
        tag = (match["tag"] or "").lower()
        is_end = match[0].startswith("</")
        if skipped and tag == skipped:
            depth += -1 if is_end else 1
            skipped = skipped if depth else ""
        elif tag and not skipped and not is_end and _is_skipped(tag, match["attributes"]):
            skipped, depth = tag, 1
    yield markdown[start:], not skipped


def _is_skipped(tag: str, attributes: str) -> bool:
    if attributes.endswith("/"):
        return False
    found = _CLASS.search(attributes)
    return tag in _SKIPPED_TAGS or bool(found and _SKIPPED_CLASSES & set(found[1].split()))
