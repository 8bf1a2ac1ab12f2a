"""Which activity serves what: roles against functions, principles and stages; what nobody serves.

Computed from the activities of the adopted roles, once; pages and exports only show it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from handbook.model.handbook import Handbook
    from handbook.model.role import Activity, Role
    from handbook.model.standard import Domain, Function, Principle


@dataclass(frozen=True, slots=True)
class Service:
    """An activity, in the role it belongs to."""

    role: Role
    activity: Activity


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """The activities behind every function, principle and stage."""

    by_function: Mapping[str, tuple[Service, ...]]
    """The activities that serve a function or a part of it, by its id; every one is there."""
    by_principle: Mapping[str, tuple[Service, ...]]
    """The activities that live by a principle, by its id; every principle is there."""
    by_stage: Mapping[str, tuple[Service, ...]]
    """The activities that happen in a stage, by its id; every stage is there."""
    by_role_and_domain: Mapping[tuple[str, str], tuple[Service, ...]]
    """The activities of a role that serve a domain, by both ids; every pair is there."""
    unserved_functions: tuple[tuple[Domain, Function], ...]
    """The functions, of the finest there are, that no activity serves, in order."""
    unserved_principles: tuple[Principle, ...]
    """The partnership principles that no activity names, in order; other sets are not expected."""


def build_crosswalk(handbook: Handbook) -> Crosswalk:
    """Compute the crosswalk of the adopted roles."""
    services = [Service(role, activity) for role in handbook.roles for activity in role.activities]
    domains = [domain for framework in handbook.frameworks for domain in framework.domains]
    functions = _collect(services, field="standards")
    principles = _collect(services, field="principles")
    stages = _collect(services, field="stages")
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


def _collect(services: list[Service], *, field: str) -> Mapping[str, tuple[Service, ...]]:
    found: defaultdict[str, tuple[Service, ...]] = defaultdict(tuple)
    for service in services:
        for name in getattr(service.activity, field):
            found[name] += (service,)
    return found


def _serving(
    function: Function, *, services: list[Service], found: Mapping[str, tuple[Service, ...]]
) -> tuple[Service, ...]:
    """Return the activities that name a function or a part of it, in their order."""
    named = {id(service) for part in function.whole for service in found[part.id]}
    return tuple(service for service in services if id(service) in named)


def _reached(domain: Domain, *, found: Mapping[str, tuple[Service, ...]]) -> Iterator[str]:
    """Yield what activities serve: whoever serves a function serves all that it is made of."""
    for function in domain.whole:
        if found[function.id]:
            yield from (part.id for part in function.whole)


def _in_domain(services: list[Service], *, role: Role, domain: Domain) -> tuple[Service, ...]:
    wanted = {function.id for function in domain.whole}
    return tuple(
        service
        for service in services
        if service.role is role and not wanted.isdisjoint(service.activity.standards)
    )
