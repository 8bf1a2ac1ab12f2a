"""Values become safe Markdown wherever a page names them, and a page reaches nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import html5lib
import pytest
from jinja2 import UndefinedError

from handbook.model.record import Line, Record
from handbook.pages.article import ArticleRenderer
from handbook.pages.templating import Templates
from handbook.site_config import markdown_settings, read_config

RENDERER = ArticleRenderer(
    markdown_settings(read_config(Path(__file__).parent.parent / "mkdocs.yml"))
)


class Card(Record):
    """A record as small as one can be."""

    name: Line
    """What it is called."""


DATA: dict[str, Any] = {
    "card": Card(name="Data Coach"),
    "html": "<script>alert(1)</script> & <b>bold</b>",
    "markdown": "*kindly*, **always** and `a|b`; see [it][role:data-coach] or [us](https://example.org).",
    "two": "First\nparagraph.\n\nSecond <i>one</i>.",
    "heading": "# 1. not a heading",
    "script": "[x](javascript:alert(1))",
    "braces": "{{ card.name }} and {% if %}",
    "steps": ("one", "two", "three"),
    "nothing": None,
    "count": 3,
}


def render(text: str) -> str:
    """Render a page without faults."""
    rendered, problems = Templates(DATA).render_text(text, path="content/a.md", first_line=1)
    assert problems == ()
    return rendered.removesuffix("\n")


def test_raw_html_never_becomes_html() -> None:
    """HTML in a value reaches the page as visible words."""
    assert render("{{ html }}") == (
        "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;bold&lt;/b&gt;"
    )


def test_raw_html_in_an_attribute() -> None:
    """HTML in a value stays inside the attribute that it is put into."""
    assert render('<td data-label="{{ \'" onclick="x\' | plain }}">') == (
        '<td data-label="&#34; onclick=&#34;x">'
    )


def test_inline_markdown_of_a_value_works() -> None:
    """Emphasis, code, links and cross-references in a value are those of the page."""
    assert render("{{ markdown }}") == (
        "*kindly*, **always** and <code>a&#124;b</code>; "
        "see [it][role:data-coach] or [us](https://example.org)."
    )


def test_block_markdown_of_a_value_does_not() -> None:
    """A value starts no heading and no list."""
    assert render("{{ heading }}") == "&#35; 1. not a heading"


def test_script_address_stays_text() -> None:
    """An address that runs a script makes no link."""
    assert render("{{ script }}") == "&#91;x&#93;(javascript:alert(1))"


def test_braces_of_a_value_stay_text() -> None:
    """Braces in a value are never worked out, and never stay braces."""
    assert render("{{ braces }}") == ("&#123;&#123; card.name &#125;&#125; and &#123;% if %&#125;")


def test_paragraphs_of_a_value() -> None:
    """A value keeps its paragraphs, each on one line."""
    assert render("{{ two }}") == "First paragraph.\n\nSecond &lt;i&gt;one&lt;/i&gt;."


def test_value_on_one_line() -> None:
    """The filter `one_line` puts all paragraphs on the line of a list item or a table cell."""
    assert render("- {{ two | one_line }}") == "- First paragraph. Second &lt;i&gt;one&lt;/i&gt;."


def test_words_alone() -> None:
    """The filter `plain` leaves the visible words."""
    assert render("{{ markdown | plain }}") == "kindly, always and a&#124;b; see it or us."


def test_joins_keep_their_spaces() -> None:
    """A comma and a space between values stay a comma and a space."""
    loop = "{% for step in steps %}{{ step }}{{ ', ' if not loop.last }}{% endfor %}."
    assert render(loop) == "one, two, three."
    assert render("{{ steps | join(', ') }}") == "one, two, three"
    assert render("{{ 'a' }}{{ ' ' }}{{ 'b' }}") == "a b"


def test_empty_value() -> None:
    """An empty field prints nothing."""
    assert render("[{{ nothing }}]") == "[]"


def test_number() -> None:
    """A number prints as it is."""
    assert render("{{ count }} steps") == "3 steps"


def test_what_the_page_itself_says_is_its_own() -> None:
    """Markdown and HTML that a person wrote on the page stay as they are."""
    assert render("# Title\n\n<div markdown>\n*x*\n</div>") == (
        "# Title\n\n<div markdown>\n*x*\n</div>"
    )


def test_blank_lines_of_blocks_do_not_pile_up() -> None:
    """However many blocks end on a line of their own, one blank line stands between paragraphs."""
    assert render("a\n{% if count %}\n\n\n{% endif %}\n\n\nb") == "a\n\nb"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("{{ ''.__class__ }}", "__class__"),
        ("{{ card.__init__.__globals__ }}", "__init__"),
        ("{{ card['__class__'] }}", "__class__"),
        ("{{ steps.__len__ }}", "__len__"),
        ("{{ card.parse_raw }}", "parse_raw"),
        ("{{ card.parse_file }}", "parse_file"),
        ("{{ card.model_construct }}", "model_construct"),
    ],
)
def test_page_cannot_reach_behind_the_data(text: str, name: str) -> None:
    """What Python hides, and what records could do with files, has no name on a page."""
    column = text.index(name) + 1
    rendered, problems = Templates(DATA).render_text(text, path="content/a.md", first_line=1)
    assert [str(problem) for problem in problems] == [
        f"content/a.md:1:{column}: nothing is called '{name}'."
    ]
    assert rendered == "\n"


def test_package_template_refuses_unknown_names() -> None:
    """A template of the package that names nothing is a fault of the package, and stops."""
    with pytest.raises(UndefinedError, match=r"^'terms' is undefined$"):
        Templates(DATA).render_template("index-framework.md", title="Standards")


HOSTILE = (
    "[x](javascript:zq)",
    "![x](https://zq.example/a.png)",
    "{: onclick=zq }",
    "x](javascript:zq",
    "x\n{: onclick=zq }",
    "[x]: javascript:zq",
    "<javascript:zq>",
    '" onclick="zq',
    "' onclick='zq",
    "<b onclick=zq>",
    "x\n\n!!! note\n    <script>zq</script>",
)


@pytest.mark.parametrize(
    "page",
    [
        "{{ VALUE }}",
        "{{ VALUE | plain }}",
        "{{ VALUE | one_line }}",
        "{{ VALUE | default('x') }}",
        "{{ 'a' ~ VALUE ~ 'b' }}",
        "{{ (card.name | plain) ~ VALUE }}",
        "{{ [VALUE, VALUE] | join }}",
        "{% set a = card.name | plain %}{{ a ~ VALUE }}",
        "{% for a in [VALUE] %}{{ a }}{% endfor %}",
        "![A {{ VALUE | plain }}](a.png)",
        "[A {{ VALUE }}](a.md)",
        '[A](a.md){ aria-label="{{ VALUE | plain }}" }',
        '<p title="{{ VALUE | plain }}">a</p>',
        "## {{ VALUE }}",
        "- {{ VALUE | one_line }}",
        "| a |\n| - |\n| {{ VALUE | one_line }} |",
        "a\n: {{ VALUE | one_line }}",
        "!!! note\n    {{ VALUE | one_line }}",
        "a[^1]\n\n[^1]: {{ VALUE | one_line }}",
    ],
)
@pytest.mark.parametrize("value", HOSTILE)
def test_values_are_words(page: str, value: str) -> None:
    """Wherever a page prints a value, written out or named, it is words to every reader."""
    quoted = value.replace("\n", "\\n").replace('"', '\\"')
    if "VALUE, VALUE" not in page and "in [VALUE]" not in page:
        _has_no_act(Templates({**DATA, "value": value}), page.replace("VALUE", "value"))
    _has_no_act(Templates(DATA), page.replace("VALUE", f'"{quoted}"'))


def _has_no_act(templates: Templates, page: str) -> None:
    markdown, problems = templates.render_text(page, path="content/a.md", first_line=1)
    assert problems == ()
    tree = html5lib.parse(RENDERER.render(markdown).html, namespaceHTMLElements=False)
    for element in tree.iter():
        assert element.tag not in {"script", "iframe"}, page
        assert not any(name.startswith("on") for name in element.attrib), page
        assert not (element.get("href") or "").strip().startswith("javascript:"), page
        assert element.get("src", "a.png") == "a.png", page
