"""Sources: what is listed is cited somewhere, or is marked as further reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handbook.checks.reporting import warning
from handbook.crossreferences import find_cross_references
from handbook.model.reference import Sources
from handbook.model.walking import walk_references, walk_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handbook.model.handbook import Handbook
    from handbook.problems import Problem


def check_sources(handbook: Handbook) -> tuple[Problem, ...]:
    """Return every source that nothing cites."""
    cited = set(_cited(handbook))
    message = "nothing cites this source. Cite it, or add a line 'further_reading: yes'."
    return tuple(
        warning(file, ("sources", position, "id"), message)
        for file in handbook.files
        if isinstance(file.record, Sources)
        for position, source in enumerate(file.record.sources)
        if source.id not in cited and not source.further_reading
    )


def _cited(handbook: Handbook) -> Iterator[str]:
    for file in handbook.files:
        yield from (name for _, kind, name in walk_references(file.record) if kind == "source")
        for _, text in walk_words(file.record):
            for reference in find_cross_references(text):
                if reference.kind == "source":
                    yield reference.id
