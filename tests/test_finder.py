"""Which questions the finder holds, by topic, and what goes with each answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handbook.finder import PaperLink, build_finder, pick_examples
from handbook.loading import load_handbook
from handbook.model.adoption import adopt_handbook

if TYPE_CHECKING:
    from pathlib import Path

    from handbook.finder import AskedQuestion
    from handbook.model.handbook import Handbook


def test_cell_gives_verdict_and_sentence(small_handbook: Path) -> None:
    """A question about a cell of the table is answered by that cell, in words for who asks."""
    asked = _asked(small_handbook)["will-my-principal-know"]
    assert (asked.verdict, asked.label, asked.text) == (
        "if-you-agree",
        "Only if you agree",
        (
            "The instructional coach passes on who takes part to the principal only after you "
            "agree, first and in writing. The few [exceptions][page:confidentiality] guard people "
            "from harm."
        ),
    )
    form = "form:confidentiality-agreement"
    assert asked.papers == (PaperLink("Written in", form, "Confidentiality agreement"),)


def test_answer_follows_the_posture(small_handbook: Path) -> None:
    """Another posture gives the other answer, with nothing changed in the question."""
    _replace(small_handbook / "district.yml", "consent-only", "logistics")
    asked = _asked(small_handbook)["will-my-principal-know"]
    assert (asked.verdict, asked.label, asked.text) == (
        "yes",
        "Yes",
        (
            "Here the instructional coach tells the principal who takes part, which is then not "
            "private."
        ),
    )


def test_written_answer_stands_as_written(small_handbook: Path) -> None:
    """A question with an answer of its own has that, and the form it takes."""
    asked = _asked(small_handbook)["can-you-look-at-my-test-with-me"]
    assert (asked.verdict, asked.label, asked.text) == (
        "yes",
        "Yes",
        "A coach and a teacher read the results.",
    )
    form = "form:confidentiality-agreement"
    assert asked.papers == (PaperLink("It takes", form, "Confidentiality agreement"),)


def test_other_readers_are_told_who_must_agree(small_handbook: Path) -> None:
    """Where no teacher asks, it is the teacher who must agree, and not 'you'."""
    _replace(small_handbook / "content/questions/privacy.yml", "for: [teacher]", "for: [parent]")
    asked = _asked(small_handbook)["will-my-principal-know"]
    assert asked.label == "Only if the teacher agrees"
    assert "only after the teacher agrees, first and in writing." in asked.text


def test_what_is_left_out_answers_nothing(small_handbook: Path) -> None:
    """A role that the district leaves out takes the questions along that stand in it."""
    questions = small_handbook / "content/questions/privacy.yml"
    _replace(questions, "see: page:trust", "see: activity:analyze-classroom-data")
    district = small_handbook / "district.yml"
    text = district.read_text(encoding="utf-8")
    district.write_text(f"{text}leave_out: {{roles: [data-coach]}}\n", encoding="utf-8")
    assert list(_asked(small_handbook)) == ["will-my-principal-know"]


def test_topics_stand_in_order(shipped: Handbook) -> None:
    """The parts of the page stand in the order that their files say."""
    orders = {part.id: part.order for part in shipped.question_parts}
    ids = [topic.id for topic in build_finder(shipped)]
    assert ids == sorted(ids, key=orders.__getitem__)
    assert len(ids) == len(orders)


def test_examples_are_first_questions_that_answer(shipped: Handbook) -> None:
    """The examples are of different topics, and each has a verdict."""
    topics = build_finder(shipped)
    examples = pick_examples(topics, count=4)
    asked = {one.question.name: one for topic in topics for one in topic.questions}
    assert len(set(examples)) == 4
    assert "fact" not in {asked[example].verdict for example in examples}
    assert pick_examples(()) == ()


def _asked(root: Path) -> dict[str, AskedQuestion]:
    handbook, problems = load_handbook(root)
    assert problems == ()
    topics = build_finder(adopt_handbook(handbook))
    return {one.question.id: one for topic in topics for one in topic.questions}


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
