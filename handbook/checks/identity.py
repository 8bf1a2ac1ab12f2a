"""Ids and addresses: no two records share an id, and no two pages an address."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from handbook.addresses import (
    CONFIDENTIALITY_URI,
    GENERATED_URIS,
    entry_address,
    paper_uri,
)
from handbook.checks.copies import find_copies
from handbook.checks.reporting import kind_noun
from handbook.identifiers import slugify
from handbook.model.form import Form
from handbook.model.kinds import KINDS
from handbook.model.page import HandPage
from handbook.model.places import CONTENT_FOLDER
from handbook.problems import Location, Problem, dotted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from handbook.model.handbook import Entry, Handbook

_ADDRESS_PART = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""What a folder or a page written by hand may be called, without its ending."""

_NEEDED_PAGES = {
    "index.md": "it is the home page",
    CONFIDENTIALITY_URI: "links to the rules on who sees what lead there",
}
"""The pages that every handbook has and that someone writes."""


def check_identity(handbook: Handbook) -> tuple[Problem, ...]:
    """Return ids taken twice, pages whose address is taken or none, and pages that are missing."""
    copied = find_copies(handbook)
    originals = replace(
        handbook, files=tuple(file for file in handbook.files if file.origin.path not in copied)
    )
    return (
        *_copies(handbook, copied=copied),
        *_duplicate_ids(originals),
        *_former_ids(originals),
        *_duplicate_addresses(originals),
        *_odd_addresses(originals),
        *_missing_pages(handbook),
    )


def _copies(handbook: Handbook, *, copied: Mapping[str, str]) -> Iterator[Problem]:
    """Yield each file that is a copy of another: that is the cause of whatever it repeats."""
    for file in handbook.files:
        if original := copied.get(file.origin.path):
            is_page = isinstance(file.record, HandPage)
            place = Location(file.origin.path) if is_page else file.origin.locate(("id",))
            how = (
                "rename it to what the new page is about"
                if is_page
                else "give it an id of its own and name the file after that"
            )
            message = f"the file looks like a copy of '{original}'. Remove it, or {how}."
            yield Problem(place, "" if is_page else "id", message)


def _duplicate_ids(handbook: Handbook) -> Iterator[Problem]:
    first: dict[str, Entry] = {}
    for entry in sorted(handbook.all_entries, key=lambda entry: entry.location):
        earlier = first.setdefault(entry.id, entry)
        if earlier is not entry:
            message = (
                f"the id '{entry.id}' is taken by the {kind_noun(earlier.kind)} at "
                f"{earlier.location}. Choose another."
            )
            yield Problem(entry.location, dotted((*entry.field, "id")), message)


def _former_ids(handbook: Handbook) -> Iterator[Problem]:
    """Yield each former id that is another record's, now or before: its readers come astray."""
    taken = {(entry.kind, entry.id): entry for entry in handbook.all_entries}
    for entry in sorted(handbook.all_entries, key=lambda entry: entry.location):
        for number, old in enumerate(entry.record.formerly):
            other = taken.setdefault((entry.kind, old), entry)
            if other is not entry or old == entry.id:
                field = (*entry.field, "formerly", number)
                message = (
                    f"the id '{old}' is one of the {kind_noun(other.kind)} at {other.location}. "
                    "Take it out."
                )
                yield Problem(entry.file.origin.locate(field), dotted(field), message)


@dataclass(frozen=True, order=True, slots=True)
class _Claim:
    """A page that wants an address; what is made from data comes before what can be renamed."""

    remedy: str
    """What to do where the address is taken."""
    location: Location
    """Where the page comes from."""
    uri: str
    """The page's Markdown file."""
    owner: str
    """The id of the record the page is for, or '' for other pages."""
    meaning: str
    """What the page is."""


def _duplicate_addresses(handbook: Handbook) -> Iterator[Problem]:
    made = {_published(uri) for uri in GENERATED_URIS}
    taken: dict[str, _Claim] = {}
    for claim in sorted((*_record_claims(handbook), *_hand_claims(handbook))):
        address = _published(claim.uri)
        earlier = taken.setdefault(address, claim)
        if address in made:
            message = f"the page '{claim.uri}' is made from the handbook's data. {claim.remedy}"
            yield Problem(claim.location, "", message)
        elif earlier is not claim and (not claim.owner or earlier.owner != claim.owner):
            place = f"{earlier.meaning} at {earlier.location}"
            message = f"the address '{address}' is taken by {place}. {claim.remedy}"
            yield Problem(claim.location, "", message)


def _record_claims(handbook: Handbook) -> Iterator[_Claim]:
    for entry in handbook.entries.values():
        address, meaning = entry_address(entry), f"the {kind_noun(entry.kind)} '{entry.id}'"
        if KINDS[entry.kind].has_page:
            yield _Claim("Choose another id.", entry.location, address.uri, entry.id, meaning)
        if isinstance(entry.record, Form):
            of = entry.record.for_each
            for maker in sorted(name for kind, name in handbook.entries if kind == of):
                uri, page = paper_uri(entry.id, made_for=maker), f"{meaning} for '{maker}'"
                yield _Claim("Choose another id.", entry.location, uri, "", page)


def _hand_claims(handbook: Handbook) -> Iterator[_Claim]:
    for file in handbook.files:
        if isinstance(file.record, HandPage):
            location = Location(file.origin.path)
            yield _Claim("Rename the file.", location, file.record.uri, "", "another page")


def _odd_addresses(handbook: Handbook) -> Iterator[Problem]:
    for file in handbook.files:
        if isinstance(file.record, HandPage):
            for part in file.record.uri.removesuffix(".md").split("/"):
                if not _ADDRESS_PART.fullmatch(part):
                    slug = slugify(part)
                    message = (
                        f"'{part}' cannot be part of an address. Rename it with lower-case letters "
                        f"a to z, digits and single hyphens{f', such as {slug!r}' if slug else ''}."
                    )
                    yield Problem(Location(file.origin.path), "", message)


def _missing_pages(handbook: Handbook) -> Iterator[Problem]:
    there = {page.uri for page in handbook.pages}
    for uri, purpose in _NEEDED_PAGES.items():
        if uri not in there and uri.removesuffix(".md") not in handbook.unreadable:
            message = f"the page is missing. Write it: {purpose}."
            yield Problem(Location(f"{CONTENT_FOLDER}/{uri}"), "", message)


def _published(uri: str) -> str:
    """Return the address as a web server sees it; some file systems take A and a for one."""
    folder, name = posixpath.split(uri.removesuffix(".md").casefold())
    return folder if name in {"index", "readme"} else posixpath.join(folder, name)
