"""What a field that names something can name, with what people call it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from handbook.model.adoption import ALL
from handbook.model.agency import Agency, AgencyDecisions
from handbook.model.confidentiality import Confidentiality
from handbook.model.decisions import OWN_POSTURE, Decisions
from handbook.model.district import District, SchoolCoach
from handbook.model.form import Clause, Form
from handbook.model.kinds import KINDS
from handbook.model.milestone import Milestone
from handbook.model.page import PageMeta
from handbook.model.question import Question
from handbook.model.reference import Term
from handbook.model.responsibility import Responsibility
from handbook.model.role import Myth, NonRole
from handbook.model.scenario import Scenario
from handbook.model.script import Script
from handbook.model.setting import Setting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from handbook.model.handbook import Handbook
    from handbook.model.record import Record

AnyRecord = TypeVar("AnyRecord", bound="Record")
Picks = tuple[tuple[str, str], ...]
"""What can be picked: as files write it, and as people call it."""

ANYTHING = "a cross-reference"
_NAMED: Mapping[tuple[type[Record], str], str] = {
    (Decisions, "posture"): "a posture",
    (Decisions, "report_breach_to"): "a contact",
    (SchoolCoach, "schools"): "a school",
    (Agency, "leave_out"): "what can be left out",
    (AgencyDecisions, "posture"): "a posture",
    (District, "leave_out"): "what can be left out",
    (District, "use"): "what is optional",
    (Question, "see"): ANYTHING,
    (Milestone, "see"): ANYTHING,
    (Myth, "see"): ANYTHING,
    (Responsibility, "see"): ANYTHING,
    (Script, "see"): ANYTHING,
    (Scenario, "see"): ANYTHING,
    (Setting, "see"): ANYTHING,
    (Term, "see"): ANYTHING,
    (PageMeta, "related"): ANYTHING,
    (NonRole, "clause"): "a topic",
    (Form, "requires"): "a topic",
}
"""What a field names whose type does not say so: it is no id of a record, or of one of any kind."""


def picked_from(model: type[Record], key: str) -> str:
    """Return what is picked in a field by which nothing but what is there can be named, or ''."""
    return _NAMED.get((model, key), "")


def picks_of(name: str, handbook: Handbook) -> Picks:
    """Return what can be picked.

    Args:
        name: What is picked: the kind of a record, or what `picked_from` says.
        handbook: Where it is.
    """
    if name in _FOUND:
        return tuple(dict.fromkeys(_FOUND[name](handbook)))
    return tuple((entry.id, entry.name) for entry in handbook.entries_of(name))


def references_in(handbook: Handbook) -> Picks:
    """Return all that a cross-reference can lead to, by name."""
    return tuple((reference, name) for reference, name, _ in _all_that_is_named(handbook))


def _with_kinds(handbook: Handbook) -> Picks:
    return tuple((one, f"{name} ({noun})") for one, name, noun in _all_that_is_named(handbook))


def _left_out(handbook: Handbook) -> Picks:
    """Return what a list of what is left out can name: ids, pages as they are, and whole kinds."""
    named = _with_kinds(handbook)
    kinds = (row for row in KINDS.values() if handbook.entries_of(row.name))
    return (
        *((f"{ALL}:{row.name}", f"All {row.plural}") for row in kinds),
        *((one if one.startswith("page:") else one.partition(":")[2], n) for one, n in named),
    )


def _all_that_is_named(handbook: Handbook) -> list[tuple[str, str, str]]:
    """Return what can be named, by name: how references write it, its name, and its kind."""
    pages = ((f"page:{page.name}", page.meta.title, "page") for page in handbook.pages)
    entries = handbook.entries.values()
    records = ((one.reference, one.name, KINDS[one.kind].noun) for one in entries)
    return sorted((*pages, *records), key=lambda one: one[1].casefold())


def _postures(handbook: Handbook) -> Picks:
    shipped = (
        (one.id, one.name) for rules in _all(Confidentiality, handbook) for one in rules.postures
    )
    return (*shipped, (OWN_POSTURE, "The district decides row by row"))


def _topics(handbook: Handbook) -> Picks:
    """Return the topics that clauses settle, or forms have to, each called as it is written."""
    settled = (clause.topic for form in handbook.forms for clause in _clauses(form) if clause.topic)
    required = (topic for form in handbook.forms for topic in form.requires)
    return tuple((topic, topic) for topic in sorted({*settled, *required}))


def _clauses(form: Form) -> Iterator[Clause]:
    return (clause for section in form.sections for clause in section.clauses)


def _all(model: type[AnyRecord], handbook: Handbook) -> Iterator[AnyRecord]:
    """Yield the records of a model; of what cannot be read just now there is none."""
    return (file.record for file in handbook.files if isinstance(file.record, model))


_FOUND: Mapping[str, Callable[[Handbook], Picks]] = {
    ANYTHING: _with_kinds,
    "a posture": _postures,
    "a topic": _topics,
    "what can be left out": _left_out,
    "what is optional": lambda handbook: tuple(
        (one.id, one.name) for one in handbook.non_roles if one.optional
    ),
    "a contact": lambda handbook: tuple(
        (one.id, one.name) for district in _all(District, handbook) for one in district.contacts
    ),
    "a school": lambda handbook: tuple(
        (one, one) for district in _all(District, handbook) for one in district.schools
    ),
}
