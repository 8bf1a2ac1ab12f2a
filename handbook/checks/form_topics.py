"""What forms settle: required topics under all decisions, and conditions that can be met."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handbook.checks.reporting import fault, remedy
from handbook.combinations import combine_decisions, vary_cells, vary_rest
from handbook.decisions import Settled
from handbook.model.form import Clause, Form, FormField
from handbook.model.role import NonRole
from handbook.model.walking import walk_records, walk_references
from handbook.problems import listing, suggest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from handbook.model.form import Condition
    from handbook.model.handbook import Handbook, SourceFile
    from handbook.problems import FieldPath, Problem

_CONFIDENTIALITY_TOPICS: tuple[tuple[str, ...], ...] = (
    ("purpose",),
    ("protected-items",),
    ("non-use",),
    ("exceptions",),
    ("consent",),
    ("duration",),
    ("breach",),
    ("notes", "student-records"),
    ("not-legal-advice",),
)
"""What a confidentiality form must settle; of topics that stand together, one is enough."""

Case = tuple[Settled, frozenset[str]]
"""What a form is printed for: decisions, and the roles that a condition can name and be met."""


def check_form_topics(handbook: Handbook) -> tuple[Problem, ...]:
    """Return what forms leave unsettled, and what in them can never come up."""
    found: list[Problem] = []
    roles = frozenset(role.id for role in handbook.roles)
    adopted = roles - set(handbook.district.leave_out)
    combined = combine_decisions(handbook)
    rest = vary_rest(combined[0], rules=handbook.confidentiality)
    every = (*combined, *vary_cells(handbook), *rest)
    topics = _all_topics(handbook.forms)
    for file in handbook.files:
        if isinstance(file.record, Form):
            unknown = _roles_named(file.record) - roles
            cases = _cases(file.record, roles=adopted, unknown=unknown, combined=combined)
            found += _unsettled(file, form=file.record, cases=cases)
            cases = _cases(file.record, roles=roles, unknown=unknown, combined=every)
            found += _impossible(file, form=file.record, cases=cases)
        elif isinstance(file.record, NonRole):
            found += _unprotected(file, non_role=file.record, topics=topics)
    return tuple(found)


def _roles_named(form: Form) -> frozenset[str]:
    return frozenset(name for _, kind, name in walk_references(form) if kind == "role")


def _cases(
    form: Form,
    *,
    roles: frozenset[str],
    unknown: frozenset[str],
    combined: Sequence[Settled],
) -> tuple[Case, ...]:
    """Return everything the form is printed for; that a role is not there is said elsewhere."""
    of_roles = [frozenset({role}) for role in sorted(roles)] if form.for_each == "role" else [roles]
    return tuple((settled, one | unknown) for settled in combined for one in of_roles)


def _unsettled(file: SourceFile, *, form: Form, cases: Sequence[Case]) -> Iterator[Problem]:
    settled = [set(_topics(form, case=case)) for case in cases]
    known = {topic for topics in settled for topic in topics}
    for field, topics, why in _required(form):
        missing = [
            case for case, there in zip(cases, settled, strict=True) if there.isdisjoint(topics)
        ]
        if missing:
            where = _where(missing, cases=cases)
            guess = "" if where else suggest(topics[0], among=known)
            message = f"{why}no clause settles the topic {listing(topics)}{where}."
            advice = guess or f" Add a clause with 'topic: {topics[0]}'."
            yield fault(file, field, message + advice)
    if form.sort == "confidentiality" and not form.signers:
        message = "a confidentiality form binds those who sign it, and nobody does. Add 'signers:'."
        yield fault(file, ("signers",), message)


def _required(form: Form) -> Iterator[tuple[FieldPath, tuple[str, ...], str]]:
    """Yield what the form must settle, one of the topics each, where that is said, and why."""
    for position, topic in enumerate(form.requires):
        yield ("requires", position), (topic,), ""
    if form.sort == "confidentiality":
        for topics in _CONFIDENTIALITY_TOPICS:
            if not set(topics) & set(form.requires):
                yield ("sort",), topics, "this is a confidentiality form, but "


def _topics(form: Form, *, case: Case) -> Iterator[str]:
    for section in form.sections:
        for clause in section.clauses:
            if clause.topic and _applies((section.when, clause.when), case=case):
                yield clause.topic


def _applies(conditions: Iterable[Condition | None], *, case: Case) -> bool:
    settled, roles = case
    return all(
        settled.holds(condition) and (not condition.role or not roles.isdisjoint(condition.role))
        for condition in conditions
        if condition is not None
    )


def _where(missing: Sequence[Case], *, cases: Sequence[Case]) -> str:
    """Return the decisions and roles of the cases, or '' where these are all there are."""
    shared = frozenset.intersection(*(case[1] for case in cases))
    everyone, some = (
        sorted({role for case in among for role in case[1] - shared}) for among in (cases, missing)
    )
    return (
        _which(missing, of=cases, words=" under the posture", name=_posture)
        + _which(missing, of=cases, words=" with the participation", name=_participation)
        + (f" for the role {listing(some)}" if some != everyone else "")
    )


def _which(
    missing: Sequence[Case], *, of: Sequence[Case], words: str, name: Callable[[Settled], str]
) -> str:
    """Return which decisions are meant, or '' where these are all there are."""
    everything, some = (
        list(dict.fromkeys(name(settled) for settled, _ in cases)) for cases in (of, missing)
    )
    return f"{words} {listing(some)}" if some != everything else ""


def _posture(settled: Settled) -> str:
    return settled.decisions.posture


def _participation(settled: Settled) -> str:
    return settled.decisions.participation.kind


def _impossible(file: SourceFile, *, form: Form, cases: Sequence[Case]) -> Iterator[Problem]:
    for position, section in enumerate(form.sections):
        for field, part in walk_records(section, at=("sections", position)):
            if not isinstance(part, Clause | FormField) or part.when is None:
                continue
            if not any(_applies((section.when, part.when), case=case) for case in cases):
                message = "can never be met together with the section's own 'when'. Change either."
                yield fault(file, (*field, "when"), message)


def _all_topics(forms: Iterable[Form]) -> frozenset[str]:
    return frozenset(
        clause.topic
        for form in forms
        for section in form.sections
        for clause in section.clauses
        if clause.topic
    )


def _unprotected(
    file: SourceFile, *, non_role: NonRole, topics: frozenset[str]
) -> Iterator[Problem]:
    if non_role.clause and non_role.clause not in topics:
        message = f"no form has a clause on the topic '{non_role.clause}'."
        yield fault(file, ("clause",), message + remedy(non_role.clause, among=topics))
