"""The whole handbook and its forms as JSON: valid by the published schemas, and complete."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import fastjsonschema
import pytest

from handbook.addresses import site_uris
from handbook.model.kinds import KINDS
from handbook.sayings import decide_handbook

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from handbook.model.handbook import Handbook

pytestmark = pytest.mark.slow


def read(data: Mapping[str, bytes], name: str) -> Any:
    """Return what a JSON file of the data says."""
    return json.loads(data[f"data/{name}"])


@pytest.mark.parametrize("name", ["handbook", "forms"])
def test_schema_is_kept(shipped_data: Mapping[str, bytes], name: str) -> None:
    """What is published is what its schema says."""
    fastjsonschema.compile(read(shipped_data, f"{name}.schema.json"))(
        read(shipped_data, f"{name}.json")
    )


@pytest.mark.parametrize(
    ("name", "path"),
    [("handbook", ("records", "role", 0)), ("forms", ("forms", 0, "fields", 0))],
)
def test_schema_refuses_what_is_unknown(
    shipped_data: Mapping[str, bytes], name: str, path: tuple[Any, ...]
) -> None:
    """A key that the schema does not have is refused, so the schema says something."""
    data = read(shipped_data, f"{name}.json")
    inner = data
    for key in path:
        inner = inner[key]
    inner["surprise"] = 1
    with pytest.raises(fastjsonschema.JsonSchemaValueException):
        fastjsonschema.validate(read(shipped_data, f"{name}.schema.json"), data)


def test_every_record_is_there(shipped_data: Mapping[str, bytes], shipped: Handbook) -> None:
    """Everything that can be named has its place, and every whole record its values."""
    adopted = decide_handbook(shipped)
    catalog = read(shipped_data, "handbook.json")
    places = {(place["kind"], place["id"]) for place in catalog["places"]}
    assert places == set(adopted.entries)
    assert [role["id"] for role in catalog["records"]["role"]] == [
        role.id for role in adopted.roles
    ]
    assert len(catalog["answers"]) == len(adopted.questions)


def test_places_are_pages(shipped_data: Mapping[str, bytes], shipped: Handbook) -> None:
    """Every address is that of a page, and the file one of the handbook's."""
    pages = {
        uri.removesuffix(".md").removesuffix("index").rstrip("/") for uri in site_uris(shipped)
    }
    paths = {file.origin.path for file in shipped.files}
    for place in read(shipped_data, "handbook.json")["places"]:
        assert place["address"].partition("#")[0].rstrip("/") in pages
        assert place["file"] in paths


def test_no_placeholder_is_left(shipped_data: Mapping[str, bytes]) -> None:
    """Texts are as this district says them."""
    for uri, content in shipped_data.items():
        assert b"{{" not in content, uri


def test_forms_have_their_boxes(shipped_data: Mapping[str, bytes]) -> None:
    """Every blank has a box on a page of the form, and a form the code that its paper has."""
    for form in read(shipped_data, "forms.json")["forms"]:
        assert len(form["code"]) == 16
        assert form["signers"] or form["fields"]
        for field in form["fields"]:
            assert field["places"], (form["id"], field["name"])
            for place in field["places"]:
                left, bottom, right, top = place["box"]
                assert 1 <= place["page"] <= form["pages"]
                assert 0 <= left < right <= 612
                assert 0 <= bottom < top <= 792


def test_signature_blanks_name_their_signer(shipped_data: Mapping[str, bytes]) -> None:
    """What stands beside a signature says whose it is."""
    for form in read(shipped_data, "forms.json")["forms"]:
        signers = {signer["id"] for signer in form["signers"]}
        named = {field["signer"] for field in form["fields"] if field["signer"]}
        assert named == signers


def test_blanks_to_sign_on_screen_have_names_roles_and_places(
    shipped_data: Mapping[str, bytes],
) -> None:
    """Each form that is signed has a file whose blanks have names of their own, on the page."""
    signed = [one for one in read(shipped_data, "forms.json")["forms"] if one["signers"]]
    for form in signed:
        fields = read(shipped_data, f"fields/{form['id']}.json")["fields"]
        names = [field["name"] for field in fields]
        assert len(set(names)) == len(names) == len(form["fields"])
        for signer in form["signers"]:
            name = signer["id"].replace("-", "_")
            assert {f"{name}_name", f"{name}_signature", f"{name}_date"} <= set(names)
        for area in (area for field in fields for area in field["areas"]):
            assert 0 <= area["x"] < area["x"] + area["w"] <= 1
            assert 0 <= area["y"] < area["y"] + area["h"] <= 1
        assert all(field["areas"] for field in fields)


def test_same_handbook_same_bytes(data_of: Callable[..., Mapping[str, bytes]]) -> None:
    """The data depends on the handbook alone."""
    assert data_of() == data_of()


def test_every_kind_has_a_place_in_the_schema(shipped_data: Mapping[str, bytes]) -> None:
    """The schema knows every kind of record."""
    schema = read(shipped_data, "handbook.schema.json")
    assert set(schema["properties"]["records"]["properties"]) == set(KINDS)
