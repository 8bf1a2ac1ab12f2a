"""One layer laid over another: every kind of value has one rule, and every value one place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from handbook.merging import merge_sources
from handbook.model.annotations import fields_of, models_inside
from handbook.model.form import Form
from handbook.model.layout import RECORD_FILES
from handbook.model.merging import RESERVED, Rule, merging_of
from handbook.model.question import Questions
from handbook.model.role import Role
from handbook.problems import has_errors
from handbook.yamlsource import YamlSource, parse_yaml

if TYPE_CHECKING:
    from handbook.layered import LayeredSource
    from handbook.model.record import Record
    from handbook.yamlsource import Data

ROLE = """id: data-coach
name: Data Coach
note: A note.
activities:
  - {id: one, name: One, text: First., asks: [a, b]}
  - {id: two, name: Two, text: Second.}
boundaries:
  - {non_role: evaluation, note: No.}
agreement:
  coach_commits:
    - {id: asks, text: Asks.}
asks: [x, y]
reviewed: 2026-07-15
"""

QUESTIONS = """id: part
questions:
  - id: may-i
    ask: May I?
    verdict: yes
    answer: You may.
    otherwise:
      - {when: {teams: no}, verdict: no, answer: Not here.}
"""


def source_of(text: str, *, path: str) -> YamlSource:
    """Return a file as it is read."""
    source, problems = parse_yaml(text.encode(), path=path)
    assert source is not None, problems
    return source


def merged(
    upper: str, *, lower: str = ROLE, model: type[Record] = Role
) -> tuple[LayeredSource, list[str]]:
    """Lay a text over another; return what comes of it, and what is said."""
    source, problems = merge_sources(
        source_of(lower, path="base:roles/data-coach.yml"),
        source_of(upper, path="roles/ours.yml"),
        model=model,
    )
    return source, [str(problem) for problem in problems]


def data_of(upper: str, *, lower: str = ROLE, model: type[Record] = Role) -> dict[str, Data]:
    """Return what comes of a text laid over another, in which nothing is amiss."""
    source, problems = merged(upper, lower=lower, model=model)
    assert problems == []
    assert isinstance(source.data, dict)
    return source.data


def ids_of(data: Data) -> list[Data]:
    """Return the ids of the items of a list."""
    assert isinstance(data, tuple)
    return [one["id"] for one in data if isinstance(one, dict)]


def test_every_field_has_a_rule() -> None:
    """Each list of records is merged by a key or as a whole, in every model there is."""
    for top in RECORD_FILES:
        for model in models_inside(top):
            rules = merging_of(model)
            assert set(rules) == {field.key for field in fields_of(model)}


def test_no_field_has_a_reserved_name() -> None:
    """The words that layers use for one another name no field, but for what is left out."""
    taken = {
        (model.__name__, field.key)
        for top in RECORD_FILES
        for model in models_inside(top)
        for field in fields_of(model)
        if field.key in RESERVED
    }
    assert taken == {("District", "leave_out"), ("Agency", "leave_out")}


def test_rules() -> None:
    """Items of a role are told apart by their ids, boundaries by the non-role that they name."""
    assert {name: (one.rule, one.key) for name, one in merging_of(Role).items()} == {
        "id": (Rule.WHOLE, "id"),
        "name": (Rule.WHOLE, "id"),
        "summary": (Rule.WHOLE, "id"),
        "to_teacher": (Rule.WHOLE, "id"),
        "purpose": (Rule.WHOLE, "id"),
        "source_note": (Rule.WHOLE, "id"),
        "activities": (Rule.KEYED, "id"),
        "boundaries": (Rule.KEYED, "non_role"),
        "asks": (Rule.LINES, "id"),
        "formerly": (Rule.LINES, "id"),
        "agreement": (Rule.PARTS, "id"),
        "status": (Rule.WHOLE, "id"),
        "approved": (Rule.WHOLE, "id"),
        "revised": (Rule.WHOLE, "id"),
        "union_agreement": (Rule.WHOLE, "id"),
        "sources": (Rule.LINES, "id"),
        "order": (Rule.WHOLE, "id"),
        "reviewed": (Rule.WHOLE, "id"),
    }


def test_what_is_not_named_stays() -> None:
    """A part of a record changes that part; only the day of the review is not inherited."""
    data = data_of("id: data-coach\nname: Data Partner\n")
    whole = source_of(ROLE, path="x").data
    assert isinstance(whole, dict)
    assert data == {key: one for key, one in whole.items() if key != "reviewed"} | {
        "name": "Data Partner"
    }


def test_items_by_key() -> None:
    """An item of the same id is merged field by field; a new one comes last."""
    data = data_of(
        "id: data-coach\nactivities:\n  - {id: new, name: New}\n  - {id: one, name: I}\n"
    )
    assert data["activities"] == (
        {"id": "one", "name": "I", "text": "First.", "asks": ("a", "b")},
        {"id": "two", "name": "Two", "text": "Second."},
        {"id": "new", "name": "New"},
    )


@pytest.mark.parametrize(
    ("items", "ids"),
    [
        ("- {id: n, before: two}", ["one", "n", "two"]),
        ("- {id: n, after: one}\n  - {id: m, after: one}", ["one", "n", "m", "two"]),
        ("- {id: n, after: m}\n  - {id: m, before: one}", ["m", "n", "one", "two"]),
        ("- {id: one, after: two}", ["two", "one"]),
        ("- {id: one, leave_out: yes}", ["two"]),
    ],
)
def test_places_of_items(items: str, ids: list[str]) -> None:
    """An item stands beside the one that it names, an item of the base as well, or goes."""
    assert ids_of(data_of(f"id: data-coach\nactivities:\n  {items}\n")["activities"]) == ids


def test_lines() -> None:
    """A list of lines is replaced, or lines are added and taken away."""
    source, problems = merged("asks: [z]\n")
    assert isinstance(source.data, dict)
    assert source.data["asks"] == ("z",)
    assert problems == [
        "roles/ours.yml:1:7: hint: asks: takes the place of 'x', 'y', which stand below."
    ]
    assert data_of("asks: {add: [z, x], without: [y]}\n")["asks"] == ("x", "z")


def test_an_atom_is_whole() -> None:
    """Of verdict and answer, one that is changed does away with the other, and all beside it."""
    upper = "id: part\nquestions:\n  - {id: may-i, answer: 'No.', verdict: no}\n"
    data = data_of(upper, lower=QUESTIONS, model=Questions)
    assert data["questions"] == (
        {"id": "may-i", "ask": "May I?", "verdict": "no", "answer": "No."},
    )


def test_doing_without() -> None:
    """An optional field is taken away by its name."""
    assert "note" not in data_of("id: data-coach\nwithout: [note]\n")


@pytest.mark.parametrize(
    ("upper", "problem"),
    [
        (
            "id: data-coach\nwithout: [notes]\n",
            (
                "roles/ours.yml:2:10: without.0: there is no 'notes' below to do without. "
                "Did you mean 'note'?"
            ),
        ),
        (
            "without: [name]\n",
            (
                "roles/ours.yml:1:10: without.0: 'name' is needed here. Write another, or take the "
                "line out."
            ),
        ),
        (
            "asks: {without: [z]}\n",
            (
                "roles/ours.yml:1:18: asks.without.0: the list below has no line 'z'. Take the "
                "line out."
            ),
        ),
        (
            "activities:\n  - {id: n, after: tow}\n",
            (
                "roles/ours.yml:2:20: warning: activities.after: there is no item 'tow', so that "
                "this one comes last. Did you mean 'two'?"
            ),
        ),
        (
            "activities:\n  - {id: n, leave_out: yes}\n",
            (
                "roles/ours.yml:2:5: activities.0: there is no 'n' below to leave out. Take the "
                "item out."
            ),
        ),
    ],
)
def test_what_finds_no_place(upper: str, problem: str) -> None:
    """What a layer says of something that is not below is told where it stands."""
    assert merged(upper)[1] == [problem]


def test_a_circle_of_items() -> None:
    """Items that name one another as neighbors are told, each where it does."""
    _, problems = merged("activities:\n  - {id: n, after: m}\n  - {id: m, after: n}\n")
    circle = "names this item as its own neighbor, in a circle. Name an item that is there."
    assert problems == [
        f"roles/ours.yml:2:20: activities.after: 'm' {circle}",
        f"roles/ours.yml:3:20: activities.after: 'n' {circle}",
    ]


def test_every_value_has_one_place() -> None:
    """A value stands in the layer that said it last; the key is found there, too."""
    source, _ = merged("id: data-coach\nactivities:\n  - id: two\n    name: Ours\n")
    assert str(source.locate(("activities", 1, "name"))) == "roles/ours.yml:4:11"
    assert str(source.locate(("activities", 1, "text"))) == "base:roles/data-coach.yml:6:32"
    assert str(source.locate(("activities", 0, "asks", 1))) == "base:roles/data-coach.yml:5:50"
    assert str(source.locate(("name",), key=True)) == "base:roles/data-coach.yml:2:1"
    assert str(source.locate(("nothing",))) == "roles/ours.yml:1:1"


def test_twice_is_once() -> None:
    """A layer laid over what it is in already changes nothing."""
    upper = (
        "id: data-coach\nasks: {add: [z]}\nactivities:\n  - {id: n, after: one}\n"
        "  - {id: m, after: one}\n  - {id: two, text: Ours.}\n"
    )
    once, _ = merged(upper)
    twice, problems = merge_sources(once, source_of(upper, path="roles/ours.yml"), model=Role)
    assert (twice.data, has_errors(problems)) == (once.data, False)


def test_what_repeats_is_told() -> None:
    """A field that says what is below already is told; an atom only where all of it does."""
    assert merged("id: data-coach\nname: Data Coach\n")[1] == [
        (
            "roles/ours.yml:2:7: hint: name: says what is below already. Take it out, to follow "
            "what changes there."
        )
    ]
    upper = "id: part\nquestions:\n  - {id: may-i, answer: 'No.', verdict: yes, otherwise: []}\n"
    assert merged(upper, lower=QUESTIONS, model=Questions)[1] == []


def test_much_that_repeats_is_told_at_once() -> None:
    """A whole copy of a record gets one sentence."""
    assert merged(ROLE)[1] == [
        (
            "roles/ours.yml:2:7: hint: name: 14 fields of this file say what is below already, "
            "from this one on. Take them out, to follow what changes there."
        )
    ]


def test_an_item_that_was_renamed_is_told() -> None:
    """A part of an item by the id that it had before names the one that it has now."""
    lower = ROLE.replace("id: one,", "id: one, formerly: [uno],")
    upper = "id: data-coach\nactivities:\n  - {id: uno, text: Ours.}\n"
    assert merged(upper, lower=lower)[1] == [
        "roles/ours.yml:3:5: activities.0: 'uno' is called 'one' now. Write 'one'."
    ]


def test_an_item_of_another_record_is_told() -> None:
    """A part of an item that the layer below keeps elsewhere names the record that has it."""
    upper = source_of(
        "id: data-coach\nactivities:\n  - {id: far, asks: [b]}\n", path="roles/ours.yml"
    )
    lower = source_of(ROLE, path="base:roles/base.yml")
    parents = {"far": "mentor"}
    _, problems = merge_sources(
        lower, upper, model=Role, find_parent=lambda name: parents.get(name, "")
    )
    assert [str(one) for one in problems] == [
        (
            "roles/ours.yml:3:5: activities.0: 'far' is a part of 'mentor' below. Move this to the "
            "file of that."
        )
    ]


def test_parts_of_a_form() -> None:
    """A clause of a form is changed where it stands, and its condition is whole."""
    lower = (
        "id: f\nsections:\n  - id: s\n    title: S\n    clauses:\n"
        "      - {id: c, text: One., when: {teams: yes, reviewed: no}}\n"
        "      - {id: d, text: Two.}\n"
    )
    upper = "id: f\nsections:\n  - id: s\n    clauses:\n      - {id: c, when: {teams: no}}\n"
    assert data_of(upper, lower=lower, model=Form)["sections"] == (
        {
            "id": "s",
            "title": "S",
            "clauses": (
                {"id": "c", "text": "One.", "when": {"teams": "no"}},
                {"id": "d", "text": "Two."},
            ),
        },
    )
