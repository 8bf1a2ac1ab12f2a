"""Inline Markdown: what it means, and that nothing else ever gets through."""

from __future__ import annotations

from html.parser import HTMLParser

import markdown
import pytest

from handbook.inline import (
    Break,
    Code,
    Emphasis,
    Link,
    Strong,
    Words,
    iter_links,
    parse_inline,
    parse_paragraphs,
    render_html,
    render_markdown,
    render_plain,
    to_json,
)

EXTENSIONS = [
    "abbr",
    "admonition",
    "attr_list",
    "def_list",
    "footnotes",
    "md_in_html",
    "tables",
    "toc",
    "pymdownx.betterem",
    "pymdownx.blocks.admonition",
    "pymdownx.caret",
    "pymdownx.critic",
    "pymdownx.details",
    "pymdownx.emoji",
    "pymdownx.fancylists",
    "pymdownx.highlight",
    "pymdownx.inlinehilite",
    "pymdownx.keys",
    "pymdownx.magiclink",
    "pymdownx.mark",
    "pymdownx.smartsymbols",
    "pymdownx.superfences",
    "pymdownx.tabbed",
    "pymdownx.tasklist",
    "pymdownx.tilde",
]

NASTY = (
    "<script>alert(1)</script>",
    "<b onclick='x()'>bold</b> & <img src=x onerror=y>",
    "<!-- gone? --> and <? php ?>",
    "[click](javascript:alert(1)) and [here](data:text/html;base64,PHA+)",
    "[up](../../secret) and [local](/etc/passwd)",
    "[mine](https://example.org/a_(b)?x=1&copy=2 'title\" onx=1')",
    "<https://example.org> https://example.org www.example.org a@example.org",
    "words{: onclick=alert(1) .red #here }",
    "[text](https://example.org){: onclick=alert(1) }",
    "**bold**{: style='x' }",
    "{{ 7*7 }} {% include 'x' %} {# note #} ${x}",
    "`{{ code }}` `#!python x` ``a ` b`` ` x `",
    "# heading",
    "1. one",
    "1) one",
    "a. one",
    "- item",
    "+ item",
    "\\* item * item",
    "> quote",
    ": definition",
    "!!! note",
    "??? note",
    '=== "tab"',
    "/// note",
    "~~~ fence",
    "``` fence",
    "---",
    "***",
    "===",
    "| a | b |",
    "[TOC]",
    "[^1] and [^1]: note",
    "*[HTML]: long form",
    "[x]: https://example.org",
    "[ ] box and [x] box",
    ":smile: at 10:30 and 11:45: late",
    "==mark== ^^ins^^ ^sup^ ~sub~ ~~del~~ ++ctrl+a++ {++add++} {--del--} {>>note<<}",
    "(c) (R) (TM) --> <-- <--> =/= +/- 1/4 c/o 1st 2nd 3rd 4th 11th",
    "snake_case_word _em_ __strong__ *a*b*c*",
    "***both** x* **a***b* *a **b** c* **a *b***",
    "&amp; &lt;b&gt; &#60;script&#62; &copy;",
    "\\<b\\> \\\\ \\[x\\](y) \\`",
    '--8<-- "file"',
    "wzxhzdk:0 \x02wzxhzdk:0\x03 \x02klzzwxh:0001\x03",
    "user@host #12 @name",
    "[[link]] ![alt](https://example.org/x.png)",
    "Nguyễn “quoted” … Keali\u02bbi ﷺ \u202eabc",
    "    indented",
    "a\n# b\n- c\n> d",
    "a  \n# b",
    "$x$ \\(x\\) \\[x\\]",
    "[a [b](https://example.org) c](https://example.org)",
    "[**bold** `code`](https://example.org) *[em](https://example.org)*",
)

CONTEXTS = {
    "paragraph": "{}",
    "list": "- {}",
    "heading": "## {}",
    "table": "| a | b |\n| --- | --- |\n| {} | z |",
    "sentence": "Before {} after.",
}


class _Page(HTMLParser):
    """The elements, attributes and visible text of a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, tuple[tuple[str, str | None], ...]]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, tuple(attrs)))
        if tag == "br":
            self.text += "\n"

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.elements.append(("comment", ()))

    def handle_decl(self, decl: str) -> None:
        self.elements.append(("declaration", ()))

    def handle_pi(self, data: str) -> None:
        self.elements.append(("instruction", ()))


def _shown(text: str) -> str:
    return " ".join(text.split())


def test_every_kind_of_mark_becomes_a_node() -> None:
    """Emphasis, strong, code, links, cross-references, escapes and hard breaks are understood."""
    text = "a *b* **c** `d` [e](https://example.org) [f *g*][role:data-coach] \\*h\\*  \ni\nj"
    assert parse_inline(text) == (
        Words("a "),
        Emphasis((Words("b"),)),
        Words(" "),
        Strong((Words("c"),)),
        Words(" "),
        Code("d"),
        Words(" "),
        Link((Words("e"),), target="https://example.org"),
        Words(" "),
        Link((Words("f "), Emphasis((Words("g"),))), reference=("role", "data-coach")),
        Words(" *h*"),
        Break(),
        Words("i j"),
    )


def test_blank_lines_separate_paragraphs() -> None:
    """A blank line, with or without spaces on it, starts a new paragraph."""
    assert parse_paragraphs("a\nb\n\nc\n \t\n\n*d*\n") == (
        (Words("a b"),),
        (Words("c"),),
        (Emphasis((Words("d"),)),),
    )


@pytest.mark.parametrize(
    "target", ["https://example.org", "http://example.org", "mailto:a@example.org", "tel:+15550100"]
)
def test_addresses_of_four_kinds_are_links(target: str) -> None:
    """Web, mail and telephone addresses become links."""
    assert parse_inline(f"[x]({target})") == (Link((Words("x"),), target=target),)


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", "data:text/html,x", "vbscript:x", "//x", "../x.md", "#top"]
)
def test_other_addresses_stay_text(target: str) -> None:
    """A link to anything else is shown as it was written."""
    assert parse_inline(f"[x]({target})") == (Words(f"[x]({target})"),)


def test_a_link_without_words_shows_its_address() -> None:
    """A link has words, so that everyone can find it."""
    link = Link((Words("https://example.org"),), target="https://example.org")
    assert parse_inline("[](https://example.org)") == (link,)


def test_only_the_full_form_is_a_cross_reference() -> None:
    """`[role:data-coach]` alone and an empty text in front stay text."""
    assert parse_inline("[role:data-coach] [][role:data-coach]") == (
        Words("[role:data-coach] [][role:data-coach]"),
    )


def test_links_are_found_inside_other_marks() -> None:
    """Every link is listed, in reading order."""
    found = iter_links(parse_inline("**[a][role:x]** *b [c](https://example.org)*"))
    assert [link.reference or link.target for link in found] == [
        ("role", "x"),
        "https://example.org",
    ]


def test_markdown_keeps_marks_and_cross_references() -> None:
    """Ordinary prose comes back as ordinary Markdown."""
    text = "One-on-one *work*, **with** `care`: see [Data Coach][role:data-coach], 10:30."
    assert render_markdown(parse_inline(text)) == text


def test_html_resolves_cross_references() -> None:
    """A known record becomes a link, an unknown one stays words."""
    known = {("role", "a"): "/roles/a/?x=1&y"}
    html = render_html(parse_inline("[A][role:a] [B][role:b]"), resolve=lambda *key: known.get(key))
    assert html == '<a href="/roles/a/?x=1&amp;y">A</a> B'


def test_json_holds_every_node() -> None:
    """The values for a template name each node's kind and content."""
    nodes = parse_inline("a *b* `c` [d](https://example.org) [e][role:x]")
    assert to_json(nodes) == [
        {"type": "words", "text": "a "},
        {"type": "emphasis", "content": [{"type": "words", "text": "b"}]},
        {"type": "words", "text": " "},
        {"type": "code", "text": "c"},
        {"type": "words", "text": " "},
        {
            "type": "link",
            "target": "https://example.org",
            "content": [{"type": "words", "text": "d"}],
        },
        {"type": "words", "text": " "},
        {"type": "link", "target": "", "content": [{"type": "words", "text": "e"}]},
    ]


@pytest.mark.parametrize("context", CONTEXTS.values(), ids=CONTEXTS)
@pytest.mark.parametrize("text", NASTY)
def test_nasty_text_reaches_a_page_as_the_text_it_is(text: str, context: str) -> None:
    """Through Python-Markdown with every extension, only the parsed marks become elements."""
    nodes = parse_inline(text)
    plain = _Page(markdown.markdown(context.format("x"), extensions=EXTENSIONS))
    wanted = _Page(render_html(nodes))
    page = _Page(markdown.markdown(context.format(render_markdown(nodes)), extensions=EXTENSIONS))
    frame = [tag for tag, _ in plain.elements]
    assert [tag for tag, _ in page.elements if tag not in frame] == [
        tag for tag, _ in wanted.elements
    ]
    assert [tag for tag, _ in page.elements if tag in frame] == frame
    assert _shown(page.text) == _shown(plain.text.replace("x", render_plain(nodes), 1))
    allowed = {"href", "id"} if "##" in context else {"href"}
    assert {name for _, attrs in page.elements for name, _ in attrs} <= allowed


@pytest.mark.parametrize("text", NASTY)
def test_nasty_text_reaches_html_as_the_text_it_is(text: str) -> None:
    """The HTML form shows the plain text and opens nothing but known elements."""
    nodes = parse_inline(text)
    page = _Page(render_html(nodes))
    assert page.text == render_plain(nodes)
    assert {tag for tag, _ in page.elements} <= {"em", "strong", "code", "a", "br"}
    assert {name for _, attrs in page.elements for name, _ in attrs} <= {"href"}
