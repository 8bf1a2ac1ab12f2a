"""When a verdict is given, and that none is given to what only looks like the question."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

if TYPE_CHECKING:
    from playwright.sync_api import Page

PAIRS = yaml.safe_load(Path(__file__).with_name("verdicts.yml").read_text(encoding="utf-8"))

TWINS = yaml.safe_load(Path(__file__).with_name("pairs.yml").read_text(encoding="utf-8"))

VOICES = yaml.safe_load(Path(__file__).with_name("voices.yml").read_text(encoding="utf-8"))
FRESH = yaml.safe_load(Path(__file__).with_name("fresh.yml").read_text(encoding="utf-8"))

LEAST_RIGHT = 0.9
"""The share of questions whose own one is answered, or among the three that are offered."""

FIND = """asks => {
  const gate = new HandbookGate(HandbookQuestions);
  return asks.map(ask => {
    const {kind, questions} = gate.ask(ask);
    return {kind, verdict: questions[0]?.verdict, asks: questions.map(one => one.ask),
      ids: questions.map(one => one.id)};
  });
}"""

ASK = """asks => {
  const gate = new HandbookGate(HandbookQuestions);
  return asks.map(ask => {
    const {kind, questions} = gate.ask(ask);
    return kind === "verdict" || kind === "harm" ? questions[0].verdict : "none";
  });
}"""

# Each shown question once more, changed by one word; what then still gets its own answer.
CHANGE_EACH = """() => {
  const gate = new HandbookGate(HandbookQuestions);
  const changes = {
    "not": ask => ask.replace(/^(\\w+ (?:my |the |an? )?\\w+)/, "$1 not"),
    "must": ask => /have to|required/.test(ask) ? ask : ask.replace(/^(?:can|may|is)\\b/i, "Must"),
    "only": ask => ask.replace(/^(\\w+)/, "$1 only"),
    "before": ask => ask.replace(/\\?$/, " before the meeting?"),
    "other doer": ask => ask.replace(/\\b(?:my|the|a) coach\\b/i, "my doctor"),
    "other receiver": ask => ask.replace(/\\b(?:my|the|a) principal\\b/i, "my neighbor"),
    "past": ask => ask.replace(/^(?:can|may|will|does|do|is)\\b/i, "Did"),
  };
  const found = [];
  for (const question of HandbookQuestions.questions) {
    if (question.verdict === "fact" || question.ask.split(/[.?] /).length > 1) { continue; }
    for (const [name, change] of Object.entries(changes)) {
      const changed = change(question.ask);
      const {kind, questions} = changed === question.ask ? {kind: ""} : gate.ask(changed);
      if (kind === "verdict" && questions[0].id === question.id) {
        found.push(`${name}: ${changed}`);
      }
    }
  }
  return found;
}"""


@pytest.fixture
def finder(page: Page) -> Page:
    """Open the finder, whose page has the gate and the questions."""
    page.goto("finder/")
    return page


@pytest.mark.parametrize("kind", ["given", "none", "harm"])
def test_minimal_pairs(finder: Page, kind: str) -> None:
    """Of two questions that differ by one thing, only the one the handbook answers is answered."""
    wanted = PAIRS[kind] if kind == "given" else dict.fromkeys(PAIRS[kind], _verdict(kind))
    given = dict(zip(wanted, finder.evaluate(ASK, list(wanted)), strict=True))
    assert {ask: verdict for ask, verdict in given.items() if verdict != wanted[ask]} == {}


@pytest.mark.parametrize("kind", ["harmless", "elsewhere"])
def test_what_is_not_asked_gets_no_verdict(finder: Page, kind: str) -> None:
    """No verdict is given to words of harm in another sense, nor to questions on something else."""
    given = dict(zip(PAIRS[kind], finder.evaluate(ASK, PAIRS[kind]), strict=True))
    assert {ask: verdict for ask, verdict in given.items() if verdict != "none"} == {}
    assert len(given) >= 30


def test_twins_are_told_apart(finder: Page) -> None:
    """Of 200 pairs the one is answered, and its twin, which differs by one thing, is not."""
    wanted = {pair["asks"]: pair["verdict"] for pair in TWINS}
    twins = [other for pair in TWINS for other in pair["others"].values()]
    wanted |= dict.fromkeys(twins, "none")
    given = dict(zip(wanted, finder.evaluate(ASK, list(wanted)), strict=True))
    assert {ask: verdict for ask, verdict in given.items() if verdict != wanted[ask]} == {}
    assert len(twins) >= 200


def test_a_word_changed_is_another_question(finder: Page) -> None:
    """No shown question is answered once a word in it makes it another one."""
    assert finder.evaluate(CHANGE_EACH) == []


def test_every_shown_question_leads_to_itself(finder: Page) -> None:
    """Typed as it is shown, a question comes first, but for harm, which goes before it."""
    lost = finder.evaluate(
        """() => {
          const gate = new HandbookGate(HandbookQuestions);
          return HandbookQuestions.questions.filter(({id, ask}) => {
            const {kind, questions} = gate.ask(ask);
            return kind !== "harm" && (!questions.length || questions[0].id !== id);
          }).map(({ask}) => ask);
        }"""
    )
    assert lost == []


def test_there_are_enough_questions(finder: Page) -> None:
    """At least 600 are shown, 1,000 more wordings lead to them, and few lead only to a page."""
    shown, wordings, led = finder.evaluate(
        """() => {
          const all = HandbookQuestions.questions;
          const toPage = all.filter(({text}) => /^The page|^On the page/.test(text));
          return [all.length, all.flatMap(({also}) => also).length, toPage];
        }"""
    )
    assert shown >= 600
    assert wordings >= 1000
    assert len(led) <= 0.03 * shown
    assert {question["verdict"] for question in led} == {"fact"}


def test_eight_voices_get_no_wrong_verdict(finder: Page) -> None:
    """In eight voices nobody is told what is not so, and most are led to their question."""
    cases = [case for voice in VOICES.values() for case in voice]
    found = finder.evaluate(FIND, [case["ask"] for case in cases])
    pairs = list(zip(cases, found, strict=True))
    told = [(case, one) for case, one in pairs if one["kind"] == "verdict"]
    assert [case["ask"] for case, one in told if one["verdict"] != case["verdict"]] == []
    assert [
        case["ask"] for case, one in pairs if (one["kind"] == "harm") != (case["verdict"] == "harm")
    ] == []
    asked = [(case["right"], one) for case, one in pairs if "right" in case]
    right = [
        any(re.search(pattern, ask, re.IGNORECASE) for ask in one["asks"][:3])
        for pattern, one in asked
        if one["kind"] != "none"
    ]
    assert sum(right) >= LEAST_RIGHT * len(asked)


@pytest.mark.parametrize("batch", FRESH)
def test_what_was_fresh_once_keeps_its_answer(finder: Page, batch: str) -> None:
    """No question gets another's verdict, and nearly all have their own among three."""
    wanted = {ask: right.split() for ask, right in FRESH[batch]["asks"].items()}
    found = dict(zip(wanted, finder.evaluate(FIND, list(wanted)), strict=True))
    told = {ask: one["ids"][0] for ask, one in found.items() if one["kind"] == "verdict"}
    assert {ask: given for ask, given in told.items() if given not in wanted[ask]} == {}
    right = [bool(set(one["ids"][:3]) & set(wanted[ask])) for ask, one in found.items()]
    assert sum(right) >= LEAST_RIGHT * len(right)


def _verdict(kind: str) -> str:
    return "fact" if kind == "harm" else "none"
