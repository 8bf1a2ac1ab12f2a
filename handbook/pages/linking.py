"""Cross-references to links: from a kind and an id to the file, or the address, to link to."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from handbook.addresses import Address, entry_address, left_out_uris
from handbook.crossreferences import CrossReference, replace_cross_references
from handbook.published import published_uri

if TYPE_CHECKING:
    from handbook.model.handbook import Handbook


@dataclass(frozen=True)
class Linker:
    """Knows where everything stands, and how to get there from a page."""

    handbook: Handbook
    has_directory_urls: bool = True
    """Whether a page `a/b.md` is published as `a/b/` and not as `a/b.html`."""

    @cached_property
    def _addresses(self) -> dict[tuple[str, str], Address]:
        return {key: entry_address(entry) for key, entry in self.handbook.entries.items()}

    @cached_property
    def _left_out(self) -> frozenset[str]:
        return left_out_uris(self.handbook)

    def address(self, kind: str, name: str) -> Address | None:
        """Return where something stands; None for what the district leaves out.

        Beside the kinds of records there are `page` (a URI without `.md`) and `file` (a URI).
        """
        if (kind, name) in self.handbook.left_out:
            return None
        if kind == "file":
            return Address(name)
        if kind == "page":
            uri = f"{name}.md"
            return None if uri in self._left_out else Address(uri)
        return self._addresses.get((kind, name))

    def link_markdown(self, markdown: str, *, page_uri: str) -> str:
        """Turn every cross-reference of a page into a link to a Markdown file."""

        def link(reference: CrossReference) -> str:
            address = self.address(reference.kind, reference.id)
            if address is None:
                return reference.text
            return f"[{reference.text}]({relative_uri(address, start=page_uri)})"

        return replace_cross_references(markdown, link=link)

    def href(self, kind: str, name: str, *, page_uri: str) -> str | None:
        """Return the address to link to in HTML that the engine takes as it is."""
        address = self.address(kind, name)
        return self.page_href(address, page_uri=page_uri) if address else None

    def page_href(self, address: Address, *, page_uri: str) -> str:
        """Return the published address of a place, relative to a published page."""
        target = self._published(address.uri)
        path = _relative(target, posixpath.dirname(self._published(page_uri)))
        if self.has_directory_urls and posixpath.basename(path) == "index.html":
            path = path.removesuffix("index.html") or "./"
        return f"{path}#{address.anchor}" if address.anchor else path

    def _published(self, uri: str) -> str:
        return published_uri(uri, has_directory_urls=self.has_directory_urls)


def relative_uri(address: Address, *, start: str) -> str:
    """Return the address as a link from one Markdown file to another."""
    path = _relative(address.uri, posixpath.dirname(start))
    return f"{path}#{address.anchor}" if address.anchor else path


# The same few places are named from every page of a folder.
@lru_cache(maxsize=16384)
def _relative(uri: str, folder: str) -> str:
    return posixpath.relpath(uri, folder or ".")
