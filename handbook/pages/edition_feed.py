"""The feed of editions, for programs that tell their readers of news: Atom, RFC 4287."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from handbook.addresses import site_address
from handbook.model.places import edition_name
from handbook.pages.edition_pages import CHANGED_URI
from handbook.published import FEED_URI, published_url

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handbook.editions.news import EditionNews
    from handbook.model.edition import ClosedEdition
    from handbook.pages.desk import Desk

_ATOM = "http://www.w3.org/2005/Atom"


def render_feed(desk: Desk) -> bytes:
    """Return the feed; nothing for a handbook that has no address on the web to lead to."""
    site = site_address(desk.handbook)
    if not site:
        return b""
    page = site + published_url(CHANGED_URI, has_directory_urls=desk.has_directory_urls)
    feed = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": desk.handbook.district.language})
    district = desk.handbook.district
    _add(feed, "id", page)
    _add(feed, "title", f"{district.short_name} {district.handbook_title}: editions")
    _add(feed, "updated", _moment(desk.timeline[-1]))
    _add(ET.SubElement(feed, "author"), "name", district.name)
    ET.SubElement(feed, "link", {"rel": "self", "href": site + FEED_URI})
    ET.SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": page})
    news = {one.label: one for one in desk.news}
    for edition in reversed(desk.timeline):
        _add_entry(feed, edition, news=news.get(edition.label), page=page)
    text = ET.tostring(feed, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()


def _add_entry(
    feed: ET.Element, edition: ClosedEdition, *, news: EditionNews | None, page: str
) -> None:
    entry = ET.SubElement(feed, "entry")
    address = f"{page}#edition-{edition_name(edition.label)}"
    _add(entry, "id", address)
    _add(entry, "title", f"Edition {edition.label}")
    _add(entry, "updated", _moment(edition))
    ET.SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": address})
    _add(entry, "summary", " ".join(_sentences(edition, news=news)))


def _sentences(edition: ClosedEdition, *, news: EditionNews | None) -> Iterator[str]:
    yield f"It holds from {edition.effective}."
    if news is None:
        yield "It is the first edition."
        return
    for form in news.forms:
        if form.state != "changed":
            yield f"{'Added' if form.state == 'new' else 'Removed'}: {form.title}."
        elif form.is_promise and form.sign_again:
            yield f"Sign again: {form.title}. {form.because}"
        else:
            yield f"Changed: {form.title}."
    if texts := len(news.of("text")):
        yield f"{texts} {'page or text' if texts == 1 else 'pages and texts'} changed."


def _moment(edition: ClosedEdition) -> str:
    return f"{edition.effective}T00:00:00Z"


def _add(parent: ET.Element, tag: str, text: str) -> None:
    ET.SubElement(parent, tag).text = text
