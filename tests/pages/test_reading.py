"""Reading times follow what is rendered, after all that a district leaves out."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lxml import html as lxml_html

from handbook.articles import ArticleMaker
from handbook.cache import Cache
from handbook.pages.reading import WORDS_A_MINUTE, count_words, reading_minutes
from handbook.site_config import markdown_settings
from handbook.site_defaults import fill_in_config

if TYPE_CHECKING:
    from collections.abc import Callable

    from handbook.pages.page import Page

PROJECT = Path(__file__).parents[2]
TIMES = re.compile(
    r"""<a href="([^"#]+)[^"]*"[^>]*>[^<]*</a> <span class="hb-tag">(\d+) min</span>"""
)


def test_markup_is_no_word() -> None:
    """Tags, addresses, comments, attributes and the page's foot are not read."""
    assert count_words(
        "# A title { #here }\n\n1. <p class='hb-lede'>Two words</p> [a link](far/away.md) "
        "<!-- no word --> | -- | it's 3:15 &nbsp; re-read\n\n<svg><text>x</text></svg>"
        "<footer class='hb-foot'>Sources: none</footer>\n"
    ) == len(["A", "title", "Two", "words", "a", "link", "it's", "3:15", "re-read"])


def test_minutes() -> None:
    """The time is rounded, and never nothing."""
    assert reading_minutes("word") == 1
    assert reading_minutes("word " * (WORDS_A_MINUTE * 3 + 10)) == 3


@pytest.mark.slow
def test_times_are_those_of_the_article(pages: dict[str, Page]) -> None:
    """Every time that a page shows is that of the words in the other page's HTML."""
    maker = ArticleMaker(markdown_settings(fill_in_config({})), cache=Cache())
    shown = 0
    for uri, page in pages.items():
        assert "<!--reading-time" not in page.markdown
        for target, minutes in TIMES.findall(maker.make(page.markdown).html):
            place = (Path(uri).parent / target).as_posix()
            spaced = maker.make(pages[place].markdown).html.replace("<", " <")
            article = lxml_html.fromstring(f"<div>{spaced}</div>")
            for unread in article.xpath("//footer | //svg | //a[@class='headerlink']"):
                unread.drop_tree()
            words = len(re.findall(r"[^\W_]+(?:['’.,:@/–-][^\W_]+)*", article.text_content()))
            assert int(minutes) == max(1, round(words / WORDS_A_MINUTE)), (place, words)
            shown += 1
    assert shown > 10


@pytest.mark.slow
def test_what_is_left_out_is_not_counted(
    pages: dict[str, Page], district_pages: Callable[[str, str], dict[str, Page]]
) -> None:
    """A page that a district makes shorter takes less time, everywhere the time is shown."""
    fewer = district_pages(
        "roles: []", "roles: [data-coach, resource-provider, instructional-supporter]"
    )
    uri, link = "is-and-is-not.md", "](is-and-is-not.md) "
    before, after = (count_words(each[uri].markdown) for each in (pages, fewer))
    assert after < before - 50
    minutes = reading_minutes(fewer[uri].markdown)
    assert f'{link}<span class="hb-tag">{minutes} min' in fewer["for-coaches.md"].markdown
