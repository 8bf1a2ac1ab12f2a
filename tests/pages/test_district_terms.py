"""Another district's words stand on every page, and the shipped ones nowhere beside them."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from handbook.articles import ArticleMaker
from handbook.assets import STAMP
from handbook.cache import Cache
from handbook.loading import load_handbook
from handbook.model.terms import settle_word
from handbook.published import QUESTIONS_URI
from handbook.site_config import markdown_settings
from handbook.site_defaults import fill_in_config

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from handbook.model.surroundings import NavItem
    from handbook.site_source import SiteSource

PROJECT = Path(__file__).parents[2]

pytestmark = pytest.mark.slow

MANUAL = "using/"
"""The manual explains the shipped files to editors, in the words that stand in these files."""

OTHERS_WORDS = {
    "sources.md": "holds the titles of other people's works",
    "glossary.md": "lists the names that readers may know a thing by",
}
"""The pages that quote, beside speaking."""

READ_ALOUD = re.compile(r"""\b(?:aria-label|data-label|alt|title)="([^"]*)\"""")
TAGS = re.compile(r"<(script|style|svg)\b.*?</\1>|<!--.*?-->|<[^>]*>", re.DOTALL)
CITED = re.compile(r"<(p|li)[^>]*>\s*Sources:.*?</\1>|<a [^>]*sources\.md#[^>]*>.*?</a>", re.DOTALL)


def words_shown(site: SiteSource) -> Iterator[tuple[str, str]]:
    """Yield what readers read on every page, and in every answer of the finder."""
    maker = ArticleMaker(markdown_settings(fill_in_config({})), cache=Cache())
    for page in site.pages:
        if not page.uri.startswith(MANUAL) and page.uri not in OTHERS_WORDS:
            html = CITED.sub(" ", maker.make(page.markdown).html)
            parts = (page.title, page.meta.get("description"), *READ_ALOUD.findall(html))
            yield page.uri, unescape(" . ".join(map(str, (*parts, TAGS.sub(" ", html)))))
    yield "content/menu.yml", " . ".join(menu_titles(site.nav))
    questions = next(uri for uri in site.files if STAMP.sub("", uri) == QUESTIONS_URI)
    data = site.files[questions].decode().partition("=")[2].rstrip(";\n")
    for question in json.loads(data)["questions"]:
        links = " . ".join(f"{link['before']} {link['name']}" for link in question["links"])
        shown = f"{question['ask']} . {question['label']} . {question['text']} . {links}"
        yield f"{QUESTIONS_URI}#{question['id']}", shown


def test_no_page_says_an_old_word(renamed_site: SiteSource, renamed_district: Path) -> None:
    """No page, form or answer has a word that the district replaced, but for the kept phrases."""
    handbook, _ = load_handbook(PROJECT, renamed_district)
    district = handbook.district
    names = {
        *(district.name, district.handbook_title, district.edition.approved_by),
        *district.schools,
        *filter(None, (district.web_address, *(one.email for one in district.contacts))),
        *(one.official_title for framework in handbook.frameworks for one in framework.domains),
        *(contact.name for contact in district.contacts),
        *(contact.about for contact in district.contacts),
    }
    kept = [one.phrase for term in handbook.declared_terms.values() for one in term.kept]
    old = [settle_word(term) for term in handbook.declared_terms.values()]
    bare = {form for word in old for form in (word.singular, word.plural)}
    allowed, pattern = either({*names, *kept}), either(bare)
    found = [
        (place, rest[max(match.start() - 30, 0) : match.end() + 30])
        for place, text in words_shown(renamed_site)
        for rest in [allowed.sub(" ", text)]
        for match in pattern.finditer(rest)
    ]
    assert found == []


def menu_titles(nav: Iterable[NavItem]) -> Iterator[str]:
    """Yield every title that a menu gives."""
    for item in nav:
        for title, entry in item.items() if isinstance(item, dict) else ():
            yield title
            yield from menu_titles(entry if isinstance(entry, list) else ())


def either(words: set[str]) -> re.Pattern[str]:
    """Return what finds any of some words, whole and in any letters."""
    longest = sorted(words, key=lambda word: (-len(word), word))
    pattern = "|".join(r"\s+".join(map(re.escape, word.split())) for word in longest)
    return re.compile(rf"(?<![\w@/.-])(?:{pattern})(?!\w)", re.IGNORECASE)


def test_new_words_stand_as_titles_have_them(renamed_site: SiteSource) -> None:
    """A word in the middle of a title has a title's letters, and at a start a capital."""
    titles = {page.uri: page.title for page in renamed_site.pages}
    assert titles["forms/coach-principal-agreement.md"] == (
        "Agreement Between Learning Partner and Head"
    )
    assert titles["not/index.md"] == "Not a learning partner's job"
    assert titles["for-teachers.md"] == "For educators"


def test_articles_fit(renamed_site: SiteSource) -> None:
    """A word that begins with a vowel has 'an' before it."""
    text = " ".join(text for _, text in words_shown(renamed_site))
    assert re.findall(r"\b[Aa] (?:educator|appraiser)\b", text) == []
    assert len(re.findall(r"\ban educator\b", text)) > 5
