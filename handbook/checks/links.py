"""Links of every form in pages and texts: each leads to a page, a place on one, or a file."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from handbook.checks.reporting import fault, fault_in_body, remedy
from handbook.checks.targets import is_elsewhere, page_like
from handbook.crossreferences import without_code
from handbook.model.page import HandPage
from handbook.model.walking import walk_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from handbook.model.handbook import Handbook
    from handbook.problems import Problem

_INLINE = re.compile(r"\]\((?P<a>(?:[^()\n]|\([^()\n]*\))*)\)")
_DEFINITION = re.compile(r"^[ ]{0,3}\[(?P<label>[^\]^][^\]\n]*)\]:[ \t]*(?P<b>\S+)", re.MULTILINE)
_ATTRIBUTE = re.compile(
    r"<[a-z][^<>]*?\s(?:href|src)\s*=\s*(?P<q>[\"'])(?P<c>.*?)(?P=q)", re.IGNORECASE | re.DOTALL
)
_TITLE = re.compile(r"\s+(?:\".*\"|'.*')\s*$")
_BY_LABEL = re.compile(r"(?<![\\!])\[(?P<text>[^\[\]]+)\]\[(?P<label>[^\[\]:^]*)\](?![\[(:])")
_EMAIL = re.compile(r"[^@\s/:]+@[^@\s/:]+\.[^@\s/:]+")
_SITE = re.compile(
    r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.(?:com|org|edu|gov|net|us|info)(?:/.*)?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Targets:
    """What links can lead to."""

    pages: frozenset[str]
    """The URIs of all pages."""
    files: frozenset[str]
    """The URIs of all other files, those that are made included."""
    left_out: frozenset[str]
    """The URIs of the pages that the district leaves out."""
    names: Mapping[str, str]
    """What can be meant by an id without its kind: the kind that has it."""
    anchors: Callable[[str], frozenset[str] | None]
    """The places on a page; None where nobody knows them yet."""


def check_links(
    handbook: Handbook, *, bodies: Mapping[str, str], targets: Targets
) -> tuple[Problem, ...]:
    """Return every link that leads nowhere, those that a page's placeholders make included.

    Args:
        handbook: Every record.
        bodies: The Markdown of the pages written by hand, by URI, with nothing left to fill in.
        targets: What there is.
    """
    return tuple(
        problem
        for file in handbook.files
        for problem in (
            _page_faults(file.record, path=file.origin.path, bodies=bodies, targets=targets)
            if isinstance(file.record, HandPage)
            else (
                fault(file, field, message)
                for field, text in walk_words(file.record)
                for message in _text_faults(text, targets=targets)
            )
        )
    )


def find_links(markdown: str) -> Iterator[str]:
    """Yield the address of every link and picture of a page outside code."""
    rest = without_code(markdown)
    for pattern in (_INLINE, _DEFINITION, _ATTRIBUTE):
        for found in pattern.finditer(rest):
            target = next(found[name] for name in ("a", "b", "c") if name in found.groupdict())
            yield unescape(_TITLE.sub("", target.strip()).strip("<>"))


def linked_file(target: str, *, page_uri: str) -> str:
    """Return the URI of the page or file that an address within the handbook leads to."""
    path = unquote(urlsplit(target).path)
    return posixpath.normpath(posixpath.join(posixpath.dirname(page_uri), path))


def _page_faults(
    page: HandPage, *, path: str, bodies: Mapping[str, str], targets: Targets
) -> Iterator[Problem]:
    body = bodies.get(page.uri, page.body)
    seen: Counter[str] = Counter()
    for target in find_links(body):
        if message := _fault(target, page_uri=page.uri, targets=targets):
            yield fault_in_body(page, message, path=path, word=target, number=seen[target])
        seen[target] += 1
    defined = {found["label"].casefold() for found in _DEFINITION.finditer(body)}
    for found in _BY_LABEL.finditer(without_code(body)):
        if (found["label"] or found["text"]).casefold() not in defined:
            message = _without_kind(found, targets=targets)
            yield fault_in_body(page, message, path=path, word=found[0], number=seen[found[0]])
            seen[found[0]] += 1


def _text_faults(text: str, *, targets: Targets) -> Iterator[str]:
    """Yield what is wrong in a text of a YAML file, where a link is a web address or a record."""
    if "](" not in text and "][" not in text:
        return
    for target in find_links(text):
        if not is_elsewhere(target):
            guess = _record_for(target, targets=targets)
            yield (
                f"the link '({target})' is shown as it is written: texts of YAML files link to web "
                f"addresses and to records. Write {guess}."
            )
    for found in _BY_LABEL.finditer(without_code(text)):
        yield _without_kind(found, targets=targets)


def _record_for(target: str, *, targets: Targets) -> str:
    name = target.partition("#")[0].strip("./").removesuffix(".md")
    if f"{name}.md" in targets.pages:
        return f"'[…][page:{name}]'"
    return "'https://' before a web address, or '[…][page:about]' for a page"


def _fault(target: str, *, page_uri: str, targets: Targets) -> str:
    if not target:
        return "the link leads nowhere. Write an address between its round brackets."
    if is_elsewhere(target):
        return _outside_fault(target)
    if _EMAIL.fullmatch(target):
        return f"the link '({target})' is an e-mail address. Write 'mailto:{target}'."
    path, anchor = urlsplit(target).path, urlsplit(target).fragment
    uri = linked_file(target, page_uri=page_uri) if path else page_uri
    if path.startswith("/"):
        like = page_like(uri.lstrip("/"), among=targets.pages)
        return (
            f"the link '({target})' begins at the top of the server, where the handbook may not "
            f"stand. Write the page's file as it stands from this page.{like}"
        )
    return _inside_fault(target, uri=uri, anchor=anchor, targets=targets)


def _inside_fault(target: str, *, uri: str, anchor: str, targets: Targets) -> str:
    if uri in targets.pages:
        return _anchor_fault(anchor, uri=uri, targets=targets)
    if uri in targets.left_out:
        return (
            f"the link '({target})' leads to a page that the district leaves out. Write "
            f"'[…][page:{uri.removesuffix('.md')}]', which then becomes plain words."
        )
    return "" if uri in targets.files else _no_such_file(target, uri=uri, targets=targets)


def _outside_fault(target: str) -> str:
    parts = urlsplit(target)
    if parts.scheme in {"http", "https"} and (not parts.netloc or " " in target):
        return (
            f"the address '{target}' is no web address. Write it like 'https://example.org/page'."
        )
    if parts.scheme == "mailto" and not _EMAIL.fullmatch(unquote(parts.path)):
        return f"'{target}' is no e-mail address. Write it like 'mailto:office@example.org'."
    return ""


def _anchor_fault(anchor: str, *, uri: str, targets: Targets) -> str:
    if not anchor or (places := targets.anchors(uri)) is None or unquote(anchor) in places:
        return ""
    guess = remedy(anchor, among=places)
    return f"the page '{uri}' has no place '#{anchor}'.{guess}"


def _no_such_file(target: str, *, uri: str, targets: Targets) -> str:
    page = re.sub(r"(?:/index)?(?:\.html?)?/?$", "", uri) + ".md"
    folder = f"{page.removesuffix('.md')}/index.md"
    if _SITE.fullmatch(target) and not target.endswith(".md"):
        return f"the link '({target})' has no 'https://' before it. Write 'https://{target}'."
    for there in (page, folder):
        if there in targets.pages:
            return f"the link '({target})' names no file. Write the page's file, '{there}'."
    same = next((one for one in targets.files if one.casefold() == uri.casefold()), "")
    if same:
        return f"the file is called '{same}'. Write it with the same capitals."
    if uri.endswith(".md"):
        return f"the link '({target})' leads to no page.{page_like(uri, among=targets.pages)}"
    where = f"content/{uri}"
    return f"there is no file '{where}'. Put it there, or correct the link '({target})'."


def _without_kind(found: re.Match[str], *, targets: Targets) -> str:
    name = found["label"] or found["text"]
    kind = targets.names.get(name)
    if kind is None and f"{name}.md" in targets.pages:
        kind = "page"
    shown = f"'[{found['text']}][{name}]' names no kind of record, and its brackets are shown."
    if kind:
        return f"{shown} Write '[{found['text']}][{kind}:{name}]'."
    return f"{shown} Write a kind before the id, like '[{found['text']}][page:about]'."
