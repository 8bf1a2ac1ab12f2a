"""What the author of a page may have published: words, pictures, tables, links; nothing that acts.

Refuses and never rewrites, or site engines would differ. Only what the author wrote is looked at:
what the handbook puts into a page is held by tests.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from html.parser import HTMLParser
from string import ascii_lowercase
from typing import TYPE_CHECKING

import nh3

from handbook.pages.article import ArticleError
from handbook.problems import Location, Problem
from handbook.sourcetext import locate_offset

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from handbook.pages.article import Article

_TAGS = {
    *("a", "abbr", "address", "article", "aside", "b", "bdi", "bdo", "blockquote", "br", "caption"),
    *("cite", "code", "col", "colgroup", "dd", "del", "details", "dfn", "div", "dl", "dt", "em"),
    *("figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "i"),
    *("img", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "rp", "rt", "ruby", "s", "samp"),
    *("section", "small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td"),
    *("tfoot", "th", "thead", "time", "tr", "u", "ul", "var", "wbr"),
}
_ACTIVE_TAGS = {
    *("animate", "applet", "base", "body", "button", "embed", "form", "foreignobject", "frame"),
    *("frameset", "iframe", "input", "link", "math", "meta", "noscript", "object", "script"),
    *("select", "set", "style", "svg", "template", "textarea", "title", "use", "video", "xmp"),
}
"""What a comment that a browser ends sooner may hide."""

_ENDS_ITSELF = {"br", "col", "hr", "img", "wbr"}
_MAY_STAY_OPEN = {
    *("caption", "colgroup", "dd", "dt", "li", "p", "rp", "rt", "tbody", "td", "tfoot", "th"),
    *("thead", "tr"),
}
"""What a browser ends where the next one, or what it stands in, does."""

_ANYWHERE = {"aria-hidden", "aria-label", "class", "dir", "id", "lang", "markdown", "title"}
_ATTRIBUTES = {
    "a": {"href", "rel", "name"},
    "blockquote": {"cite"},
    "col": {"span"},
    "colgroup": {"span"},
    "del": {"datetime"},
    "details": {"open"},
    "img": {"alt", "height", "loading", "src", "width"},
    "ins": {"datetime"},
    "li": {"value"},
    "ol": {"reversed", "start", "type"},
    "q": {"cite"},
    "td": {"align", "colspan", "data-label", "headers", "rowspan"},
    "th": {"abbr", "align", "colspan", "headers", "rowspan", "scope"},
    "time": {"datetime"},
}
_ADDRESSES = {"href", "src", "cite"}
_MADE_BY_TABLES = re.compile(r"text-align: (?:left|center|right);")
_SCHEMES = {"http", "https", "mailto", "tel"}

_FRAME = "hb-"
"""How the ids in the frame around an article begin."""

_OURS = "zqourszq"
"""What stands for a value of the handbook while a page is looked at."""

_BRACES = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_PLAIN_VALUE = re.compile(r"\|\s*plain\s*\}\}$")
_TAG_WITH_VALUE = re.compile(
    r"<[a-z][^<>]*\{\{[^<>]*>|(?<!\{)\{(?![{%#])[^{}]*\{\{[^{}]*\}\}", re.IGNORECASE
)
_STATEMENTS = re.compile(r"\{%.*?%\}|\{#.*?#\}", re.DOTALL)

_HARMLESS_TAG = (
    r"</?(?:div|p|span|code|br|kbd|sup|sub|small)(?: class=\"[\w -]*\"| markdown)*\s*/?>"
)
_SUSPECT = re.compile(
    rf"<(?!{_HARMLESS_TAG[1:]})[^\s=\d]"
    r"|(?<!\{)\{:?(?![{%#])(?!\s*(?:[.#][\w-]+\s*)+\})[^}\n]*\}"
    r"|!\[[^\]\n]*\]\s*\(\s*<?\s*(?:[a-z][a-z0-9+.-]*:|//)"
    r"|\]\s*\(\s*<?\s*\{\{"
    r"|(?:\]\s*\(|\]:)\s*<?\s*(?!https?:|mailto:|tel:)[^\s)#/]*:"
    r"|&\#|&\w+;\s*:|script\s*:|data\s*:",
    re.IGNORECASE,
)
"""What makes a page worth rendering once more: anything beside plain text, boxes and links."""

_CODE = re.compile(
    r"^[ \t]*(?P<fence>`{3,}|~{3,})[^\n]*\n(?:.*?^[ \t]*(?P=fence)[`~]*[ \t]*$|.*\Z)"
    r"|(?<!`)(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)|^(?: {4}|\t)[^\n]*$",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class _Refusal:
    """Something that is not published."""

    message: str
    pattern: str
    """What finds it in the page's text."""


def check_markup(
    body: str, *, path: str, first_line: int, render: Callable[[str], Article]
) -> tuple[Problem, ...]:
    """Return what a page written by hand holds that is not published, each where it stands.

    Args:
        body: The page's text, its braces as they were written.
        path: The page's file, for problems.
        first_line: The line of the file on which the text begins.
        render: Renders it as the site does.
    """
    if not _SUSPECT.search(body) and not _is_uneven(body):
        return ()
    text = _STATEMENTS.sub("", _BRACES.sub(_OURS, body))
    try:
        html = render(text).html
    except ArticleError as error:
        return (Problem(Location(path, first_line), "", str(error)),)
    found = (*_refusals(html), *_hidden_refusals(html), *_uneven_refusals(html))
    refusals = list(dict.fromkeys(found))
    source = _without_code(body)
    return tuple(
        problem
        for refusal in (*refusals, *_value_refusals(source))
        for problem in _locate(refusal, source=source, path=path, first_line=first_line)
    )


def _is_uneven(body: str) -> bool:
    """Say whether a page seems to open more boxes than it closes, or fewer."""
    ends = [name.casefold() for name in re.findall(r"</(\w+)", body)]
    opened = [name.casefold() for name in re.findall(r"<(\w+)", body)]
    return any(opened.count(name) != ends.count(name) for name in {*opened, *ends} - _ENDS_ITSELF)


class _Tags(HTMLParser):
    """Reads the tags of a text, as they are written."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, tuple[tuple[str, str], ...]]] = []
        self.declarations: list[str] = []
        self.open: list[str] = []
        self.ends: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, tuple((name, value or "") for name, value in attrs)))
        if tag not in _ENDS_ITSELF:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open:
            at = len(self.open) - 1 - self.open[::-1].index(tag)
            inside = self.open[at + 1 :]
            self.open[at:] = [one for one in inside if one not in _MAY_STAY_OPEN]
        elif tag not in _MAY_STAY_OPEN:
            self.ends.append(tag)

    def handle_decl(self, decl: str) -> None:
        self.declarations.append(decl)

    def handle_pi(self, data: str) -> None:
        self.declarations.append(data)


def _refusals(html: str) -> Iterator[_Refusal]:
    tags = _Tags(html)
    for declaration in tags.declarations:
        yield _refused(f"'<{_short(declaration)}>'", rf"<[!?]\s*{re.escape(declaration[:8])}")
    for tag, attributes in tags.found:
        if tag not in _TAGS:
            yield _refused(f"'<{_short(tag)}>'", rf"<\s*{re.escape(tag)}\b")
        else:
            yield from _attribute_refusals(tag, attributes)


def _attribute_refusals(tag: str, attributes: tuple[tuple[str, str], ...]) -> Iterator[_Refusal]:
    for name, value in attributes:
        if _OURS in name:
            yield _refused(f"a value in place of an attribute of '<{tag}>'", rf"<{tag}\b")
        elif name == "style" and _MADE_BY_TABLES.fullmatch(value):
            continue
        elif name not in _ANYWHERE | _ATTRIBUTES.get(tag, set()):
            within = rf"<{tag}\b[^<>]*?(?<![\w-])({re.escape(name)})\b"
            pattern = rf"{within}|\{{[^{{}}]*?(?<![\w-])({re.escape(name)})\s*="
            yield _refused(f"'{_short(name)}' of '<{tag}>'", pattern)
        elif name in _ADDRESSES:
            yield from _address_refusals(tag, value)
        elif name in {"id", "name"} and value.startswith(_FRAME):
            yield _Refusal(
                f"'{_short(value)}' is a name of the frame around every page. Choose an id that "
                f"does not begin with '{_FRAME}'.",
                re.escape(value),
            )


def _address_refusals(tag: str, address: str) -> Iterator[_Refusal]:
    # Browsers leave out these signs before they read the scheme.
    bare = re.sub(r"[\x00-\x20\x7f-\x9f\u200b-\u200f\u2028-\u202e\ufeff]", "", address)
    scheme = re.match(r"([^/?#]*?):", bare)
    pattern = re.escape(address[:40].split(_OURS, maxsplit=1)[0])
    if tag == "img" and (scheme or re.match(r"[\\/]{2}", bare)):
        yield _Refusal(
            f"the picture '{_short(address)}' stands elsewhere, and whoever keeps it would learn "
            "who reads the page. Put the file into the content folder.",
            pattern,
        )
    elif bare.startswith(_OURS):
        yield _Refusal(
            "a link begins with a value of the handbook, so nobody can tell where it leads. Write "
            "how the address begins, or use a cross-reference like [words][role:data-coach].",
            r"\]\(\s*\{\{|=\s*[\"']?\s*\{\{",
        )
    elif scheme and scheme[1].lower() not in _SCHEMES:
        yield _Refusal(
            f"links to '{_short(address)}' are not published. Link to a page of the handbook, or "
            "to an address that begins with https:, mailto: or tel:.",
            pattern,
        )


def _value_refusals(source: str) -> Iterator[_Refusal]:
    """Yield tags that hold a value of the handbook which could end the attribute it stands in."""
    for tag in _TAG_WITH_VALUE.finditer(source):
        values = _BRACES.findall(tag[0])
        if any(not _PLAIN_VALUE.search(value) for value in values):
            yield _Refusal(
                "a value inside a tag could end it. Write '| plain' before its closing braces.",
                re.escape(tag[0]),
            )


def _hidden_refusals(html: str) -> Iterator[_Refusal]:
    """Yield what only a browser's own way of reading brings to light."""
    written = _Tags(html).found
    tags = {tag for tag, _ in written} | _TAGS | _ACTIVE_TAGS
    read = nh3.clean(
        html,
        tags=tags,
        clean_content_tags=set(),
        attributes={},
        generic_attribute_prefixes=set(ascii_lowercase),
        url_schemes=_SCHEMES | {"javascript", "data", "vbscript", "file", "blob"},
        link_rel=None,
        strip_comments=True,
    )
    allowed = {tag: _ANYWHERE | _ATTRIBUTES.get(tag, set()) for tag in _TAGS}
    kept = nh3.clean(
        html,
        tags=_TAGS,
        clean_content_tags=set(),
        attributes=allowed,
        url_schemes=_SCHEMES,
        link_rel=None,
        strip_comments=True,
    )
    for tag, pairs in Counter(_Tags(read).found) - Counter(_Tags(kept).found):
        if tag not in _TAGS or any(name not in allowed[tag] for name, _ in pairs):
            yield from _refusals(_written(tag, pairs))


def _uneven_refusals(html: str) -> Iterator[_Refusal]:
    """Yield what would swallow the rest of the page, or end what the page stands in."""
    tags = _Tags(html)
    for tag in dict.fromkeys(tags.ends):
        yield _Refusal(
            f"'</{_short(tag)}>' ends what was not begun on this page. Take it out, or write "
            f"'<{_short(tag)}>' before it.",
            rf"</{re.escape(tag)}\b(?!(?s:.*)</{re.escape(tag)}\b)",
        )
    for tag in dict.fromkeys(one for one in tags.open if one in _TAGS - _MAY_STAY_OPEN):
        yield _Refusal(
            f"'<{tag}>' is never ended. Write '</{tag}>' where it ends, or take it out.",
            rf"<{tag}\b(?!(?s:.*)</{tag}\b)",
        )


def _written(tag: str, pairs: tuple[tuple[str, str], ...]) -> str:
    values = "".join(f' {name}="{value.replace(chr(34), "")}"' for name, value in pairs)
    return f"<{tag}{values}>"


def _refused(what: str, pattern: str) -> _Refusal:
    message = f"{what} is not published: pages hold words, pictures, tables and links. Take it out."
    return _Refusal(message, pattern)


def _locate(refusal: _Refusal, *, source: str, path: str, first_line: int) -> Iterator[Problem]:
    """Yield the refusal at every place of the page that shows it, or at the page's first line."""
    matches = re.finditer(refusal.pattern, source, re.IGNORECASE)
    found = [match.start(match.lastindex or 0) for match in matches]
    for offset in found if refusal.pattern and found else [0]:
        place = locate_offset(source, offset=offset, path=path)
        location = Location(path, place.line + first_line - 1, place.column)
        yield Problem(location, "", refusal.message)


def _without_code(text: str) -> str:
    """Return the text with code examples blanked, every other sign in its place."""
    return _CODE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 1]}…"


_LONGEST_SHOWN = 60
