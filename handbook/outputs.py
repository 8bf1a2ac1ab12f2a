"""Files made of a whole handbook beside its pages and papers: one row each, address to function."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handbook.pages.colors import render_district_css
from handbook.pages.edition_feed import FEED_URI, render_feed
from handbook.pages.edition_pages import render_code_data
from handbook.pages.finder_page import render_question_data
from handbook.published import CODES_URI, QUESTIONS_URI
from handbook.roster.plan import district_names
from handbook.roster.template import render_template_csv, template_columns

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from handbook.pages.desk import Desk


def make_outputs(desk: Desk) -> dict[str, bytes]:
    """Return every such file, by its URI; one that this handbook has nothing for is left out."""
    made = {uri: make(desk) for uri, make in _OUTPUTS.items()}
    return {uri: content for uri, content in made.items() if content}


def _district_css(desk: Desk) -> bytes:
    """Return the district's colors, as the style sheets name them."""
    return render_district_css(desk.handbook.district).encode()


def _empty_roster(desk: Desk) -> bytes:
    """Return a roster to fill in, for the forms that everyone who is coached signs."""
    chosen = [
        (form.id, tuple(document for document in desk.documents if document.form_id == form.id))
        for form in desk.handbook.forms
        if form.for_each or form.sort == "confidentiality"
    ]
    return render_template_csv(template_columns(chosen, names=district_names(desk.handbook)))


_OUTPUTS: Mapping[str, Callable[[Desk], bytes]] = {
    "assets/district.css": _district_css,
    "forms/roster.csv": _empty_roster,
    CODES_URI: render_code_data,
    FEED_URI: render_feed,
    QUESTIONS_URI: render_question_data,
}
