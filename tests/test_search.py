"""The search index: each page and section with its words, the hidden ones, and how it answers."""

from __future__ import annotations

import json
from typing import Any

import pytest

from handbook.pages.article import ArticleRenderer
from handbook.pages.page import Page
from handbook.search import build_index, render_index_files
from handbook.site_config import MarkdownSettings

SYNONYMS = (("substitute", "sub", "cover my class"), ("MTSS", "RTI"))
SETTINGS = MarkdownSettings(
    ("toc", "tables", "attr_list", "md_in_html"), {"toc": {"permalink": "¶"}}
)


def index_of(*pages: Page, has_directory_urls: bool = True) -> dict[str, Any]:
    """Return the index of some pages."""
    renderer = ArticleRenderer(SETTINGS)
    return build_index(
        pages,
        articles={page.uri: renderer.render(page.markdown) for page in pages},
        synonyms=SYNONYMS,
        has_directory_urls=has_directory_urls,
    )


def docs_of(markdown: str, *, title: str = "A title", **others: Any) -> list[dict[str, Any]]:
    """Return the documents of one page."""
    page = Page("a.md", title=title, markdown=markdown, source_path="", **others)
    return list(index_of(page)["docs"])


def test_each_section_has_its_words() -> None:
    """A page and each of its headings with an id have a document, its words parted by tags."""
    docs = docs_of(
        "# Trust & *voice*\n\nIt takes\ntime.\n\n## How\n\n* one\n* `two <b>`\n\n## Then\n\nEnd.\n"
    )
    assert docs == [
        {
            "location": "a/",
            "title": "Trust &amp; voice",
            "text": "<p>It takes time.</p>",
            "answer": "It takes time.",
        },
        {
            "location": "a/#how",
            "title": "How",
            "text": "<ul> <li>one</li> <li><code>two &lt;b&gt;</code></li> </ul>",
            "answer": "one",
        },
        {"location": "a/#then", "title": "Then", "text": "<p>End.</p>", "answer": "End."},
    ]


def test_words_before_the_first_heading() -> None:
    """A page that begins with words, or with a smaller heading, begins under its own title."""
    assert [(doc["location"], doc["title"], doc["text"]) for doc in docs_of("Hm.\n\n## B\n")] == [
        ("a/", "A title", "<p>Hm.</p>"),
        ("a/#b", "B", ""),
    ]
    docs = docs_of("## B\n\nWords.\n", title="<draft> & more")
    assert [(doc["title"], doc["answer"]) for doc in docs] == [
        ("&lt;draft&gt; &amp; more", "Words."),
        ("B", "Words."),
    ]


def test_a_section_ends_with_what_it_stands_in() -> None:
    """Words behind a box that holds a heading belong to the section that the box stands in."""
    docs = docs_of('# A\n\n<div markdown="1">\n\n## B\n\nIn.\n\n</div>\n\nOut.\n')
    assert {doc["title"]: doc["text"] for doc in docs} == {
        "A": "<p>Out.</p>",
        "B": "<p>In.</p>",
    }


def test_what_is_kept_out() -> None:
    """A part that is marked, a script and a style are not searched, nor is an empty paragraph."""
    docs = docs_of(
        "# A\n\n<p data-search-exclude>Hidden</p>\n<style>b {}</style><p> </p><p>Shown</p>\n\n"
        "## B {: data-search-exclude=1 }\n\nUnder it.\n\n## C\n\nSeen.\n"
    )
    assert {doc["title"]: doc["text"] for doc in docs} == {"A": "<p>Shown</p>", "C": "<p>Seen.</p>"}


def test_a_table_answers_with_its_caption() -> None:
    """The caption of a table is a paragraph of its own."""
    (doc,) = docs_of(
        "<table><caption>Who sees what</caption><tr><td>You</td><td>We</td></tr></table>\n"
    )
    assert (doc["text"], doc["answer"]) == ("<p>Who sees what</p>YouWe", "Who sees what")


def test_phrases_go_to_their_place_alone() -> None:
    """A place of the index gets the phrases that lead to it, in order; its neighbours get none."""
    docs = docs_of(
        "# A\n\n## Sub\n\n## Other\n",
        keywords={"": ("What is a?",), "sub": ("Can you sub?", "Who covers?")},
    )
    assert {doc["location"]: doc.get("keywords") for doc in docs} == {
        "a/": ["What is a?"],
        "a/#sub": ["Can you sub?", "Who covers?"],
        "a/#other": None,
    }


def test_synonyms_are_in_the_index_as_written() -> None:
    """The groups of synonyms stand in the index, capitals and phrases included."""
    assert index_of()["synonyms"] == [["substitute", "sub", "cover my class"], ["MTSS", "RTI"]]


@pytest.mark.parametrize(
    ("uri", "in_folders", "as_files"),
    [
        ("index.md", "", "index.html"),
        ("roles/index.md", "roles/", "roles/index.html"),
        ("roles/data-coach.md", "roles/data-coach/", "roles/data-coach.html"),
        ("why us.md", "why%20us/", "why%20us.html"),
    ],
)
def test_places_are_addresses(uri: str, in_folders: str, as_files: str) -> None:
    """A document's place is the page's address, with folders or with files."""
    page = Page(uri, title="A", markdown="# A\n\n## B\n", source_path="")
    for expected, has_directory_urls in ((in_folders, True), (as_files, False)):
        docs = index_of(page, has_directory_urls=has_directory_urls)["docs"]
        assert [doc["location"] for doc in docs] == [expected, f"{expected}#b"]


@pytest.mark.parametrize(
    ("markdown", "answer"),
    [
        (
            "Trust grows when a coach keeps confidences. It takes time.\n\nMore.",
            "Trust grows when a coach keeps confidences.",
        ),
        (
            "No. Your coach does not cover classes; a substitute does. Ask the office.",
            "No. Your coach does not cover classes; a substitute does.",
        ),
        ("Short and whole\n\n* A list", "Short and whole"),
        (
            "Run `./scripts/build`,\nthen copy R&D's folder.",
            "Run ./scripts/build, then copy R&D's folder.",
        ),
        ("* First\n* Second", "First"),
        (
            "## Partner\n\nA partner for your goals.\n\n## Other\n\nElse.",
            "A partner for your goals.",
        ),
    ],
)
def test_the_answer_is_how_the_text_begins(markdown: str, answer: str) -> None:
    """A result shows the first sentence of its page as plain text, and one more after a bare No."""
    assert docs_of(markdown)[0]["answer"] == answer


def test_a_place_without_text_has_no_answer() -> None:
    """Where there is nothing to say, nothing is put in."""
    assert docs_of("# Alone\n") == [{"location": "a/", "title": "Alone", "text": ""}]


@pytest.mark.parametrize(
    ("uri", "is_for_editors", "boost"),
    [
        ("using/publish.md", True, 0.45),
        ("sources.md", False, 0.7),
        ("roles/data-coach.md", False, None),
        ("index.md", False, None),
    ],
)
def test_the_back_rooms_come_later(uri: str, *, is_for_editors: bool, boost: float | None) -> None:
    """Pages for editors and the bibliography rank below pages for teachers that fit as well."""
    page = Page(
        uri, title="A", markdown="# A\n\n## B\n", source_path="", is_for_editors=is_for_editors
    )
    assert [doc.get("boost") for doc in index_of(page)["docs"]] == [boost, boost]


def test_the_index_is_a_script_as_well() -> None:
    """Both files hold the same index, with letters as they are written."""
    index = index_of(Page("a.md", title="Ñ", markdown="# Ñ\n", source_path=""))
    files = render_index_files(index)
    assert json.loads(files["search/search_index.json"]) == index
    assert files["search/search_index.js"] == (
        b"var __index = " + files["search/search_index.json"] + b";\n"
    )
    assert "Ñ".encode() in files["search/search_index.js"]
