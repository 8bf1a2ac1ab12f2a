"""Marks words from right to left in what a template typesets with their language and direction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from handbook.directions import HAS_ANY, RUN, is_mostly, language_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_INLINE = frozenset({"words", "code", "break", "strong", "emphasis", "link", "tag"})


def direct_values(value: Any) -> Any:
    """Return plain values with every paragraph in them marked, where most of it or some runs so."""
    if isinstance(value, dict):
        return {key: direct_values(part) for key, part in value.items()}
    if not isinstance(value, list | tuple):
        return value
    if not _is_paragraph(value):
        return [direct_values(part) for part in value]
    words = _said(value)
    if not HAS_ANY.search(words):
        return value
    if is_mostly(words):
        return [{"type": "directed", "lang": language_of(words), "content": value}]
    return list(_with_runs(value))


def _is_paragraph(nodes: Sequence[Any]) -> bool:
    """Say whether a list is the pieces of a paragraph; a list of code alone may be blocks."""
    kinds = {one.get("type") if isinstance(one, dict) else None for one in nodes}
    return kinds <= _INLINE and kinds != {"code"} and bool(kinds)


def _said(nodes: Iterable[dict[str, Any]]) -> str:
    return "".join(node.get("text") or _said(node.get("content", ())) for node in nodes)


def _with_runs(nodes: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the pieces of a paragraph, its words from right to left by themselves."""
    for node in nodes:
        if "content" in node:
            yield {**node, "content": list(_with_runs(node["content"]))}
        elif node["type"] == "words":
            yield from _divided(node["text"])
        else:
            yield node


def _divided(words: str) -> Iterator[dict[str, Any]]:
    at = 0
    for run in RUN.finditer(words):
        if run.start() > at:
            yield {"type": "words", "text": words[at : run.start()]}
        yield {"type": "run", "lang": language_of(run[0]), "text": run[0]}
        at = run.end()
    if at < len(words):
        yield {"type": "words", "text": words[at:]}
