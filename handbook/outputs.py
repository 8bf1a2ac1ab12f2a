"""Files made of a whole handbook beside its pages and papers: one row each, address to function."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handbook.exports.calendars import render_first_days, render_school_year
from handbook.exports.catalog import CATALOG_URI, render_catalog
from handbook.exports.competencies import render_packages
from handbook.exports.forms_list import FORMS_URI, render_forms_list
from handbook.exports.schemas import (
    CATALOG_SCHEMA_URI,
    FORMS_SCHEMA_URI,
    render_catalog_schema,
    render_forms_schema,
)
from handbook.exports.signing_fields import render_signing_fields
from handbook.exports.tables import render_tables
from handbook.pages.colors import render_district_css
from handbook.pages.edition_feed import render_feed
from handbook.pages.edition_pages import render_code_data
from handbook.pages.finder_page import render_question_data
from handbook.published import CODES_URI, FEED_URI, FIRST_DAYS_URI, QUESTIONS_URI, YEAR_URI
from handbook.roster.plan import district_names
from handbook.roster.template import render_template_csv, template_columns

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from handbook.pages.desk import Desk


DISTRICT_SHEET = "assets/district.css"


def make_outputs(desk: Desk) -> dict[str, bytes]:
    """Return every file that pages and readers need; none that this handbook has nothing for."""
    made = {uri: make(desk) for uri, make in _OUTPUTS.items()}
    return {uri: content for uri, content in made.items() if content}


def make_data(desk: Desk) -> dict[str, bytes]:
    """Return the handbook's data for other programs, by the files' URIs."""
    made = {uri: make(desk) for uri, make in _DATA.items()}
    for make_several in _SETS:
        made.update(make_several(desk))
    return made


def _district_css(desk: Desk) -> bytes:
    """Return the district's colors, as the style sheets name them."""
    return render_district_css(desk.handbook.district).encode()


def _empty_roster(desk: Desk) -> bytes:
    """Return a roster to fill in, for the forms that everyone who is coached signs."""
    chosen = [
        (form.id, tuple(document for document in desk.documents if document.form_id == form.id))
        for form in desk.handbook.forms
        if form.for_each == "role" or form.sort == "confidentiality"
    ]
    return render_template_csv(template_columns(chosen, names=district_names(desk.handbook)))


_OUTPUTS: Mapping[str, Callable[[Desk], bytes]] = {
    DISTRICT_SHEET: _district_css,
    "forms/roster.csv": _empty_roster,
    CODES_URI: render_code_data,
    FEED_URI: render_feed,
    QUESTIONS_URI: render_question_data,
    FIRST_DAYS_URI: render_first_days,
    YEAR_URI: render_school_year,
}

_DATA: Mapping[str, Callable[[Desk], bytes]] = {
    CATALOG_URI: render_catalog,
    CATALOG_SCHEMA_URI: render_catalog_schema,
    FORMS_URI: render_forms_list,
    FORMS_SCHEMA_URI: render_forms_schema,
}

_SETS: tuple[Callable[[Desk], Mapping[str, bytes]], ...] = (
    render_packages,
    render_tables,
    render_signing_fields,
)
"""What makes a file for each of something that a handbook has."""
