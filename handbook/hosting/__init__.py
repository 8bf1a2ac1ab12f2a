"""How a site is served well: settings for web servers and hosts, and a workflow that publishes it.

Templates with the names of their files beside this module; from an address to text, no disk.
"""

from __future__ import annotations

from importlib.resources import files
from urllib.parse import urlsplit

from handbook.pages.site_facts import content_security_policy

_LOCAL = "coaching.example.org"
"""Who is asked where a district has no address yet."""


def site_headers() -> dict[str, str]:
    """Return what a server sends with every page: what pages say, and what only a server can."""
    return {
        "Content-Security-Policy": f"{content_security_policy()}; frame-ancestors 'self'",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    }


def render_nginx(address: str, *, folder: str = "/srv/handbook/site") -> str:
    """Return the settings of nginx for a site.

    Args:
        address: Where the site is published, like 'https://example.org/coaching/', or nothing.
        folder: Where the site is on the server.
    """
    place = urlsplit(address or f"https://{_LOCAL}/")
    headers = "\n".join(
        f'        add_header {name} "{value}" always;' for name, value in site_headers().items()
    )
    return _filled(
        "nginx.conf",
        host=place.hostname or _LOCAL,
        path=place.path or "/",
        folder=folder.rstrip("/"),
        headers=headers,
    )


def render_headers_file() -> str:
    """Return the file `_headers`, which hosts such as Netlify and Cloudflare Pages read."""
    headers = "\n".join(f"  {name}: {value}" for name, value in site_headers().items())
    return _filled("_headers", headers=headers)


def render_workflow() -> str:
    """Return a workflow of GitHub that checks, builds and publishes the site on Pages."""
    return _filled("publish.yml")


def _filled(name: str, **words: str) -> str:
    text = (files(__package__) / name).read_text("utf-8")
    for key, word in words.items():
        text = text.replace(f"@{key}@", word)
    return text
