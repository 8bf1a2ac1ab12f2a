"""Prose about what someone outside learns is open until it follows decisions or is vouched for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from handbook.checks.claims import check_claims, list_claims, mark_claim
from handbook.loading import load_handbook
from handbook.model.claims import Claims

if TYPE_CHECKING:
    from pathlib import Path

    from handbook.model.handbook import Handbook

CLAIM = "A coach tells the principal nothing."


def found(root: Path) -> str:
    """Return what is open in a handbook."""
    handbook, _ = load_handbook(root)
    return "\n".join(map(str, check_claims(handbook)))


@pytest.fixture
def page(small_handbook: Path) -> Path:
    """Return a page with such a sentence."""
    path = small_handbook / "content" / "trust.md"
    path.write_text(f"---\ntitle: Trust\n---\n{CLAIM}\n", encoding="utf-8")
    return path


def test_such_a_sentence_is_open(small_handbook: Path, page: Path) -> None:
    """It is told with its mark, and with both ways to close it."""
    assert page.is_file()
    assert found(small_handbook) == (
        "content/trust.md:2:1: 'A coach tells the principal nothing.' says what someone "
        "outside learns or asks. Name a sentence of says.yml instead; or, if it holds whatever a "
        f"district decides, list it in content/claims.yml with the mark '{mark_claim(CLAIM)}'."
    )


def test_a_sentence_that_is_vouched_for_is_closed(small_handbook: Path, page: Path) -> None:
    """Its mark closes it, wherever its lines break; other words open it again."""
    ledger = f"always:\n  - {{mark: '{mark_claim(CLAIM)}', begins: A coach tells}}\n"
    (small_handbook / "content" / "claims.yml").write_text(ledger, encoding="utf-8")
    assert found(small_handbook) == ""
    page.write_text(f"---\ntitle: Trust\n---\n{CLAIM.replace(' ', chr(10))}\n", encoding="utf-8")
    assert found(small_handbook) == ""
    page.write_text(f"---\ntitle: Trust\n---\nNow {CLAIM}\n", encoding="utf-8")
    assert mark_claim(f"Now {CLAIM}") in found(small_handbook)


@pytest.mark.parametrize(
    "text",
    [
        "Nobody has to join. See [Who sees what][page:trust].",
        "Nobody has to join; see [what is shared][page:trust].",
        "Nobody is graded (see also [What the office knows][page:trust]).",
        "The coach plans with the teacher.",
        "A principal provides a room.",
        "The coach tells the teacher what was seen.",
    ],
)
def test_other_sentences_are_left_alone(small_handbook: Path, page: Path, text: str) -> None:
    """It takes an outsider and a verb of telling, knowing or asking."""
    page.write_text(f"---\ntitle: Trust\n---\n{text}\n", encoding="utf-8")
    assert found(small_handbook) == ""


def test_a_sentence_under_a_fact_follows_the_decisions(small_handbook: Path, page: Path) -> None:
    """Listed under a fact it is closed while the fact holds, and open when a decision changes."""
    assert page.is_file()
    ledger = (
        f"under:\n  - {{mark: '{mark_claim(CLAIM)}', begins: A coach tells, "
        "when: {passes_on: no}}\n"
    )
    (small_handbook / "content" / "claims.yml").write_text(ledger, encoding="utf-8")
    assert found(small_handbook) == ""
    district = small_handbook / "district.yml"
    text = district.read_text(encoding="utf-8")
    district.write_text(text.replace("posture: consent-only", "posture: focus"), encoding="utf-8")
    assert found(small_handbook) == (
        "content/trust.md:2:1: 'A coach tells the principal nothing.' is listed in "
        "content/claims.yml under a fact, and this district has decided otherwise. Name a sentence "
        "of says.yml instead, or take it out."
    )


def test_on_a_district_s_own_page_it_is_a_warning(small_handbook: Path, page: Path) -> None:
    """What others stand on must not be published with it; a district is told, and decides."""
    assert page.is_file()
    assert found(small_handbook).startswith("content/trust.md:2:1: 'A coach")
    district = small_handbook / "district.yml"
    text = district.read_text(encoding="utf-8")
    district.write_text(text.replace("base: .", "base: shipped"), encoding="utf-8")
    assert found(small_handbook).startswith("content/trust.md:2:1: warning: 'A coach")


def test_an_office_is_an_outsider_under_any_name(small_handbook: Path, page: Path) -> None:
    """What a term stands for is read, whatever a district calls it."""
    page.write_text(
        "---\ntitle: Trust\n---\nThe {{ terms.human_resources }} are told.\n", encoding="utf-8"
    )
    assert "'The human resources are told.' says what someone outside" in found(small_handbook)


def test_every_shipped_claim_is_still_made(shipped: Handbook) -> None:
    """The ledger lists no sentence that nobody says any more, and vouches for each always."""
    made = {mark_claim(sentence) for sentence in list_claims(shipped)}
    ledgers = [file.record for file in shipped.files if isinstance(file.record, Claims)]
    stale = [claim for ledger in ledgers for claim in ledger.always if claim.mark not in made]
    assert stale == []
    assert [claim for ledger in ledgers for claim in ledger.under] == []
