"""The shipped handbook and the small one as pages, with forms that nobody printed."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from handbook.opening import open_site
from handbook.press import Press

if TYPE_CHECKING:
    from collections.abc import Callable

    from handbook.forms.structure import FormDocument
    from handbook.pages.page import Page
    from handbook.pages.papers import FieldPlace
    from handbook.pages.sharing import ShareCard
    from handbook.site_source import SiteSource

PROJECT = Path(__file__).parents[2]
DISTRICT = PROJECT / "tests" / "fixtures" / "maple-valley"


class PaperlessPress(Press):
    """Stands in for the press: every form has two pages of nothing, and so has its Word copy."""

    def form_pdf(self, document: FormDocument, *, made_at: int) -> bytes:
        """Return two kibibytes."""
        return bytes(2048)

    def field_places(self, document: FormDocument, *, made_at: int) -> tuple[FieldPlace, ...]:
        """Return none."""
        return ()

    def page_count(self, document: FormDocument, *, made_at: int) -> int:
        """Return two."""
        return 2

    def word_copy(self, document: FormDocument, *, made_at: int) -> bytes:
        """Return one kibibyte."""
        return bytes(1024)

    def share_picture(self, card: ShareCard) -> bytes:
        """Return nothing that is drawn."""
        return bytes(1)

    def icon(self, svg: str, *, ground: str) -> bytes:
        """Return nothing that is drawn."""
        return bytes(1)


@pytest.fixture(scope="session")
def all_pages() -> tuple[Page, ...]:
    """Return every page of the base, as the fixture's district has it."""
    return open_site(PROJECT, DISTRICT, press=PaperlessPress()).pages


@pytest.fixture(scope="session")
def pages(all_pages: tuple[Page, ...]) -> dict[str, Page]:
    """Return every page of the shipped handbook, by its file."""
    return {page.uri: page for page in all_pages}


@pytest.fixture(scope="session")
def renamed_site(renamed_district: Path) -> SiteSource:
    """Return the shipped handbook in a district that calls nothing as the handbook does."""
    return open_site(PROJECT, renamed_district, press=PaperlessPress())


@pytest.fixture(scope="session")
def district_pages(
    tmp_path_factory: pytest.TempPathFactory,
) -> Callable[[str, str], dict[str, Page]]:
    """Return the function that makes the base's pages for the district with a line changed."""

    def make_pages(line: str, by: str) -> dict[str, Page]:
        root = shutil.copytree(DISTRICT, tmp_path_factory.mktemp("district"), dirs_exist_ok=True)
        text = (DISTRICT / "district.yml").read_text(encoding="utf-8")
        assert text.count(line) == 1
        (root / "district.yml").write_text(text.replace(line, by), encoding="utf-8")
        return {one.uri: one for one in open_site(PROJECT, root, press=PaperlessPress()).pages}

    return make_pages


@pytest.fixture(scope="session")
def pages_of() -> Callable[[Path], dict[str, Page]]:
    """Return the function that makes the pages of the handbook in a folder, by their files."""

    def make_pages(root: Path) -> dict[str, Page]:
        site = open_site(root, press=PaperlessPress())
        return {page.uri: page for page in site.pages}

    return make_pages
