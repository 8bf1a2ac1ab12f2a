"""Letters that a reader's own mail program begins: to a coach, or about a page that is wrong.

The reader sends them; the site sends nothing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import quote

from handbook.addresses import site_address
from handbook.inline import parse_inline, render_plain
from handbook.published import published_url

if TYPE_CHECKING:
    from handbook.model.handbook import Handbook
    from handbook.pages.page import Page


def mail_href(address: str, *, subject: str, body: str) -> str:
    """Return the address of a letter: to whom, about what, and how it begins."""
    return f"mailto:{quote(address, safe='@+')}?subject={quote(subject)}&body={quote(body)}"


def with_mail(page: Page, *, handbook: Handbook, codes: dict[str, str]) -> Page:
    """Return the page with a letter that says something is wrong on it, where there is an address.

    Args:
        page: The page.
        handbook: Every record.
        codes: The code of a form's words, by the page's file.
    """
    district = handbook.district
    address = next((one.email for one in district.contacts if one.email), "")
    if not address:
        return page
    url = f"{site_address(handbook)}{published_url(page.uri, has_directory_urls=True)}"
    code = codes.get(page.uri, "")
    lines = (
        "What is wrong, or what helped:",
        "",
        "",
        f"Page: {page.title}",
        *([f"Address: {url}"] if site_address(handbook) else []),
        f"Edition: {_plain(district.edition.label)}",
        *([f"Text: {code}"] if code else []),
    )
    href = mail_href(
        address,
        subject=f"{_plain(district.handbook_title)}: {page.title}",
        body="\r\n".join(lines),
    )
    return replace(page, meta={**page.meta, "mail": href})


def _plain(text: str) -> str:
    return render_plain(parse_inline(text))
