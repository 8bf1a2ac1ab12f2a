"""What the theme's templates show on every page, and what pages may load: nothing foreign."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from handbook.addresses import site_address
from handbook.published import ANSWER_SCRIPTS, FEED_URI, SEARCH_FOLDER
from handbook.spelling import spell_day

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handbook.model.handbook import Handbook

_LOADING = {
    "script-src": "'self'",
    "style-src": "'self'",
    "font-src": "'self'",
    # Icons are drawn in the style sheets.
    "img-src": "'self' data:",
    # Search fetches its index.
    "connect-src": "'self'",
}
SEARCH_FILE = "opensearch.xml"
"""What a browser is told so that the handbook can be searched from its address bar."""

ASK_PAGE = "my-coach"
"""The page that says who coaches where, and how to ask."""

_NEVER = (
    "base-uri 'none'",
    # What a person types into a form is never sent, not even to this site.
    "form-action 'none'",
)


def content_security_policy(*, is_in_folder: bool = False) -> str:
    """Return what a page may load, for the browser to hold it to: https://www.w3.org/TR/CSP3/.

    Args:
        is_in_folder: Whether pages are opened from a folder, where files have no origin that
            `'self'` could stand for in every browser.
    """
    loading = _LOADING
    if is_in_folder:
        loading = {name: f"{sources} file:" for name, sources in _LOADING.items()}
        # No page opened from a folder may fetch: search has its index as a script.
        loading["connect-src"] = "'none'"
    pairs = (f"{name} {sources}" for name, sources in loading.items())
    return "; ".join(("default-src 'none'", *pairs, *_NEVER))


def site_facts(handbook: Handbook) -> dict[str, str]:
    """Return the facts of the district as plain text, by the names that templates use."""
    district = handbook.district
    contact = district.contacts[0]
    return {
        "title": district.handbook_title,
        "language": district.language,
        "name": district.name,
        "short_name": district.short_name,
        "edition_label": district.edition.label,
        "effective": spell_day(district.edition.effective),
        "contact_name": contact.name,
        "contact_email": contact.email or "",
        "ask_label": f"Ask for {handbook.terms['coaching'].singular}",
        "ask_page": ASK_PAGE,
        "search_file": SEARCH_FILE if site_address(handbook) else "",
        "accessibility_url": _page_url(handbook, uri="accessibility.md"),
        "logo": district.logo or "",
        "brand": district.colors.brand,
        "feed": FEED_URI if site_address(handbook) else "",
    }


def asset_facts(names: Mapping[str, str]) -> dict[str, Any]:
    """Return what templates must know of the files that pages load.

    Args:
        names: The name under which such a file is published, by its own.
    """
    return {
        "assets": dict(names),
        "fetched": [name for uri, name in names.items() if _is_fetched(uri)],
    }


def _is_fetched(uri: str) -> bool:
    """Say whether scripts load a file when they need it, and so have to know its name."""
    return uri in ANSWER_SCRIPTS or uri.startswith(SEARCH_FOLDER)


def _page_url(handbook: Handbook, *, uri: str) -> str:
    """Return the address of a page written by hand, or nothing where there is no such page."""
    is_there = any(page.uri == uri for page in handbook.pages)
    return f"{uri.removesuffix('.md')}/" if is_there else ""
