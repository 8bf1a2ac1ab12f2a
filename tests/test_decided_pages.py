"""Every page and paper of a district says what its decisions come to, and nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from lxml import html as lxml_html

from handbook.answers import answer_question
from handbook.combinations import combine_decisions, vary_cells
from handbook.decisions import OUTSIDERS, settle_decisions
from handbook.editions.timeline import make_timeline
from handbook.forms.document import build_form_documents
from handbook.inline import parse_inline, render_plain
from handbook.model.decisions import Decisions, Facts
from handbook.pages.article import ArticleRenderer
from handbook.pages.catalogue import build_pages
from handbook.pages.desk import Desk
from handbook.pages.hand_pages import render_bodies
from handbook.pages.papers import PaperFacts
from handbook.press import Press
from handbook.sayings import decide_handbook, late_names, late_words
from handbook.site_config import markdown_settings
from handbook.site_defaults import fill_in_config

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from handbook.decisions import Settled
    from handbook.model.handbook import Handbook
    from handbook.model.question import Question

ROOT = Path(__file__).parent.parent
DATA = yaml.safe_load((Path(__file__).parent / "decided" / "facts.yml").read_text(encoding="utf-8"))

NAMED: Mapping[str, Mapping[str, Any]] = {
    f"{posture} {kind} {' '.join(by)}".strip(): {
        "posture": posture,
        "participation": {"kind": kind, "by": by},
    }
    for posture in ("consent-only", "logistics", "focus")
    for kind, by in (("voluntary", []), ("invited", ["principal"]), ("assigned", ["principal"]))
    if (posture, kind) != ("consent-only", "assigned")
}
"""Every named posture with every way to come to coaching, but for the one that is refused."""

OTHERS: Mapping[str, Mapping[str, Any]] = {
    "invited by the office": {"participation": {"kind": "invited", "by": ["office"]}},
    "assigned by the office": {
        "posture": "focus",
        "participation": {"kind": "assigned", "by": ["office"], "meetings": 3},
    },
    "the office alone is told": {
        "posture": "own",
        "cells": [
            {"information": "participation", "office": "told"},
            {"information": "meeting-times", "office": "may"},
        ],
    },
    "the principal may be told": {
        "posture": "own",
        "cells": [{"information": "participation", "principal": "may"}],
    },
    "never": {
        "posture": "own",
        "cells": [
            {"information": "participation", "coaches": "told"},
            {"information": "coaching-conversations", "principal": "no", "others": "no"},
        ],
    },
    "anyone may be told": {
        "posture": "own",
        "cells": [
            {
                "information": "participation",
                "coaches": "told",
                "principal": "told",
                "office": "told",
                "others": "may",
            }
        ],
    },
    "no teams, no copies": {
        "teams": False,
        "notes": {"owner": "district", "teacher_copies": False},
    },
    "notes of the teacher": {"notes": {"owner": "teacher", "then": "given-to-teacher"}},
    "adopted": {
        "posture": "logistics",
        "review": {"counsel": "Counsel", "on": "2026-07-08", "board": "Policy 4120"},
    },
    "agreed": {"review": {"association": "Memorandum of 2026"}},
}
"""An own posture in each kind of cell, and the other decisions."""


FACTS = PaperFacts(page_count=2, pdf_size=1000, word_size=1000)


@dataclass(frozen=True)
class Decided:
    """The handbook of a district under some decisions, as its readers have it."""

    settled: Settled
    """What the decisions come to."""
    texts: Mapping[str, str]
    """The words of each page and of each form's page, by its URI."""
    words: Mapping[str, str]
    """Every sentence that follows from the decisions, by its name."""


@pytest.fixture(scope="module")
def renderer() -> ArticleRenderer:
    """Return what renders pages as the site does."""
    return ArticleRenderer(markdown_settings(fill_in_config({})))


def settled_as(handbook: Handbook, **choices: Any) -> Settled:
    """Return what some decisions come to; what is not named is as in a new district."""
    data = {"posture": "consent-only", "report_breach_to": "coaching-office"} | choices
    return settle_decisions(Decisions.model_validate(data), rules=handbook.confidentiality)


@pytest.fixture(params=[*NAMED, *OTHERS])
def decided(
    request: pytest.FixtureRequest, shipped: Handbook, renderer: ArticleRenderer
) -> Decided:
    """Return the pages under one set of decisions, made as for the site and put into no host."""
    settled = settled_as(shipped, **{**NAMED, **OTHERS}[request.param])
    handbook = decide_handbook(shipped, settled=settled)
    documents = build_form_documents(handbook)
    desk = Desk(
        handbook,
        documents,
        lambda _: FACTS,
        has_directory_urls=True,
        find_timeline=lambda: make_timeline(handbook, documents),
    )
    bodies, problems = render_bodies(desk)
    assert problems == ()
    pages = build_pages(desk, bodies=bodies, field_reference=())
    texts = {
        page.uri: read(page.markdown, renderer=renderer)
        for page in pages
        if not page.uri.startswith("using/")
    }
    return Decided(settled, texts, plain_sentences(handbook, settled=settled))


_READ: dict[str, str] = {}


def read(markdown: str, *, renderer: ArticleRenderer) -> str:
    """Return the words of a page as they follow each other, what holds elsewhere left out."""
    if markdown not in _READ:
        root = lxml_html.fragment_fromstring(renderer.render(markdown).html, create_parent="div")
        for elsewhere in root.xpath("//*[@data-other-decision]"):
            elsewhere.drop_tree()
        words = " ".join(" ".join(root.itertext()).split())
        _READ[markdown] = re.sub(r"(?<=[(“]) | (?=[.,;:?!)”])", "", words)
    return _READ[markdown]


def plain_sentences(handbook: Handbook, *, settled: Settled) -> dict[str, str]:
    """Return every sentence that follows from decisions, in the words that a reader sees."""
    words = late_words(handbook, settled=settled)
    return {
        name.removeprefix("says."): " ".join(render_plain(parse_inline(text)).split())
        for name, text in words.items()
        if name.startswith("says.")
    }


@pytest.mark.slow
def test_pages_say_what_holds_and_nothing_else(shipped: Handbook, decided: Decided) -> None:
    """Of each decision, every page and paper of a district says what it comes to."""
    assert list(missing_sentences(decided)) == []
    assert list(sentences_of_others(decided, handbook=shipped)) == []
    assert list(broken_facts(decided)) == []
    assert list(untold(decided, handbook=shipped)) == []
    wrong = [
        (uri, *cell)
        for uri, words in decided.texts.items()
        for cell in wrongly_told(words, handbook=shipped, settled=decided.settled)
    ]
    assert wrong == []


def missing_sentences(decided: Decided) -> Iterator[tuple[str, str]]:
    """Yield the sentences that readers look for on a page, and that are not there."""
    for uri, names in DATA["sentences"].items():
        for name in names:
            if decided.words[name] not in decided.texts[uri]:
                yield uri, decided.words[name]


def sentences_of_others(decided: Decided, *, handbook: Handbook) -> Iterator[tuple[str, str]]:
    """Yield the sentences that hold under other decisions, and stand on a page all the same."""
    own = " ".join(decided.words.values())
    others = {
        text
        for choices in {**NAMED, **OTHERS}.values()
        for text in plain_sentences(handbook, settled=settled_as(handbook, **choices)).values()
    }
    for text in others:
        if text not in own:
            yield from ((uri, text) for uri, words in decided.texts.items() if text in words)


def broken_facts(decided: Decided) -> Iterator[tuple[str, str]]:
    """Yield what must stand on a page where a fact holds, or must not, and does otherwise."""
    for fact in DATA["facts"]:
        if decided.settled.holds(Facts.model_validate(fact["when"])):
            for uri, pattern in fact.get("on", {}).items():
                if not re.search(pattern, decided.texts.get(uri, "")):
                    yield uri, f"must stand: {pattern}"
            for pattern in fact.get("nowhere", ()):
                for uri, words in decided.texts.items():
                    if re.search(pattern, words):
                        yield uri, f"must not stand: {pattern}"


def untold(decided: Decided, *, handbook: Handbook) -> Iterator[tuple[str, str, str]]:
    """Yield what the coach passes on unasked, where the page or a paper to sign hides it."""
    for uri in (
        "confidentiality.md",
        "forms/confidentiality-agreement.md",
        "forms/partnership-agreement.md",
    ):
        for level, whom, what in cells(handbook, settled=decided.settled):
            if level in VERBS and not telling(level, whom, what).search(decided.texts[uri]):
                yield uri, whom, what


@pytest.mark.slow
@pytest.mark.parametrize("named", NAMED)
def test_every_paper_is_one_sheet(shipped: Handbook, named: str) -> None:
    """Whichever posture and way to come to coaching is chosen, no paper grows past two sides."""
    handbook = decide_handbook(shipped, settled=settled_as(shipped, **NAMED[named]))
    for document in build_form_documents(handbook):
        if document.code not in _SIDES:
            _SIDES[document.code] = PRESS.page_count(document, made_at=0)
        assert _SIDES[document.code] in {1, 2}, document.id


PRESS = Press()
_SIDES: dict[str, int] = {}


@pytest.mark.slow
def test_papers_and_answers_follow_cell_by_cell(shipped: Handbook) -> None:
    """With any one cell of a named posture changed, every paper and answer says what holds."""
    waiting = frozenset(one.id for one in shipped.questions if depends_on_decisions(one))
    for settled in (*vary_cells(shipped), *combine_decisions(shipped)):
        handbook = decide_handbook(shipped, settled=settled)
        for source, words in papers_and_answers(handbook, settled=settled, asked=waiting):
            wrong = list(wrongly_told(words, handbook=handbook, settled=settled))
            assert wrong == [], (source, settled.decisions)


def depends_on_decisions(question: Question) -> bool:
    """Say whether a question has another answer in another district."""
    return bool(question.cell or question.otherwise or late_names(question.answer or ""))


def papers_and_answers(
    handbook: Handbook, *, settled: Settled, asked: Collection[str]
) -> Iterator[tuple[str, str]]:
    """Yield the words of each paper and of the answers asked for, with what they belong to."""
    for document in build_form_documents(handbook):
        clauses = (clause for section in document.sections for clause in section.clauses)
        texts = (render_plain(part) for clause in clauses for part in clause.text)
        yield document.id, " ".join(texts)
    for question in handbook.questions:
        if question.id in asked:
            answer = answer_question(question, handbook=handbook, settled=settled)
            yield question.id, render_plain(parse_inline(answer.text))


VERBS = {"told": r"(?<!may )\btells?", "may": r"\bmay tell"}
"""What sentences say that the coach does, by the level of a cell."""


def cells(handbook: Handbook, *, settled: Settled) -> Iterator[tuple[str, str, str]]:
    """Yield each cell of the outsiders: its level, whom, and what, in the words of sentences."""
    rules = handbook.confidentiality
    names = {audience.id: audience.phrase for audience in rules.audiences}
    for kind in rules.kinds:
        for audience in OUTSIDERS:
            what = kind.phrase.partition(" {{")[0].partition(" in five words")[0]
            yield settled.level(kind.id, audience), names[audience], what


def telling(level: str, whom: str, what: str) -> re.Pattern[str]:
    """Return what finds a sentence that says of the coach what a level means."""
    between = r"(?:(?!\btells?\b|\bnothing\b)[^.;:?!])*"
    return re.compile(rf"{VERBS[level]} {between}\b{whom}\b{between}\b{re.escape(what)}\b")


def wrongly_told(
    words: str, *, handbook: Handbook, settled: Settled
) -> Iterator[tuple[str, str, str]]:
    """Yield what some words say that the coach tells, and the table does not."""
    if "tell" in words:
        for level, whom, what in cells(handbook, settled=settled):
            for other in VERBS:
                if other != level and telling(other, whom, what).search(words):
                    yield other, whom, what
