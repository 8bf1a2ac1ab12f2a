"""The text code of a form changes with its words and their order, however it is typed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from handbook.textcode import LENGTH, make_code, parse_code, shorten_code

TEXTS = st.lists(st.tuples(st.sampled_from(["promise", "blank", "text"]), st.text(max_size=5)))


@given(TEXTS, TEXTS)
def test_other_words_have_another_code(
    one: list[tuple[str, str]], other: list[tuple[str, str]]
) -> None:
    """Two forms have one code exactly when they say the same in the same order."""
    assert (make_code(one) == make_code(other)) is (one == other)


@given(TEXTS, st.booleans(), st.sampled_from(["", " ", "-", " – "]))
def test_a_code_is_read_as_people_type_it(
    texts: list[tuple[str, str]],
    is_small: bool,  # noqa: FBT001  (an example of Hypothesis)
    between: str,
) -> None:
    """Small letters, spaces, hyphens and letters that look like digits make no other code."""
    code = make_code(texts)
    typed = between.join(code.replace("0", "O").replace("1", "l"))
    assert parse_code(typed.lower() if is_small else typed) == code
    assert parse_code(shorten_code(code)) == code[:8]


@given(st.text(max_size=30))
def test_what_is_no_code_is_not_read_as_one(typed: str) -> None:
    """Whatever is read is made of the signs of a code, and of no more and no fewer."""
    read = parse_code(typed)
    assert not read or 8 <= len(read) <= LENGTH
    assert set(read) <= set("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
