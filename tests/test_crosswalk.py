"""The crosswalk: what serves what, and what nothing serves."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from handbook.crosswalk import build_crosswalk
from handbook.loading import load_handbook
from handbook.model.adoption import adopt_handbook

if TYPE_CHECKING:
    from pathlib import Path

    from handbook.crosswalk import Service
    from handbook.model.handbook import Handbook


def ids(services: tuple[Service, ...]) -> list[str]:
    """Return role and activity of each service, or the reference of what belongs to no role."""
    return [
        f"{service.role.id}/{service.entry.id}" if service.role else service.entry.reference
        for service in services
    ]


def test_activities_behind_everything(small_handbook: Path) -> None:
    """Each function, principle and stage has its activities, and none is left out of the map."""
    handbook, _ = load_handbook(small_handbook)
    crosswalk = build_crosswalk(handbook)
    activity = ["data-coach/analyze-classroom-data"]
    assert {name: ids(found) for name, found in crosswalk.by_function.items()} == {
        "tlms-5a": activity,
        "tlms-5b": [],
    }
    assert {name: ids(found) for name, found in crosswalk.by_principle.items()} == {
        "reflection": activity,
        "choice": [],
    }
    assert {name: ids(found) for name, found in crosswalk.by_stage.items()} == {
        "identify-goal": activity,
        "reflect": [],
    }
    assert {pair: ids(found) for pair, found in crosswalk.by_role_and_domain.items()} == {
        ("data-coach", "tlms-5"): activity
    }


def test_what_nobody_serves(small_handbook: Path) -> None:
    """Functions that no activity serves are told with their domain; so are principles."""
    crosswalk = build_crosswalk(load_handbook(small_handbook)[0])
    assert [(domain.id, one.id) for domain, one in crosswalk.unserved_functions] == [
        ("tlms-5", "tlms-5b")
    ]
    assert [principle.id for principle in crosswalk.unserved_principles] == ["choice"]


def test_set_of_principles_that_activities_never_name(small_handbook: Path) -> None:
    """A set that no activity draws on is not expected to be served."""
    other = small_handbook / "standards" / "other-principles.yml"
    text = (small_handbook / "standards" / "partnership-principles.yml").read_text(encoding="utf-8")
    text = text.replace("id: partnership-principles", "id: other-principles")
    text = text.replace("id: reflection", "id: candor").replace("id: choice", "id: patience")
    other.write_text(text, encoding="utf-8")
    crosswalk = build_crosswalk(load_handbook(small_handbook)[0])
    assert [principle.id for principle in crosswalk.unserved_principles] == ["choice"]
    assert crosswalk.by_principle["candor"] == ()


def test_activity_counts_once_in_a_domain(shipped: Handbook) -> None:
    """An activity that serves two functions of a domain is one activity of it."""
    crosswalk = build_crosswalk(shipped)
    for services in crosswalk.by_role_and_domain.values():
        assert len({service.entry.id for service in services}) == len(services)
    both = crosswalk.by_role_and_domain["data-coach", "tlms-2"]
    assert "analyze-classroom-data" in {service.entry.id for service in both}


def test_shipped_crosswalk_is_whole(shipped: Handbook) -> None:
    """All 37 functions, all principles and stages are in the map, and every activity somewhere."""
    crosswalk = build_crosswalk(shipped)
    assert len(crosswalk.by_function) == 37
    assert len(crosswalk.by_principle) == 14
    assert len(crosswalk.by_stage) == 7
    assert len(crosswalk.by_role_and_domain) == 4 * 7
    served = {
        service.entry.id
        for found in crosswalk.by_function.values()
        for service in found
        if service.role
    }
    assert served == {activity.id for role in shipped.roles for activity in role.activities}


def test_only_adopted_roles_count(shipped: Handbook) -> None:
    """What only a role that is left out serves, nobody serves."""
    district = shipped.district
    changed = district.model_copy(update={"leave_out": ("data-coach",)})
    files = tuple(
        replace(file, record=changed) if file.record is district else file for file in shipped.files
    )
    adopted = adopt_handbook(replace(shipped, files=files))
    crosswalk, whole = build_crosswalk(adopted), build_crosswalk(shipped)
    assert set(crosswalk.unserved_functions) > set(whole.unserved_functions)
    lost = {function.id for _, function in crosswalk.unserved_functions}
    for name, services in whole.by_function.items():
        left = [
            service
            for service in services
            if service.role is None or service.role.id != "data-coach"
        ]
        assert (name in lost) == (not left)
