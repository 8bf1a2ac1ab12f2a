"""Who does what: every page shows the same duties, and every party has its part."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import pytest

from handbook.model.form import Reader
from handbook.model.responsibility import Responsibility
from handbook.pages.vocabulary import duties_in

if TYPE_CHECKING:
    from handbook.model.handbook import Handbook


def test_every_party_has_a_part_in_each_matter(shipped: Handbook) -> None:
    """The shipped table has no empty cell, and no duty begins with a name."""
    matters = shipped.records_of(Responsibility)
    assert len(matters) >= 8
    for matter in matters:
        assert [duty.party for duty in matter.duties] == list(get_args(Reader)), matter.id
        first = {duty.does.split()[0] for duty in matter.duties}
        assert first.isdisjoint({"The", "You", "Your"}), matter.id


@pytest.mark.parametrize(
    ("party", "does"), [("coach", "Listen."), ("district", "")], ids=["named", "not-named"]
)
def test_who_is_not_named_has_no_part(party: str, does: str) -> None:
    """A duty is found by its party; there is nothing for the others."""
    matter = Responsibility.model_validate(
        {"id": "one", "name": "One", "duties": [{"party": "coach", "does": "Listen."}]}
    )
    assert duties_in(matter)[party] == does
