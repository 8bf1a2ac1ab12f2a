"""Splicing: a change says what is wanted, touches nothing else, loses no note and can be undone."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from handbook.problems import HandbookError, has_errors
from handbook.splicing.changes import Change, Insert, Move, Put, Remove, Rename, changed_data
from handbook.splicing.editing import edit_text, find_splice
from handbook.splicing.tree import Items, Keys, Node, Text, parse_tree
from handbook.splicing.wholetext import find_yaml
from handbook.yamlsource import Data, parse_yaml

ROOT = Path(__file__).parents[2]
FOLDERS = ("roles", "standards", "content", "tests/districts")
NASTY = (
    "Plain words", "a: b and more", "x # not a note", "- dash first", "{{ terms.coach }} helps",
    'say "hi" now', "it's the teacher's", "yes", "null", "~", "2026-07-15", "’curly’ – dash",
    "no\u00a0break", "#1d4e4a", "@home", "*star", "!bang", "%x", "`tick`", "? x", ": x", "ends:",
    "[a, b]", "{a}", "a, b", "one\n\ntwo paragraphs", "first line\nsecond line",
    "long " * 40 + "end", "word" * 40, "double  space", "|", "> q", "&a b", "1.5", "\\back",
    "tab\there", "é\U0001f600 x", "שלום (a)", "-", "--- x", "=", "<<", "a:b", "- ", "'single'",
    "'", '"', "trailing ", " leading", "x\n", "\n", " \n ", "",
)  # fmt: skip
SIGNS = st.characters(
    exclude_categories=("Cs", "Cc", "Cn", "Co"), exclude_characters="\ufeff\u2028\u2029"
)
TEXTS = st.sampled_from(NASTY) | st.text(alphabet=SIGNS, max_size=20).filter(str.isprintable)
KEYS = st.sampled_from(("id", "text", "no", "010", "a b", "it's", "x: y", "- a"))
VALUES: st.SearchStrategy[Data] = st.recursive(
    TEXTS,
    lambda inner: st.lists(inner, max_size=3).map(tuple) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)
STYLES = st.fixed_dictionaries(
    {
        "default_flow_style": st.booleans() | st.none(),
        "default_style": st.sampled_from(("", '"', "'", "|", ">")),
        "width": st.integers(8, 120),
        "allow_unicode": st.just(value=True),
        "indent": st.integers(2, 6),
    }
)
DISGUISES = st.sampled_from(("as it is", "from Windows", "with a mark"))


@given(st.data(), DISGUISES)
def test_every_change_of_every_shipped_file_is_made(data: st.DataObject, disguise: str) -> None:
    """A change of a file of ours says what is wanted, keeps every note, and is undone exactly."""
    path, text, nodes = data.draw(st.sampled_from(_shipped()))
    field, node = data.draw(st.sampled_from(nodes))
    change = data.draw(_changes(field, node))
    if disguise == "from Windows":
        text = text.replace("\n", "\r\n")
    elif disguise == "with a mark":
        text = f"\ufeff{text}"
    after = edit_text(text, change, path=path)
    assert _data(after, path=path) == changed_data(_data(text, path=path), change)
    assert find_splice(text, after).undo(after) == text
    assert [note for note in _notes(text) if note not in _notes(after)] == []
    assert (after.count("\r\n") == after.count("\n")) == (disguise == "from Windows")


@given(st.data(), TEXTS)
def test_a_text_is_changed_between_its_own_ends(data: st.DataObject, value: str) -> None:
    """What stands before a text, and what stands on the lines below it, stays to the byte."""
    path, whole, nodes = data.draw(st.sampled_from(_shipped()))
    field, node = data.draw(st.sampled_from([one for one in nodes if isinstance(one[1], Text)]))
    part = find_yaml(whole, path=path)
    after = find_yaml(edit_text(whole, Put(field, value), path=path), path=path)
    below = part.text.find("\n", node.end)
    assert after.text.startswith(part.text[: node.start])
    assert after.text.endswith(part.text[below:])


@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=4), STYLES, st.data())
def test_foreign_files_are_changed_or_refused(
    written: dict[str, Any], style: dict[str, Any], data: st.DataObject
) -> None:
    """A file in any style says what is wanted, or the change is refused and nothing happens."""
    text = yaml.safe_dump(_thawed(written), **style)
    source, problems = parse_yaml(text.encode(), path="x.yml")
    assume(source is not None and not has_errors(problems))
    tree = parse_tree(text)
    assert tree is not None
    field, node = data.draw(st.sampled_from(list(_nodes(tree))))
    change = data.draw(_changes(field, node))
    try:
        after = edit_text(text, change, path="x.yml")
    except HandbookError as refused:
        assert "Change it in the file itself." in str(refused)  # noqa: PT017  (either is right)
    else:
        assert _data(after, path="x.yml") == changed_data(_data(text, path="x.yml"), change)
        assert find_splice(text, after).undo(after) == text


@cache
def _shipped() -> tuple[tuple[str, str, tuple[tuple[tuple[str | int, ...], Node], ...]], ...]:
    """Return every YAML file and page with front matter, with each place in it."""
    files = [ROOT / "district.yml"]
    for folder in FOLDERS:
        files += sorted((ROOT / folder).rglob("*.yml")) + sorted((ROOT / folder).rglob("*.md"))
    found = []
    for file in files:
        path, text = file.relative_to(ROOT).as_posix(), file.read_bytes().decode("utf-8", "replace")
        if path.endswith(".md") and not text.startswith("---\n"):
            continue
        tree = parse_tree(find_yaml(text, path=path).text)
        assert tree is not None
        found.append((path, text, tuple(_nodes(tree))))
    return tuple(found)


def _as_mapping(text: str) -> str:
    tree = parse_tree(text)
    return f"list:\n{text}" if isinstance(tree, Items) else text


def _nodes(
    node: Node, field: tuple[str | int, ...] = ()
) -> list[tuple[tuple[str | int, ...], Node]]:
    found = [(field, node)]
    if isinstance(node, Items):
        for number, part in enumerate(node.parts):
            found += _nodes(part, (*field, number))
    elif isinstance(node, Keys):
        for key, part in zip(node.keys, node.parts, strict=True):
            found += _nodes(part, (*field, key.value))
    return found


def _changes(field: tuple[str | int, ...], node: Node) -> st.SearchStrategy[Change]:
    """Return changes of what stands in a place."""
    kinds: list[st.SearchStrategy[Change]] = []
    if field:
        kinds += [VALUES.map(lambda value: Put(field, value)), st.just(Remove(field))]
    if isinstance(node, Items):
        count = len(node.parts)
        kinds.append(
            st.builds(lambda at, value: Insert((*field, at), value), st.integers(0, count), VALUES)
        )
        places = st.integers(0, max(count - 1, 0))
        if count:
            kinds.append(st.builds(lambda at, to: Move((*field, at), to), places, places))
    if isinstance(node, Keys):
        keys = tuple(key.value for key in node.keys)
        kinds.append(VALUES.map(lambda value: Put((*field, "brand-new"), value, order=keys)))
        if keys:
            kinds.append(st.sampled_from(keys).map(lambda key: Rename((*field, key), "brand-new")))
    return st.one_of(kinds)


def _data(text: str, *, path: str) -> Data:
    """Return what a file says to the reader of handbooks."""
    yaml_text = find_yaml(text, path=path).text
    source, _ = parse_yaml(_as_mapping(yaml_text).encode(), path=path)
    assert source is not None
    data = source.data
    return data["list"] if isinstance(data, dict) and _as_mapping(yaml_text) != yaml_text else data


def _notes(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip().startswith("# ")]


def _thawed(data: Any) -> Any:
    """Return data with lists, which PyYAML writes."""
    if isinstance(data, dict):
        return {key: _thawed(value) for key, value in data.items()}
    return [_thawed(one) for one in data] if isinstance(data, tuple) else data
