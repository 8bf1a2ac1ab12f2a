"""From folders to a finished site source: loading, checking, adopting, rendering, in this order.

Nothing is written here; the hosts (the MkDocs plugin, `handbook stage`) put it where it belongs.
"""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from handbook.checks import check_handbook
from handbook.forms.document import build_form_documents
from handbook.loading import load_handbook
from handbook.model.adoption import adopt_handbook
from handbook.pages.catalogue import build_pages
from handbook.pages.colors import render_district_css
from handbook.pages.desk import Desk, pdf_uri
from handbook.pages.hand_pages import render_bodies
from handbook.problems import HandbookError, Problem, Severity
from handbook.schema import describe_models

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from handbook.model.handbook import Handbook
    from handbook.pages.page import Page
    from handbook.pdf import FormPrinter

DISTRICT_CSS_URI = "assets/district.css"


@dataclass(frozen=True, slots=True)
class SiteSource:
    """Everything a site engine needs, beside the theme."""

    handbook: Handbook
    """The handbook, as adopted."""
    pages: tuple[Page, ...]
    """Every page, in menu order."""
    files: Mapping[str, bytes]
    """Every other file made from data, by its URI: forms as PDF, the district's colours."""
    warnings: tuple[Problem, ...]
    """What is worth a look and keeps nothing from being built."""


def open_site(*roots: Path, printer: FormPrinter, has_directory_urls: bool = True) -> SiteSource:
    """Read the handbook in the given folders and make its whole site source.

    Args:
        roots: The base folder, then any overlays.
        printer: Typesets the forms; it remembers what it typeset.
        has_directory_urls: Whether a page `a/b.md` is published as `a/b/`.

    Raises:
        HandbookError: Something keeps it from being built; all problems and warnings are in it.
    """
    handbook, problems = load_handbook(*roots)
    found = [*problems, *check_handbook(handbook, is_whole=not problems)]
    if _has_errors(problems):
        raise HandbookError(found)
    adopted = adopt_handbook(handbook)
    documents = build_form_documents(adopted)
    desk = Desk(adopted, documents, printer, has_directory_urls)
    bodies, faults = render_bodies(desk)
    found += faults
    if _has_errors(found):
        raise HandbookError(found)
    pages = build_pages(desk, bodies=bodies, field_reference=describe_models())
    pdfs = {pdf_uri(document): printer.render(document) for document in documents}
    css = render_district_css(adopted.district.colors)
    files = {**pdfs, DISTRICT_CSS_URI: css.encode()}
    return SiteSource(adopted, pages, files, tuple(sorted(set(found))))


def build_timestamp() -> int:
    """Return the time a build says it was made at, in seconds: SOURCE_DATE_EPOCH where set."""
    return int(os.environ.get("SOURCE_DATE_EPOCH", time.time()))


def _has_errors(problems: Iterable[Problem]) -> bool:
    return any(problem.severity is Severity.ERROR for problem in problems)
