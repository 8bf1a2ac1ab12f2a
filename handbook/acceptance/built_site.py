"""What holds of every site: links lead somewhere, ids are unique, nothing comes from elsewhere."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

from handbook.acceptance.trial import Trial
from handbook.problems import Location, Problem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from handbook.acceptance.built_pages import BuiltPage, Mention

_SITE = "https://site.invalid/"
_ERROR_PAGE = "404.html"


def check_site(
    pages: Sequence[BuiltPage], *, uris: Collection[str], home: str = ""
) -> tuple[Trial, ...]:
    """Return what was asked of a site's pages, and the answers.

    Args:
        pages: Every page.
        uris: Every file of the site.
        home: The path that the site is published under, such as '/coaching/', where it is known.
    """
    links = sum(len(page.links) for page in pages)
    ids = sum(len(page.ids) for page in pages)
    loads = sum(len(page.loads) for page in pages)
    count = f"{len(pages):,} pages"
    found = {page.uri: frozenset(mention.text for mention in page.ids) for page in pages}
    places = _Places(uris, found, home)
    return (
        Trial("pages", count, tuple(_page_faults(pages))),
        Trial("links", f"{links:,} links on {count}", tuple(_link_faults(pages, places=places))),
        Trial("ids", f"{ids:,} ids on {count}", tuple(_id_faults(pages))),
        Trial("files", f"{loads:,} files for {count}", tuple(_load_faults(pages, places=places))),
    )


class _Places:
    """Every place that a link of the site can lead to."""

    def __init__(self, uris: Collection[str], ids: Mapping[str, frozenset[str]], home: str) -> None:
        self._uris = frozenset(uris)
        self._ids = ids
        self._home = home

    def fault(self, address: str, *, page: BuiltPage) -> str:
        """Return what is wrong with an address on a page, or ''."""
        target = urlsplit(urljoin(_SITE + page.uri, self._below_home(address)))
        if f"{target.scheme}://{target.netloc}/" != _SITE:
            return ""
        uri = unquote(target.path).removeprefix("/")
        uri = f"{uri}index.html" if uri.endswith("/") or not uri else uri
        if uri not in self._uris:
            return f"leads to '{uri}', which is no file of the site"
        anchor = unquote(target.fragment).partition(":~:")[0]
        is_known = not anchor or "=" in anchor or anchor in self._ids.get(uri, {anchor})
        return "" if is_known else f"leads to '#{anchor}', which is no place on '{uri}'"

    def _below_home(self, address: str) -> str:
        """Return an address from the server's top as one from the site's."""
        is_below = self._home and address.startswith(self._home)
        return "/" + address.removeprefix(self._home) if is_below else address


def _page_faults(pages: Sequence[BuiltPage]) -> Iterator[Problem]:
    for page in pages:
        if not page.language:
            yield _problem(page, 1, "the page does not say its language. Look at your overrides.")
        if not page.title:
            yield _problem(page, 1, "the page has no title. Give it one in its front matter.")
        if page.headings != 1:
            yield _problem(
                page,
                1,
                f"the page has {page.headings} headings of the first rank. Start it with one "
                "'# Heading', and use '##' below it.",
            )


def _link_faults(pages: Sequence[BuiltPage], *, places: _Places) -> Iterator[Problem]:
    """Tell of each place that is missing once, however many pages lead there."""
    found: dict[str, list[tuple[BuiltPage, Mention]]] = {}
    for page, link in _each(pages, "links"):
        if fault := places.fault(link.text, page=page):
            found.setdefault(fault, []).append((page, link))
    for fault, ((page, link), *others) in found.items():
        also = f" {len(others)} more do." if len(others) > 1 else " One more does." * len(others)
        message = f"the link '{link.text}' {fault}.{also} Change or remove it."
        yield _problem(page, link.line, message)


def _id_faults(pages: Sequence[BuiltPage]) -> Iterator[Problem]:
    for page in pages:
        counts = Counter(mention.text for mention in page.ids)
        for mention in page.ids:
            if counts[mention.text] > 1:
                counts[mention.text] = 1
                yield _problem(
                    page,
                    mention.line,
                    f"the id '{mention.text}' stands there more than once. Give one another.",
                )
        for named in page.named:
            if named.text not in counts:
                yield _problem(
                    page,
                    named.line,
                    f"the id '{named.text}' is named and stands nowhere. Look at your overrides.",
                )


def _load_faults(pages: Sequence[BuiltPage], *, places: _Places) -> Iterator[Problem]:
    for page, load in _each(pages, "loads"):
        if urlsplit(load.text).netloc:
            yield _problem(
                page,
                load.line,
                f"the page would fetch '{load.text}' from another host. Put the file into content.",
            )
        elif fault := places.fault(load.text, page=page):
            yield _problem(page, load.line, f"'{load.text}' {fault}. Add the file.")
    for page, picture in _each(pages, "undescribed"):
        yield _problem(
            page,
            picture.line,
            f"the picture '{picture.text}' is not described. Write what it shows in its brackets.",
        )


def _each(pages: Sequence[BuiltPage], part: str) -> Iterator[tuple[BuiltPage, Mention]]:
    return ((page, mention) for page in pages for mention in getattr(page, part))


def _problem(page: BuiltPage, line: int, message: str) -> Problem:
    return Problem(Location(f"site/{page.uri}", line), "", message)
