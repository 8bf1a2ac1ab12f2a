"""How CASE names things of a handbook: identifiers that never change, addresses and titles.

CASE is Competencies and Academic Standards Exchange, by 1EdTech. An identifier is made of the
district's id and the record's, and not of an address or a name.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, UUID, uuid5

from handbook.addresses import package_uri, site_address
from handbook.exports.catalog import address_of, plain
from handbook.identifiers import slugify

if TYPE_CHECKING:
    from datetime import date

    from handbook.model.handbook import Handbook
    from handbook.pages.desk import Desk

Json = dict[str, Any]

ACTIVITIES = "coaching-activities"
"""The name of the package of what coaches do."""

_SEED = uuid5(NAMESPACE_URL, "urn:coaching-handbook")


@dataclass(frozen=True)
class CaseNames:
    """Names the things of one handbook."""

    desk: Desk

    @property
    def handbook(self) -> Handbook:
        """Every record."""
        return self.desk.handbook

    @cached_property
    def seed(self) -> UUID:
        """What the identifiers of one district are made from."""
        district = self.handbook.district
        return uuid5(_SEED, district.id or slugify(plain(district.name)))

    def link(self, kind: str, name: str, title: str) -> Json:
        """Return the identifier, the address and the title of a record."""
        entry = self.handbook.entries.get((kind, name))
        oldest, *_ = (*(entry.record.formerly if entry else ()), name)
        identifier = str(uuid5(self.seed, f"{kind} {oldest}"))
        uri = self._uri(kind, name) or f"urn:uuid:{identifier}"
        return {"identifier": identifier, "uri": uri, "title": plain(title)}

    def named(self, name: str) -> Json:
        """Return the identifier of what has no place on the site, and an address made of it."""
        identifier = str(uuid5(self.seed, name))
        return {"identifier": identifier, "uri": f"urn:uuid:{identifier}"}

    def type_link(self, name: str) -> Json:
        """Return how a type of item is named."""
        return {**self.named(f"type {slugify(plain(name))}"), "title": titled(name)}

    def moment(self, reviewed: date | None = None) -> str:
        """Return when something changed last: when it was reviewed, or the edition began."""
        day = reviewed or self.handbook.district.edition.effective
        return f"{day.isoformat()}T00:00:00+00:00"

    def _uri(self, kind: str, name: str) -> str:
        """Return where something stands on the site, where the site has an address."""
        start = site_address(self.handbook)
        entry = self.handbook.entries.get((kind, name))
        if start and entry:
            return f"{start}{address_of(entry, desk=self.desk)}"
        return f"{start}{package_uri(name)}" if start and kind == "activities" else ""


def titled(name: str) -> str:
    """Return words as a title that begins with a capital."""
    words = plain(name)
    return f"{words[:1].upper()}{words[1:]}"
