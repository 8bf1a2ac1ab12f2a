"""What a page written by hand may ask of its template: a small grammar, and bounds that are counts.

The parsed page is looked through before anything of it runs. Nothing is timed, so that every
machine says the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from jinja2 import nodes
from markupsafe import Markup

from handbook.pages.printed import render_value
from handbook.problems import suggest

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

Item = TypeVar("Item")

FILTERS = ("default", "first", "join", "last", "length", "one_line", "plain", "sort")
"""The filters that pages have."""

MOST_STEPS = 20_000
"""How many times the loops of a page may go round, all together."""

STEPS_OF_A_CALL = 20
"""How many such steps it counts to call what the handbook offers."""

LARGEST_OUTPUT = 2_000_000
"""How many characters a page may grow to."""

LONGEST_TEXT = 100_000
"""How many characters a text may get by joining others."""

TOO_DEEP = "this is nested too deeply. Say it in several steps."
_DEEPEST_LOOP = 2
_DEEPEST = 40

_GRAMMAR = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.Getitem),
    *(nodes.Const, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.Concat),
    *(nodes.If, nodes.CondExpr, nodes.For, nodes.Assign, nodes.Call, nodes.Keyword, nodes.Filter),
    *(nodes.List, nodes.Tuple),
)

_WORDS: dict[type[nodes.Node], str] = {
    nodes.Add: "+",
    nodes.AssignBlock: "endset",
    nodes.Block: "block",
    nodes.CallBlock: "call",
    nodes.Dict: "{…: …}",
    nodes.Div: "/",
    nodes.Extends: "extends",
    nodes.FilterBlock: "filter",
    nodes.FloorDiv: "//",
    nodes.FromImport: "from",
    nodes.Import: "import",
    nodes.Include: "include",
    nodes.Macro: "macro",
    nodes.Mod: "%",
    nodes.Mul: "*",
    nodes.Neg: "-",
    nodes.Pair: "{…: …}",
    nodes.Pos: "+",
    nodes.Pow: "**",
    nodes.Scope: "with",
    nodes.Slice: "[…:…]",
    nodes.Sub: "-",
    nodes.Test: "is",
    nodes.With: "with",
}
"""What a page has written, by what became of it."""


class PageTooLargeError(Exception):
    """A page goes round too often or grows too large; the message says which."""


@dataclass(frozen=True, slots=True)
class _Names:
    """What names on a page stand for."""

    functions: Collection[str]
    values: Collection[str]
    called: Collection[str]


def check_grammar(
    tree: nodes.Template, *, functions: Collection[str], values: Collection[str]
) -> Iterator[tuple[int, str, str]]:
    """Yield what a page may not have: its line in the text, what is wrong, and a word of it.

    Args:
        tree: The page, parsed.
        functions: The names of what a page may call.
        values: The names of what it may name.
    """
    own = {name.name for name in tree.find_all(nodes.Name) if name.ctx == "store"}
    calls = (call.node for call in tree.find_all(nodes.Call))
    called = {name.name for name in calls if isinstance(name, nodes.Name)}
    names = _Names(functions, {*values, *own}, called)
    for node, depth, loops in _walk(tree):
        if depth > _DEEPEST:
            yield node.lineno, TOO_DEEP, ""
            return
        if fault := _fault(node, loops=loops, names=names):
            yield node.lineno, *fault


def bound_loops(tree: nodes.Template) -> None:
    """Let every loop and every joining of texts in a parsed page count what it does."""
    for loop in list(tree.find_all(nodes.For)):
        loop.iter = _call("_counted", [loop.iter], line=loop.lineno)
    _replace_joins(tree)


class Budget:
    """Counts what one page does."""

    def __init__(self) -> None:
        self._steps = 0

    @property
    def names(self) -> Mapping[str, Callable[..., Any]]:
        """What the bounded page calls, by name."""
        return {"_counted": self._counted, "_joined": self._joined}

    def spend(self, steps: int) -> None:
        """Count steps."""
        self._steps += steps
        if self._steps > MOST_STEPS:
            message = f"the loops of this page go round more than {MOST_STEPS:,} times."
            raise PageTooLargeError(message)

    def collect(self, chunks: Iterable[str]) -> str:
        """Return the page that is made piece by piece."""
        pieces, size = [], 0
        for chunk in chunks:
            size += len(chunk)
            if size > LARGEST_OUTPUT:
                message = f"the page grows beyond {LARGEST_OUTPUT:,} characters."
                raise PageTooLargeError(message)
            pieces.append(chunk)
        return "".join(pieces)

    def _counted(self, items: Iterable[Item]) -> Iterator[Item]:
        for item in items:
            self.spend(1)
            yield item

    def _joined(self, *parts: Any) -> str:
        return join(parts)


def join(value: Iterable[Any], between: str = "") -> str:
    """Join texts to one of bounded length; beside Markdown, every other text is made Markdown."""
    parts = [part if hasattr(part, "__html__") else str(part) for part in value]
    if not any(hasattr(part, "__html__") for part in (between, *parts)):
        return _short(str(between).join(parts))
    return _short(_as_markdown(between).join(map(_as_markdown, parts)))


def _as_markdown(part: Any) -> Markup:
    return Markup(part) if hasattr(part, "__html__") else render_value(str(part))  # noqa: S704


def _short(text: str) -> str:
    if len(text) > LONGEST_TEXT:
        message = f"a text gets longer than {LONGEST_TEXT:,} characters."
        raise PageTooLargeError(message)
    return text


def _walk(
    node: nodes.Node, *, depth: int = 0, loops: int = 0
) -> Iterator[tuple[nodes.Node, int, int]]:
    """Yield a node and all in it, with how deep it stands, in how many loops; not too deep down."""
    yield node, depth, loops
    inner = {id(child) for child in node.body} if isinstance(node, nodes.For) else set()
    for child in node.iter_child_nodes() if depth <= _DEEPEST else ():
        yield from _walk(child, depth=depth + 1, loops=loops + (id(child) in inner))


def _fault(node: nodes.Node, *, loops: int, names: _Names) -> tuple[str, str] | None:
    """Return what is wrong with a node itself, and the word at which it shows."""
    match node:
        case nodes.Call():
            return _call_fault(node, names=names)
        case nodes.Filter() if node.name not in FILTERS:
            guess = suggest(node.name, among=FILTERS)
            found = f"pages have no filter '{node.name}'.{guess or ' Take it out.'}", node.name
        case nodes.Test(name="defined"):
            return None
        case nodes.For() if node.recursive or loops >= _DEEPEST_LOOP:
            found = "a loop may stand in one other loop, not in two. Take one out.", ""
        case nodes.Name(ctx="store") if node.name in {*names.functions} & {*names.called}:
            message = f"'{node.name}' is a name of the handbook's own. Choose another name."
            found = message, node.name
        case nodes.Getitem() if not isinstance(node.arg, nodes.Const):
            found = "square brackets hold a number or a quoted word here. Write one.", ""
        case nodes.List() | nodes.Tuple() if not all(map(_is_plain, node.items)):
            found = "a list on a page holds quoted words and numbers. Write them out.", ""
        case _ if not isinstance(node, _GRAMMAR):
            word = _WORDS.get(type(node), type(node).__name__.lower())
            remedy = "Say it with names, 'if', 'for' and 'set', or write the words out."
            found = f"pages cannot use '{word}'. {remedy}", ""
        case _:
            return None
    return found


def _call_fault(call: nodes.Call, *, names: _Names) -> tuple[str, str] | None:
    if call.dyn_args is not None or call.dyn_kwargs is not None:
        return "stars before a parameter do nothing here. Write the parameters out.", ""
    if not isinstance(call.node, nodes.Name):
        name = call.node.attr if isinstance(call.node, nodes.Getattr) else "this"
        return f"'{name}' cannot be called on a page. Take it out.", name
    name = call.node.name
    if name not in names.functions and name in names.values:
        return f"'{name}' cannot be called. Take the round brackets away.", name
    return None  # What nothing is called is told where the page is rendered.


def _is_plain(node: nodes.Node) -> bool:
    """Say whether a part of a list is written out, or is a name that a loop or a value gets."""
    if isinstance(node, nodes.List | nodes.Tuple):
        return all(map(_is_plain, node.items))
    return isinstance(node, nodes.Const) or (isinstance(node, nodes.Name) and node.ctx == "store")


def _replace_joins(node: nodes.Node) -> None:
    for name, value in node.iter_fields():
        if isinstance(value, nodes.Concat):
            setattr(node, name, _call("_joined", value.nodes, line=value.lineno))
        elif isinstance(value, list):
            value[:] = [
                _call("_joined", item.nodes, line=item.lineno)
                if isinstance(item, nodes.Concat)
                else item
                for item in value
            ]
    for child in node.iter_child_nodes():
        _replace_joins(child)


def _call(name: str, arguments: Sequence[nodes.Node], *, line: int) -> nodes.Call:
    function = nodes.Name(name, "load", lineno=line)
    return nodes.Call(function, list(arguments), [], None, None, lineno=line)
