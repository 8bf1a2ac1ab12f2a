"""Comparisons: each answers every dimension, once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handbook.checks.reporting import fault
from handbook.model.role import Comparison

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from handbook.model.handbook import Handbook, SourceFile
    from handbook.problems import Problem


def check_comparisons(handbook: Handbook) -> tuple[Problem, ...]:
    """Return every dimension that a comparison leaves out or answers twice."""
    rows = [dimension.id for dimension in handbook.dimensions]
    return tuple(
        problem
        for file in handbook.files
        if isinstance(file.record, Comparison)
        for problem in _uneven(file, comparison=file.record, rows=rows)
    )


def _uneven(file: SourceFile, *, comparison: Comparison, rows: Sequence[str]) -> Iterator[Problem]:
    answered: set[str] = set()
    for position, contrast in enumerate(comparison.contrasts):
        if contrast.dimension in answered:
            message = (
                f"the dimension '{contrast.dimension}' is answered already. Keep one of the two."
            )
            yield fault(file, ("contrasts", position, "dimension"), message)
        answered.add(contrast.dimension)
    for row in rows:
        if row not in answered:
            message = f"no contrast answers '{row}'. Add '- dimension: {row}' with its text."
            yield fault(file, ("contrasts",), message)
