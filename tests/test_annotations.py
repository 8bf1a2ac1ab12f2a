"""What the models say of their fields is read once, for everyone who asks."""

from __future__ import annotations

from typing import Annotated, Literal

from handbook.model.annotations import field_at, fields_of, marks_in, model_at, models_inside
from handbook.model.form import Column, Form, FormTable
from handbook.model.record import Id, Line, Record, Reference, Text
from handbook.model.reference import Name, Source, Sources
from handbook.model.role import Activity, Boundary, Commitment, Role, RoleAgreement


class Keyed:
    """A mark that no reader knows by name."""


class Part(Record):
    """A part of a whole."""

    id: Id
    """What it is called."""


class Whole(Record):
    """A record with fields of every sort."""

    parts: Annotated[tuple[Part, ...], Keyed()]
    """Its parts,
    over two lines."""

    part: Part | None = None
    """One part."""

    side: Literal["left", "right"] | None = None
    """Where it stands."""

    roles: tuple[Annotated[Id, Reference("role")], ...] = ()
    """The roles it names."""

    text: Text = "none"
    """What it says."""


FIELDS = {field.name: field for field in fields_of(Whole)}


def test_what_a_field_holds() -> None:
    """Lists, records, words to choose from and ids of others are told from the type."""
    assert [name for name, field in FIELDS.items() if field.is_list] == ["parts", "roles"]
    assert {name: field.models for name, field in FIELDS.items() if field.models} == {
        "parts": (Part,),
        "part": (Part,),
    }
    assert {name: field.choices for name, field in FIELDS.items() if field.choices} == {
        "side": ("left", "right")
    }
    assert {name: field.reference for name, field in FIELDS.items() if field.reference} == {
        "roles": "role"
    }


def test_what_a_field_says() -> None:
    """A description is on one line, and a field without a default is needed."""
    assert FIELDS["parts"].description == "Its parts, over two lines."
    assert [name for name, field in FIELDS.items() if field.is_required] == ["parts"]


def test_names_in_files() -> None:
    """A field has the name that files give it beside the one in Python."""
    names = {field.name: field.key for field in fields_of(Source) if field.name != field.key}
    assert names == {
        "title_short": "title-short",
        "container_title": "container-title",
        "publisher_place": "publisher-place",
    }


def test_limits() -> None:
    """A number's least and most are known; a list's length is not a number."""
    limits = {field.name: field.limits for field in fields_of(FormTable) if field.limits}
    assert limits == {"rows": (1, 40)}


def test_references_of_every_shape() -> None:
    """What a field refers to is read off its type, whether one id, a list, or an optional one."""
    found = {field.name: field.reference for field in fields_of(Activity) if field.reference}
    assert found == {
        "standards": "function",
        "principles": "principle",
        "stages": "stage",
        "information": "kind",
        "sources": "source",
    }
    assert [field.reference for field in fields_of(Boundary)] == ["non-role", ""]


def test_marks() -> None:
    """A mark of any sort is found, on the type itself or inside it."""
    marked = [field.name for field in fields_of(Whole) if any(marks_in(field.annotation, Keyed))]
    assert marked == ["parts"]
    assert list(marks_in(tuple[Annotated[Line, Reference("term")], ...], Reference)) == [
        Reference("term")
    ]


def test_former_names() -> None:
    """A field that files called otherwise before says how."""
    former = {field.key: field.formerly for field in fields_of(Form) if field.formerly}
    assert former == {"sort": "kind"}


def test_words_of_a_narrower_field() -> None:
    """A field that takes some of an enumeration's words lists those alone."""
    choices = {field.key: field.choices for field in fields_of(Column) if field.choices}
    assert choices == {"blank": ("text", "date", "initials", "email")}


def test_field_at_a_path() -> None:
    """A path with places in lists leads to its field, by either of a field's names."""
    column = field_at(("sections", 0, "table", "columns", 1, "share"), model=Form)
    assert column
    assert column.name == "share"
    assert field_at(("sources", 2, "container-title"), model=Sources)
    assert field_at(("sources", 2, "container_title"), model=Sources)
    assert field_at(("sections", 0, "nothing"), model=Form) is None


def test_model_at_a_path() -> None:
    """A path leads to the model of the record there, and to the top where there is none."""
    assert model_at(("sections", 0, "table", "columns", 1), model=Form) is Column
    assert model_at((), model=Form) is Form
    assert model_at(("sources", 0, "author", 0), model=Sources) is Name


def test_models_inside() -> None:
    """The model comes first, then those of its parts in the order of its fields."""
    assert list(models_inside(Role)) == [
        Role,
        Activity,
        Boundary,
        RoleAgreement,
        Commitment,
        Commitment,
    ]
