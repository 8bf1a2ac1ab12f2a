"""How hard a page is to read: the Flesch-Kincaid grade of its sentences, counted in a stated way.

What is counted: every sentence of running text on a page, in paragraphs, lists, tables, cards and
answers, of at least four words. Headings, links in lists of links, labels, buttons and the page's
foot are no sentences. A district's terms and what quotes other people are counted as follows:

* A term of the district ("coaching", "principal") counts as a word of two syllables, since every
  reader of the handbook knows it, and a district may have a longer one.
* The name of a record, a form or a source, as it stands in a link or in quotation marks of a
  title, counts as one word of two syllables: nobody can shorten a name.
* What cites the law (34 CFR 99.31) counts as one word of two syllables. The sentence around it
  counts like any other; no clause is left out for being legal.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import html as lxml_html

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FEWEST_WORDS = 4
NAME = "paper"
"""Stands for a name: one word of two syllables."""

_BLOCKS = (
    *("address", "article", "blockquote", "br", "dd", "div", "dt", "figcaption", "li", "ol", "p"),
    *("section", "summary", "table", "td", "ul"),
)
_UNREAD = (
    "//footer | //svg | //script | //style | //h1 | //h2 | //h3 | //h4 | //th | //caption | //label"
    " | //button | //legend | //pre | //code | //thead | //*[contains(@class, 'hb-tag')]"
    " | //*[contains(@class, 'hb-buttons')] | //*[contains(@class, 'hb-serves')]"
    " | //*[contains(@class, 'headerlink')] | //*[contains(@class, 'hb-form-code')]"
)
_LAW = re.compile(r"\b\d+ (?:CFR|U\.S\.C\.|FR) [\d.]+(?:\([a-z0-9]+\))*")
_END = re.compile(r"(?<=[.?!:;])[”\"’)]*\s+(?=[“\"‘(]?[A-Z0-9])")
_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?")


@dataclass(frozen=True, slots=True)
class Grade:
    """How hard some sentences are."""

    grade: float
    """The school year in which they are read with ease."""
    words: int
    sentences: int
    hardest: tuple[tuple[float, str], ...]
    """The hardest sentences, with the grade of each."""


def grade_article(html: str, *, terms: Iterable[str], names: Iterable[str]) -> Grade:
    """Return how hard the sentences of an article are."""
    sentences = tuple(sentences_of(html, terms=terms, names=names))
    return grade_sentences(sentences)


def grade_sentences(sentences: Iterable[str]) -> Grade:
    """Return the Flesch-Kincaid grade of sentences."""
    found = tuple(sentences)
    words = [len(_WORD.findall(one)) for one in found]
    syllables = [sum(map(count_syllables, _WORD.findall(one))) for one in found]
    hardest = sorted(
        ((_formula(w, 1, s), one) for one, w, s in zip(found, words, syllables, strict=True)),
        reverse=True,
    )
    return Grade(
        _formula(sum(words), len(found), sum(syllables)), sum(words), len(found), tuple(hardest[:8])
    )


def _formula(words: int, sentences: int, syllables: int) -> float:
    if not words:
        return 0.0
    return 0.39 * words / max(sentences, 1) + 11.8 * syllables / words - 15.59


def sentences_of(html: str, *, terms: Iterable[str], names: Iterable[str]) -> Iterator[str]:
    """Yield the sentences of running text on a page."""
    root = lxml_html.fromstring(f"<div>{html}</div>")
    for unread in root.xpath(_UNREAD):
        unread.drop_tree()
    known = _either(names), _either(terms)
    for block in _text_blocks(root):
        text = _LAW.sub(NAME, " ".join(block.split()))
        for pattern in known:
            text = pattern.sub(NAME, text)
        for sentence in _END.split(text):
            if len(_WORD.findall(sentence)) >= FEWEST_WORDS:
                yield sentence


def _either(words: Iterable[str]) -> re.Pattern[str]:
    longest = sorted({"\ue000", *filter(None, words)}, key=lambda word: (-len(word), word))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)", re.IGNORECASE)


def _text_blocks(root: lxml_html.HtmlElement) -> Iterator[str]:
    """Yield the text of each block, without that of the blocks inside it."""
    parts: list[str] = [root.text or ""]
    for child in root:
        if not isinstance(child.tag, str):
            parts.append(child.tail or "")
        elif child.tag in _BLOCKS or child.xpath("|".join(f".//{tag}" for tag in _BLOCKS)):
            yield from (text for text in ["".join(parts)] if text.strip())
            yield from _text_blocks(child)
            parts = [child.tail or ""]
        else:
            parts += [child.text_content(), child.tail or ""]
    yield from (text for text in ["".join(parts)] if text.strip())


_SILENT = re.compile(
    r"(?:(?<=[^aeiouy])e(?=ly|ment|ful|less|ness|thing|body|where|time|book|work|ty$)"
    r"|(?<=ev)e(?=r)"
    r"|(?<=[^aeiouysxzcg])(?<![^aeiouy]l)(?<!sh)(?<!ch)es$"
    r"|(?<=[^aeiouytd])(?<![^aeiouy]l)ed$|(?<=[^aeiouyl])e$"
    r"|(?<=[aeiou]l)e$|(?<=[gq])ues?$)"
)
_VOWELS = re.compile(r"[aeiouy]+")
_TWO_VOWELS = re.compile(
    r"(?<![ctsgx])i(?:a[nl]?|o|um)|i(?=ality)|(?<=[aeiouy])ing$|eo(?!p|u)|(?<![gq])ua|sm$|ie(?=t)"
    r"|(?<![ctsg])ie(?=n[ct])|^scie|crea(?=t[ei])|^rea(?=ct)|(?<=[aeiou][^aeiou])ea(?=s?$)"
    r"|yo|iu|yee|eu(?=m)"
)
"""Vowels that stand together and are said apart."""

_LONGEST_OF_ONE = 3


def count_syllables(word: str) -> int:
    """Return how many syllables an English word has, near enough for the words of a page."""
    word = word.lower().replace("’", "'").removesuffix("'s").replace("'", "")
    if len(word) <= _LONGEST_OF_ONE:
        return 1
    said = _SILENT.sub("", word)
    return max(len(_VOWELS.findall(said)) + len(_TWO_VOWELS.findall(said)), 1)
