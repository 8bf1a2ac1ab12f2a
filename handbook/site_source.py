"""Everything a site engine needs of a handbook, in plain values that can be kept and read again."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

from handbook.book import Cover
from handbook.pages.page import Page
from handbook.problems import pack_problems, unpack_problems

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from handbook.model.surroundings import NavItem
    from handbook.problems import Problem


@dataclass(frozen=True, slots=True)
class SiteSource:
    """Everything a site engine needs, beside the theme."""

    pages: tuple[Page, ...]
    """Every page, in menu order."""
    files: Mapping[str, bytes]
    """Every other file, by its URI: forms as PDF and for Word, and what pages load."""
    names: Mapping[str, str]
    """The name under which a file that pages load is published, by its own; none in a preview."""
    unused: frozenset[str]
    """The URIs of the content folder's other files that nothing uses: they are not published."""
    facts: Mapping[str, str]
    """What templates show of the district, by the names they use."""
    address: str
    """Where the site is published, or ''."""
    synonyms: tuple[tuple[str, ...], ...]
    """Words that mean the same to somebody who searches."""
    cover: Cover
    """What stands on the cover of the book."""
    volumes: Mapping[str, str]
    """What else stands on the covers of its volumes that have a page, by the volume."""
    made_at: int
    """When papers say they were made, in seconds."""
    warnings: tuple[Problem, ...]
    """What is worth a look and keeps nothing from being built."""
    nav: Sequence[NavItem] = ()
    """The menu, its folders not yet replaced by their pages."""
    gone: frozenset[str] = frozenset()
    """The pages that there would be if nothing were left out."""


def pack_site(site: SiteSource, *, key_of: Callable[[bytes], str]) -> bytes:
    """Return a site source as bytes.

    Args:
        site: The site source.
        key_of: Gives the key of a file that is kept by itself already, or ''.
    """
    keys = {uri: key for uri, made in site.files.items() if (key := key_of(made))}
    loose = {uri: made.decode("latin-1") for uri, made in site.files.items() if uri not in keys}
    values = {
        "pages": [asdict(page) for page in site.pages],
        "order": list(site.files),
        "keys": keys,
        "loose": loose,
        "names": dict(site.names),
        "unused": sorted(site.unused),
        "facts": dict(site.facts),
        "address": site.address,
        "synonyms": site.synonyms,
        "cover": asdict(site.cover) | {"logo": site.cover.logo.decode("latin-1")},
        "volumes": dict(site.volumes),
        "made_at": site.made_at,
        "warnings": pack_problems(site.warnings),
        "nav": list(site.nav),
        "gone": sorted(site.gone),
    }
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()


def unpack_site(kept: bytes, *, read: Callable[[str], bytes | None]) -> SiteSource | None:
    """Return the site source again; nothing where a file of it is gone.

    Args:
        kept: What `pack_site` made.
        read: Gives the file that is kept under a key.
    """
    values = json.loads(kept)
    files = {uri: made.encode("latin-1") for uri, made in values["loose"].items()}
    for uri, key in values["keys"].items():
        made = read(key)
        if made is None:
            return None
        files[uri] = made
    cover = Cover(**values["cover"])
    return SiteSource(
        pages=tuple(map(_page, values["pages"])),
        files={uri: files[uri] for uri in values["order"]},
        names=values["names"],
        unused=frozenset(values["unused"]),
        facts=values["facts"],
        address=values["address"],
        synonyms=tuple(map(tuple, values["synonyms"])),
        cover=replace(cover, logo=values["cover"]["logo"].encode("latin-1")),
        volumes=values["volumes"],
        made_at=values["made_at"],
        warnings=unpack_problems(values["warnings"]),
        nav=values["nav"],
        gone=frozenset(values["gone"]),
    )


def _page(values: dict[str, Any]) -> Page:
    # JSON has no tuples.
    keywords = {anchor: tuple(words) for anchor, words in values["keywords"].items()}
    return Page(**values | {"keywords": keywords})
