"""Files that pages load, under names that tell what is in them: browsers may keep them for good.

A name changes with its content, so nobody sees last year's style on this year's page.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FOLDER = "assets/"

STAMP = re.compile(r"\.[0-9a-f]{10}(?=\.[a-z0-9]+$)")
"""What a stamped name has before its ending."""

_STAMPED = (".css", ".js", ".json", ".svg", ".png", ".woff", ".woff2")
"""The endings of what pages load; what people open themselves, like a license, keeps its name."""

_SHEET = ".css"
_ADDRESS = re.compile(r'url\("(?!data:)([^"]+)"\)')


@dataclass(frozen=True, slots=True)
class Assets:
    """Files that pages load."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    """What is published, by its URI."""
    names: Mapping[str, str] = field(default_factory=dict)
    """The name under which a file is published, by its own."""


def stamp_assets(given: Mapping[str, bytes], *, kept: Iterable[str] = ()) -> Assets:
    """Return files under names with a stamp, the addresses in style sheets following.

    Args:
        given: The files, by their URI.
        kept: The URIs that somebody names without asking; these files are there twice.
    """
    names: dict[str, str] = {}
    files: dict[str, bytes] = {uri: given[uri] for uri in kept if uri in given}
    # What a sheet names has its name before the sheet has.
    for uri in sorted(given, key=lambda one: (one.endswith(_SHEET), one)):
        content = given[uri]
        if uri.endswith(_SHEET):
            content = _following(content.decode(), uri=uri, names=names).encode()
        name = _stamped(uri, content=content) if uri.endswith(_STAMPED) else uri
        files[name] = content
        names[uri] = name
    return Assets(files, names)


def _following(sheet: str, *, uri: str, names: Mapping[str, str]) -> str:
    folder = posixpath.dirname(uri)

    def follow(found: re.Match[str]) -> str:
        named = posixpath.normpath(posixpath.join(folder, found[1]))
        if named not in names:
            return found[0]
        return f'url("{posixpath.relpath(names[named], folder)}")'

    return _ADDRESS.sub(follow, sheet)


def _stamped(uri: str, *, content: bytes) -> str:
    stem, ending = posixpath.splitext(uri)
    return f"{stem}.{hashlib.sha256(content).hexdigest()[:10]}{ending}"
