"""A page's Markdown rendered once, with the site's own extensions: site, book and index read it.

Links are kept apart from the HTML around them, so that each reader gives them the form it needs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import markdown
from lxml import html as lxml_html
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE, ETX, STX

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from xml.etree.ElementTree import Element

    from handbook.site_config import MarkdownSettings


@dataclass(frozen=True, slots=True)
class Article:
    """A page as HTML, before any site engine has it."""

    source: str
    """The Markdown that it was rendered from."""
    pieces: tuple[str, ...]
    """The HTML between the addresses of its links and pictures: one piece more than addresses."""
    links: tuple[str, ...]
    """Those addresses as the page gives them; another page of the handbook is its Markdown file."""
    toc: tuple[Mapping[str, Any], ...]
    """The headings, as Python-Markdown's `toc` extension nests them; names hold HTML entities."""
    ids: frozenset[str]
    """The places on the page that a link can lead to."""

    @property
    def html(self) -> str:
        """The page as HTML, with its links as it gives them."""
        return self.html_with(str)

    def html_with(self, address: Callable[[str], str]) -> str:
        """Return the page as HTML, each link as the given function turns it."""
        links = (_escape(address(link)) for link in self.links)
        return self.pieces[0] + "".join(
            part for pair in zip(links, self.pieces[1:], strict=True) for part in pair
        )


class ArticleError(Exception):
    """A page cannot be read as Markdown; the message says so and what to do."""


class ArticleRenderer:
    """Renders pages with one set of Markdown extensions."""

    def __init__(self, settings: MarkdownSettings) -> None:
        """Make the renderer; the settings are kept beside it, to compare others with."""
        self.settings = settings
        self._markdown = markdown.Markdown(
            extensions=list(settings.extensions),
            extension_configs={name: dict(options) for name, options in settings.options.items()},
        )
        self._links = _Links(self._markdown)
        # The last one: what others add to the tree has its addresses taken out as well.
        self._markdown.treeprocessors.register(self._links, "handbook_links", 0)

    def render(self, text: str) -> Article:
        """Return a page's Markdown as an article.

        Raises:
            ArticleError: An extension cannot make anything of it.
        """
        self._links.found = []
        try:
            html = self._markdown.reset().convert(text)
        # Whatever an extension raises is a fault of that page.
        except Exception as error:
            message = (
                f"the page cannot be read as Markdown ({str(error) or type(error).__name__}). Take "
                "out what was added last, or what is unusual in it."
            )
            raise ArticleError(message) from error
        pieces = _TOKEN.split(html)
        links = tuple(self._links.found[int(number)] for number in pieces[1::2])
        toc = tuple(getattr(self._markdown, "toc_tokens", ()))
        return Article(text, tuple(pieces[::2]), links, toc, frozenset(_ids(html)))


_TOKEN = re.compile(rf"{STX}handbook-link:(\d+){ETX}")


class _Links(Treeprocessor):
    """Takes the addresses out of a page and puts signs in their place that no page can hold."""

    found: list[str]

    def run(self, root: Element) -> None:
        """Take the address of every link and picture."""
        for element in root.iter():
            name = {"a": "href", "img": "src"}.get(element.tag, "")
            address = element.get(name)
            # An e-mail address in disguise is not yet written out.
            if address is not None and AMP_SUBSTITUTE not in address:
                element.set(name, f"{STX}handbook-link:{len(self.found)}{ETX}")
                self.found.append(address)


_BARE_AMPERSAND = re.compile(r"&(?!(?:#\d+|#x[\da-f]+|[\da-z]+);)", re.IGNORECASE)


def _escape(address: str) -> str:
    """Return an address as an attribute's value, written as Python-Markdown writes attributes."""
    text = _BARE_AMPERSAND.sub("&amp;", address)
    return text.replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def parse_html(html: str) -> Any:
    """Return an article's HTML as a tree, in an element of its own; never as a whole document."""
    # What begins like a document would be read as one.
    return lxml_html.fragment_fromstring(f"<!---->{html}", create_parent="div")


def _ids(html: str) -> Iterator[str]:
    for element in parse_html(html).iter():
        for name in ("id", "name") if element.tag == "a" else ("id",):
            if value := element.get(name):
                yield value
