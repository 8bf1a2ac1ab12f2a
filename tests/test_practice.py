"""Situations to practice on, special settings, and what is off until a district asks for it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest

from handbook.forms.document import build_form_document, build_form_documents
from handbook.forms.parts import form_parts
from handbook.inline import parse_inline, render_plain
from handbook.model.adoption import adopt_handbook
from handbook.model.scenario import Scenario
from handbook.model.setting import Setting
from handbook.pdf.printing import FormPrinter
from handbook.sayings import decide_handbook

if TYPE_CHECKING:
    from handbook.model.handbook import Handbook

BOTH_SIDES = 2
"""How many pages a sheet has."""


def with_choice(handbook: Handbook, **choice: Any) -> Handbook:
    """Return a handbook whose district has chosen otherwise, as its readers have it."""
    changed = handbook.district.model_copy(update=choice)
    files = (
        replace(file, record=changed) if file.record is handbook.district else file
        for file in handbook.files
    )
    return adopt_handbook(replace(handbook, files=tuple(files)))


def test_there_is_enough_to_practice_on(shipped: Handbook) -> None:
    """There are two dozen situations and more, and each verdict is given several times."""
    verdicts = Counter(one.verdict for one in shipped.records_of(Scenario))
    assert len(shipped.records_of(Scenario)) >= 24
    assert min(verdicts[verdict] for verdict in ("yes", "no", "it-depends")) >= 5


def test_no_name_gives_the_answer_away(shipped: Handbook) -> None:
    """No situation is called by its verdict."""
    assert [
        one.id
        for one in shipped.records_of(Scenario)
        if {"yes", "no"} & {*one.name.lower().split()}
    ] == ["no-substitute-today"]


def test_close_calls_stand_on_both_sides(shipped: Handbook) -> None:
    """What stands beside a situation that is coaching is none."""
    by_id = {one.id: one for one in shipped.records_of(Scenario)}
    pairs = [(one, by_id[one.beside]) for one in shipped.records_of(Scenario) if one.beside]
    assert len(pairs) >= 7
    assert {(one.verdict, other.verdict) for one, other in pairs} == {("yes", "no")}


def test_a_situation_goes_with_what_decides_it(shipped: Handbook) -> None:
    """Where a district does not rule substitute teaching out, nothing says that it did."""
    adopted = with_choice(shipped, leave_out=("substitute-teaching",))
    gone = {one.id for one in shipped.records_of(Scenario)} - {
        one.id for one in adopted.records_of(Scenario)
    }
    assert gone == {"a-meeting-at-ten", "report-cards-in-the-library", "no-substitute-today"}
    by_id = {one.id: one for one in adopted.records_of(Scenario)}
    assert by_id["two-adults-one-lesson"].beside is None


def test_questions_go_with_the_page_of_a_kind(shipped: Handbook) -> None:
    """A question whose answer stands on the page of all situations goes with the last of them."""
    adopted = with_choice(shipped, leave_out=("all:scenario",))
    places = {one.see for one in shipped.questions} - {one.see for one in adopted.questions}
    assert "page:scenarios" in places


def test_optional_records_are_off_until_asked_for(shipped: Handbook) -> None:
    """A district has an optional non-role when it names it, and no other."""
    usual = {one.id for one in with_choice(shipped).non_roles}
    optional = {one.id for one in shipped.non_roles if one.optional}
    assert len(optional) == 7
    assert not usual & optional
    asked = {one.id for one in with_choice(shipped, use=("discipline",)).non_roles}
    assert asked - usual == {"discipline"}


@pytest.mark.slow
def test_all_optional_duties_stand_on_one_sheet(shipped: Handbook) -> None:
    """With every optional non-role in use, papers that list the duties name each, on one sheet."""
    optional = tuple(one.id for one in shipped.non_roles if one.optional)
    handbook = decide_handbook(with_choice(shipped, use=optional))
    names = [render_plain(parse_inline(one.name)) for one in handbook.non_roles]
    printer, listing = FormPrinter(timestamp=1_790_000_000), 0
    for document in build_form_documents(handbook):
        pdf = pypdfium2.PdfDocument(printer.render(document))
        words = " ".join(page.get_textpage().get_text_bounded() for page in pdf).split()
        sheets = len(pdf)
        pdf.close()
        if names[-1] in " ".join(words):
            assert [name for name in names if name not in " ".join(words)] == []
            assert sheets <= BOTH_SIDES
            listing += 1
    assert listing


def test_settings_serve_standards(shipped: Handbook) -> None:
    """Each setting says what changes, what stays, whom it serves and how people ask for it."""
    assert len(shipped.records_of(Setting)) >= 7
    for one in shipped.records_of(Setting):
        assert one.cautions
        assert one.stages
        assert one.standards
        assert one.asks


def test_role_agreements_say_what_the_role_is(shipped: Handbook) -> None:
    """Each prints its role's summary, and the excluded duties that the role is close to."""
    handbook = decide_handbook(shipped)
    for role in handbook.roles:
        form = next(one for one in handbook.forms if one.id == "role-agreement")
        document = build_form_document(form, handbook=handbook, made_for=role)
        parts = {part.id: part.text for part in form_parts(document)}
        lines = [text for name, text in parts.items() if name.startswith("boundaries.group-1.")]
        assert render_plain(parse_inline(role.summary)) in parts["role-purpose"]
        assert len(lines) == len(role.boundaries)
