"""The fingerprint of a form changes with its words and their nesting, and with nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from hypothesis import given
from hypothesis import strategies as st

from handbook.forms.fingerprint import fingerprint_words
from handbook.inline import Code, Words

Tree: TypeAlias = "Words | Code | tuple[Tree, ...] | _Part"


@dataclass(frozen=True)
class _Part:
    """Stands in for a part of a form: words, and how they look."""

    content: Tree
    width: float
    name: str


LEAVES = st.builds(Words, st.text(min_size=1, max_size=5)) | st.builds(Code, st.sampled_from("ab"))
TREES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, min_size=1, max_size=3).map(tuple), max_leaves=8
)


@given(TREES, st.floats(allow_nan=False), st.text(max_size=5))
def test_looks_do_not_count(tree: Tree, width: float, name: str) -> None:
    """A width or the name of a field changes nothing."""
    plain = fingerprint_words(_Part(tree, width=1, name="a"))
    assert fingerprint_words(_Part(tree, width=width, name=name)) == plain


@given(TREES, TREES)
def test_other_words_have_another_fingerprint(one: Tree, other: Tree) -> None:
    """Two forms have one fingerprint exactly when they say the same in the same order."""
    is_same = _words(one) == _words(other)
    assert (fingerprint_words(one) == fingerprint_words(other)) is is_same


@given(st.lists(TREES, min_size=2, max_size=4))
def test_order_counts(parts: list[Tree]) -> None:
    """The same parts in another order are another form."""
    turned = parts[::-1]
    is_same = [_words(part) for part in parts] == [_words(part) for part in turned]
    assert (fingerprint_words(*parts) == fingerprint_words(*turned)) is is_same


def _words(tree: Tree) -> object:
    if isinstance(tree, Words | Code):
        return tree.text
    return [_words(part) for part in tree] if isinstance(tree, tuple) else []
