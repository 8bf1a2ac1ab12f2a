"""A page's Markdown as an article: its HTML, its links apart, its headings and its places."""

from __future__ import annotations

from handbook.pages.article import Article, ArticleRenderer
from handbook.site_config import MarkdownSettings

SETTINGS = MarkdownSettings(("toc", "tables", "attr_list", "md_in_html"), {"toc": {"toc_depth": 2}})


def render(text: str) -> Article:
    """Return a page as an article."""
    return ArticleRenderer(SETTINGS).render(text)


def test_links_stay_as_the_page_gives_them() -> None:
    """Links and pictures lead where the page says; each is given once for each place."""
    article = render("[a](b.md#c) ![d](e.png?f&g) [h](b.md#c)\n")
    assert article.html == (
        '<p><a href="b.md#c">a</a> <img alt="d" src="e.png?f&amp;g" /> <a href="b.md#c">h</a></p>'
    )
    assert article.links == ("b.md#c", "e.png?f&g", "b.md#c")


def test_links_are_turned() -> None:
    """A reader gives every link the form it needs, and what it gives cannot leave the attribute."""
    html = render("[a](b.md) and [c](d.md)\n").html_with(
        lambda link: {"b.md": "../b/", "d.md": '"><i>'}[link]
    )
    assert html == '<p><a href="../b/">a</a> and <a href="&quot;&gt;&lt;i&gt;">c</a></p>'


def test_a_page_without_links() -> None:
    """A page without a link is one piece."""
    article = render("Words.\n")
    assert (article.pieces, article.links, article.html) == (
        ("<p>Words.</p>",),
        (),
        "<p>Words.</p>",
    )


def test_email_in_disguise_is_no_link_to_turn() -> None:
    """An e-mail address that Markdown disguises stays as it is."""
    article = render("<office@example.org>\n")
    assert article.links == ()
    assert article.html.startswith('<p><a href="&#109;&#97;&#105;&#108;&#116;&#111;&#58;')


def test_signs_of_the_renderer_cannot_be_typed() -> None:
    """A page that holds the sign for a link shows it as words."""
    article = render("\x02handbook-link:7\x03 [a](b.md)\n")
    assert article.html == '<p>handbook-link:7 <a href="b.md">a</a></p>'


def test_headings_and_places() -> None:
    """Headings are nested with their ids; every id on the page is a place, wherever it stands."""
    article = render(
        "# One & two\n\n## Three {: #3 }\n\n#### Deep\n\n"
        '<p id="raw"><a name="old"></a></p>\n\n`id="x"`\n'
    )
    assert [(entry["name"], entry["id"]) for entry in article.toc] == [("One &amp; two", "one-two")]
    assert [entry["id"] for entry in article.toc[0]["children"]] == ["3"]
    assert article.ids == {"one-two", "3", "deep", "raw", "old"}


def test_one_page_leaves_nothing_for_the_next() -> None:
    """A renderer that has rendered other pages gives what a new one gives."""
    renderer = ArticleRenderer(SETTINGS)
    renderer.render("# Same\n\n[a][b]\n\n[b]: c.md\n")
    text = "# Same\n\n[a][b]\n"
    assert renderer.render(text) == render(text)
    assert renderer.render(text).toc[0]["id"] == "same"
