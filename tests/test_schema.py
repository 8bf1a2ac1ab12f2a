"""JSON Schemas are current and say what editors need; the field reference is complete."""

from __future__ import annotations

import json
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pytest

from handbook.model.layout import RECORD_FILES
from handbook.schema import FieldDescription, describe_models, render_schemas, schema_patterns

ROOT = Path(__file__).parent.parent
SCHEMAS = {name: json.loads(text) for name, text in render_schemas().items()}


def test_committed_schemas_are_current() -> None:
    """What is committed is what the models say now; `scripts/schemas` writes it."""
    folder = ROOT / "handbook" / "schemas"
    committed = {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}
    assert committed == dict(render_schemas())


def test_editor_settings_are_current() -> None:
    """The editor's settings attach each schema to its files."""
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    assert settings["yaml.schemas"] == {
        f"./handbook/schemas/{name}": list(patterns) for name, patterns in schema_patterns().items()
    }


def test_every_yaml_file_has_one_schema() -> None:
    """Each YAML file of the shipped handbook gets exactly one schema in an editor."""
    files = [ROOT / "district.yml"]
    for folder in ("roles", "standards", "content"):
        files.extend((ROOT / folder).rglob("*.yml"))
    files.remove(ROOT / "content" / "menu.yml")
    assert len(files) > 30
    for path in files:
        name = path.relative_to(ROOT)
        matching = [
            schema
            for schema, patterns in schema_patterns().items()
            for pattern in patterns
            if fnmatchcase(name.name, Path(pattern).name) and name.parent == Path(pattern).parent
        ]
        assert len(matching) == 1, name


def test_extension_is_recommended() -> None:
    """An editor that opens the folder offers the extension that reads the schemas."""
    text = (ROOT / ".vscode" / "extensions.json").read_text(encoding="utf-8")
    assert json.loads(text) == {"recommendations": ["redhat.vscode-yaml"]}


def objects(schema: object) -> list[dict[str, Any]]:
    """Return every schema inside a schema."""
    if isinstance(schema, list):
        return [found for item in schema for found in objects(item)]
    if isinstance(schema, dict):
        return [schema, *(found for item in schema.values() for found in objects(item))]
    return []


@pytest.mark.parametrize("name", SCHEMAS)
def test_schema_describes_every_key(name: str) -> None:
    """Every mapping refuses unknown keys, and every key says what it means."""
    for schema in objects(SCHEMAS[name]):
        if "properties" in schema and schema.get("type") == "object":
            assert schema["additionalProperties"] is False
            for field in schema["properties"].values():
                target = str(field.get("$ref", "")).rpartition("/")[2]
                assert field.get("description") or SCHEMAS[name]["$defs"][target]["description"]


@pytest.mark.parametrize("name", SCHEMAS)
def test_schema_leads_nowhere_else(name: str) -> None:
    """A schema refers to itself or to the schema beside it."""
    for schema in objects(SCHEMAS[name]):
        target = schema.get("$ref", "#")
        assert isinstance(target, str)
        assert target.startswith("#") or target in SCHEMAS


def test_values_as_people_type_them() -> None:
    """Yes and no, whole numbers, dates, ids and texts are what an editor sees being typed."""
    form, field = SCHEMAS["form.json"], SCHEMAS["form.json"]["$defs"]["FormField"]["properties"]
    assert field["required"]["enum"] == [True, False, "yes", "no"]
    assert {key: field["lines"][key] for key in ("type", "minimum", "maximum")} == {
        "type": "integer",
        "minimum": 1,
        "maximum": 30,
    }
    assert form["properties"]["reviewed"] == {
        "description": "The day someone last read it through.",
        "pattern": r"^\d{4}-\d{2}-\d{2}$",
        "type": "string",
    }
    assert form["properties"]["id"]["pattern"] == "^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$"
    assert form["properties"]["summary"]["type"] == ["string", "number", "boolean"]
    assert form["properties"]["sort"]["enum"][:2] == ["agreement", "confidentiality"]


def test_keys_as_people_type_them() -> None:
    """A key with a hyphen has it in the schema."""
    source = SCHEMAS["sources.json"]["$defs"]["Source"]["properties"]
    assert "container-title" in source
    assert "container_title" not in source


def test_folder_of_several_models() -> None:
    """A file among the standards is told by its own key; else it is what a new file is."""
    keys, schema = [], SCHEMAS["files-in-standards.json"]
    while "if" in schema:
        keys.append((schema["if"]["required"], schema["then"]["$ref"]))
        schema = schema["else"]
    assert keys == [
        (["domains"], "framework.json"),
        (["stages"], "cycle.json"),
        (["sources"], "sources.json"),
    ]
    assert schema == {"$ref": "principle-set.json"}


def test_every_model_is_described() -> None:
    """Each file's model and each part of it is described once, under an anchor of its own."""
    models = describe_models()
    assert [model.title for model in models if model.files] == [
        "District",
        "Agency",
        "Role",
        "Non-role",
        "Myths",
        "Scenarios",
        "Setting",
        "Comparison",
        "Dimensions",
        "Principle set",
        "Framework",
        "Cycle",
        "Protocol",
        "Scripts",
        "Prompts",
        "Sources",
        "Position",
        "Responsibilities",
        "Form",
        "Milestones",
        "Time budgets",
        "Measures",
        "Questions",
        "Glossary",
        "Confidentiality",
        "Terms",
        "Sayings",
        "Claims",
        "Search words",
        "Next edition",
        "Page",
    ]
    assert {file for model in models for file in model.files} == set(RECORD_FILES.values())
    assert len({model.anchor for model in models}) == len(models)
    for model in models:
        assert model.summary.endswith((".", "so on.")), model.title
        assert all(field.description.endswith(".") for field in model.fields), model.title


@pytest.mark.parametrize(
    ("model", "field"),
    [
        (
            "Boundary",
            FieldDescription(
                "non_role",
                "the id of a non-role",
                required=True,
                description="The id of the non-role this role could be mistaken for.",
                merging="Yours replaces the shipped one.",
            ),
        ),
        (
            "Stage",
            FieldDescription(
                "forms",
                "a list of ids of forms",
                required=False,
                description="The ids of the forms that help here.",
                merging="Yours replaces the shipped lines; 'add:' and 'without:' change them.",
            ),
        ),
        (
            "Form table",
            FieldDescription(
                "rows",
                "a whole number from 1 to 40",
                required=True,
                description="How many blank rows are printed.",
                merging="Yours replaces the shipped one.",
            ),
        ),
        (
            "Signer",
            FieldDescription(
                "signature",
                "'ink' or 'digital'",
                required=False,
                description=(
                    "Ink (a blank that can also be typed into), or a field for a certificate "
                    "signature."
                ),
                merging="Yours replaces the shipped one.",
            ),
        ),
        (
            "District",
            FieldDescription(
                "contacts",
                "a list of entries with the fields of 'Contact'",
                required=True,
                description="Who to turn to; one must have the id accessibility.",
                merging="It comes from your own file alone.",
            ),
        ),
        (
            "Source",
            FieldDescription(
                "container-title",
                "one line of text",
                required=False,
                description="The journal, book or site it stands in.",
                merging="Yours replaces the shipped one.",
            ),
        ),
        (
            "Search words",
            FieldDescription(
                "synonyms",
                "a list of lists of lines of text",
                required=False,
                description="Groups of words that readers use for the same thing.",
                merging="Yours replaces the shipped lines; 'add:' and 'without:' change them.",
            ),
        ),
        (
            "Role",
            FieldDescription(
                "reviewed",
                "a date",
                required=False,
                description="The day someone last read it through.",
                merging="The shipped day goes where you change anything.",
            ),
        ),
    ],
)
def test_fields_in_plain_words(model: str, field: FieldDescription) -> None:
    """A field says what may stand after it in words anyone reads."""
    described = next(one for one in describe_models() if one.title == model)
    assert field in described.fields


def test_an_overlay_says_what_becomes_of_each_field() -> None:
    """Every field of a file that is laid over another says by which rule, lists of lines too."""
    overlays = {name: json.loads(text) for name, text in render_schemas(is_overlay=True).items()}
    role = overlays["role.json"]["properties"]
    assert role["asks"]["description"] == (
        "Questions as teachers type them; search and the finder use these. Yours replaces the "
        "shipped lines; 'add:' and 'without:' change them."
    )
    answer = overlays["questions.json"]["$defs"]["Question"]["properties"]["answer"]
    assert answer["description"] == (
        "The answer in one or two sentences, where nothing under `otherwise` holds. Yours replaces "
        "the shipped one together with 'verdict', 'otherwise', 'cell' and 'sense'."
    )
