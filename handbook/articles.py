"""Every page as HTML, rendered once for all that read it, and kept between runs."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from handbook.pages.article import Article, ArticleError, ArticleRenderer
from handbook.problems import HandbookError, Location, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from handbook.cache import Cache
    from handbook.pages.page import Page
    from handbook.site_config import MarkdownSettings


class ArticleMaker:
    """Makes articles with one set of extensions.

    Args:
        settings: How pages are rendered.
        cache: Where articles are kept, unless an extension is one that nobody here knows.
    """

    def __init__(self, settings: MarkdownSettings, *, cache: Cache) -> None:
        self._settings, self._cache = settings, cache
        self._inputs = _canonical(settings)
        self._made: dict[str, Article] = {}

    def make(self, text: str) -> Article:
        """Return a page's Markdown as an article."""
        if text not in self._made:
            self._made[text] = self._make(text)
        return self._made[text]

    def _make(self, text: str) -> Article:
        if not self._settings.is_known:
            return self._renderer.render(text)
        common, own = _split_own(text)
        made = self._kept(common)
        if "".join(made.pieces).count(_SIGN) != len(own):
            return self._kept(text)
        words = iter(own)
        pieces = tuple(re.sub(_SIGN, lambda _: next(words), piece) for piece in made.pieces)
        return replace(made, source=text, pieces=pieces)

    def _kept(self, text: str) -> Article:
        kept = self._cache.made(
            "article", text, self._inputs, make=lambda: _pack(self._renderer.render(text))
        )
        return _unpack(kept, source=text)

    @cached_property
    def _renderer(self) -> ArticleRenderer:
        return ArticleRenderer(self._settings)


_OWN = re.compile(
    r"""
    (?<=^<p[ ]class="hb-meta">)
    (?: [^&<\n] | &[#\w]+; | </?time(?:[ ]datetime="[\d-]+")?> )+
    (?=</p>$)
    """,
    re.MULTILINE | re.VERBOSE,
)
_SIGN = "\ue0ed"
"""Stands where words of a district are put in: a sign for private use."""


def _split_own(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a page with signs for what districts alone say on it, and what that is.

    The same words stand in the foot of each page, as HTML that no extension reads: whose edition it
    is. Without them most pages of two districts, and of two editions, are one.
    """
    if _SIGN in text:
        return text, ()
    return _OWN.sub(_SIGN, text), tuple(_OWN.findall(text))


def render_articles(
    pages: Iterable[Page], *, settings: MarkdownSettings, cache: Cache
) -> dict[str, Article]:
    """Return every page as HTML, by its URI.

    Raises:
        HandbookError: Pages cannot be read as Markdown.
    """
    maker = ArticleMaker(settings, cache=cache)
    articles: dict[str, Article] = {}
    problems: list[Problem] = []
    for page in pages:
        try:
            articles[page.uri] = maker.make(page.markdown)
        except ArticleError as error:
            problems.append(Problem(Location(page.source_path), "", str(error)))
    if problems:
        raise HandbookError(problems)
    return articles


def _canonical(settings: MarkdownSettings) -> str:
    """Return the settings as text, with functions by their names."""
    options = {name: dict(given) for name, given in settings.options.items()}

    def named(value: Any) -> str:
        return f"{value.__module__}.{value.__qualname__}" if callable(value) else repr(value)

    return json.dumps([settings.extensions, options], sort_keys=True, default=named)


def _pack(article: Article) -> bytes:
    parts = (article.pieces, article.links, article.toc, sorted(article.ids))
    return json.dumps(parts, ensure_ascii=False, separators=(",", ":")).encode()


def _unpack(kept: bytes, *, source: str) -> Article:
    pieces, links, toc, ids = json.loads(kept)
    return Article(source, tuple(pieces), tuple(links), tuple(toc), frozenset(ids))
