"""Placeholders: what has none stays as it is, and each is filled in once or told of."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from handbook.placeholders import expand_placeholders
from handbook.yamlsource import Data, YamlSource

WORDS = {"terms.coach": "coach", "district.name": "Fern Hollow {{ terms.coach }}", "x": "}}{{"}
PIECES = st.sampled_from(
    (
        "{{ terms.coach }}",
        "{{district.name}}",
        "{{ x }}",
        "{{ nobody }}",
        "{{",
        "}}",
        "{",
        "a",
        "\n",
    )
)
TEXTS = st.lists(PIECES, max_size=8).map("".join)
PLAIN = st.text(alphabet=st.characters(exclude_characters="{}", exclude_categories=["Cs"]))


def _nested(texts: st.SearchStrategy[str]) -> st.SearchStrategy[Data]:
    keys = st.sampled_from(("id", "name", "text"))
    return st.recursive(
        texts,
        lambda inner: (
            st.lists(inner, max_size=3).map(tuple) | st.dictionaries(keys, inner, max_size=3)
        ),
        max_leaves=8,
    )


@given(_nested(PLAIN))
def test_data_without_braces_stay_as_they_are(data: Data) -> None:
    """Data without placeholders come back unchanged, with no problem."""
    assert expand_placeholders(YamlSource("x.yml", data), words=WORDS) == (data, ())


@given(_nested(TEXTS))
def test_only_texts_change(data: Data) -> None:
    """Lists stay lists of as many items, mappings keep their keys, and ids their braces."""
    filled, _ = expand_placeholders(YamlSource("x.yml", data), words=WORDS)
    assert _shape(filled) == _shape(data)


@given(st.lists(st.sampled_from(sorted(WORDS)) | PLAIN))
def test_each_known_word_is_filled_in_once(parts: list[str]) -> None:
    """Known words stand where their placeholders stood, and are not read for more."""
    text = "".join(f"{{{{ {part} }}}}" if part in WORDS else part for part in parts)
    said = "".join(WORDS.get(part, part) for part in parts)
    assert expand_placeholders(YamlSource("x.yml", {"text": text}), words=WORDS) == (
        {"text": said},
        (),
    )


@given(st.lists(st.sampled_from(("nobody", "terms.couch", "")), min_size=1, max_size=5))
def test_each_unknown_word_is_told_of(names: list[str]) -> None:
    """A placeholder that names nothing is left as it is, and is one problem."""
    text = " ".join(f"{{{{ {name} }}}}" for name in names)
    filled, problems = expand_placeholders(YamlSource("x.yml", {"text": text}), words=WORDS)
    assert filled == {"text": text}
    assert len(problems) == len(names)


def _shape(data: Data, *, key: str = "") -> object:
    if isinstance(data, str):
        return data if key == "id" else ""
    if isinstance(data, tuple):
        return [_shape(item) for item in data]
    return {name: _shape(value, key=name) for name, value in data.items()}
