"""Walking through a record: its parts, the ids it names, the words it says, each with its place."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from handbook.model.form import Clause, Condition, Form, Section
from handbook.model.page import HandPage, PageMeta
from handbook.model.reference import Name, SearchWords, Source
from handbook.model.role import Activity, Boundary, Commitment, Role, RoleAgreement
from handbook.model.walking import walk_records, walk_references, walk_words

if TYPE_CHECKING:
    from handbook.model.handbook import Handbook

ROLE = Role(
    id="data-coach",
    name="Data Coach",
    summary="Looks.",
    purpose="To see.",
    activities=(
        Activity(id="read", name="Read", text="Reads.", standards=("tlms-5a",), sources=("a",)),
    ),
    boundaries=(Boundary(non_role="evaluation", note="No."),),
    agreement=RoleAgreement(
        coach_commits=(Commitment(id="asks", text="Asks."),),
        teacher_commits=(Commitment(id="says", text="Says."),),
    ),
    sources=("b", "c"),
    reviewed=dt.date(2026, 7, 15),
)


def test_records() -> None:
    """The record comes first, then what is inside it, outermost first, in the order of fields."""
    assert [(field, type(part).__name__) for field, part in walk_records(ROLE)] == [
        ((), "Role"),
        (("activities", 0), "Activity"),
        (("boundaries", 0), "Boundary"),
        (("agreement",), "RoleAgreement"),
        (("agreement", "coach_commits", 0), "Commitment"),
        (("agreement", "teacher_commits", 0), "Commitment"),
    ]


def test_references() -> None:
    """Every id of another record comes with its place and its kind; a record's own id does not."""
    assert list(walk_references(ROLE)) == [
        (("sources", 0), "source", "b"),
        (("sources", 1), "source", "c"),
        (("activities", 0, "standards", 0), "function", "tlms-5a"),
        (("activities", 0, "sources", 0), "source", "a"),
        (("boundaries", 0, "non_role"), "non-role", "evaluation"),
    ]


def test_references_deep_inside() -> None:
    """Conditions of a form's clauses are reached, and a field left out names nothing."""
    clause = Clause(id="a", text="A.", when=Condition(role=("data-coach",)))
    form = Form(
        id="form",
        name="Form",
        title="Form",
        sort="agreement",
        summary="A.",
        use_when="B.",
        readers=("coach",),
        minutes=1,
        sections=(Section(id="one", title="One", clauses=(clause,)),),
    )
    assert list(walk_references(form)) == [
        (("sections", 0, "clauses", 0, "when", "role", 0), "role", "data-coach")
    ]


def test_words() -> None:
    """Every text comes with its place; dates, numbers and answers are no words."""
    assert dict(walk_words(ROLE)) == {
        ("id",): "data-coach",
        ("name",): "Data Coach",
        ("summary",): "Looks.",
        ("purpose",): "To see.",
        ("sources", 0): "b",
        ("sources", 1): "c",
        ("activities", 0, "id"): "read",
        ("activities", 0, "name"): "Read",
        ("activities", 0, "text"): "Reads.",
        ("activities", 0, "standards", 0): "tlms-5a",
        ("activities", 0, "sources", 0): "a",
        ("boundaries", 0, "non_role"): "evaluation",
        ("boundaries", 0, "note"): "No.",
        ("agreement", "coach_commits", 0, "id"): "asks",
        ("agreement", "coach_commits", 0, "text"): "Asks.",
        ("agreement", "teacher_commits", 0, "id"): "says",
        ("agreement", "teacher_commits", 0, "text"): "Says.",
    }


def test_words_under_the_keys_that_are_written() -> None:
    """A field with a hyphen is named as in the file, so that its place is found."""
    source = Source(
        id="a", type="book", title="B", container_title="C", author=(Name(literal="D"),)
    )
    assert dict(walk_words(source)) == {
        ("id",): "a",
        ("type",): "book",
        ("title",): "B",
        ("container-title",): "C",
        ("author", 0, "literal"): "D",
    }


def test_words_in_lists_of_lists() -> None:
    """Groups of words are reached word by word."""
    assert list(walk_words(SearchWords(synonyms=(("a", "b"), ("c",))))) == [
        (("synonyms", 0, 0), "a"),
        (("synonyms", 0, 1), "b"),
        (("synonyms", 1, 0), "c"),
    ]


def test_words_of_a_page() -> None:
    """A page has the words of its front matter and its body."""
    page = HandPage(uri="a.md", meta=PageMeta(title="A"), body="B", first_line=4)
    assert dict(walk_words(page)) == {
        ("uri",): "a.md",
        ("body",): "B",
        ("meta", "title"): "A",
    }


def test_every_word_of_the_shipped_handbook_has_its_place(shipped: Handbook) -> None:
    """A place that walking gives is one that the file can locate: never the file's first line."""
    for file in shipped.files:
        if not isinstance(file.record, HandPage):
            lines = {file.origin.locate(field).line for field, _ in walk_words(file.record)}
            assert len(lines) > len(list(walk_words(file.record))) / 40
