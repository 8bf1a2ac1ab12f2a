"""Sentences that follow from decisions: said late, whole, and the same for every face."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from handbook.combinations import combine_decisions, vary_cells
from handbook.decisions import settle_decisions
from handbook.loading import load_handbook
from handbook.model.decisions import Decisions
from handbook.model.walking import walk_words
from handbook.sayings import decide_handbook, late_words

if TYPE_CHECKING:
    from pathlib import Path

    from handbook.decisions import Settled
    from handbook.model.handbook import Handbook

SAYS = """says:
  - name: told
    about: What is told.
    wordings:
      - when: {passes_on: yes}
        text: The {{ terms.coach }} {{ decided.passed_on }}.
      - text: The {{ terms.coach }} tells nothing.
"""


@pytest.fixture
def handbook(small_handbook: Path) -> Handbook:
    """Return a handbook with one sentence, named by a form and by the front matter of a page."""
    (small_handbook / "content" / "says.yml").write_text(SAYS, encoding="utf-8")
    form = small_handbook / "content" / "forms" / "role-agreement.yml"
    text = form.read_text(encoding="utf-8")
    form.write_text(text.replace("toward a goal.", "on. {{ says.told }}"), encoding="utf-8")
    page = small_handbook / "content" / "trust.md"
    page.write_text(
        "---\ntitle: Trust\ndescription: '{{ says.told }}'\n---\n{{ says.told }}\n",
        encoding="utf-8",
    )
    found, problems = load_handbook(small_handbook)
    assert problems == ()
    return found


def decided(handbook: Handbook, **choices: Any) -> Settled:
    """Return what some decisions come to."""
    data = {"posture": "consent-only", "report_breach_to": "coaching-office"} | choices
    return settle_decisions(Decisions.model_validate(data), rules=handbook.confidentiality)


def clause(handbook: Handbook) -> str:
    """Return the clause that names the sentence."""
    form = next(form for form in handbook.forms if form.id == "role-agreement")
    return form.sections[1].clauses[0].text


def test_sentences_stay_unsaid_until_decisions_are_applied(handbook: Handbook) -> None:
    """The records that were read keep the name, and can be read under any decisions."""
    assert clause(handbook) == "The two work on. {{ says.told }}"
    assert clause(decide_handbook(handbook)) == (
        "The two work on. The instructional coach tells nothing."
    )
    other = decide_handbook(handbook, settled=decided(handbook, posture="logistics"))
    assert clause(other) == (
        "The two work on. The instructional coach tells the principal and the coaching office "
        "who takes part."
    )
    assert other.district.decisions.posture == "logistics"


def test_a_page_keeps_its_body_for_its_template(handbook: Handbook) -> None:
    """Its front matter is said; its body is a template, which says it itself."""
    page = decide_handbook(handbook).pages[-1]
    assert (page.meta.description, page.body) == (
        "The instructional coach tells nothing.",
        "{{ says.told }}\n",
    )


def test_records_that_name_no_sentence_stay_the_same_values(handbook: Handbook) -> None:
    """Only what names a sentence is made anew."""
    before = {file.origin.path: file.record for file in handbook.files}
    after = decide_handbook(handbook)
    changed = [
        file.origin.path for file in after.files if file.record is not before[file.origin.path]
    ]
    assert changed == ["content/forms/role-agreement.yml", "content/trust.md"]


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"principal": "told"}, "tells the principal who takes part"),
        ({"office": "may"}, "may tell the coaching office who takes part"),
        (
            {"principal": "told", "office": "may"},
            "tells the principal who takes part and may tell the coaching office who takes part",
        ),
        (
            {"principal": "told", "office": "told", "others": "may"},
            (
                "tells the principal and the coaching office who takes part and may tell anyone "
                "else who takes part"
            ),
        ),
    ],
)
def test_own_cells_make_whole_sentences(
    handbook: Handbook, cells: dict[str, str], sentence: str
) -> None:
    """Who is told the same is named together; a duty and a right are told apart."""
    own = decided(handbook, posture="own", cells=[{"information": "participation", **cells}])
    assert late_words(handbook, settled=own)["says.told"] == f"The instructional coach {sentence}."


def test_unknown_sentence(small_handbook: Path) -> None:
    """A name that stands for nothing is told with the name that may be meant."""
    (small_handbook / "content" / "says.yml").write_text(SAYS, encoding="utf-8")
    form = small_handbook / "content" / "forms" / "role-agreement.yml"
    text = form.read_text(encoding="utf-8")
    form.write_text(text.replace("toward a goal.", "on. {{ says.tell }}"), encoding="utf-8")
    _, problems = load_handbook(small_handbook)
    assert "\n".join(map(str, problems)) == (
        "content/forms/role-agreement.yml:23:15: sections.1.clauses.0.text: no text is known for "
        "'{{ says.tell }}'. Did you mean 'says.told'?"
    )


def test_shipped_sentences_are_whole_under_all_decisions(shipped: Handbook) -> None:
    """Nothing is left to fill in and no two spaces meet, whatever a district decides."""
    for settled in (*combine_decisions(shipped), *vary_cells(shipped)):
        for name, text in late_words(shipped, settled=settled).items():
            if name.startswith("says."):
                assert text, name
                assert "{{" not in text, name
                assert "  " not in text, name


def test_nothing_shipped_is_left_unsaid(shipped: Handbook) -> None:
    """Under every combination no record waits for a sentence any more."""
    for settled in combine_decisions(shipped):
        waiting = [
            (file.origin.path, field)
            for file in decide_handbook(shipped, settled=settled).files
            if not file.origin.path.endswith((".md", "says.yml"))
            for field, text in walk_words(file.record)
            if "{{ says" in text or "{{ decided" in text
        ]
        assert waiting == []
