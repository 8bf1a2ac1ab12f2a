"""Frameworks and activities as CASE 1.0: valid, whole, and under the same identifiers for ever."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import fastjsonschema
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from handbook.model.handbook import Handbook

pytestmark = pytest.mark.slow

FIXTURES = Path(__file__).parents[1] / "fixtures"
SCHEMA = json.loads((FIXTURES / "case" / "cfpackage.schema.json").read_text(encoding="utf-8"))
VALIDATE = fastjsonschema.compile(SCHEMA)
ADDRESS = "web_address: a.example.org/coaching\n"


def packages(data: Mapping[str, bytes]) -> dict[str, Any]:
    """Return every package, by its name."""
    return {
        uri.removeprefix("data/case/").removesuffix(".json"): json.loads(content)
        for uri, content in data.items()
        if uri.startswith("data/case/")
    }


def children(package: Any) -> dict[str, list[str]]:
    """Return the titles of what stands below each thing of a package, in order."""
    found: dict[str, list[tuple[int, str]]] = {}
    for one in package["CFAssociations"]:
        if one["associationType"] == "isChildOf":
            below = found.setdefault(one["destinationNodeURI"]["title"], [])
            below.append((one["sequenceNumber"], one["originNodeURI"]["title"]))
    return {title: [name for _, name in sorted(below)] for title, below in found.items()}


@pytest.mark.parametrize("words", ["", ADDRESS])
def test_packages_are_valid(data_of: Callable[..., Mapping[str, bytes]], words: str) -> None:
    """Every package is what CASE says, with and without an address of the site."""
    made = packages(data_of(words, is_deep=True))
    assert set(made) == {
        "teacher-leader-model-standards",
        "valley-rubric",
        "coaching-activities",
    }
    for package in made.values():
        VALIDATE(package)


def test_shipped_packages_are_valid(shipped_data: Mapping[str, bytes], shipped: Handbook) -> None:
    """The shipped standards are whole: each domain and function an item below its own."""
    made = packages(shipped_data)
    assert len(shipped.frameworks) > 1
    for framework in shipped.frameworks:
        package = made[framework.id]
        VALIDATE(package)
        assert len(package["CFItems"]) == len(framework.domains) + sum(
            len(domain.whole) for domain in framework.domains
        )
        tree = children(package)
        assert tree[framework.name] == [domain.name for domain in framework.domains]
        for domain in framework.domains:
            assert tree[domain.name] == [one.name for one in domain.functions]


def test_identifiers_are_unique(shipped_data: Mapping[str, bytes]) -> None:
    """No two things of the handbook share an identifier, whichever package they are in."""
    made = packages(shipped_data)
    named = [
        one["identifier"]
        for package in made.values()
        for part in ("CFItems", "CFAssociations")
        for one in package[part]
    ]
    named += [package["CFDocument"]["identifier"] for package in made.values()]
    assert len(named) == len(set(named))


def test_activities_name_what_they_serve(
    shipped_data: Mapping[str, bytes], shipped: Handbook
) -> None:
    """Each activity is related to the framework's items that it serves, by their identifiers."""
    made = packages(shipped_data)
    items = {
        item["identifier"]
        for name, package in made.items()
        for item in package["CFItems"]
        if name != "coaching-activities"
    }
    related = [
        one
        for one in made["coaching-activities"]["CFAssociations"]
        if one["associationType"] == "isRelatedTo"
    ]
    assert {one["destinationNodeURI"]["identifier"] for one in related} <= items
    assert len(related) == sum(
        len(activity.standards) for role in shipped.roles for activity in role.activities
    )


def test_a_deep_framework(data_of: Callable[..., Mapping[str, bytes]]) -> None:
    """Parts stand below what they are part of, each of its depth's type; weights are shares."""
    package = packages(data_of(is_deep=True))["valley-rubric"]
    tree = children(package)
    assert tree["Ask before telling"] == ["Open questions", "Paraphrase"]
    assert tree["Open questions"] == ["Wait time"]
    types = {item["abbreviatedStatement"]: item["CFItemType"] for item in package["CFItems"]}
    assert types["Listening"] == "Domain"
    assert types["Ask before telling"] == "Component"
    assert types["Wait time"] == "Look-for"
    (rubric,) = package["CFRubrics"]
    criteria = {one["description"]: one for one in rubric["CFRubricCriteria"]}
    assert criteria["Ask before telling"]["weight"] == 0.7
    levels = criteria["Open questions"]["CFRubricCriterionLevels"]
    assert [level["quality"] for level in levels] == ["Beginning", "Growing", "Leading"]


def test_identifiers_outlive_addresses_and_names(
    data_of: Callable[..., Mapping[str, bytes]], small_handbook: Path
) -> None:
    """A new address, and a new name of a district that has an id, change no identifier."""
    before = packages(data_of("id: small-valley\n"))
    district = small_handbook / "district.yml"
    text = district.read_text(encoding="utf-8")
    assert text.count("name: Small Valley School District\n") == 1
    renamed = text.replace("name: Small Valley School District", "name: Smaller Valley Schools")
    district.write_text(renamed, encoding="utf-8")
    after = packages(data_of(ADDRESS))
    for name, package in before.items():
        for part in ("CFItems", "CFAssociations"):
            was = [one["identifier"] for one in package[part]]
            assert [one["identifier"] for one in after[name][part]] == was
    assert after["coaching-activities"]["CFItems"][0]["uri"] == (
        "https://a.example.org/coaching/roles/data-coach/"
    )


def test_districts_differ(
    data_of: Callable[..., Mapping[str, bytes]], small_handbook: Path
) -> None:
    """Two districts with the same texts have other identifiers."""
    one = packages(data_of("id: small-valley\n"))["coaching-activities"]["CFDocument"]
    district = small_handbook / "district.yml"
    text = district.read_text(encoding="utf-8").replace("id: small-valley\n", "id: other\n")
    district.write_text(text, encoding="utf-8")
    other = packages(data_of())["coaching-activities"]["CFDocument"]
    assert one["identifier"] != other["identifier"]
