"""The search index: what every place of the site says, and the hidden words that lead to it.

How results are ranked is decided in the browser, in `overrides/assets/search-ranking.js`.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from html import escape, unescape
from typing import TYPE_CHECKING, Any

from handbook.pages.article import parse_html
from handbook.published import published_url

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from handbook.pages.article import Article
    from handbook.pages.page import Page

INDEX_URI = "search/search_index.json"
INDEX_SCRIPT_URI = "search/search_index.js"
"""The index as a script: pages opened from a folder, or in a sandbox, may not fetch a file."""

_BACK_ROOMS = ("finder", "sources")
"""The finder and the bibliography: they have the words of all the others."""

_BACK_ROOM_BOOST = 0.7

_EDITORS_BOOST = 0.45
"""What readers look for is seldom a page for editors, though it has their words."""

_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_WRITTEN = {name: name for name in ("p", "code", "pre", "li", "ol", "ul", "sub", "sup")}
_WRITTEN["caption"] = "p"
"""The elements that part a text, and how the index writes them."""

_SKIPPED = {"object", "script", "style"}
_UNSEARCHED = "data-search-exclude"

_TAG = re.compile(r"<[^>]+>")
_PARAGRAPH_END = re.compile(r"</p>|</li>")
# Thirty characters: an answer that begins 'No.' or 'Is it private? Yes.' goes on.
_SENTENCE = re.compile(r".{30,}?[.?!](?=\s|$)")


def build_index(
    pages: Iterable[Page],
    *,
    articles: Mapping[str, Article],
    synonyms: Iterable[Iterable[str]],
    has_directory_urls: bool,
) -> dict[str, Any]:
    """Return the index: a document for each page and each section that has an id.

    Args:
        pages: The pages, in menu order.
        articles: Their HTML, by URI.
        synonyms: Words that mean the same.
        has_directory_urls: Whether a page `a/b.md` is published as `a/b/`.
    """
    docs: list[dict[str, Any]] = []
    for page in pages:
        url = published_url(page.uri, has_directory_urls=has_directory_urls)
        docs += _page_docs(page, html=articles[page.uri].html, url=url)
    return {"docs": docs, "synonyms": [list(group) for group in synonyms]}


def render_index_files(index: Mapping[str, Any]) -> dict[str, bytes]:
    """Return the index as files, by their URIs."""
    text = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
    return {INDEX_URI: text.encode(), INDEX_SCRIPT_URI: f"var __index = {text};\n".encode()}


@dataclass(slots=True)
class _Section:
    """A heading and what stands under it; the text keeps the tags that part it."""

    id: str = ""
    title: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    is_searched: bool = True


def _page_docs(page: Page, *, html: str, url: str) -> Iterator[dict[str, Any]]:
    sections = [section for section in _sections(html) if section.is_searched]
    texts = [" ".join("".join(section.text).split()) for section in sections]
    # A page that begins with a heading answers with what its first section says.
    answers = [_first_sentence(text) for text in texts]
    page_answer = next(filter(None, answers), "")
    for section, text, answer in zip(sections, texts, answers, strict=True):
        added = {
            "keywords": list(page.keywords.get(section.id, ())),
            "answer": answer if section.id else page_answer,
            "boost": _boost(url, page=page),
        }
        yield {
            "location": f"{url}#{section.id}" if section.id else url,
            "title": "".join(section.title).strip() or escape(page.title, quote=False),
            "text": text,
            **{key: value for key, value in added.items() if value},
        }


def _sections(html: str) -> list[_Section]:
    """Return the sections of a page in order; the first is the page's beginning."""
    found: list[_Section] = []
    _read(parse_html(html), found=found)
    return found


def _read(element: Any, *, found: list[_Section], open_section: _Section | None = None) -> None:
    """Read what is in an element; a section that begins inside it ends with it."""
    section = open_section
    for text, child in [(element.text, None), *((child.tail, child) for child in element)]:
        if child is not None:
            section = _read_child(child, found=found, section=section)
        if text and (text.strip() or section):
            section = section or _begin(found)
            section.text.append(escape(text, quote=False))


def _read_child(child: Any, *, found: list[_Section], section: _Section | None) -> _Section | None:
    """Read an element; return the section that goes on behind it."""
    if not isinstance(child.tag, str) or child.tag in _SKIPPED:
        return section
    if child.tag in _HEADINGS and child.get("id"):
        return _begin_at(child, found=found)
    if child.get(_UNSEARCHED) is not None:
        return section
    section = section or _begin(found)
    start = len(section.text)
    _read(child, found=found, open_section=section)
    if tag := _WRITTEN.get(child.tag):
        inside = "".join(section.text[start:])
        section.text[start:] = [f"<{tag}>{inside}</{tag}>"] if inside.strip() else []
    return section


def _begin(found: list[_Section]) -> _Section:
    found.append(_Section())
    return found[-1]


def _begin_at(heading: Any, *, found: list[_Section]) -> _Section:
    """Begin a section at a heading; a page that begins with another than its title has a start."""
    if heading.tag != "h1" and not found:
        _begin(found)
    section = _begin(found)
    section.id = heading.get("id") if len(found) > 1 else ""
    section.title = [escape(" ".join(_heading_words(heading)), quote=False)]
    section.is_searched = heading.get(_UNSEARCHED) is None
    return section


def _heading_words(heading: Any) -> list[str]:
    """Return the words of a heading without those of the link to itself."""
    unwanted = heading.xpath('.//a[@class="headerlink"]//text()')
    return "".join(text for text in heading.itertext() if text not in unwanted).split()


def _boost(url: str, *, page: Page) -> float | None:
    if page.is_for_editors:
        return _EDITORS_BOOST
    return _BACK_ROOM_BOOST if url.startswith(_BACK_ROOMS) else None


def _first_sentence(html: str) -> str:
    """Return how a text begins: its first sentence, and the next one where the first is a word."""
    paragraph = _PARAGRAPH_END.split(html, maxsplit=1)[0]
    text = " ".join(unescape(_TAG.sub("", paragraph)).split())
    sentence = _SENTENCE.match(text)
    return sentence[0] if sentence else text
