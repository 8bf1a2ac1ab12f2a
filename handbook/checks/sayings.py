"""Sentences that follow from decisions must be whole under every set of decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handbook.checks.reporting import fault
from handbook.combinations import combine_decisions, vary_cells, vary_rest
from handbook.model.sayings import Sayings
from handbook.sayings import DECIDED, decided_words, late_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from handbook.decisions import Settled
    from handbook.model.handbook import Handbook, SourceFile
    from handbook.model.sayings import Saying
    from handbook.problems import FieldPath, Problem

_Case = tuple["Settled", "Mapping[str, str]"]


def check_sayings(handbook: Handbook) -> tuple[Problem, ...]:
    """Return the sentences that are said twice, never, not always, or with a word missing."""
    files = [file for file in handbook.files if isinstance(file.record, Sayings)]
    if not files:
        return ()
    first, *others = combine_decisions(handbook)
    rest = vary_rest(first, rules=handbook.confidentiality)
    every = (first, *others, *vary_cells(handbook), *rest)
    cases = [(settled, decided_words(handbook, settled=settled)) for settled in every]
    return tuple(problem for file in files for problem in _faults(file, cases=cases))


def _faults(file: SourceFile, *, cases: Sequence[_Case]) -> Iterator[Problem]:
    seen: set[str] = set()
    sayings = file.record.says if isinstance(file.record, Sayings) else ()
    for position, saying in enumerate(sayings):
        field: FieldPath = ("says", position)
        if saying.name in seen:
            message = f"the sentence '{saying.name}' is there already. Choose another name."
            yield fault(file, (*field, "name"), message)
        seen.add(saying.name)
        yield from _conditions(file, saying=saying, field=field)
        yield from _holes(file, saying=saying, field=field, cases=cases)


def _conditions(file: SourceFile, *, saying: Saying, field: FieldPath) -> Iterator[Problem]:
    *before, last = range(len(saying.wordings))
    if saying.wordings[last].when is not None:
        message = "nothing is said where this does not hold. Add a wording without 'when:'."
        yield fault(file, (*field, "wordings", last, "when"), message)
    for place in before:
        if saying.wordings[place].when is None:
            message = "always holds, so that what follows is never said. Add a 'when:'."
            yield fault(file, (*field, "wordings", place), message)


def _holes(
    file: SourceFile, *, saying: Saying, field: FieldPath, cases: Sequence[_Case]
) -> Iterator[Problem]:
    """Yield the words that can be missing where the wording is the one that is said."""
    for settled, words in cases:
        said = (place for place, one in enumerate(saying.wordings) if settled.holds(one.when))
        place = next(said, None)
        if place is None:
            continue
        for name in late_names(saying.wordings[place].text):
            if name.startswith(DECIDED) and not words[name]:
                message = (
                    f"'{{{{ {name} }}}}' is empty under the posture "
                    f"'{settled.decisions.posture}' with the participation "
                    f"'{settled.decisions.participation.kind}'. Ask for it under 'when:'."
                )
                yield fault(file, (*field, "wordings", place, "text"), message)
                return
