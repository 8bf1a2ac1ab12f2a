"""Whatever a person writes in a YAML text, only known marks become elements of a page."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from handbook.inline import (
    Emphasis,
    Inline,
    Link,
    Strong,
    Words,
    iter_links,
    parse_inline,
    parse_paragraphs,
    render_html,
    render_plain,
    to_json,
)

MARKS = ("*", "**", "_", "`", "``", "[", "]", "(", ")", "\\", "<", ">", "&", "\n", "  \n")
LINKS = ("[x](https://example.org)", "[x][role:a]", "[x](javascript:a)", "<https://example.org>")
PIECES = st.sampled_from(
    (*MARKS, *LINKS, "&lt;", "<b>", "{{", "}}", "{:.a}", "a", "b c", "é", "1.")
)
TEXTS = st.lists(PIECES | st.text(max_size=4), max_size=24).map("".join)
ELEMENTS = {"a", "br", "code", "em", "strong"}


class _Page(HTMLParser):
    """The elements, attributes and visible text of a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes += attrs
        self.text += "\n" if tag == "br" else ""

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.names.add(f"<!--{data}")

    def handle_decl(self, decl: str) -> None:
        self.names.add(f"<!{decl}")

    def handle_pi(self, data: str) -> None:
        self.names.add(f"<?{data}")


@given(TEXTS)
def test_html_opens_only_known_elements(text: str) -> None:
    """The HTML of any text shows its plain words and opens nothing but marks and links."""
    nodes = parse_inline(text)
    page = _Page(render_html(nodes, resolve=lambda _kind, identifier: f"/{identifier}/"))
    assert page.names <= ELEMENTS
    assert page.text == render_plain(nodes)
    assert {name for name, _ in page.attributes} <= {"href"}


@given(TEXTS)
def test_links_lead_only_where_people_go(text: str) -> None:
    """Every link of any text has words, and leads to a record or to an address of four kinds."""
    for link in iter_links(parse_inline(text)):
        assert render_plain(link.content)
        starts = ("http://", "https://", "mailto:", "tel:")
        assert link.reference or link.target.lower().startswith(starts)


@given(TEXTS)
def test_json_says_the_same_words(text: str) -> None:
    """The values for other languages' templates hold the plain text, and are JSON."""
    nodes = parse_inline(text)
    written = json.loads(json.dumps(to_json(nodes)))
    assert "".join(map(_words_of, written)) == render_plain(nodes)


@given(
    st.text(alphabet=st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="*_`[]\\&"))
)
def test_text_without_marks_is_itself(text: str) -> None:
    """A text that holds no mark is one piece of words, its outer blanks left out."""
    shown = text.strip()
    assert parse_inline(text) == ((Words(shown),) if shown else ())


@given(TEXTS, TEXTS)
def test_a_blank_line_parts_two_paragraphs(first: str, second: str) -> None:
    """Two texts with a blank line between them read as each does alone."""
    alone = parse_paragraphs(first.strip()) + parse_paragraphs(second.strip())
    assert parse_paragraphs(f"{first.strip()}\n\n{second.strip()}") == alone


@given(TEXTS)
def test_touching_words_are_one_node(text: str) -> None:
    """No two pieces of words stand side by side, and none is empty."""
    assert _is_tidy(parse_inline(text))


def _words_of(value: dict[str, Any]) -> str:
    if value["type"] == "break":
        return "\n"
    content = value.get("content")
    return "".join(map(_words_of, content)) if isinstance(content, list) else str(value["text"])


def _is_tidy(nodes: tuple[Inline, ...]) -> bool:
    kinds = [type(node) for node in nodes]
    touching = (Words, Words) in pairwise(kinds)
    inner = (node.content for node in nodes if isinstance(node, Emphasis | Strong | Link))
    return not touching and Words("") not in nodes and all(map(_is_tidy, inner))
