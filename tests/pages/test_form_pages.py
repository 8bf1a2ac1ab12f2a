"""Each printable form has a page with the form on it and its PDF beside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from handbook.model.handbook import Handbook
    from handbook.pages.page import Page

pytestmark = pytest.mark.slow


def test_form_for_each_role(shipped: Handbook, pages: dict[str, Page]) -> None:
    """A form for each role has a page for each, under the page that lists them."""
    overview = pages["forms/role-agreement.md"]
    for role in shipped.roles:
        page = pages[f"forms/role-agreement-{role.id}.md"]
        assert page.parent_uri == "forms/role-agreement.md"
        assert f"(role-agreement-{role.id}.md)" in overview.markdown


def test_pdf_is_named_with_its_pages_and_size(pages: dict[str, Page]) -> None:
    """The link to a PDF says how many pages and how many kilobytes it has."""
    page = pages["forms/confidentiality-agreement.md"]
    link = r"\[PDF, 2 pages,\s+2 KB\s*(?:<[^\]]*)?\]\(confidentiality-agreement\.pdf\)"
    assert len(re.findall(link, page.markdown)) == 1


def test_form_is_on_the_page(pages: dict[str, Page]) -> None:
    """The page holds the form itself, to be filled in."""
    assert pages["forms/contact-log.md"].markdown.count("<form") == 1


def test_questions_about_a_form(shipped: Handbook, pages: dict[str, Page]) -> None:
    """What people ask leads to the form, and to the overview where there is one for each role."""
    asks = {form.id: form.asks for form in shipped.forms}
    assert pages["forms/contact-log.md"].keywords[""] == asks["contact-log"]
    assert pages["forms/role-agreement.md"].keywords[""] == asks["role-agreement"]
    assert pages["forms/role-agreement-data-coach.md"].keywords[""] == ()
