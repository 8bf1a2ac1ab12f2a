"""The search index as the browser gets it: phrases, synonyms and answers, and nothing lost."""

from __future__ import annotations

from typing import Any

import pytest

from handbook.model.reference import SearchWords
from handbook.search import add_keywords

WORDS = SearchWords(synonyms=(("substitute", "sub", "cover my class"), ("MTSS", "RTI")))


def test_phrases_go_to_their_place_alone() -> None:
    """A place of the index gets the phrases that lead to it, in order; its neighbours get none."""
    index = add_keywords(
        an_index(a_doc("roles/"), a_doc("roles/#sub"), a_doc("forms/")),
        keywords={"roles/#sub": ("Can you sub?", "Who covers?")},
        words=WORDS,
    )
    assert {doc["location"]: doc.get("keywords") for doc in index["docs"]} == {
        "roles/": None,
        "roles/#sub": ["Can you sub?", "Who covers?"],
        "forms/": None,
    }


def test_synonyms_are_in_the_index_as_written() -> None:
    """The groups of synonyms stand in the index, capitals and phrases included."""
    assert enriched(a_doc("roles/"))["synonyms"] == [
        ["substitute", "sub", "cover my class"],
        ["MTSS", "RTI"],
    ]


def test_the_field_is_declared() -> None:
    """The field of phrases is declared beside the others, so the index stays one Material reads."""
    assert enriched(a_doc("roles/"))["config"] == {
        "lang": ["en"],
        "fields": {"title": {"boost": 1000.0}, "keywords": {"boost": 100.0}},
    }


def test_the_index_given_is_left_alone() -> None:
    """The index handed in is not changed."""
    index = an_index(a_doc("using/", text="<p>Keep it.</p>"))
    add_keywords(index, keywords={"using/": ("keep",)}, words=WORDS)
    assert index == an_index(a_doc("using/", text="<p>Keep it.</p>"))


@pytest.mark.parametrize(
    ("html", "answer"),
    [
        (
            "<p>Trust grows when a coach keeps confidences. It takes time.</p> <p>More.</p>",
            "Trust grows when a coach keeps confidences.",
        ),
        (
            "<p>No. Your coach does not cover classes; a substitute does. Ask the office.</p>",
            "No. Your coach does not cover classes; a substitute does.",
        ),
        ("<p>Short and whole</p> <ul> <li> <p>A list</p> </li> </ul>", "Short and whole"),
        (
            "<p>Run <code>./scripts/build</code>,\n then copy R&amp;D's folder.</p>",
            "Run ./scripts/build, then copy R&D's folder.",
        ),
        ("<ul> <li>First</li> <li>Second</li> </ul>", "First"),
    ],
)
def test_the_answer_is_how_the_text_begins(html: str, answer: str) -> None:
    """A result shows the first sentence of its page as plain text, and one more after a bare No."""
    assert enriched(a_doc("a/", text=html))["docs"][0]["answer"] == answer


def test_a_page_without_text_answers_with_its_first_section() -> None:
    """A page that begins with a heading answers with what is under it; a section, with its own."""
    docs = enriched(
        a_doc("", text=""),
        a_doc("#partner", text="<p>A partner for your own teaching goals.</p>"),
        a_doc("#other", text="<p>Something else.</p>"),
    )["docs"]
    assert [doc["answer"] for doc in docs] == [
        "A partner for your own teaching goals.",
        "A partner for your own teaching goals.",
        "Something else.",
    ]


def test_a_place_without_text_has_no_answer() -> None:
    """Where there is nothing to say, nothing is put in."""
    assert enriched(a_doc("a/", text=""))["docs"] == [a_doc("a/", text="")]


@pytest.mark.parametrize(
    ("location", "boost"),
    [
        ("using/publish/", 0.7),
        ("using/publish.html", 0.7),
        ("sources/#knight-2018", 0.7),
        ("roles/data-coach/", None),
        ("", None),
    ],
)
def test_the_back_rooms_come_later(location: str, boost: float | None) -> None:
    """Pages for editors and the bibliography rank below pages for teachers that fit as well."""
    assert enriched(a_doc(location))["docs"][0].get("boost") == boost


def enriched(*docs: dict[str, Any]) -> dict[str, Any]:
    """Return an index of the documents with nothing but the synonyms added."""
    return add_keywords(an_index(*docs), keywords={}, words=WORDS)


def an_index(*docs: dict[str, Any]) -> dict[str, Any]:
    """Return an index as Material's search plugin writes it."""
    return {"config": {"lang": ["en"], "fields": {"title": {"boost": 1e3}}}, "docs": list(docs)}


def a_doc(location: str, *, text: str = "") -> dict[str, Any]:
    """Return a document of the index."""
    return {"location": location, "title": "A title", "text": text}
