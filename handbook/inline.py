"""Inline Markdown of the YAML texts: a small tree, and its Markdown, HTML, plain and JSON forms.

Only emphasis, strong, code, links, escapes and hard breaks mean something; whatever else a text
holds stays visible text in every form. Nothing here knows which cross-references lead somewhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING, TypeAlias

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline  # noqa: TC002  (markdown-it reads the annotation)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from markdown_it.token import Token


@dataclass(frozen=True, slots=True)
class Words:
    """Plain words."""

    text: str
    """The words, with nothing left to interpret."""


@dataclass(frozen=True, slots=True)
class Code:
    """Something to type or read letter by letter."""

    text: str
    """The letters."""


@dataclass(frozen=True, slots=True)
class Break:
    """A new line within a paragraph."""


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Emphasised words."""

    content: tuple[Inline, ...]
    """What is emphasised."""


@dataclass(frozen=True, slots=True)
class Strong:
    """Important words."""

    content: tuple[Inline, ...]
    """What is important."""


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere: to an address, or to a record of the handbook."""

    content: tuple[Inline, ...]
    """The words of the link; never empty."""
    target: str = ""
    """The http, https, mailto or tel address, or '' for a cross-reference."""
    reference: tuple[str, str] | None = None
    """The kind and the id of the record, for a cross-reference."""


Inline: TypeAlias = Words | Code | Break | Emphasis | Strong | Link
"""A piece of a paragraph."""

Json: TypeAlias = bool | int | float | str | list["Json"] | dict[str, "Json"] | None
"""A value that JSON can hold."""


def parse_paragraphs(text: str) -> tuple[tuple[Inline, ...], ...]:
    """Read a text whose paragraphs are separated by blank lines."""
    parts = (parse_inline(part) for part in re.split(r"\n[ \t]*\n", text))
    return tuple(part for part in parts if part)


# The same sentence is asked for by its page, its form, the book and the Word copy.
@lru_cache(maxsize=16384)
def parse_inline(text: str) -> tuple[Inline, ...]:
    """Read a text as one paragraph; a link that is not http, https, mailto or tel stays text."""
    tokens = _PARSER.parseInline(_CONTROLS.sub("", text).strip())
    return _nodes(iter(tokens[0].children or ()))


def iter_links(nodes: Iterable[Inline]) -> Iterator[Link]:
    """Yield every link and cross-reference, in reading order."""
    for node in nodes:
        if isinstance(node, Link):
            yield node
        elif isinstance(node, Emphasis | Strong):
            yield from iter_links(node.content)


def render_plain(nodes: Iterable[Inline]) -> str:
    """Return the visible text alone."""
    return "".join(_plain(node) for node in nodes)


def render_html(
    nodes: Iterable[Inline], *, resolve: Callable[[str, str], str | None] | None = None
) -> str:
    """Return HTML; `resolve` gives the address of a cross-reference, or None to leave it words."""
    return "".join(_html(node, resolve=resolve or _unresolved) for node in nodes)


def render_markdown(nodes: Iterable[Inline]) -> str:
    """Return one line of Markdown that Python-Markdown shows as exactly these nodes.

    Characters that any extension could act on are written as HTML character references, so the
    line may stand in a list, a table cell or a heading; cross-references stay `[text][kind:id]`.
    """
    return _guard_line_start("".join(_markdown_pieces(tuple(nodes))))


def to_json(nodes: Iterable[Inline]) -> list[Json]:
    """Return the nodes as plain values for a template that is not written in Python."""
    return [_json(node) for node in nodes]


class _Parser(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802  (markdown-it's own name)
        """Let through only the addresses that people write in a handbook."""
        return bool(re.match(r"(?:https?://|mailto:|tel:)", url, re.IGNORECASE))


_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_REFERENCE = re.compile(r"\[([a-z-]+):([A-Za-z0-9/_.#-]+)\]")


def _parser() -> MarkdownIt:
    parser = _Parser("zero").enable(["escape", "backticks", "emphasis", "link", "newline"])
    parser.inline.ruler.before("link", "cross_reference", _parse_cross_reference)
    return parser


def _parse_cross_reference(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    """Read `[text][kind:id]` at the current position, as markdown-it asks its rules to."""
    start = state.pos
    end = state.md.helpers.parseLinkLabel(state, start) if state.src[start] == "[" else -1
    reference = _REFERENCE.match(state.src, end + 1) if end > start + 1 else None
    if reference is None:
        return False
    if not silent:
        state.push("link_open", "a", 1).meta = {"reference": reference.groups()}
        _tokenize_label(state, start=start + 1, end=end)
        state.push("link_close", "a", -1)
    state.pos = reference.end()
    return True


def _tokenize_label(state: StateInline, *, start: int, end: int) -> None:
    whole, state.pos, state.posMax = state.posMax, start, end
    state.linkLevel += 1
    state.md.inline.tokenize(state)
    state.linkLevel -= 1
    state.posMax = whole


_PARSER = _parser()


def _nodes(tokens: Iterator[Token]) -> tuple[Inline, ...]:
    """Collect nodes up to the closing token that belongs to the caller."""
    found: list[Inline] = []
    for token in tokens:
        if token.nesting < 0:
            break
        node = _node(token, following=tokens)
        if isinstance(node, Words) and found and isinstance(found[-1], Words):
            node = Words(found.pop().text + node.text)  # type: ignore[union-attr]
        if node != Words(""):
            found.append(node)
    return tuple(found)


def _node(token: Token, *, following: Iterator[Token]) -> Inline:
    match token.type:
        case "em_open":
            return Emphasis(_nodes(following))
        case "strong_open":
            return Strong(_nodes(following))
        case "link_open":
            return _link(token, content=_nodes(following))
        case "code_inline":
            return Code(token.content)
        case "hardbreak":
            return Break()
    return Words(" " if token.type == "softbreak" else token.content)


def _link(token: Token, *, content: tuple[Inline, ...]) -> Link:
    if reference := token.meta.get("reference"):
        return Link(content, reference=reference)
    target = str(token.attrs["href"])
    return Link(content or (Words(target),), target=target)


def _plain(node: Inline) -> str:
    match node:
        case Words(text) | Code(text):
            return text
        case Break():
            return "\n"
    return render_plain(node.content)


def _unresolved(_kind: str, _identifier: str) -> None:
    return None


def _html(node: Inline, *, resolve: Callable[[str, str], str | None]) -> str:
    match node:
        case Words(text):
            return escape(text)
        case Code(text):
            return f"<code>{escape(text)}</code>"
        case Break():
            return "<br>"
    inside = render_html(node.content, resolve=resolve)
    match node:
        case Emphasis():
            return f"<em>{inside}</em>"
        case Strong():
            return f"<strong>{inside}</strong>"
        case Link(_, target, reference):
            address = resolve(*reference) if reference else target
            return f'<a href="{escape(address)}">{inside}</a>' if address else inside


def _json(node: Inline) -> Json:
    match node:
        case Words(text):
            return {"type": "words", "text": text}
        case Code(text):
            return {"type": "code", "text": text}
        case Break():
            return {"type": "break"}
        case Link(content, target):
            return {"type": "link", "target": target, "content": to_json(content)}
    return {"type": type(node).__name__.lower(), "content": to_json(node.content)}


_ACTIVE = re.compile(
    r"""[*_`\[\]{}<>|\\^~$@&]         # act anywhere, in Markdown, its extensions or Jinja
    | :(?=//|[\w+-]+:) | www(?=\.)    # bare addresses and emoji
    | [=+](?=[=+/]) | (?<=/)[=-]      # ==mark==, ++keys++, =/= and +/-
    | -(?=-) | (?<=-)-                # dashes and arrows
    | /(?=//) | (?<=//)/
    | \((?=(?:c|r|tm|p)\)) | !(?=!!|\Z) | [#](?=\w)
    | (?<=\d)/(?=\d) | (?<=c)/(?=o)   # fractions and c/o
    | (?<=\d)[snrt](?=(?:t|d|h)\b)    # 1st, 2nd, 3rd, 4th
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LINE_START = re.compile(
    r"(?:\d+|[A-Za-z]|[ivxlcdm]+)(?=[.)](?:\s|$))|(?=[-+#:=!?/.>~])", re.IGNORECASE
)
_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_NOT_IN_BACKTICKS = re.compile(r"[`\\|{}<>&]|^[#:\s]|\s$")


def _guard_line_start(line: str) -> str:
    """Keep the first characters of a line from starting a heading, a list or another block."""
    if not (marker := _LINE_START.match(line)):
        return line
    at = marker.end()
    return line[:at] + _character(line[at]) + line[at + 1 :]


def _markdown_pieces(nodes: tuple[Inline, ...]) -> Iterator[str]:
    marked = False
    for node in nodes:
        yield _markdown(node, plain_marks=not marked)
        marked = isinstance(node, Emphasis | Strong)


def _markdown(node: Inline, *, plain_marks: bool = True) -> str:
    match node:
        case Words(text):
            return _harmless(text)
        case Code(text):
            return _code(text)
        case Break():
            return "<br>"
    inside = "".join(_markdown_pieces(node.content))
    match node:
        case Link(_, _, (kind, identifier)):
            return f"[{inside}][{kind}:{identifier}]"
        case Link(_, target, _):
            return f"[{inside}]({_harmless_address(target)})"
    return _marked(node, inside=inside, plain_marks=plain_marks)


def _marked(node: Emphasis | Strong, *, inside: str, plain_marks: bool) -> str:
    """Set asterisks where every engine reads them alike, and tags in nested or touching marks."""
    tag, mark = ("em", "*") if isinstance(node, Emphasis) else ("strong", "**")
    is_nested = any(isinstance(part, Emphasis | Strong) for part in node.content)
    if plain_marks and not is_nested and inside == inside.strip():
        return f"{mark}{inside}{mark}"
    return f"<{tag}>{inside}</{tag}>"


def _code(text: str) -> str:
    return f"<code>{_harmless(text)}</code>" if _NOT_IN_BACKTICKS.search(text) else f"`{text}`"


def _harmless(text: str) -> str:
    return _ACTIVE.sub(lambda found: "".join(map(_character, found[0])), text)


def _character(character: str) -> str:
    return _NAMED.get(character, f"&#{ord(character)};")


def _harmless_address(target: str) -> str:
    return target.replace("(", "%28").replace(")", "%29").replace("&", "&amp;")
