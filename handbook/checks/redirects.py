"""Whether every old address leads to a page that is there, and stands for none that still is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handbook.addresses import site_uris
from handbook.checks.reporting import fault, remedy
from handbook.model.district import District

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handbook.model.handbook import Handbook, SourceFile
    from handbook.problems import Problem

_ADDRESS = re.compile(r"(?:[A-Za-z0-9][\w.-]*/)+")


def check_redirects(handbook: Handbook) -> tuple[Problem, ...]:
    """Return what is wrong with the old addresses of a district, its choices already made."""
    addresses = frozenset(map(_address, site_uris(handbook)))
    return tuple(
        problem
        for file in handbook.files
        if isinstance(file.record, District)
        for problem in _faults(file, district=file.record, known=addresses)
    )


def _address(uri: str) -> str:
    """Return the address of a page, as people copy it from a browser; '.' is the home page."""
    name = uri.removesuffix(".md")
    return name.removesuffix("index") or "." if name.split("/")[-1] == "index" else f"{name}/"


def _faults(file: SourceFile, *, district: District, known: frozenset[str]) -> Iterator[Problem]:
    taken: set[str] = set()
    for place, redirect in enumerate(district.redirects):
        old = redirect.old
        at = ("redirects", place, "old")
        if not _ADDRESS.fullmatch(old):
            message = (
                f"expected an address on the site, such as 'roles/data-coach/', got '{old}'. "
                "Write what stands after the site's own address, with '/' at the end."
            )
            yield fault(file, at, message)
        elif old in known:
            yield fault(file, at, f"'{old}' is a page of this handbook. Take the line out.")
        elif old in taken:
            yield fault(file, at, f"'{old}' is there already. Keep one of them.")
        taken.add(old)
        if redirect.new not in known:
            message = f"there is no page '{redirect.new}'.{remedy(redirect.new, among=known)}"
            yield fault(file, ("redirects", place, "new"), message)
