"""Which questions the finder holds, and that each answer follows from where its question stands."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from handbook.finder import Answer, FormLink, build_finder, pick_examples
from handbook.loading import load_handbook
from handbook.model.adoption import adopt_handbook

if TYPE_CHECKING:
    from pathlib import Path

    from handbook.model.handbook import Handbook


def test_activity_is_a_yes_with_its_agreement(small_handbook: Path) -> None:
    """A question of an activity is answered by the role it belongs to."""
    assert _answers(small_handbook)["activity:analyze-classroom-data"] == Answer(
        reference="activity:analyze-classroom-data",
        name="Analyze classroom data",
        verdict="yes",
        headline="Yes — Data Coach does this",
        sentence=(
            "An instructional coach and a teacher read the results, "
            "as in [reflection][principle:reflection]."
        ),
        questions=("Can you look at my test with me?",),
        form=FormLink("page:forms/role-agreement-data-coach", "Role agreement: Data Coach"),
    )


def test_non_role_is_a_no_that_says_who_does_it(small_handbook: Path) -> None:
    """A question of a non-role says what it is, who does it, and which form promises it."""
    _add(small_handbook / "roles/not/evaluation.yml", "asks: [Will my coach rate me?]")
    assert _answers(small_handbook)["non-role:evaluation"] == Answer(
        reference="non-role:evaluation",
        name="Evaluating teachers",
        verdict="no",
        headline="No — this is evaluating teachers",
        sentence="A coach never rates a lesson.",
        questions=("Will my coach rate me?",),
        instead="The principal does.",
        form=FormLink("form:confidentiality-agreement", "Confidentiality agreement"),
    )


def test_rule_keeps_its_verdict_to_its_own_question(small_handbook: Path) -> None:
    """What else people ask leads to a rule, and its verdict still answers the rule's question."""
    assert _answers(small_handbook)["rule:will-my-principal-know"] == Answer(
        reference="rule:will-my-principal-know",
        name="Will my principal know?",
        verdict="no",
        headline="No",
        sentence="Only if you agree.",
        questions=("Will my principal know?",),
        asked="Will my principal know?",
        form=FormLink("form:confidentiality-agreement", "Confidentiality agreement"),
    )


def test_rule_follows_the_decisions(small_handbook: Path) -> None:
    """Another decision gives the rule's other answer."""
    other = """    otherwise:
      - when: {told: [participation, principal]}
        verdict: yes
        answer: Your days are known."""
    _add(small_handbook / "content/confidentiality.yml", other)
    district = small_handbook / "district.yml"
    text = district.read_text(encoding="utf-8")
    district.write_text(text.replace("consent-only", "logistics"), encoding="utf-8")
    answer = _answers(small_handbook)["rule:will-my-principal-know"]
    assert (answer.verdict, answer.sentence) == ("yes", "Your days are known.")


def test_myth_is_not_so(small_handbook: Path) -> None:
    """A question of a myth is told that the belief is none of the truth."""
    _add(small_handbook / "roles/not/myths.yml", "    asks: [Is it mentoring?]")
    answer = _answers(small_handbook)["myth:just-mentoring"]
    assert (answer.verdict, answer.headline, answer.sentence) == (
        "not-so",
        "Not so — “Coaching is mentoring” is a myth",
        "It is for everyone.",
    )


def test_page_is_read_on_with_the_form_it_names(small_handbook: Path) -> None:
    """A page answers with its description, and with the first form it is related to."""
    page = small_handbook / "content/trust.md"
    front = (
        "---\ntitle: Trust\ndescription: Trust grows.\nasks: [Can I trust a coach?]\n"
        "related: [role:data-coach, form:confidentiality-agreement]\n---\n"
    )
    page.write_text(front, encoding="utf-8")
    assert _answers(small_handbook)["page:trust"] == Answer(
        reference="page:trust",
        name="Trust",
        verdict="read-on",
        headline="Read on",
        sentence="Trust grows.",
        questions=("Can I trust a coach?",),
        form=FormLink("form:confidentiality-agreement", "Confidentiality agreement"),
    )


def test_question_stands_once(small_handbook: Path) -> None:
    """A question that two records have stays with the first topic, whatever its signs."""
    _add(
        small_handbook / "roles/not/evaluation.yml",
        "asks: [can you look at my test with me, Will my coach rate me?]",
    )
    answers = _answers(small_handbook)
    assert answers["activity:analyze-classroom-data"].questions == (
        "Can you look at my test with me?",
    )
    assert answers["non-role:evaluation"].questions == ("Will my coach rate me?",)


def test_what_is_left_out_answers_nothing(small_handbook: Path) -> None:
    """A role that the district leaves out takes its questions along."""
    _add(small_handbook / "district.yml", "leave_out: {roles: [data-coach]}")
    handbook, problems = load_handbook(small_handbook)
    assert problems == ()
    topics = build_finder(adopt_handbook(handbook))
    assert [topic.id for topic in topics] == ["privacy"]


def test_examples_are_taken_from_topics_in_turn(shipped: Handbook) -> None:
    """The first questions shown are of different kinds, and each is on the page."""
    topics = build_finder(shipped)
    examples = pick_examples(topics)
    verdicts = [_by_question(shipped)[example].verdict for example in examples]
    assert len(set(examples)) == 6
    assert verdicts[:2] == ["yes", "no"]
    assert pick_examples(topics[:1], count=2) == tuple(
        answer.questions[0] for answer in topics[0].answers[:2]
    )
    assert pick_examples(()) == ()


def test_every_question_of_the_handbook_is_there(shipped: Handbook) -> None:
    """Whatever a record or a page says people ask, the finder has."""
    asked = {
        question for entry in shipped.all_entries for question in getattr(entry.record, "asks", ())
    } | {question for page in shipped.pages for question in page.meta.asks}
    held = {_letters(question) for question in _by_question(shipped)}
    assert len(asked) > 600
    assert {question for question in asked if _letters(question) not in held} == set()


def test_no_question_stands_twice(shipped: Handbook) -> None:
    """No question has two answers."""
    counts = Counter(map(_letters, _questions(shipped)))
    assert [question for question, count in counts.items() if count > 1] == []


@pytest.mark.parametrize(
    ("question", "headline"),
    [
        ("Can you help me make sense of my unit test?", "Yes — Data Coach does this"),
        ("Can my coach sub for me?", "No — this is serving as a substitute teacher"),
        ("Will my principal find out what I said?", "Only if you agree"),
        ("Is my coach my mentor?", "Not so — “Coaching is just mentoring” is a myth"),
        ("How do I start working with a coach?", "Read on"),
    ],
)
def test_shipped_answers(shipped: Handbook, question: str, headline: str) -> None:
    """One question of each kind has the answer a reader would be told."""
    assert _by_question(shipped)[question].headline == headline


def test_every_answer_is_one_short_text(shipped: Handbook) -> None:
    """No answer runs on for paragraphs."""
    answers = [answer for topic in build_finder(shipped) for answer in topic.answers]
    assert [a.reference for a in answers if "\n\n" in a.sentence or len(a.sentence) > 330] == []


def _answers(root: Path) -> dict[str, Answer]:
    handbook, problems = load_handbook(root)
    assert problems == ()
    return {
        answer.reference: answer for topic in build_finder(handbook) for answer in topic.answers
    }


def _by_question(handbook: Handbook) -> dict[str, Answer]:
    return {
        question: answer
        for topic in build_finder(handbook)
        for answer in topic.answers
        for question in answer.questions
    }


def _questions(handbook: Handbook) -> list[str]:
    return [
        question
        for topic in build_finder(handbook)
        for answer in topic.answers
        for question in answer.questions
    ]


def _letters(question: str) -> str:
    return "".join(filter(str.isalnum, question.casefold()))


def _add(path: Path, line: str) -> None:
    path.write_text(f"{path.read_text(encoding='utf-8')}{line}\n", encoding="utf-8")
