"""From a handbook to its printable forms: what stands on each, under which name and number."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from handbook.forms.document import build_form_document, build_form_documents
from handbook.inline import render_plain
from handbook.model.form import Form
from handbook.model.protocol import Protocol
from handbook.sayings import decide_handbook
from handbook.textcode import shorten_code

if TYPE_CHECKING:
    from handbook.forms.structure import FormDocument
    from handbook.model.handbook import Handbook

EVERY_PART = Path(__file__).parent / "fixtures" / "forms" / "every-part.yml"


@pytest.fixture
def form() -> Form:
    """Return a form with every part that a form can have."""
    return Form.model_validate(yaml.safe_load(EVERY_PART.read_text(encoding="utf-8")))


@pytest.fixture
def document(form: Form, shipped: Handbook) -> FormDocument:
    """Return that form, made for data coaches under the posture consent-only."""
    role = next(role for role in shipped.roles if role.id == "data-coach")
    return build_form_document(form, handbook=shipped, made_for=role)


def test_forms_come_in_order_and_for_each_role(shipped: Handbook) -> None:
    """A form for each role is made once for every role, in the order of forms and roles."""
    decided = decide_handbook(shipped)
    made = [document.id for document in build_form_documents(decided)]
    assert made[:6] == [
        "role-agreement-classroom-supporter",
        "role-agreement-instructional-supporter",
        "role-agreement-data-coach",
        "role-agreement-resource-provider",
        "partnership-agreement",
        "breach-report",
    ]
    sheets = [f"protocol-sheet-{protocol.id}" for protocol in decided.records_of(Protocol)]
    assert [name for name in made if name.startswith("protocol-sheet")] == sheets


def test_a_form_knows_what_it_is_made_from(document: FormDocument) -> None:
    """Form, role, district, edition, paper and address come along."""
    assert (document.form_id, document.role_id) == ("every-part", "data-coach")
    assert (document.district_name, document.edition, document.web_address, document.paper) == (
        "Maple Valley Unified School District",
        "2026–27",
        "coaching.maplevalley.example.org",
        "letter",
    )


def test_the_roles_name_stands_in_every_text(document: FormDocument) -> None:
    """`{role}` is the role's name, in the title and elsewhere."""
    assert render_plain(document.title) == "Every Part for Data Coach"
    assert [render_plain(paragraph) for paragraph in document.intro] == [
        "First paragraph.",
        "Second, with Data Coach.",
    ]


def test_what_does_not_apply_is_left_out(document: FormDocument) -> None:
    """Sections, clauses and fields stand there only under their posture and for their roles."""
    assert [section.id for section in document.sections] == ["promises", "blanks"]
    clauses = [clause.id for clause in document.sections[0].clauses]
    assert clauses[:3] == ["always", "under-consent", "for-this-role"]
    assert "elsewhere" not in [field.name for field in document.fields]


def test_a_form_for_nobody_in_particular_asks_for_any_adopted_role(
    form: Form, shipped: Handbook
) -> None:
    """A condition on roles holds where the district has one of them."""
    document = build_form_document(form, handbook=shipped)
    clauses = [clause.id for clause in document.sections[0].clauses]
    assert clauses == ["always", "under-consent", "for-another-role", "for-this-role"]
    assert render_plain(document.title) == "Every Part for {role}"


def test_numbers_run_through_promises_and_sections(
    document: FormDocument, shipped: Handbook
) -> None:
    """The role's promises are numbered clauses like the others."""
    role = next(role for role in shipped.roles if role.id == "data-coach")
    clauses = document.sections[0].clauses
    assert [clause.number for clause in clauses] == list(range(1, len(clauses) + 1))
    assert [clause.id for clause in clauses[3:]] == [
        f"promises-teacher-{promise.id}" for promise in role.agreement.teacher_commits
    ]
    assert [render_plain(clause.text[0]) for clause in clauses[3:]] == [
        promise.text for promise in role.agreement.teacher_commits
    ]


def test_exceptions_come_from_the_data(document: FormDocument, shipped: Handbook) -> None:
    """They are the confidentiality rules' own."""
    assert [statement.id for statement in document.sections[0].exceptions] == [
        exception.id for exception in shipped.confidentiality.exceptions
    ]


def test_every_blank_has_its_own_name_in_reading_order(document: FormDocument) -> None:
    """Blanks of clauses, lists, fields, tables and signatures stand in the order of the paper."""
    assert [field.name for field in document.fields] == [
        "within",
        "own-one",
        "own-two",
        "plain",
        "answer",
        "day",
        "yes-or-no",
        "rating",
        "grade",
        "record",
        "helped",
        "mark",
        "address",
        "log-1-date",
        "log-1-what",
        "log-2-date",
        "log-2-what",
        "sign-coach-name",
        "sign-coach-role",
        "sign-coach-signature",
        "sign-coach-date",
        "sign-principal-name",
        "sign-principal-role",
        "sign-principal-signature",
        "sign-principal-date",
    ]


def test_a_tooltip_says_all_without_what_stands_around(document: FormDocument) -> None:
    """It has the hint, the list, the row or the signer in it."""
    tips = {field.name: field.tooltip for field in document.fields}
    assert tips["plain"] == "A line (In ink)"
    assert tips["own-two"] == "Our own list: Two"
    assert tips["log-2-what"] == "What, row 2"
    assert tips["sign-coach-signature"] == "Coach: signature"


def test_controls_say_how_a_blank_is_filled(document: FormDocument) -> None:
    """A choice is a list or buttons, a signature is ink or digital."""
    fields = {field.name: field for field in document.fields}
    controls = {name: field.control.value for name, field in fields.items()}
    assert {
        name: controls[name] for name in ("rating", "grade", "record", "helped", "own-one")
    } == {
        "rating": "one-of",
        "grade": "one-of",
        "record": "many-of",
        "helped": "scale",
        "own-one": "tick",
    }
    assert [name for name, field in fields.items() if field.is_list] == ["grade"]
    signatures = (fields["sign-coach-signature"], fields["sign-principal-signature"])
    assert [one.control.value for one in signatures] == ["signature", "signature"]
    assert [one.accepts.value for one in signatures] == ["ink", "certificate"]


def test_the_steps_of_a_scale_have_numbers(document: FormDocument) -> None:
    """What is seen has the number of the step; what is filled in has its words alone."""
    options = next(field.options for field in document.fields if field.name == "helped")
    assert [(render_plain(one.label), one.value) for one in options] == [
        ("1 Not yet", "Not yet"),
        ("2 A little", "A little"),
        ("3 Much", "Much"),
    ]


def test_a_list_that_only_states_has_no_boxes(document: FormDocument, shipped: Handbook) -> None:
    """It shows its lines all the same."""
    stated = document.sections[0].lists[1]
    lines = stated.groups[0].lines
    assert [line.box for line in lines] == [None] * len(shipped.non_roles)
    assert [render_plain(line.text) for line in lines] == [one.name for one in shipped.non_roles]


@pytest.mark.parametrize(
    ("of", "labels", "first"),
    [
        ("role-activities", [""], "list-analyze-classroom-data"),
        (
            "all-activities",
            ["Classroom Supporter", "Instructional Supporter", "Data Coach", "Resource Provider"],
            "list-collaborate",
        ),
        ("roles", [""], "list-classroom-supporter"),
        ("non-roles", [""], "list-evaluation"),
    ],
)
def test_lists_take_their_lines_from_data(
    form: Form, shipped: Handbook, of: str, labels: list[str], first: str
) -> None:
    """Activities come in groups by role where the list has those of all roles."""
    lists = [{"id": "list", "label": "A list", "of": of}]
    section = {"id": "one", "title": "One", "lists": lists}
    changed = Form.model_validate(form.model_dump() | {"sections": [section]})
    role = next(role for role in shipped.roles if role.id == "data-coach")
    document = build_form_document(changed, handbook=shipped, made_for=role)
    groups = document.sections[0].lists[0].groups
    assert [render_plain(group.label) for group in groups] == labels
    assert document.fields[0].name == first


def test_the_text_code_follows_the_words_alone(form: Form, shipped: Handbook) -> None:
    """Another word changes it; a wider field or another edition does not."""

    def code(change: dict[str, object], *, handbook: Handbook = shipped) -> str:
        changed = Form.model_validate(form.model_dump() | change)
        return build_form_document(changed, handbook=handbook).code

    before = code({})
    assert len(before) == 16
    assert code({"copies": "Both keep  one."}) != before
    assert code({"copies": "Both keep *one*."}) != code({"copies": "Both keep."})
    sections = form.model_dump()["sections"]
    sections[1]["fields"][0]["width"] = "full"
    assert code({"sections": sections}) == before
    assert code({}, handbook=_with_edition(shipped, "2030")) == before


def test_the_logo_is_what_the_district_names(form: Form, shipped: Handbook) -> None:
    """It comes with its kind and a text for those who do not see it."""
    document = build_form_document(form, handbook=shipped, logo=b"<svg/>")
    assert document.logo is not None
    assert (document.logo.format, document.logo.data) == ("svg", b"<svg/>")
    assert document.logo.alt == "Logo: Maple Valley Unified School District"
    assert build_form_document(form, handbook=shipped).logo is None


def test_the_imprint_names_edition_words_and_address(document: FormDocument) -> None:
    """It stands at the foot of every page, so that a signed paper can be tied to its words."""
    assert document.imprint == (
        f"Edition 2026–27 · Text {shorten_code(document.code)} · coaching.maplevalley.example.org"
    )
    assert replace(document, web_address="").imprint == (
        f"Edition 2026–27 · Text {shorten_code(document.code)}"
    )


def _with_edition(handbook: Handbook, label: str) -> Handbook:
    district = handbook.district
    edition = district.edition.model_copy(update={"label": label})
    changed = district.model_copy(update={"edition": edition})
    files = tuple(
        replace(file, record=changed) if file.record is district else file
        for file in handbook.files
    )
    return replace(handbook, files=files)


def test_a_name_is_asked_for_once(form: Form, shipped: Handbook) -> None:
    """Where a blank for words has the signer's id, the printed name is that blank again."""
    asked = [
        {"id": "coach", "label": "Coach", "width": "half"},
        {"id": "principal", "label": "Since when", "blank": "date"},
    ]
    section = {"id": "people", "title": "Who", "fields": asked}
    changed = Form.model_validate(form.model_dump(by_alias=True) | {"sections": [section]})
    role = next(role for role in shipped.roles if role.id == "data-coach")
    document = build_form_document(changed, handbook=shipped, made_for=role)
    coach, principal = document.signers
    assert (coach.name.name, coach.name.is_again) == ("coach", True)
    assert (principal.name.name, principal.name.is_again) == ("sign-principal-name", False)
    assert coach.name.tooltip == "Coach: printed name"
    assert document.shared_names == ("coach",)
    names = [field.name for field in document.fields]
    assert names.count("coach") == 1
    assert "sign-coach-name" not in names
