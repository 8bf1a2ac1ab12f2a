"""Cross-references in texts and pages: each must name something that is there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from handbook.addresses import site_uris
from handbook.checks.references import Dangling, homeless_kinds, ids_by_kind, unknown_id
from handbook.checks.reporting import fault, now_called, remedy
from handbook.crossreferences import (
    find_cross_references,
    find_near_misses,
    parse_cross_reference,
)
from handbook.model.kinds import KINDS
from handbook.model.page import HandPage
from handbook.model.walking import walk_words
from handbook.problems import Location, Problem
from handbook.sourcetext import locate_offset

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from handbook.model.handbook import Handbook, SourceFile

_KINDS = frozenset({"page", *KINDS})
"""What a cross-reference can name."""

_FIELDS = frozenset({"see", "related"})
"""The fields whose texts are cross-references themselves."""

_NOT_FOR_READERS = re.compile(
    r"\{%[-+]?\s*raw\s*[-+]?%\}.*?\{%[-+]?\s*endraw\s*[-+]?%\}|\{#.*?#\}", re.DOTALL
)
"""What a page shows as it is, and the notes in it."""


def find_dangling_cross_references(handbook: Handbook) -> Iterator[Dangling]:
    """Yield every cross-reference in texts and pages that leads nowhere."""
    targets = _Targets(
        ids=ids_by_kind(handbook),
        homeless=homeless_kinds(handbook),
        pages=frozenset(uri.removesuffix(".md") for uri in site_uris(handbook)),
        unreadable=handbook.unreadable,
        renamed=handbook.renamed,
    )
    for file in handbook.files:
        yield from _dangling(file, targets=targets)


@dataclass(frozen=True, slots=True)
class _Targets:
    """What cross-references can name."""

    ids: Mapping[str, frozenset[str]]
    """The ids of every kind."""
    homeless: frozenset[str]
    """The kinds whose records nobody could look for."""
    pages: frozenset[str]
    """The URIs of the pages, without .md."""
    unreadable: frozenset[str]
    """What stands in files that could not be read."""
    renamed: Mapping[tuple[str, str], str]
    """The id that a record has now, by its kind and an id that it had."""

    def fault(self, *, kind: str, name: str) -> str:
        """Return what is wrong with a cross-reference, or ''."""
        if kind == "page":
            last = name.rpartition("/")[2]
            if name in self.pages or name in self.unreadable or last in self.unreadable:
                return ""
            if now := self.renamed.get((kind, name)):
                return f"no page has the address '{name}' any more.{now_called(now)}"
            return f"no page has the address '{name}'.{self._page_like(name)}"
        if kind not in _KINDS:
            return f"no kind of record is called '{kind}'.{remedy(kind, among=_KINDS)}"
        is_there = name in self.ids.get(kind, ()) or name in self.unreadable
        if is_there or kind in self.homeless:
            return ""
        return unknown_id(name, kind=kind, ids=self.ids, renamed=self.renamed)

    def _page_like(self, name: str) -> str:
        last = name.rpartition("/")[2]
        moved = sorted(page for page in self.pages if page.rpartition("/")[2] == last)
        return f" Did you mean '{moved[0]}'?" if moved else remedy(name, among=self.pages)


def _dangling(file: SourceFile, *, targets: _Targets) -> Iterator[Dangling]:
    for field, text in walk_words(file.record):
        if isinstance(file.record, HandPage) and field == ("body",):
            yield from _dangling_in_body(file.record, path=file.origin.path, targets=targets)
        elif not _FIELDS.isdisjoint(map(str, field)):
            for name, message in _field_faults(text, targets=targets):
                yield Dangling(name, fault(file, field, message))
        else:
            for _, name, message in _text_faults(text, targets=targets):
                yield Dangling(name, fault(file, field, message))


def _field_faults(text: str, *, targets: _Targets) -> Iterator[tuple[str, str]]:
    """Yield the id that leads nowhere, if that is what is wrong, and what is wrong."""
    reference = parse_cross_reference(text)
    if reference is None:
        yield "", f"expected a kind and an id, like 'role:data-coach', got '{text}'. Write both."
    elif message := targets.fault(kind=reference.kind, name=reference.id):
        yield reference.id, message


def _text_faults(text: str, *, targets: _Targets) -> Iterator[tuple[int, str, str]]:
    """Yield how many characters come before it, the id that leads nowhere, and what is wrong."""
    for reference in find_cross_references(text):
        if message := targets.fault(kind=reference.kind, name=reference.id):
            yield reference.start, reference.id, message
    for almost in find_near_misses(text):
        if almost.kind in _KINDS:
            example = f"'[{almost.text}][{almost.kind}:{almost.id}]'"
            message = (
                f"a cross-reference has square brackets and no capitals or spaces. Write {example}."
            )
            yield almost.start, "", message


def _dangling_in_body(page: HandPage, *, path: str, targets: _Targets) -> Iterator[Dangling]:
    body = _NOT_FOR_READERS.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), page.body)
    for start, name, message in _text_faults(body, targets=targets):
        place = locate_offset(body, offset=start, path=path)
        line = place.line + page.first_line - 1
        yield Dangling(name, Problem(Location(path, line, place.column), "", message))
