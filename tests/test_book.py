"""From the HTML of pages to the chapters of a book."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handbook.book import Chapter, Part, build_book

if TYPE_CHECKING:
    from collections.abc import Mapping


def read(html: str, *, title: str = "Page", level: int = 2) -> list[dict[str, object]]:
    """Return the blocks of a book that is this one page."""
    (part,) = build_book(
        [("Part", [("folder/page.md", level)])],
        articles={"folder/page.md": html},
        titles={"folder/page.md": title},
    )
    return list(part.chapters[0].blocks)


def words(text: str) -> dict[str, str]:
    """Return plain words as the book holds them."""
    return {"type": "words", "text": text}


def cell(text: str, *, is_head: bool) -> dict[str, object]:
    """Return a cell of a table as the book holds it."""
    return {"is_head": is_head, "text": [words(text)]}


def paragraph(*nodes: Mapping[str, object], style: str = "") -> dict[str, object]:
    """Return a paragraph as the book holds it."""
    return {"type": "paragraph", "style": style, "text": list(nodes)}


def test_pages_become_chapters_of_parts_in_order() -> None:
    """Every page of the outline that has an article is a chapter; an empty part is left out."""
    book = build_book(
        [("Roles", [("a.md", 2), ("b.md", 3), ("gone.md", 2)]), ("Empty", [("gone.md", 2)])],
        articles={"a.md": "<h1>A</h1>", "b.md": "<h1>B</h1>"},
        titles={"a.md": "A", "b.md": "B"},
    )
    heading_a = {"type": "heading", "level": 2, "labels": ["a.md"], "text": [words("A")]}
    heading_b = {"type": "heading", "level": 3, "labels": ["b.md"], "text": [words("B")]}
    assert book == (
        Part("Roles", (Chapter("a.md", 2, (heading_a,)), Chapter("b.md", 3, (heading_b,)))),
    )


def test_a_chapter_stands_below_those_that_are_there() -> None:
    """What stood below a page that another volume has moves up, and nothing below its neighbor."""
    uris = ("a.md", "b.md", "d.md", "e.md")
    (part,) = build_book(
        [("Roles", [("a.md", 2), ("b.md", 3), ("gone.md", 2), ("d.md", 3), ("e.md", 3)])],
        articles=dict.fromkeys(uris, "<h1>Page</h1>"),
        titles=dict.fromkeys(uris, "Page"),
    )
    assert [(chapter.uri, chapter.level) for chapter in part.chapters] == [
        ("a.md", 2),
        ("b.md", 3),
        ("d.md", 2),
        ("e.md", 2),
    ]


def test_a_page_without_a_heading_gets_its_title() -> None:
    """A page whose title stands only in its front matter opens with it."""
    blocks = read("<p>Text.</p>", title="For teachers")
    assert blocks[0]["text"] == [words("For teachers")]
    assert blocks[1] == paragraph(words("Text."))


def test_a_tag_is_told_from_the_words_around_it() -> None:
    """What a page sets apart in a line, as how long something takes, is set apart in the book."""
    blocks = read('<h1>A</h1><p>Read on <span class="hb-tag">2 min</span></p>')
    assert blocks[1] == paragraph(words("Read on "), {"type": "tag", "content": [words("2 min")]})


def test_headings_leave_out_no_level() -> None:
    """A heading is at most one level below the one before it, as PDF/UA asks."""
    blocks = read("<h1>One</h1><h4>Deep</h4><h2>Two</h2>")
    assert [block["level"] for block in blocks] == [2, 3, 3]


def test_a_page_is_found_by_its_first_title() -> None:
    """What is written like a second title stands below the first, and is no place of the page."""
    first, second = read("<h1>One</h1><h1>Two</h1>")
    assert (first["level"], first["labels"]) == (2, ["folder/page.md"])
    assert (second["level"], second["labels"]) == (3, [])


def test_a_link_leads_to_a_chapter_a_heading_or_an_address() -> None:
    """Links to pages of the book lead there; links to other pages are only words."""
    book = build_book(
        [("Part", [("a/one.md", 2), ("b/two.md", 2)])],
        articles={
            "a/one.md": '<p><a href="../b/two.md#here">H</a><a href="../b/two.md#gone">C</a>'
            '<a href="https://example.org/">W</a><a href="../other.md">N</a></p>',
            "b/two.md": '<h1>Two</h1><h2 id="here">Here</h2>',
        },
        titles={"a/one.md": "One", "b/two.md": "Two"},
    )
    (_, text) = book[0].chapters[0].blocks
    assert [(node["label"], node["target"]) for node in text["text"]] == [
        ("b/two.md#here", ""),
        ("b/two.md", ""),
        ("", "https://example.org/"),
        ("", ""),
    ]


def test_what_only_a_screen_needs_is_left_out() -> None:
    """Buttons, forms, permalinks, hidden things and scripts do not reach paper."""
    blocks = read(
        '<h1>A<a class="headerlink" href="#a">¶</a></h1><form><p>No</p></form>'
        '<ul class="hb-buttons"><li>No</li></ul><p>Yes <button>No</button></p>'
        '<p hidden>No</p><script>no()</script><p><span aria-hidden="true">●</span> Sees it</p>'
    )
    assert blocks == [
        {"type": "heading", "level": 2, "labels": ["folder/page.md"], "text": [words("A")]},
        paragraph(words("Yes ")),
        paragraph(words(" Sees it")),
    ]


def test_a_table_keeps_its_caption_and_heads() -> None:
    """A table has a caption, its head rows without links, and cells that say whether they head."""
    (_, table) = read(
        "<table><caption>Who</caption><thead><tr><th>Kind</th><th><a href='x.md'>Coach</a></th>"
        "</tr></thead><tbody><tr><th>Notes</th><td>Sees</td></tr></tbody></table>"
    )
    assert table == {
        "type": "table",
        "caption": [words("Who")],
        "heads": 1,
        "columns": 2,
        "rows": [
            [cell("Kind", is_head=True), cell("Coach", is_head=True)],
            [cell("Notes", is_head=True), cell("Sees", is_head=False)],
        ],
    }


def test_answers_lists_and_marks_keep_their_sense() -> None:
    """An answer box keeps its style, a list its order, and marked words their mark."""
    (_, answer, steps) = read(
        '<div class="hb-answer hb-answer--no"><p><strong>No.</strong> <em>Never</em></p></div>'
        "<ol><li>One</li></ol>"
    )
    strong = {"type": "strong", "content": [words("No.")]}
    emphasis = {"type": "emphasis", "content": [words("Never")]}
    assert answer == {
        "type": "answer",
        "style": "no",
        "blocks": [paragraph(strong, words(" "), emphasis)],
    }
    assert steps == {"type": "list", "is_ordered": True, "items": [[paragraph(words("One"))]]}


def test_a_drawing_keeps_its_description() -> None:
    """A drawing comes with its text equivalent and its caption."""
    (_, drawing) = read(
        '<figure><svg xmlns="http://www.w3.org/2000/svg" aria-label="A ring"><g/></svg>'
        "<figcaption>The cycle</figcaption></figure>"
    )
    assert drawing["alt"] == "A ring"
    assert drawing["caption"] == [words("The cycle")]
    assert str(drawing["svg"]).startswith("<svg")
