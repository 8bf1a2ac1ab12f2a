"""Which pages explain words in place, what leads back to a record, and what the finder page has."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handbook.published import ANSWER_SCRIPTS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from handbook.pages.page import Page

_TERM = re.compile(r'<a class="hb-term" href="([^"]*)"')

_MENTORING = (
    '<a class="hb-term" href="../glossary/#term-mentoring" data-hb-term="Help for a beginner.">'
)


def test_first_mention_is_explained(
    small_handbook: Path, pages_of: Callable[[Path], dict[str, Page]]
) -> None:
    """A page's first mention of a term is a link to the glossary that carries the meaning."""
    page = small_handbook / "content/trust.md"
    page.write_text("---\ntitle: Trust\n---\n\nNot mentoring. Mentoring helps.\n", encoding="utf-8")
    assert f"Not {_MENTORING}mentoring</a>. Mentoring helps." in (
        pages_of(small_handbook)["trust.md"].markdown
    )


def test_page_about_a_term_does_not_explain_it(
    small_handbook: Path, pages_of: Callable[[Path], dict[str, Page]]
) -> None:
    """Where a term leads, and where it is the title, the word is left alone."""
    comparison = small_handbook / "roles/compare/mentoring.yml"
    text = comparison.read_text(encoding="utf-8")
    comparison.write_text(text.replace("A mentor helps", "In mentoring, one helps"), "utf-8")
    page = small_handbook / "content/trust.md"
    page.write_text("---\ntitle: Mentoring\n---\n\nMentoring helps.\n", encoding="utf-8")
    pages = pages_of(small_handbook)
    assert "hb-term" not in pages["trust.md"].markdown
    assert "In mentoring, one helps" in pages["compare/mentoring.md"].markdown


def test_only_pages_for_readers_explain(pages: dict[str, Page]) -> None:
    """The glossary, the lists of everything and the pages for editors stay plain."""
    explaining = {uri for uri, page in pages.items() if "hb-term" in page.markdown}
    assert {"confidentiality.md", "is-and-is-not.md", "cycle/implement.md"} <= explaining
    plain = {"glossary.md", "sources.md", "finder.md", "crosswalk.md", "forms/index.md"}
    assert explaining & plain == set()
    assert [uri for uri in explaining if uri.startswith("using/")] == []


def test_no_term_is_explained_twice(pages: dict[str, Page]) -> None:
    """A page leads to a term once at most."""
    for page in pages.values():
        targets = _TERM.findall(page.markdown)
        assert len(targets) == len(set(targets))


def test_record_leads_back_to_pages_and_myths(pages: dict[str, Page]) -> None:
    """A record's page names the pages and myths that send their readers to it."""
    assert (
        "Related: [Working with data](../coaching/data.md)" in pages["roles/data-coach.md"].markdown
    )
    assert (
        "Related: [Coaching is supervision in disguise](myths.md#supervision-in-disguise)"
        in pages["not/evaluation.md"].markdown
    )


def test_finder_page_has_the_words_of_answers(pages: dict[str, Page]) -> None:
    """The finder's Markdown has each verdict in words, its sentence, and Markdown links."""
    text = pages["finder.md"].markdown
    assert pages["finder.md"].title == "Can my coach …?"
    assert 'id="can-my-coach-sub-for-me"' in text
    assert '<strong class="hb-verdict hb-verdict--no">No</strong>' in text
    assert "[Read more: Serving as a substitute teacher](not/substitute-teaching.md)" in text
    assert "It takes: [Consent to share](forms/consent-to-share.md)" in text
    assert text.count("data-hb-example") == 6
    assert pages["finder.md"].meta["scripts"] == [*ANSWER_SCRIPTS, "assets/finder.js"]


def test_finder_of_a_handbook_without_questions(
    small_handbook: Path, pages_of: Callable[[Path], dict[str, Page]]
) -> None:
    """A handbook whose records have hardly a question has a finder all the same."""
    text = pages_of(small_handbook)["finder.md"].markdown
    assert "# Can my instructional coach …?" in text
    assert text.count("<details") == 2
