"""What a page written by hand may hold: everything else is refused, at its place, with a remedy."""

from __future__ import annotations

import pytest

from handbook.pages.allow_list import check_markup
from handbook.pages.article import ArticleRenderer
from handbook.site_config import markdown_settings
from handbook.site_defaults import fill_in_config

SETTINGS = markdown_settings(fill_in_config({}, nav=()))
RENDERER = ArticleRenderer(SETTINGS)
TAKE_IT_OUT = "is not published: pages hold words, pictures, tables and links. Take it out."
LINK_ELSEWHERE = (
    "are not published. Link to a page of the handbook, or to an address that begins with https:, "
    "mailto: or tel:."
)


def check(body: str) -> list[str]:
    """Return what is refused of a page whose text begins on line 5."""
    problems = check_markup(body, path="content/a.md", first_line=5, render=RENDERER.render)
    return [str(problem).removeprefix("content/a.md:") for problem in problems]


@pytest.mark.parametrize(
    "body",
    [
        "# Title\n\n*Words*, `code` and **more**: 1 < 2, a<b and R&D; see [it](b.md#c).\n",
        '<div class="hb-split" markdown>\n\n<p class="hb-lede">{{ terms.coach }}</p>\n</div>',
        "[Mail](mailto:{{ contact.email }}) <office@example.org> <https://example.org/>",
        "![A {{ title | plain }}](images/{{ name }}.png){ width=340 loading=lazy }",
        '[Open][{{ reference }}]{ aria-label="Open {{ title | plain }}" .md-button }',
        "| a | b |\n| :-: | --- |\n| 1 | 2 |\n{ .hb-table }\n\nA note[^1].\n\n[^1]: Here.\n",
        '!!! note "Look"\n    Words.\n\n??? tip\n    More.\n\n*[PLC]: A community.\n\nA PLC.\n',
        '<table><caption>A</caption><tr><th scope="col" lang="es">B</th></tr></table>',
        "`<script>`\n\n    <script>\n\n```html\n<iframe src=javascript:x>\n```\n",
        "Term\n: What it means {: .hb-tag }\n",
        "A reader's data: what is kept",
    ],
)
def test_what_pages_may_hold(body: str) -> None:
    """Everything that Markdown makes, boxes with classes, and values in the text are published."""
    assert check(body) == []


@pytest.mark.parametrize(
    ("body", "place", "what"),
    [
        ("Hm.\n\n<script>alert(1)</script>", "7:1", "'<script>'"),
        ('a <iframe src="b"></iframe>', "5:3", "'<iframe>'"),
        ('<meta http-equiv="refresh" content="0;url=x">', "5:1", "'<meta>'"),
        ("<body onload=x>", "5:1", "'<body>'"),
        ("<style>p {}</style>", "5:1", "'<style>'"),
        ("<base href=x>", "5:1", "'<base>'"),
        ("<object data=x></object>", "5:1", "'<object>'"),
        ("<button formaction=x>y</button>", "5:1", "'<button>'"),
        ("<template><p></template>", "5:1", "'<template>'"),
        ("<!DOCTYPE html>", "5:1", "'<DOCTYPE html>'"),
        ('<p onclick="x()">a</p>', "5:4", "'onclick' of '<p>'"),
        ("<p><!-- b --><a href=x ONCLICK=y>c</a></p>", "5:24", "'onclick' of '<a>'"),
        ("Words\n{: onmouseover=x }\n", "6:4", "'onmouseover' of '<p>'"),
        ('<p style="color:red">a</p>', "5:4", "'style' of '<p>'"),
        ("[a](b.md){ style=x }", "5:12", "'style' of '<a>'"),
        ("<img src=a.png srcset=b>", "5:16", "'srcset' of '<img>'"),
        ("<p {{ name }}>a</p>", "5:1", "a value in place of an attribute of '<p>'"),
    ],
)
def test_elements_and_attributes(body: str, place: str, what: str) -> None:
    """What runs, loads or styles is refused where it stands."""
    assert check(body)[0] == f"{place}: {what} {TAKE_IT_OUT}"


@pytest.mark.parametrize(
    ("body", "place", "address"),
    [
        ("[a](javascript:x)", "5:5", "javascript:x"),
        ("[a](JaVaScRiPt:x)", "5:5", "JaVaScRiPt:x"),
        ("[a](java&#115;cript:x)", "5:1", "javascript:x"),
        ('<a href="java\tscript:x">b</a>', "5:1", "java   script:x"),
        ("[a][b]\n\n[b]: data:text/html,x", "7:6", "data:text/html,x"),
        ('<a href="vbscript:x">a</a>', "5:10", "vbscript:x"),
        ("[a](file:///etc/hosts)", "5:5", "file:///etc/hosts"),
    ],
)
def test_addresses(body: str, place: str, address: str) -> None:
    """A link leads to a page, the web, an e-mail or a telephone, however it is disguised."""
    assert check(body) == [f"{place}: links to '{address}' {LINK_ELSEWHERE}"]


@pytest.mark.parametrize("address", ["https://example.org/a.png", "//example.org/a.png", "data:x"])
def test_pictures_from_elsewhere(address: str) -> None:
    """A picture of another host is refused, for the host would learn who reads."""
    assert check(f"![a]({address})") == [
        (
            f"5:6: the picture '{address}' stands elsewhere, and whoever keeps it would learn who "
            "reads the page. Put the file into the content folder."
        )
    ]


def test_each_place_is_told() -> None:
    """What stands on a page twice is told twice; what stands in a code example is not."""
    assert [
        line.partition(": ")[0] for line in check("<b onx=1>a</b>\n`onx=`\n\n<i onx=2>b</i>")
    ] == [
        "5:4",
        "8:4",
    ]


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (
            '<i class="{{ name }}">a</i>',
            "5:1: a value inside a tag could end it. Write '| plain' before its closing braces.",
        ),
        (
            "[a](b.md){ title='{{ name }}' }",
            "5:10: a value inside a tag could end it. Write '| plain' before its closing braces.",
        ),
        (
            "[a]({{ address }})",
            (
                "5:3: a link begins with a value of the handbook, so nobody can tell where it "
                "leads. Write how the address begins, or use a cross-reference like "
                "[words][role:data-coach]."
            ),
        ),
    ],
)
def test_values_in_tags(body: str, problem: str) -> None:
    """A value of the handbook stands in the text, or as plain words in an attribute."""
    assert problem in check(body)


@pytest.mark.parametrize(
    "body",
    [
        "<math><mtext><table><mglyph><style><img src=x onerror=y>",
        '<noscript><p title="</noscript><img src=x onerror=y>">',
        '<svg><p><style><g title="</style><img src=x onerror=y>">',
        "<a href=x><select><template><style><!--</style><a rel='--><img src=x onerror=y>'>",
        "<![CDATA[><script>x</script>]]>",
        "<!--><script>x</script>-->",
        "<!---><iframe src=x></iframe>-->",
        "Words.\n\n<!-- --!><img src=x onerror=y> -->",
        "a <!--><b onclick=x>y</b>-->",
        "</ ><img src=x onerror=y>",
    ],
)
def test_what_only_a_browser_sees(body: str) -> None:
    """Tags that browsers take apart in a way of their own do not slip through."""
    assert check(body) != []


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (
            "Words.\n\n<div>\n\nMore.",
            "7:1: '<div>' is never ended. Write '</div>' where it ends, or take it out.",
        ),
        (
            "<b>Words",
            "5:1: '<b>' is never ended. Write '</b>' where it ends, or take it out.",
        ),
        (
            "Words.</div>",
            (
                "5:7: '</div>' ends what was not begun on this page. Take it out, or write "
                "'<div>' before it."
            ),
        ),
        (
            "</article></main>",
            (
                "5:1: '</article>' ends what was not begun on this page. Take it out, or write "
                "'<article>' before it."
            ),
        ),
        (
            "<div id=hb-content>x</div>",
            (
                "5:9: 'hb-content' is a name of the frame around every page. Choose an id that "
                "does not begin with 'hb-'."
            ),
        ),
    ],
)
def test_what_reaches_out_of_the_page(body: str, problem: str) -> None:
    """A page neither swallows what comes after it nor ends the frame that it stands in."""
    assert problem in check(body)


@pytest.mark.parametrize(
    "body",
    [
        "<p>Words",
        "<ul><li>One<li>Two</ul>",
        "<b><i>Words</b></i>",
        "<div markdown>\n\nWords, which Markdown ends itself.",
        "<br>",
    ],
)
def test_what_browsers_end_themselves(body: str) -> None:
    """What HTML lets stay open may stay open."""
    assert check(body) == []
