"""The shipped bank of questions: enough of them, for every stage, moment and principle."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import pytest

from handbook.model.prompt import Moment, Prompt
from handbook.pages.vocabulary import MOMENT_WORDS

if TYPE_CHECKING:
    from handbook.model.handbook import Handbook

ENOUGH = 80
FEWEST = 4
"""How many a stage, a moment and a principle have at least."""


@pytest.fixture
def prompts(shipped: Handbook) -> list[Prompt]:
    """Return the shipped questions."""
    return [
        entry.record for entry in shipped.entries_of("prompt") if isinstance(entry.record, Prompt)
    ]


def test_there_are_enough(prompts: list[Prompt]) -> None:
    """There are as many as are promised, and no two alike."""
    assert len({prompt.name for prompt in prompts}) == len(prompts) >= ENOUGH


def test_each_says_what_it_is_good_for(prompts: list[Prompt]) -> None:
    """A purpose is one sentence, and something can be asked next."""
    assert [one.id for one in prompts if one.purpose.rstrip(".").count(". ")] == []
    assert [one.id for one in prompts if not one.follow_ups] == []


def test_stages_moments_and_principles_have_some(shipped: Handbook, prompts: list[Prompt]) -> None:
    """Wherever a coach looks, there are questions."""
    group = next(one for one in shipped.principle_sets if one.id == "partnership-principles")
    few = [
        *(one.id for one in shipped.cycle.stages if _count(prompts, "stages", one.id) < FEWEST),
        *(one.id for one in group.principles if _count(prompts, "principles", one.id) < FEWEST),
        *(one for one in get_args(Moment) if sum(p.moment == one for p in prompts) < FEWEST),
    ]
    assert few == []


def test_every_moment_has_its_words() -> None:
    """What a file can name, a page can call by name."""
    assert tuple(MOMENT_WORDS) == get_args(Moment)


def test_they_are_open(prompts: list[Prompt]) -> None:
    """None can be answered by yes or no alone, but where a choice is offered or checked."""
    closed = ("Do ", "Does ", "Did ", "Are ", "Have ", "Can ", "Should ", "Don't", "Isn't")
    assert [one.name for one in prompts if one.name.startswith(closed)] == []


def _count(prompts: list[Prompt], field: str, name: str) -> int:
    return sum(name in getattr(prompt, field) for prompt in prompts)
