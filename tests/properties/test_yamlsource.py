"""YAML: what is accepted means what PyYAML reads, and nothing makes the reader stumble."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from unittest import mock

import yaml
from hypothesis import assume, example, given
from hypothesis import strategies as st

from handbook.problems import has_errors
from handbook.sourcetext import HIDDEN, parse_text
from handbook.yamlevents import DEEPEST
from handbook.yamlsource import parse_front_matter, parse_yaml

if TYPE_CHECKING:
    from handbook.problems import Location

LETTERS = st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co"), exclude_characters="\ufeff")
TEXTS = st.text(alphabet=LETTERS, max_size=12).filter(lambda text: not HIDDEN.search(text))
WORDS = st.sampled_from(("no", "010", "1:30", "2026-09-01", "a: b", "- a", "# a", "it's", "x" * 90))
KEYS = (TEXTS | WORDS).filter(lambda text: bool(text) and text.isprintable())
VALUES = st.recursive(
    TEXTS | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=10,
)
MAPPINGS = st.dictionaries(KEYS, VALUES, min_size=1, max_size=4)
SIGNS = "-?:{}[],x'\"#|>&*!%@~\n \\é"
PIECES = ("a: ", "b:\n", "\n  ", "\n- ", "? ", ": ", " #", ">-", "<<", "---\n", "...\n")
SCRIBBLES = st.lists(st.sampled_from((*PIECES, *SIGNS)), max_size=30).map("".join)
STYLES = st.fixed_dictionaries(
    {
        "default_flow_style": st.booleans() | st.none(),
        "default_style": st.sampled_from(("", '"', "'", "|", ">")),
        "width": st.integers(8, 120),
        "allow_unicode": st.just(value=True),
        "indent": st.integers(2, 6),
    }
)


@given(MAPPINGS, STYLES)
def test_what_pyyaml_writes_is_read_back(data: dict[str, Any], style: dict[str, Any]) -> None:
    """Data written by PyYAML in any style come back as they were, without an error."""
    written = yaml.safe_dump(data, **style)
    assume(_is_for_people(written, data=data))
    source, problems = parse_yaml(written.encode(), path="x.yml")
    assert not has_errors(problems)
    assert source is not None
    assert source.data == _frozen(data)


@given(SCRIBBLES)
def test_what_is_accepted_means_what_pyyaml_reads(text: str) -> None:
    """A text that has no problem says to PyYAML, which guesses no types here, the same."""
    source, problems = parse_yaml(text.encode(), path="x.yml")
    if source is not None and not problems:
        assert source.data == _frozen(yaml.load(text, Loader=yaml.BaseLoader))  # noqa: S506  (it builds texts only)


@given(st.lists(st.sampled_from((*PIECES, *SIGNS, "\t")), max_size=30).map("".join))
def test_both_parsers_read_alike(text: str) -> None:
    """Without its C part, the parser accepts the same texts and reads the same from them."""
    preferred, problems = parse_yaml(text.encode(), path="x.yml")
    with mock.patch("handbook.yamlevents._Loader", yaml.SafeLoader):
        plain, plain_problems = parse_yaml(text.encode(), path="x.yml")
    assert has_errors(plain_problems) == has_errors(problems)
    assert has_errors(problems) or plain == preferred


@given(SCRIBBLES)
@example("? -? ")
def test_every_value_is_where_it_is_said_to_be(text: str) -> None:
    """Each place of a value or a problem is inside the text."""
    source, problems = parse_yaml(text.encode(), path="x.yml")
    for problem in problems:
        _assert_inside(problem.location, text=text)
    if source is not None and not problems and isinstance(source.data, dict):
        for key in source.data:
            _assert_inside(source.locate((key,)), text=text)
            _assert_inside(source.locate((key,), key=True), text=text)


@given(st.binary(max_size=60) | SCRIBBLES.map(str.encode))
def test_bytes_are_read_or_refused(content: bytes) -> None:
    """Any bytes give a source or a problem, never neither, and never an exception."""
    source, problems = parse_yaml(content, path="x.yml")
    assert source is not None or problems


@given(SCRIBBLES, TEXTS)
def test_a_page_keeps_its_body(matter: str, body: str) -> None:
    """What follows the front matter of a page is its body, to the letter."""
    assume(not any(line.rstrip() in {"---", "..."} for line in matter.split("\n")))
    page = f"---\n{matter}\n---\n{body}"
    _, read, line, _ = parse_front_matter(page.encode(), path="x.md")
    assert (read, line) == (body, matter.count("\n") + 4)


@given(st.binary(max_size=80))
def test_text_is_clean_or_told_of(content: bytes) -> None:
    """Bytes that are read without a problem hold no hidden character and one kind of line end."""
    text, problems = parse_text(content, path="x.yml")
    assert text is not None or problems
    if text is not None:
        assert not HIDDEN.search(text)
        assert "\r" not in text


def _is_for_people(written: str, *, data: dict[str, Any]) -> bool:
    """Leave out what this reader refuses on purpose: empty, too deep or coded."""
    return (
        len(str(data)) < 10_000
        and "''" not in written.replace("'''", "")
        and "\\" not in written
        and "? " not in written
        and _depth(data) < DEEPEST
    )


def _depth(value: object) -> int:
    if isinstance(value, dict):
        return 1 + max(map(_depth, value.values()), default=0)
    return 1 + max(map(_depth, value), default=0) if isinstance(value, list) else 0


def _frozen(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _frozen(part) for key, part in value.items()}
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


def _assert_inside(location: Location, *, text: str) -> None:
    lines = text.split("\n")
    assert 1 <= location.line <= len(lines)
    assert 1 <= location.column <= len(lines[location.line - 1]) + 1
