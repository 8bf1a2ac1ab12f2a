"""Articles come out of the cache as they went in, and only where all that makes them is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import markdown
import pytest

from handbook.articles import ArticleMaker, render_articles
from handbook.cache import Cache
from handbook.pages.article import ArticleRenderer
from handbook.pages.page import Page
from handbook.problems import HandbookError
from handbook.site_config import MarkdownSettings

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "# Trust & *care*\n\nSee [who](about.md#who) and ![a logo](assets/logo.svg).\n\n## Two\n"
SETTINGS = MarkdownSettings(("toc", "tables", "attr_list"), {"toc": {"permalink": True}})


def test_kept_articles_are_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An article that was kept equals the one that was rendered, without rendering again."""
    rendered = ArticleMaker(SETTINGS, cache=Cache(tmp_path)).make(TEXT)
    assert rendered == ArticleRenderer(SETTINGS).render(TEXT)
    monkeypatch.setattr(ArticleRenderer, "render", None)
    kept = ArticleMaker(SETTINGS, cache=Cache(tmp_path)).make(TEXT)
    assert kept == rendered
    assert kept.toc == rendered.toc


FOOT = """
<footer class="hb-foot" markdown>

Sources: *none*

<p class="hb-meta">{}</p>

</footer>
"""
"""The foot of a page; these are the settings that read it."""
FOOTED = MarkdownSettings(("toc", "attr_list", "md_in_html"), {})


@pytest.mark.parametrize("whose", ["A &amp; B *Schools*", "A & B <i>\\", "\ue0ed", r"\1"])
def test_whose_edition_it_is_does_not_make_another_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, whose: str
) -> None:
    """What the foot says of the edition is put into the page that was kept, letter by letter."""
    ours, theirs = (f"{TEXT}\n{FOOT.format(name)}" for name in ("Ours", whose))
    rendered = ArticleRenderer(FOOTED).render(theirs)
    ArticleMaker(FOOTED, cache=Cache(tmp_path)).make(ours)
    if not {"\ue0ed", "<"} & set(whose):
        monkeypatch.setattr(ArticleRenderer, "render", None)
    assert ArticleMaker(FOOTED, cache=Cache(tmp_path)).make(theirs) == rendered


def test_other_settings_give_another_article(tmp_path: Path) -> None:
    """What a page is rendered with counts as much as its text."""
    cache = Cache(tmp_path)
    plain = MarkdownSettings(("toc",), {})
    assert ArticleMaker(SETTINGS, cache=cache).make(TEXT) == ArticleRenderer(SETTINGS).render(TEXT)
    assert ArticleMaker(plain, cache=cache).make(TEXT) == ArticleRenderer(plain).render(TEXT)


def test_an_extension_that_nobody_knows(tmp_path: Path) -> None:
    """With an extension whose version cannot be known, nothing is kept."""
    settings = MarkdownSettings(("tests_own_extension",), {})
    maker = ArticleMaker(settings, cache=Cache(tmp_path))
    maker.__dict__["_renderer"] = ArticleRenderer(SETTINGS)
    assert maker.make(TEXT) == ArticleRenderer(SETTINGS).render(TEXT)
    assert list(tmp_path.iterdir()) == []


def test_a_page_that_no_extension_can_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever an extension raises is a problem of the page that it read."""

    def stumble(*_: object) -> str:
        raise RecursionError

    page = Page(uri="a.md", title="A", markdown="words", source_path="content/a.md")
    monkeypatch.setattr(markdown.Markdown, "convert", stumble)
    with pytest.raises(HandbookError) as error:
        render_articles([page], settings=SETTINGS, cache=Cache(tmp_path))
    assert str(error.value.problems[0]) == (
        "content/a.md:1:1: the page cannot be read as Markdown (RecursionError). Take out what was "
        "added last, or what is unusual in it."
    )
