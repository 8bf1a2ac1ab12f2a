"""The laws of layers, for any layer laid over any record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from handbook.accepted import AcceptedBase
from handbook.layered import LayeredSource, value_of
from handbook.merging import merge_sources
from handbook.model.role import Role
from handbook.upgrading import compare_bases
from handbook.yamlsource import YamlSource

if TYPE_CHECKING:
    from handbook.yamlsource import Data

NAMES: st.SearchStrategy[Any] = st.sampled_from(["one", "two", "three", "four"])
WORDS: st.SearchStrategy[Any] = st.sampled_from(["a", "b", "c", ""])
LINES: st.SearchStrategy[Any] = st.lists(WORDS, max_size=3).map(tuple)
ANCHORS: st.SearchStrategy[Any] = st.fixed_dictionaries(
    {}, optional={"before": NAMES, "after": NAMES}
)


def _items(*, with_signs: bool) -> st.SearchStrategy[Any]:
    """Return lists of activities, each id once, perhaps with words for the layer below."""
    signs: st.SearchStrategy[Any] = ANCHORS if with_signs else st.just({})
    item = st.tuples(
        NAMES,
        st.fixed_dictionaries({}, optional={"name": WORDS, "text": WORDS, "asks": LINES}),
        signs,
    ).map(lambda parts: {"id": parts[0], **parts[1], **parts[2]})
    return st.lists(item, max_size=4, unique_by=lambda one: str(one["id"])).map(tuple)


CHANGES: st.SearchStrategy[Any] = st.one_of(
    LINES, st.fixed_dictionaries({}, optional={"add": LINES, "without": LINES})
)


def _records(*, is_layer: bool) -> st.SearchStrategy[Any]:
    """Return roles, whole ones or what a layer says of one."""
    return st.fixed_dictionaries(
        {"id": st.just("role")},
        optional={
            "name": WORDS,
            "summary": WORDS,
            "activities": _items(with_signs=is_layer),
            "asks": CHANGES if is_layer else LINES,
            "reviewed": st.just("2026-07-15"),
        },
    )


LOWER, UPPER = _records(is_layer=False), _records(is_layer=True)
ANYTHING: st.SearchStrategy[Any] = st.recursive(
    WORDS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(tuple),
        st.dictionaries(
            st.sampled_from(["id", "activities", "asks", "add", "after", "without", "leave_out"]),
            inner,
            max_size=3,
        ),
    ),
    max_leaves=8,
)


def laid(lower: Data | LayeredSource, upper: Data) -> LayeredSource:
    """Lay data over other data."""
    below = lower if isinstance(lower, LayeredSource) else YamlSource("base:role.yml", lower)
    return merge_sources(below, YamlSource("role.yml", upper), model=Role)[0]


@given(LOWER)
def test_nothing_laid_over_the_base_is_the_base(lower: dict[str, Data]) -> None:
    """A layer that says nothing but the id changes nothing; the review alone is not inherited."""
    kept = {key: value for key, value in lower.items() if key != "reviewed"}
    assert laid(lower, {"id": "role"}).data == kept


@given(LOWER, UPPER)
def test_laid_over_twice_is_laid_over_once(lower: dict[str, Data], upper: dict[str, Data]) -> None:
    """A layer laid over what it is in already changes nothing."""
    once = laid(lower, upper)
    assert laid(once, upper).data == once.data


@given(LOWER, UPPER)
def test_every_value_has_a_place_in_one_file(
    lower: dict[str, Data], upper: dict[str, Data]
) -> None:
    """Each text of the whole stands in one of the two files, and its place says in which."""
    source = laid(lower, upper)
    texts = {"base:role.yml": lower, "role.yml": upper}

    def look(value: Data, *, at: tuple[str | int, ...]) -> None:
        if isinstance(value, str):
            path = source.locate(at).path
            assert value in set(_texts(texts[path]))
        else:
            for step, inner in value.items() if isinstance(value, dict) else enumerate(value):
                look(inner, at=(*at, step))

    look(source.data, at=())


@given(LOWER, ANYTHING)
def test_anything_at_all_can_be_laid_over(lower: dict[str, Data], upper: Data) -> None:
    """No layer, however wrong, makes the merging fail."""
    assert value_of(laid(lower, upper)).data is not None


@given(LOWER, LOWER, UPPER)
def test_only_what_changed_under_a_layer_is_asked_about(
    then: dict[str, Data], now: dict[str, Data], upper: dict[str, Data]
) -> None:
    """What is asked about is overridden, and was another; an unchanged base asks nothing."""
    bases = [AcceptedBase("1", {"0:roles/role.yml": _yaml(one)}) for one in (then, now)]
    own = {"roles/role.yml": _yaml(upper)}
    found = compare_bases(bases[0], bases[1], own=own)
    assert len(found.asked) <= min(found.overridden, found.changed)
    assert all(one.then != one.now for one in found.asked)
    assert compare_bases(bases[0], bases[0], own=own).asked == ()


def _yaml(data: dict[str, Data]) -> str:
    import json  # noqa: PLC0415  (JSON is YAML)

    return json.dumps({**data, "activities": data.get("activities", ())})


def _texts(data: Data) -> list[str]:
    if isinstance(data, str):
        return [data]
    inner = data.values() if isinstance(data, dict) else data
    return [text for one in inner for text in _texts(one)]
