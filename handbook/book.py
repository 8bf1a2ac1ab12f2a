"""The handbook as one book: the site's pages as chapters, in blocks that a typesetter can set.

What a page says is read from its finished HTML, so that book and site never differ; what only a
screen needs (buttons, fields to fill in, menus) is left out.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from itertools import dropwhile
from typing import TYPE_CHECKING, Any, TypeAlias

from lxml import etree, html

from handbook.pages.article import parse_html

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

_TOP = 2
"""How deep a chapter of a part stands."""

Node: TypeAlias = dict[str, Any]
"""A block or an inline piece, as JSON can hold it: its `type`, and what it holds."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A page of the site in the book."""

    uri: str
    """The page it is made from."""
    level: int
    """How deep it stands: 2 for a chapter of a part, 3 for one inside a chapter."""
    blocks: tuple[Node, ...]
    """What it says, its heading first."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the book: an entry at the top of the site's menu."""

    title: str
    """Its heading."""
    chapters: tuple[Chapter, ...]
    """Its chapters, in the menu's order."""


@dataclass(frozen=True, slots=True)
class Cover:
    """What stands on the cover and in the running lines."""

    title: str
    """What the handbook is called."""
    volume: str
    """Which volume of it this is, in words; '' for the first."""
    district: str
    """Whose it is."""
    edition: str
    """Which printing it is."""
    effective: str
    """From when it applies, in words."""
    web_address: str
    """Where it is published, or ''."""
    logo: bytes
    """An SVG or PNG, or nothing."""
    color: str
    """The colour of the cover and of headings, as #rrggbb, dark enough to read on white."""
    paper: str
    """What it is printed on: letter or a4."""
    language: str
    """The language tag of its words."""


def build_book(
    outline: Sequence[tuple[str, Sequence[tuple[str, int]]]],
    *,
    articles: Mapping[str, str],
    titles: Mapping[str, str],
) -> tuple[Part, ...]:
    """Return the book.

    Args:
        outline: The title of each part, and its pages with their levels.
        articles: The HTML of every page that is in the book, by URI; links to other pages are
            links to their Markdown files. A page of the outline that is not among them is left out.
        titles: The title of every page, for those whose HTML has no heading of the first level.
    """
    placed = {uri for _, pages in outline for uri, _ in pages} & articles.keys()
    readers = {uri: _Reader(uri, _parse(articles[uri], title=titles[uri])) for uri in placed}
    targets = {f"{uri}#{name}" for uri, reader in readers.items() for name in reader.heading_ids()}
    targets |= set(readers)
    parts = (
        Part(
            title,
            tuple(
                Chapter(uri, level, tuple(readers[uri].read(level=level, targets=targets)))
                for uri, level in _standing(pages, placed=placed)
            ),
        )
        for title, pages in outline
    )
    return tuple(part for part in parts if part.chapters)


def _standing(
    pages: Sequence[tuple[str, int]], *, placed: Collection[str]
) -> Iterator[tuple[str, int]]:
    """Yield the pages that are in the book, each as deep as those above it that are there too."""
    above: list[tuple[int, bool]] = []
    for uri, level in pages:
        above = [(other, is_there) for other, is_there in above if other < level]
        if uri in placed:
            yield uri, _TOP + sum(is_there for _, is_there in above)
        above.append((level, uri in placed))


def read_words(article: str, *, title: str) -> str:
    """Return every word that the book prints of a page, from its HTML."""
    blocks = _Reader("", _parse(article, title=title)).read(level=2, targets=set())
    return " ".join(map(_all_text, blocks))


def read_blocks(article: str, *, title: str) -> tuple[Node, ...]:
    """Return what a page says, by itself: its title on the first level, and its links as words.

    What leads out of the handbook stays a link.
    """
    return tuple(_Reader("", _parse(article, title=title)).read(level=1, targets=set()))


def _all_text(value: Any) -> str:
    if isinstance(value, dict):
        parts = (_all_text(part) for key, part in value.items() if key not in _NOT_WORDS)
        return " ".join(parts)
    if isinstance(value, list):
        return " ".join(map(_all_text, value))
    return value if isinstance(value, str) else ""


_NOT_WORDS = {"type", "labels", "label", "target", "style", "svg"}
"""What a node holds beside words; a drawing's words stand in its text as well."""


def _parse(text: str, *, title: str) -> Any:
    root = parse_html(text)
    if root.find(".//h1") is None:
        heading = html.Element("h1")
        heading.text, heading.tail, root.text = title, root.text, None
        root.insert(0, heading)
    return root


_HEADINGS = {"h1": 0, "h2": 1, "h3": 2, "h4": 3}
_INLINE = {"a", "em", "i", "strong", "b", "code", "span", "br", "time", "abbr", "small", "sup"}
_MARKS = {"em": "emphasis", "i": "emphasis", "strong": "strong", "b": "strong"}
_SKIPPED_TAGS = {"form", "button", "nav", "script", "style", "input", "footer", "svg"}
_SKIPPED_CLASSES = {"headerlink", "footnote-backref", "hb-buttons", "hb-screen"}


class _Reader:
    """Reads one page."""

    def __init__(self, uri: str, root: Any) -> None:
        self.uri, self.root = uri, root
        self.level, self.targets = 2, set[str]()
        self.has_title = False

    def heading_ids(self) -> Iterator[str]:
        """Yield the ids of the headings, which links can lead to."""
        for element in self.root.iter(*_HEADINGS):
            if element.get("id"):
                yield element.get("id")

    def read(self, *, level: int, targets: set[str]) -> Iterator[Node]:
        """Yield the blocks of the page."""
        self.level, self.targets = level, targets
        depth = level - 1
        for block in self._blocks(self.root):
            if block["type"] == "heading":
                # No level may be left out on the way down.
                depth = block["level"] = min(block["level"], depth + 1)
            yield block

    def _blocks(self, element: Any) -> Iterator[Node]:
        """Yield the blocks in an element; loose words between them make a paragraph."""
        loose = _words(element.text)
        for child in element:
            if _is_inline(child):
                loose += self._inline(child)
            elif not _is_skipped(child):
                yield from _paragraph(loose)
                loose = []
                yield from self._block(child)
            loose += _words(child.tail)
        yield from _paragraph(loose)

    def _block(self, element: Any) -> Iterator[Node]:
        match element.tag:
            case "h1" | "h2" | "h3" | "h4" as tag:
                yield self._heading(element, depth=_HEADINGS[tag])
            case "p":
                yield from _paragraph(self._inlines(element), style=_style(element))
            case "ul" | "ol" as tag:
                items = [list(self._blocks(item)) for item in element.iterchildren("li")]
                yield {"type": "list", "is_ordered": tag == "ol", "items": items}
            case "table":
                yield self._table(element)
            case "dl":
                yield from self._definitions(element)
            case "figure":
                yield from self._figure(element)
            case "pre":
                yield {"type": "code", "text": "".join(element.itertext()).rstrip()}
            case "blockquote":
                yield {"type": "quote", "blocks": list(self._blocks(element))}
            case _ if style := _answer_style(element):
                yield {"type": "answer", "style": style, "blocks": list(self._blocks(element))}
            case _:
                yield from self._blocks(element)

    def _heading(self, element: Any, *, depth: int) -> Node:
        name = element.get("id") or ""
        labels = [f"{self.uri}#{name}"] if name else []
        # A page is found by its title; what is written like a second one stands below it.
        depth = 1 if self.has_title and not depth else depth
        if depth == 0:
            self.has_title = True
            labels.append(self.uri)
        return {
            "type": "heading",
            "level": self.level + depth,
            "labels": labels,
            # A heading is repeated in the running head and the contents, where no link may be.
            "text": [_plain(self._inlines(element))],
        }

    def _table(self, element: Any) -> Node:
        caption = next(element.iter("caption"), None)
        heads = sum(1 for row in element.iter("tr") if row.getparent().tag == "thead")
        rows = [
            [self._cell(cell, is_repeated=place < heads) for cell in row.iterchildren("th", "td")]
            for place, row in enumerate(element.iter("tr"))
        ]
        return {
            "type": "table",
            "caption": self._inlines(caption) if caption is not None else [],
            "heads": heads,
            "columns": max(map(len, rows), default=0),
            "rows": rows,
        }

    def _cell(self, cell: Any, *, is_repeated: bool) -> Node:
        text = self._inlines(cell)
        # What a page repeats is no content of its own, and may hold no link.
        return {
            "is_head": cell.tag == "th",
            "text": [_plain(text)] if is_repeated else text,
        }

    def _definitions(self, element: Any) -> Iterator[Node]:
        for child in element.iterchildren("dt", "dd"):
            if child.tag == "dt":
                strong = {"type": "strong", "content": self._inlines(child)}
                yield {"type": "paragraph", "style": "term", "text": [strong]}
            else:
                yield from self._blocks(child)

    def _figure(self, element: Any) -> Iterator[Node]:
        drawing = next(element.iter("svg"), None)
        caption = next(element.iter("figcaption"), None)
        text = self._inlines(caption) if caption is not None else []
        if drawing is not None:
            alt = drawing.get("aria-label") or ""
            svg = etree.tostring(drawing, encoding="unicode", with_tail=False)
            yield {"type": "drawing", "svg": svg, "alt": alt, "caption": text}

    def _inlines(self, element: Any) -> list[Node]:
        found = _words(element.text)
        for child in element:
            if not _is_skipped(child):
                found += self._inline(child)
            found += _words(child.tail)
        return found

    def _inline(self, element: Any) -> list[Node]:
        content = self._inlines(element)
        if element.tag == "br":
            return [{"type": "break"}]
        if element.tag == "code":
            return [{"type": "code", "text": "".join(element.itertext())}]
        if element.tag == "a" and content:
            return [self._link(element.get("href") or "", content=content)]
        if "hb-tag" in _classes(element) and content:
            return [{"type": "tag", "content": content}]
        if element.tag in _MARKS and content:
            return [{"type": _MARKS[element.tag], "content": content}]
        return content

    def _link(self, href: str, *, content: list[Node]) -> Node:
        if re.match(r"[a-z]+:", href):
            return {"type": "link", "target": href, "label": "", "content": content}
        path, _, anchor = href.partition("#")
        uri = posixpath.normpath(posixpath.join(posixpath.dirname(self.uri), path)) if path else ""
        label = "#".join(part for part in (uri or self.uri, anchor) if part)
        if label not in self.targets:
            label = uri if uri in self.targets else ""
        return {"type": "link", "target": "", "label": label, "content": content}


def _plain(nodes: Iterable[Node]) -> Node:
    return {"type": "words", "text": _text(nodes).strip()}


def _text(nodes: Iterable[Node]) -> str:
    return "".join(node.get("text") or _text(node.get("content", ())) for node in nodes)


def _words(text: str | None) -> list[Node]:
    joined = re.sub(r"\s+", " ", text or "")
    return [{"type": "words", "text": joined}] if joined else []


def _paragraph(text: Iterable[Node], *, style: str = "") -> Iterator[Node]:
    found = list(dropwhile(_is_space, text))
    if not all(map(_is_space, found)):
        yield {"type": "paragraph", "style": style, "text": found}


def _is_space(node: Node) -> bool:
    return not node.get("text", "x").strip()


def _is_inline(element: Any) -> bool:
    return element.tag in _INLINE and not _is_skipped(element)


def _is_skipped(element: Any) -> bool:
    return (
        not isinstance(element.tag, str)
        or element.tag in _SKIPPED_TAGS
        or not _SKIPPED_CLASSES.isdisjoint(_classes(element))
        or element.get("aria-hidden") == "true"
        or element.get("hidden") is not None
    )


def _classes(element: Any) -> list[str]:
    return (element.get("class") or "").split()


def _style(element: Any) -> str:
    known = {"hb-lede": "lede", "hb-example": "example", "hb-serves": "small", "hb-meta": "small"}
    return next((known[name] for name in _classes(element) if name in known), "")


def _answer_style(element: Any) -> str:
    names = [name for name in _classes(element) if name.startswith("hb-answer--")]
    return names[0].removeprefix("hb-answer--") if names else ""
