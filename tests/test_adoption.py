"""What a district leaves out is gone everywhere, and nothing dangles."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from handbook.loading import load_handbook
from handbook.model.adoption import adopt_handbook
from handbook.model.walking import walk_references

if TYPE_CHECKING:
    from pathlib import Path

    from handbook.model.handbook import Handbook


GOES_WITH_OTHERS = {"question", "scenario"}
"""What goes with the place that it leads to."""


def leaving_out(handbook: Handbook, **choices: tuple[str, ...]) -> Handbook:
    """Return the handbook as a district with these choices adopts it, all that is optional too."""
    district = handbook.district
    names = tuple(name for kind in choices.values() for name in kind)
    optional = tuple(one.id for one in handbook.non_roles if one.optional)
    changed = district.model_copy(update={"leave_out": names, "use": optional})
    files = tuple(
        replace(file, record=changed) if file.record is district else file
        for file in handbook.files
    )
    return adopt_handbook(replace(handbook, files=files))


def test_nothing_left_out(shipped: Handbook) -> None:
    """A district that leaves nothing out, and asks for what is optional, has all of it."""
    adopted = leaving_out(shipped)
    assert adopt_handbook(adopted) is adopted
    assert adopted.entries.keys() == shipped.entries.keys()


def test_role_left_out(shipped: Handbook) -> None:
    """A role goes with its activities, and nobody refers to it or them any more."""
    adopted = leaving_out(shipped, roles=("data-coach",))
    assert [role.id for role in adopted.roles] == [
        role.id for role in shipped.roles if role.id != "data-coach"
    ]
    assert {one for one in adopted.left_out if one[0] not in GOES_WITH_OTHERS} == {
        ("role", "data-coach"),
        ("activity", "analyze-classroom-data"),
        ("activity", "use-data-to-improve-learning"),
    }
    assert not any("data-coach" in non_role.confused_with for non_role in adopted.non_roles)


def test_activity_left_out(shipped: Handbook) -> None:
    """An activity goes from its role, which keeps the others."""
    adopted = leaving_out(shipped, activities=("co-teach",))
    role = next(role for role in adopted.roles if role.id == "classroom-supporter")
    assert [activity.id for activity in role.activities] == [
        "collaborate",
        "co-plan",
        "model-a-lesson",
        "give-descriptive-feedback",
    ]
    gone = {one for one in adopted.left_out if one[0] not in GOES_WITH_OTHERS}
    assert gone == {("activity", "co-teach")}
    assert not any(question.see == "activity:co-teach" for question in adopted.questions)


def test_form_left_out(shipped: Handbook) -> None:
    """A form goes, and so does its name under the stages and the questions that point to it."""
    adopted = leaving_out(shipped, forms=("coaching-cycle-plan", "consent-to-share"))
    names = {form.id for form in adopted.forms}
    assert names == {form.id for form in shipped.forms} - {
        "coaching-cycle-plan",
        "consent-to-share",
    }
    assert all("coaching-cycle-plan" not in stage.forms for stage in adopted.cycle.stages)
    assert all(question.needs != "consent-to-share" for question in adopted.questions)


@pytest.mark.parametrize(
    "choices",
    [
        {"roles": ("data-coach", "resource-provider")},
        {"activities": ("co-teach", "collaborate")},
        {"forms": ("role-agreement", "confidentiality-agreement")},
    ],
    ids=["roles", "activities", "forms"],
)
def test_nothing_dangles(shipped: Handbook, choices: dict[str, tuple[str, ...]]) -> None:
    """What is left refers to nothing that is gone, beside the choice itself and conditions."""
    adopted = leaving_out(shipped, **choices)
    dangling = [
        (file.origin.path, field)
        for file in adopted.files
        for field, kind, name in walk_references(file.record)
        if (kind, name) in adopted.left_out and not {"leave_out", "when"} & set(field)
    ]
    assert dangling == []


def test_the_choice_itself_stays(shipped: Handbook) -> None:
    """The district still says what it leaves out."""
    adopted = leaving_out(shipped, roles=("data-coach",))
    assert adopted.district.leave_out == ("data-coach",)


def test_conditions_keep_their_roles(small_handbook: Path) -> None:
    """A clause for a role that is left out fails its condition; it does not come to apply."""
    form = small_handbook / "content" / "forms" / "confidentiality-agreement.yml"
    text = form.read_text(encoding="utf-8")
    form.write_text(
        text.replace("when: {not_told: [participation, principal]}", "when: {role: [data-coach]}"),
        encoding="utf-8",
    )
    handbook, problems = load_handbook(small_handbook)
    assert problems == ()
    adopted = leaving_out(handbook, roles=("data-coach",))
    agreement = next(form for form in adopted.forms if form.id == "confidentiality-agreement")
    condition = agreement.sections[1].clauses[0].when
    assert condition is not None
    assert condition.role == ("data-coach",)


def test_what_is_untouched_is_the_same_value(shipped: Handbook) -> None:
    """Records that name nothing of what is gone are kept as they are, places included."""
    adopted = leaving_out(shipped, activities=("co-teach",))
    before = {file.origin.path: file for file in shipped.files}
    changed = [
        file.origin.path
        for file in adopted.files
        if file.record is not before[file.origin.path].record
    ]
    assert sorted(changed) == [
        "base:content/questions/classroom.yml",
        "base:content/scenarios.yml",
        "base:roles/classroom-supporter.yml",
        "district.yml",
    ]


def test_other_things_of_that_name_stay(small_handbook: Path) -> None:
    """A field of a form may be called like an activity that is left out."""
    form = small_handbook / "content" / "forms" / "role-agreement.yml"
    text = form.read_text(encoding="utf-8").replace("- id: teacher\n", "- id: spare\n")
    form.write_text(text, encoding="utf-8")
    role = small_handbook / "roles" / "data-coach.yml"
    spare = "activities:\n  - {id: spare, name: Spare, text: Rests., standards: [tlms-5a]}\n"
    text = role.read_text(encoding="utf-8").replace("activities:\n", spare)
    role.write_text(text, encoding="utf-8")
    adopted = leaving_out(load_handbook(small_handbook)[0], activities=("spare",))
    assert [one.id for one in adopted.roles[0].activities] == ["analyze-classroom-data"]
    agreement = next(form for form in adopted.forms if form.id == "role-agreement")
    assert [field.id for field in agreement.sections[0].fields] == ["spare"]
