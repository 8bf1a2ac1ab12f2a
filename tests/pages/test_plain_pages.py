"""Everybody in a school can read every page: short sentences of short words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from handbook.articles import ArticleMaker
from handbook.cache import Cache
from handbook.site_config import markdown_settings
from handbook.site_defaults import fill_in_config
from tests.readability import Grade, grade_article

if TYPE_CHECKING:
    from handbook.model.handbook import Handbook
    from handbook.pages.page import Page

ROOT = Path(__file__).parents[2]

MANUAL = "using/"
"""The manual for editors speaks of files and commands, and has names for them."""

HARDEST_PAGE, HARDEST_MEAN = 9.0, 6.0
"""The school years in which the hardest page, and pages on average, are read with ease."""

NAMED = {"form", "source", "role", "non-role", "framework", "domain", "function", "principle-set"}
"""The kinds of records whose names nobody can shorten where they are named."""


@pytest.mark.slow
def test_every_page_can_be_read(pages: dict[str, Page], shipped: Handbook) -> None:
    """No page is harder than ninth grade, and pages are sixth grade on average."""
    grades = grade_pages(pages, handbook=shipped)
    hard = {uri: found.hardest for uri, found in grades.items() if found.grade > HARDEST_PAGE}
    assert hard == {}
    assert len(grades) > 80
    assert sum(found.grade for found in grades.values()) / len(grades) <= HARDEST_MEAN


def grade_pages(pages: dict[str, Page], *, handbook: Handbook) -> dict[str, Grade]:
    """Return how hard each page for readers is."""
    terms = {form for word in handbook.terms.values() for form in (word.singular, word.plural)}
    domains = (domain for framework in handbook.frameworks for domain in framework.domains)
    names = {
        *(entry.name for entry in handbook.all_entries if entry.kind in NAMED),
        *(form.title for form in handbook.forms),
        *(domain.official_title for domain in domains),
        *(handbook.district.name, handbook.district.short_name),
    }
    settings = markdown_settings(fill_in_config({}))
    maker = ArticleMaker(settings, cache=Cache())
    return {
        uri: grade_article(maker.make(page.markdown).html, terms=terms, names=names)
        for uri, page in pages.items()
        if not uri.startswith(MANUAL)
    }
