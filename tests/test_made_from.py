"""Forms that are made from a position or from a framework of competencies."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from handbook.checks.form_blanks import check_form_blanks
from handbook.checks.forms import check_forms
from handbook.crosswalk import build_crosswalk
from handbook.forms.document import build_form_documents
from handbook.forms.parts import form_parts
from handbook.inline import parse_inline, render_plain
from handbook.model.adoption import adopt_handbook
from handbook.model.blanks import Control
from handbook.model.position import Position
from tests.test_leaving_out import leaving_out

if TYPE_CHECKING:
    from handbook.forms.structure import FormDocument
    from handbook.model.handbook import Handbook

NOT_SAID = ("reports_to", "evaluated_by", "contract_days", "fte", "buildings", "pay", "agreement")

JOB = "job-description-instructional-coach"


def made(handbook: Handbook, name: str) -> FormDocument:
    """Return a form of a handbook."""
    return next(one for one in build_form_documents(handbook) if one.id == name)


def saying(handbook: Handbook, **facts: str) -> Handbook:
    """Return the handbook of a district that says these facts of every position."""
    files = tuple(
        replace(file, record=file.record.model_copy(update=facts))
        if isinstance(file.record, Position)
        else file
        for file in handbook.files
    )
    return replace(handbook, files=files)


def test_the_base_says_no_fact_of_a_district(shipped: Handbook) -> None:
    """Whom a coach reports to and for how long is nowhere made up."""
    for position in shipped.records_of(Position):
        assert [getattr(position, name) for name in NOT_SAID] == [None] * len(NOT_SAID)


def test_what_is_not_said_is_a_blank(shipped: Handbook) -> None:
    """The job description has a blank for each fact, and no list of facts."""
    facts = made(shipped, JOB).sections[0]
    assert {"reports-to", "fte", "pay"} <= {field.name for field in facts.fields}
    assert facts.lists == ()


def test_what_is_said_is_printed(shipped: Handbook) -> None:
    """A fact that the district says stands on the form, and its blank is gone."""
    handbook = saying(shipped, reports_to="Director of Learning", fte="1.0")
    facts = made(handbook, JOB).sections[0]
    assert not {"reports-to", "fte"} & {field.name for field in facts.fields}
    lines = [render_plain(line.text) for line in facts.lists[0].groups[0].lines]
    assert lines == ["Reports to: Director of Learning", "Share of a full job (FTE): 1.0"]


def test_each_position_has_a_description_of_its_own(shipped: Handbook) -> None:
    """A second position is a record, and its paper is there with it, under its own name."""
    (position,) = shipped.records_of(Position)
    (file,) = (file for file in shipped.files if file.record is position)
    change = {"id": "lead-coach", "name": "Lead coach", "purpose": "To lead."}
    lead = position.model_copy(update=change)
    handbook = replace(shipped, files=(*shipped.files, replace(file, record=lead)))
    papers = {one.id: one for one in build_form_documents(handbook)}
    assert render_plain(papers["job-description-lead-coach"].title).endswith("Lead coach")
    assert render_plain(papers[JOB].title).endswith(render_plain(parse_inline(position.name)))
    words = [part.text for part in form_parts(papers["job-description-lead-coach"])]
    assert any("To lead." in one for one in words)


def test_duties_are_those_of_the_roles(shipped: Handbook) -> None:
    """The duties are the activities of the roles, and not typed again."""
    duties = next(one for one in made(shipped, JOB).sections if one.id == "duties")
    lines = [render_plain(line.text) for line in duties.lists[0].groups[0].lines]
    assert len(lines) == len(shipped.roles)
    for line, role in zip(lines, shipped.roles, strict=True):
        assert line.startswith(f"{role.name}: ")
        assert line.count(";") == len(role.activities) - 1


@pytest.mark.parametrize("name", ["coach-self-assessment", "coach-evaluation"])
def test_each_competency_is_a_scale_of_its_levels(shipped: Handbook, name: str) -> None:
    """What is looked at are the competencies, in their order, at their levels."""
    framework = next(one for one in shipped.frameworks if one.applies_to)
    levels = next(one for one in made(shipped, name).sections if one.id == "levels")
    functions = [one for domain in framework.domains for one in domain.finest]
    assert [field.name for field in levels.fields] == [one.id for one in functions]
    for field in levels.fields:
        assert field.control is Control.SCALE
        assert [option.value for option in field.options] == [one.name for one in framework.levels]


def test_the_competencies_are_told_at_four_levels(shipped: Handbook) -> None:
    """Each of six to eight competencies says how it looks at each of four levels."""
    framework = next(one for one in shipped.frameworks if one.applies_to)
    functions = [one for domain in framework.domains for one in domain.finest]
    assert 6 <= len(functions) <= 8
    assert len(framework.levels) == 4
    assert {len(one.performance) for one in functions} == {4}


def test_competencies_are_no_gap_of_the_crosswalk(shipped: Handbook) -> None:
    """A framework that tells how well the work is done is not matched with activities."""
    domains = {domain.id for domain, _ in build_crosswalk(shipped).unserved_functions}
    assert not {name for name in domains if name.startswith("competencies")}


@pytest.mark.parametrize(
    ("gone", "forms"),
    [
        ("instructional-coach", {"job-description"}),
        ("coaching-competencies", {"coach-self-assessment", "coach-evaluation"}),
    ],
)
def test_a_form_goes_with_what_it_is_made_from(
    shipped: Handbook, gone: str, forms: set[str]
) -> None:
    """Nothing is left to print of what a district leaves out."""
    before = {form.id for form in shipped.forms}
    after = {form.id for form in adopt_handbook(leaving_out(shipped, gone)).forms}
    assert before - after == forms


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            {"for_each": None},
            "what a position says needs a form for each position. Add 'for_each: position'.",
        ),
        (
            {"framework": None},
            "the form has no framework. Add 'framework:' with the id of a framework to the form.",
        ),
        (
            {"framework": "teacher-leader-model-standards"},
            (
                "the framework 'teacher-leader-model-standards' has 0 levels, and a scale takes "
                "3 to 7 steps. Change its levels, or name another."
            ),
        ),
    ],
    ids=["no-position", "no-framework", "no-levels"],
)
def test_what_a_form_cannot_be_made_from_is_told(
    shipped: Handbook, change: dict[str, str | None], said: str
) -> None:
    """A part that takes its words from what the form does not name is a fault."""
    name = "job-description" if "for_each" in change else "coach-evaluation"
    files = tuple(
        replace(file, record=file.record.model_copy(update=change))
        if getattr(file.record, "id", "") == name
        else file
        for file in shipped.files
    )
    handbook = replace(shipped, files=files)
    found = {one.message for one in (*check_forms(handbook), *check_form_blanks(handbook))}
    assert said in found
