"""What pages and papers say under each posture and each way to come to coaching."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from handbook.combinations import combine_decisions, vary_cells
from handbook.forms.document import build_form_documents
from handbook.inline import render_plain
from handbook.sayings import decide_handbook

if TYPE_CHECKING:
    from handbook.decisions import Settled
    from handbook.model.handbook import Handbook

PAIRS = (
    ("consent-only", "voluntary"),
    ("consent-only", "invited"),
    ("logistics", "voluntary"),
    ("logistics", "invited"),
    ("logistics", "assigned"),
    ("focus", "voluntary"),
    ("focus", "invited"),
    ("focus", "assigned"),
)


def settled_as(handbook: Handbook, *, posture: str, participation: str) -> Settled:
    """Return one combination."""
    return next(
        one
        for one in combine_decisions(handbook)
        if (one.decisions.posture, one.decisions.participation.kind) == (posture, participation)
    )


def papers_under(handbook: Handbook, settled: Settled) -> dict[str, str]:
    """Return the words of each clause and signature of every paper, by the paper's id."""
    decided = decide_handbook(handbook, settled=settled)
    return {
        document.id: "\n".join(
            [
                *(
                    render_plain(paragraph)
                    for section in document.sections
                    for clause in section.clauses
                    for paragraph in clause.text
                ),
                *(f"signs: {render_plain(signer.label)}" for signer in document.signers),
            ]
        )
        for document in build_form_documents(decided)
    }


@pytest.mark.parametrize(("posture", "participation"), PAIRS)
def test_papers_say_what_is_passed_on(shipped: Handbook, posture: str, participation: str) -> None:
    """All agreements tell the same, and nothing of another posture."""
    settled = settled_as(shipped, posture=posture, participation=participation)
    papers = papers_under(shipped, settled)
    told = {
        "consent-only": "passes on nothing about any one teacher",
        "logistics": "meetings and whether a cycle is finished.",
        "focus": "whether a cycle is finished and the general subject of the work in five words",
    }
    for form in ("confidentiality-agreement", "partnership-agreement"):
        for name, words in told.items():
            assert (words in papers[form]) is (name == posture), (form, name)
    reported = papers["coach-principal-agreement"]
    assert ("not who comes" in reported) is (posture == "consent-only")
    assert ("tells the principal and the coaching office which teachers" in reported) is (
        posture != "consent-only"
    )


@pytest.mark.parametrize(("posture", "participation"), PAIRS)
def test_who_signs_follows(shipped: Handbook, posture: str, participation: str) -> None:
    """The principal signs beside the teacher only where the principal is told who takes part."""
    papers = papers_under(
        shipped, settled_as(shipped, posture=posture, participation=participation)
    )
    is_told = posture != "consent-only"
    assert ("signs: Principal" in papers["confidentiality-agreement"]) is is_told
    assert ("confidentiality-undertaking" in papers) is not is_told
    assert ("participation-report" in papers) is is_told


@pytest.mark.parametrize(("posture", "participation"), PAIRS)
def test_papers_say_how_a_teacher_comes_to_coaching(
    shipped: Handbook, posture: str, participation: str
) -> None:
    """Nobody signs that coaching is a free choice where it can be assigned."""
    papers = papers_under(
        shipped, settled_as(shipped, posture=posture, participation=participation)
    )
    both = papers["partnership-agreement"] + papers["coach-principal-agreement"]
    is_assigned = participation == "assigned"
    assert ("may assign a teacher to coaching" in both) is is_assigned
    assert ("may also assign a teacher" in both) is is_assigned
    assert ("takes part by choice" in both) is not is_assigned
    assert ("may invite a teacher" in both) is (participation == "invited")


def test_own_cells_reach_the_papers(shipped: Handbook) -> None:
    """With one cell changed, the agreement tells it, or tells that nothing is told."""
    phrases = {kind.id: kind.phrase for kind in shipped.confidentiality.kinds}
    for settled in list(vary_cells(shipped))[::18]:
        words = papers_under(shipped, settled)["confidentiality-agreement"]
        for (information, audience), level in settled.table.items():
            if audience in {"principal", "office"} and level in {"told", "may"}:
                assert phrases[information].partition(" {{")[0] in words
