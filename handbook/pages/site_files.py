"""The small files of a site that no page is: its icon, what robots may read, and old addresses.

Pure: from a handbook to files by their URI; knows no engine.
"""

from __future__ import annotations

import posixpath
from base64 import b64encode
from html import escape
from typing import TYPE_CHECKING

from handbook.addresses import FINDER_URI, former_uris, site_address
from handbook.images import picture_ratio
from handbook.pages.colors import spark_on
from handbook.pages.desk import plain
from handbook.pages.site_facts import SEARCH_FILE, content_security_policy
from handbook.published import published_url

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handbook.model.district import District
    from handbook.model.handbook import Handbook

ICON_URI = "assets/favicon.svg"
TOUCH_ICON_URI = "assets/touch-icon.png"
"""The icon for devices that keep a page on their first screen; drawn from the other."""

ROBOTS_URI = "robots.txt"

_SQUARE = (0.8, 1.25)
"""A logo between these ratios is an icon as well; a longer one would be a stroke."""

_LARGEST_ICON = 24 * 1024
"""The most bytes of a logo that goes with every page as its icon."""

_LOGO_ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 36 36">'
    '<rect width="36" height="36" rx="8" fill="#fff"/>'
    '<image x="3" y="3" width="30" height="30" href="data:{kind};base64,{data}"/></svg>\n'
)

_ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 36 36">'
    '<rect width="36" height="36" rx="8" fill="{brand}"/>'
    '<path d="M18 9.07a10 10 0 0 1 0 17.86a10 10 0 0 1 0-17.86z" fill="{spark}"/>'
    '<g fill="none" stroke="#fff" stroke-width="2">'
    '<circle cx="13.5" cy="18" r="10"/><circle cx="22.5" cy="18" r="10"/></g></svg>\n'
)

_SEARCH = """\
<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
<ShortName>{short}</ShortName>
<Description>{title}</Description>
<InputEncoding>UTF-8</InputEncoding>
<Url type="text/html" template="{address}{finder}?q={{searchTerms}}"/>
</OpenSearchDescription>
"""

_SHORTEST, _DESCRIPTION = 16, 1024
"""How many letters the names in that file may have."""

_MOVED = """\
<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url={link}">
<title>This page has moved – {title}</title>
{canonical}</head>
<body>
<h1>This page has moved</h1>
<p><a href="{link}">Go to where it is now</a></p>
</body>
</html>
"""


def render_site_files(
    handbook: Handbook, *, logo: bytes, has_directory_urls: bool
) -> dict[str, bytes]:
    """Return the files, by their URI.

    Args:
        handbook: Every record.
        logo: The file of the district's logo, or nothing.
        has_directory_urls: Whether a page `a/b.md` is published as `a/b/`.
    """
    address = site_address(handbook)
    texts = {
        ICON_URI: render_icon(handbook.district, logo=logo),
        ROBOTS_URI: _robots(address),
        **_moved_pages(handbook, address=address, has_directory_urls=has_directory_urls),
    }
    if address and has_directory_urls:
        texts[SEARCH_FILE] = _search(handbook.district, address=address)
    return {uri: text.encode() for uri, text in texts.items()}


def _search(district: District, *, address: str) -> str:
    """Return how the handbook is searched: https://github.com/dewitt/opensearch."""
    title = f"{plain(district.short_name)} {plain(district.handbook_title)}"
    return _SEARCH.format(
        short=escape(plain(district.short_name)[:_SHORTEST]),
        title=escape(title[:_DESCRIPTION]),
        address=escape(address),
        finder=published_url(FINDER_URI, has_directory_urls=True),
    )


def render_icon(district: District, *, logo: bytes) -> str:
    """Return the site's icon: the district's logo if it is about square, or else the mark."""
    if is_icon(logo):
        kind = "image/png" if logo.startswith(b"\x89PNG") else "image/svg+xml"
        return _LOGO_ICON.format(kind=kind, data=b64encode(logo).decode())
    brand = district.colors.brand
    return _ICON.format(brand=brand, spark=spark_on(brand, accent=district.colors.accent))


def is_icon(logo: bytes) -> bool:
    """Say whether a logo can be the site's icon as well."""
    least, most = _SQUARE
    return 0 < len(logo) <= _LARGEST_ICON and least <= picture_ratio(logo) <= most


def _robots(address: str) -> str:
    """Return what robots may read: all of it; and where they find every page."""
    sitemap = f"Sitemap: {address}sitemap.xml\n" if address else ""
    return f"User-agent: *\nAllow: /\n{sitemap}"


def _moved_pages(
    handbook: Handbook, *, address: str, has_directory_urls: bool
) -> Mapping[str, str]:
    former = {
        published_url(old, has_directory_urls=True): published_url(new, has_directory_urls=True)
        for old, new in former_uris(handbook).items()
    }
    said = {one.old: one.new for one in handbook.district.redirects}
    return {
        _file(old, has_directory_urls=has_directory_urls): _moved(
            handbook,
            old=_file(old, has_directory_urls=has_directory_urls),
            new=_file(new, has_directory_urls=has_directory_urls),
            address=address,
        )
        for old, new in {**former, **said}.items()
    }


def _moved(handbook: Handbook, *, old: str, new: str, address: str) -> str:
    policy = escape(content_security_policy(is_in_folder=not old.endswith("/index.html")))
    link = posixpath.relpath(new, posixpath.dirname(old) or ".")
    link = f"{link.removesuffix('index.html')}" if new.endswith("/index.html") else link
    target = escape(f"{address}{new.removesuffix('index.html')}")
    return _MOVED.format(
        language=handbook.district.language,
        policy=policy,
        link=escape(link),
        title=escape(handbook.district.handbook_title),
        canonical=f'<link rel="canonical" href="{target}">\n' if address else "",
    )


def _file(address: str, *, has_directory_urls: bool) -> str:
    """Return the file of a page's address: 'roles/x/' is 'roles/x/index.html'."""
    name = address.strip("/")
    if name in {"", "."}:
        return "index.html"
    return f"{name}/index.html" if has_directory_urls else f"{name}.html"
