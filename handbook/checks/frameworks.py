"""Frameworks: weights that add up, levels that are the framework's own, a name for each depth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handbook.checks.reporting import fault, remedy
from handbook.model.standard import Framework

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from handbook.model.handbook import Handbook, SourceFile
    from handbook.model.standard import Domain, Function
    from handbook.problems import FieldPath, Problem

_WHOLE = 100


def check_frameworks(handbook: Handbook) -> tuple[Problem, ...]:
    """Return what is wrong with the frameworks, one by one."""
    known = {level.id for one in handbook.frameworks for level in one.levels}
    return tuple(
        problem
        for file in handbook.files
        if isinstance(file.record, Framework)
        for problem in _faults(file, framework=file.record, known=known)
    )


def _faults(file: SourceFile, *, framework: Framework, known: Collection[str]) -> Iterator[Problem]:
    """Yield what is wrong with a framework; a level that is nowhere is told where ids are."""
    levels = [level.id for level in framework.levels]
    foreign = {*known} - {*levels}
    yield from _unequal(file, ("domains",), ones=framework.domains)
    for position, domain in enumerate(framework.domains):
        at: FieldPath = ("domains", position, "functions")
        yield from _unequal(file, at, ones=domain.functions)
        for path, function in _functions(domain.functions, at=at):
            yield from _unequal(file, (*path, "parts"), ones=function.parts)
            yield from _performance(file, path, function=function, levels=levels, foreign=foreign)
            yield from _too_deep(file, path, names=framework.level_names)


def _functions(
    functions: Sequence[Function], *, at: FieldPath
) -> Iterator[tuple[FieldPath, Function]]:
    for position, function in enumerate(functions):
        yield (*at, position), function
        yield from _functions(function.parts, at=(*at, position, "parts"))


def _unequal(
    file: SourceFile, at: FieldPath, *, ones: Sequence[Domain | Function]
) -> Iterator[Problem]:
    """Yield what keeps weights from being shares of one whole."""
    weights = [one.weight for one in ones if one.weight]
    if not weights:
        return
    for position, one in enumerate(ones):
        if not one.weight:
            message = (
                f"'{one.id}' has no weight, and others beside it have one. Write 'weight:', or "
                "take theirs away."
            )
            yield fault(file, (*at, position), message)
    if len(weights) == len(ones) and sum(weights) != _WHOLE:
        message = f"the weights here add up to {sum(weights)}, not {_WHOLE}. Change one of them."
        yield fault(file, (*at, 0, "weight"), message)


def _performance(
    file: SourceFile,
    at: FieldPath,
    *,
    function: Function,
    levels: Sequence[str],
    foreign: Collection[str],
) -> Iterator[Problem]:
    """Yield what keeps a description from having each of the framework's levels once."""
    seen: set[str] = set()
    for position, one in enumerate(function.performance):
        path = (*at, "performance", position, "level")
        if one.level in seen:
            message = f"the level '{one.level}' is described already. Keep one of the two."
            yield fault(file, path, message)
        elif one.level in foreign:
            message = f"the framework has no level '{one.level}'.{remedy(one.level, among=levels)}"
            yield fault(file, path, message)
        seen.add(one.level)
    missing = [level for level in levels if level not in seen]
    for level in missing if seen and seen <= {*levels} else ():
        message = f"the level '{level}' is not described. Add '- level: {level}' with its text."
        yield fault(file, (*at, "performance"), message)


def _too_deep(file: SourceFile, at: FieldPath, *, names: Sequence[str]) -> Iterator[Problem]:
    """Yield a part that is deeper in the framework than there are names for."""
    # A path has two keys for each depth: the list, and the place in it.
    depth = len(at) // 2
    if depth == len(names) + 1:
        message = (
            f"this is {depth} levels deep, and 'level_names' has {len(names)}. Add what the "
            "framework calls one thing of this depth."
        )
        yield fault(file, at, message)
