"""The pages of a built site: their words, ids, links and headings, each with its line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import lxml.html

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_NOT_READ = frozenset({"script", "style", "template"})
_NAMING = ("aria-controls", "aria-describedby", "aria-labelledby", "for", "headers")


@dataclass(frozen=True, slots=True)
class Mention:
    """Something that stands in a page's HTML."""

    text: str
    """What stands there: an id, or an address."""
    line: int
    """The line of the file."""


@dataclass(frozen=True, slots=True)
class BuiltPage:
    """One HTML file of a site."""

    uri: str
    """The file, relative to the site, always with '/'."""
    language: str
    """The language that the page says it is in, or ''."""
    title: str
    """What stands in the title of the browser's window, or ''."""
    headings: int
    """How many headings of the first rank it has."""
    words: str
    """Everything it says, its blanks made one space."""
    ids: tuple[Mention, ...]
    """Every id, in order."""
    named: tuple[Mention, ...]
    """Every id that a label, a button or a header names."""
    links: tuple[Mention, ...]
    """Where its links lead."""
    loads: tuple[Mention, ...]
    """What a browser fetches for it: scripts, style sheets, pictures."""
    undescribed: tuple[Mention, ...]
    """Its pictures without an `alt` text, not even an empty one."""

    @property
    def url(self) -> str:
        """The page's address, relative to the site."""
        return self.uri.removesuffix("index.html")


def load_built_pages(site_path: Path) -> tuple[BuiltPage, ...]:
    """Read every page of a site."""
    return tuple(
        parse_built_page(path.read_bytes(), uri=path.relative_to(site_path).as_posix())
        for path in sorted(site_path.rglob("*.html"))
    )


def parse_built_page(html: bytes, *, uri: str) -> BuiltPage:
    """Read one page."""
    root = lxml.html.document_fromstring(html, parser=lxml.html.HTMLParser(encoding="utf-8"))
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    return BuiltPage(
        uri=uri,
        language=root.get("lang", ""),
        title=" ".join((root.findtext("head/title") or "").split()),
        headings=sum(element.tag == "h1" for element in elements),
        words=" ".join(" ".join(_words(root.find("body"))).split()),
        ids=tuple(_mentions(elements, "id")),
        named=tuple(
            Mention(name, found.line)
            for found in _mentions(elements, *_NAMING)
            for name in found.text.split()
        ),
        links=tuple(_mentions([one for one in elements if one.tag in {"a", "area"}], "href")),
        loads=tuple(_loads(elements)),
        undescribed=tuple(
            Mention(element.get("src", ""), element.sourceline)
            for element in elements
            if element.tag == "img" and element.get("alt") is None
        ),
    )


def _mentions(elements: list[lxml.html.HtmlElement], *attributes: str) -> Iterator[Mention]:
    for element in elements:
        for attribute in attributes:
            if (value := element.get(attribute)) is not None:
                yield Mention(value, element.sourceline)


def _loads(elements: list[lxml.html.HtmlElement]) -> Iterator[Mention]:
    for element in elements:
        is_sheet = element.tag == "link" and "stylesheet" in element.get("rel", "")
        is_icon = element.tag == "link" and "icon" in element.get("rel", "")
        address = element.get("href") if is_sheet or is_icon else element.get("src")
        if address is not None:
            yield Mention(address, element.sourceline)


def _words(element: lxml.html.HtmlElement) -> Iterator[str]:
    if element.tag in _NOT_READ or not isinstance(element.tag, str):
        return
    yield element.text or ""
    for child in element:
        yield from _words(child)
        yield child.tail or ""
