"""Which part of the handbook serves what: functions, principles and stages; what nobody serves.

Computed once from the activities of the adopted roles and from every other record that names
functions in a field `standards`; pages and exports only show it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from handbook.model.kinds import KINDS
from handbook.model.role import Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from handbook.model.handbook import Entry, Handbook
    from handbook.model.standard import Domain, Function, Principle


@dataclass(frozen=True, slots=True)
class Service:
    """What serves something: an activity in its role, or a record that belongs to no role."""

    entry: Entry
    role: Role | None

    def named(self, field: str) -> tuple[str, ...]:
        """Return the ids that it names in a field, which not every kind has."""
        ids: tuple[str, ...] = getattr(self.entry.record, field, ())
        return ids


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """What stands behind every function, principle and stage."""

    by_function: Mapping[str, tuple[Service, ...]]
    """What serves a function or a part of it, by its id; every one is there."""
    by_principle: Mapping[str, tuple[Service, ...]]
    """The activities that live by a principle, by its id; every principle is there."""
    by_stage: Mapping[str, tuple[Service, ...]]
    """The activities that happen in a stage, by its id; every stage is there."""
    by_role_and_domain: Mapping[tuple[str, str], tuple[Service, ...]]
    """The activities of a role that serve a domain, by both ids; every pair is there."""
    beside_roles: Mapping[str, tuple[Service, ...]]
    """What serves a domain and belongs to no role, by its id; every domain is there."""
    unserved_functions: tuple[tuple[Domain, Function], ...]
    """The functions, of the finest there are, that nothing serves, in order."""
    unserved_principles: tuple[Principle, ...]
    """The partnership principles that no activity names, in order; other sets are not expected."""


def build_crosswalk(handbook: Handbook) -> Crosswalk:
    """Compute the crosswalk of the adopted roles, and of what else the handbook holds."""
    services = list(_find_services(handbook))
    activities = [service for service in services if service.role]
    domains = [
        domain
        for framework in handbook.frameworks
        if framework.applies_to is None
        for domain in framework.domains
    ]
    functions = _collect(services, field="standards")
    principles = _collect(activities, field="principles")
    stages = _collect(activities, field="stages")
    reached = {name for domain in domains for name in _reached(domain, found=functions)}
    return Crosswalk(
        by_function={
            function.id: _serving(function, services=services, found=functions)
            for domain in domains
            for function in domain.whole
        },
        by_principle={
            principle.id: principles[principle.id]
            for group in handbook.principle_sets
            for principle in group.principles
        },
        by_stage={stage.id: stages[stage.id] for stage in handbook.cycle.stages},
        by_role_and_domain={
            (role.id, domain.id): _in_domain(services, role=role, domain=domain)
            for role in handbook.roles
            for domain in domains
        },
        beside_roles={
            domain.id: _in_domain(services, role=None, domain=domain) for domain in domains
        },
        unserved_functions=tuple(
            (domain, function)
            for domain in domains
            for function in domain.finest
            if function.id not in reached
        ),
        unserved_principles=tuple(
            principle
            for group in handbook.principle_sets
            if any(principles[principle.id] for principle in group.principles)
            for principle in group.principles
            if not principles[principle.id]
        ),
    )


def _find_services(handbook: Handbook) -> Iterator[Service]:
    """Yield every record of a kind that can name functions, in the order of the kinds."""
    for kind in KINDS.values():
        if "standards" in kind.model.model_fields:
            for entry in handbook.entries_of(kind.name):
                whole = entry.parent.record if entry.parent else None
                yield Service(entry, whole if isinstance(whole, Role) else None)


def _collect(services: list[Service], *, field: str) -> Mapping[str, tuple[Service, ...]]:
    found: defaultdict[str, tuple[Service, ...]] = defaultdict(tuple)
    for service in services:
        for name in service.named(field):
            found[name] += (service,)
    return found


def _serving(
    function: Function, *, services: list[Service], found: Mapping[str, tuple[Service, ...]]
) -> tuple[Service, ...]:
    """Return what names a function or a part of it, in its order."""
    named = {id(service) for part in function.whole for service in found[part.id]}
    return tuple(service for service in services if id(service) in named)


def _reached(domain: Domain, *, found: Mapping[str, tuple[Service, ...]]) -> Iterator[str]:
    """Yield what is served: whoever serves a function serves all that it is made of."""
    for function in domain.whole:
        if found[function.id]:
            yield from (part.id for part in function.whole)


def _in_domain(
    services: list[Service], *, role: Role | None, domain: Domain
) -> tuple[Service, ...]:
    wanted = {function.id for function in domain.whole}
    return tuple(
        service
        for service in services
        if service.role is role and not wanted.isdisjoint(service.named("standards"))
    )
