"""Files that are no records: what pages use is looked into and published; the rest is said."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from handbook.checks.links import find_links, linked_file
from handbook.checks.targets import is_elsewhere
from handbook.filekinds import KINDS, file_fault, file_kind
from handbook.model.page import HandPage
from handbook.model.places import CONTENT_FOLDER
from handbook.problems import Location, Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from handbook.model.handbook import Handbook
    from handbook.model.surroundings import Surroundings

_LOCK = re.compile(r"~\$.*|\.~lock\..*#")
_LEFT_BY_SYSTEMS = frozenset({"thumbs.db", "desktop.ini", "icon\r"})
_PROGRAMS = re.compile(
    r"\.(?:[xs]?html?|m?js|css|php|aspx?|jsp|py|exe|com|bat|cmd|ps1|sh|vbs|jar|swf|wasm)",
    re.IGNORECASE,
)


def used_files(
    handbook: Handbook, *, surroundings: Surroundings, bodies: Mapping[str, str]
) -> frozenset[str]:
    """Return the URIs of the files that a page, the menu or the district uses, and no others.

    Args:
        handbook: Every record.
        surroundings: The menu, and the files that are no records.
        bodies: The Markdown of the pages written by hand, by URI, with nothing left to fill in.
    """
    pages = (file.record for file in handbook.files if isinstance(file.record, HandPage))
    # A page that cannot be filled in yet uses its files all the same.
    texts = {page.uri: bodies.get(page.uri) or page.body for page in pages}
    named = {entry.target for entry in surroundings.menu or ()}
    named.update(filter(None, [handbook.district.logo]))
    named.update(
        linked_file(target, page_uri=uri)
        for uri, body in texts.items()
        for target in find_links(body)
        if not is_elsewhere(target)
    )
    return frozenset(uri for uri in named & surroundings.files if not _refusal(uri))


def check_files(
    surroundings: Surroundings,
    *,
    used: frozenset[str],
    printed: frozenset[str],
    read: Callable[[str], bytes],
) -> tuple[Problem, ...]:
    """Return the files that cannot be published, and those that nobody uses.

    Args:
        surroundings: The files.
        used: The URIs of those that a page, the menu or the district uses.
        printed: The URIs of pictures that come on paper, which the checks of paper look into.
        read: Gives what the file of a URI holds.
    """
    return tuple(_file_problems(surroundings, used=used | printed, printed=printed, read=read))


def _file_problems(
    surroundings: Surroundings,
    *,
    used: frozenset[str],
    printed: frozenset[str],
    read: Callable[[str], bytes],
) -> Iterator[Problem]:
    for uri in sorted(surroundings.files):
        mark = surroundings.marks.get(uri, "")
        path = Location(f"{mark}{CONTENT_FOLDER}/{uri}")
        if message := _refusal(uri):
            yield Problem(path, "", message)
        elif uri not in used and mark:
            continue
        elif uri not in used:
            yield Problem(path, "", _unused(uri), Severity.WARNING)
        elif uri in printed:
            continue
        elif not file_kind(uri):
            yield Problem(path, "", _of_no_kind(uri))
        elif message := file_fault(read(uri), name=posixpath.basename(uri)):
            yield Problem(path, "", message)
    for stray in sorted(surroundings.strays):
        yield Problem(Location(stray), "", _stray(stray), Severity.WARNING)


def _refusal(uri: str) -> str:
    ending = posixpath.splitext(uri)[1]
    if _PROGRAMS.fullmatch(ending):
        return (
            f"a file that ends in '{ending}' is a program or a page of its own, and the handbook "
            "publishes none. Write pages as Markdown files that end in '.md', and remove this one."
        )
    return ""


def _unused(uri: str) -> str:
    name = posixpath.basename(uri)
    if lock := _lock(name):
        return lock
    if name.lower() in _LEFT_BY_SYSTEMS:
        return "the computer left this file here. It is not published; remove it."
    if not file_kind(name):
        return (
            "the file is no page and no kind of file that is published, so that nobody sees it. "
            "Write pages as files that end in '.md', or remove it."
        )
    address = uri.replace(" ", "%20")
    return (
        "no page, and not the menu, uses this file, so that it is not published. Link it, like "
        f"'[{posixpath.splitext(name)[0]}]({address})' on a page, or remove it."
    )


def _of_no_kind(uri: str) -> str:
    ending, others = posixpath.splitext(uri)[1], ", ".join(one for one in KINDS if one != ".pdf")
    return (
        f"files that end in '{ending}' are not published. Save it as a PDF, or as one of {others}."
    )


def _lock(name: str) -> str:
    if not _LOCK.fullmatch(name):
        return ""
    return (
        "an office program leaves this file while a document is open, and it holds the name of "
        "whoever has it open. It is not published; close the document, and remove it."
    )


def _stray(path: str) -> str:
    folder, _, name = path.rpartition("/")
    return _lock(name) or (
        f"the folder '{folder}' holds files that end in '.yml', and nothing reads this one. Move "
        "it elsewhere or remove it."
    )
