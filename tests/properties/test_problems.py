"""Problems: a guess names what exists, and an error lists each problem once, in reading order."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from handbook.problems import HandbookError, Location, Problem, suggest

WORDS = st.text(alphabet="abcdefgh-", min_size=1, max_size=8)
PROBLEMS = st.builds(
    Problem,
    st.builds(Location, st.sampled_from(("a.yml", "b.yml")), st.integers(1, 3), st.integers(1, 3)),
    WORDS,
    WORDS,
)


@given(WORDS, st.lists(WORDS))
def test_a_guess_exists(word: str, among: list[str]) -> None:
    """What is guessed is among the words given, and is not the word itself."""
    if guess := suggest(word, among=among):
        found = re.fullmatch(r" Did you mean '(.*)'\?", guess)
        assert found
        assert found[1] in among
        assert found[1] != word


@given(st.lists(PROBLEMS, min_size=1))
def test_an_error_lists_each_problem_once(problems: list[Problem]) -> None:
    """Problems are told in reading order, each once, and the last line counts them."""
    *lines, summary = str(HandbookError(problems)).split("\n")
    assert lines == [str(problem) for problem in sorted(set(problems))]
    count = len(lines)
    assert summary.startswith(f"{count} problem{'s' * (count > 1)} in ")
