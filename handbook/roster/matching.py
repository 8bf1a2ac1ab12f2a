"""Column names to blanks of forms, forgiving about case, spaces, accents and punctuation.

Owns which column means what, and what is said about those that mean nothing.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from handbook.inline import render_plain
from handbook.model.blanks import Control
from handbook.problems import Location, Problem, Severity, listing, suggest
from handbook.roster.plan import ROLE
from handbook.roster.showing import fold_name, quote_value, show_hidden

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from handbook.forms.structure import Field, FormDocument
    from handbook.roster.reading import Roster

OWN_COLUMNS = ("Row in the roster", "What is wrong")
"""The columns that a file of bad rows has before the others; as a roster they mean nothing."""

_MOST_UNUSED = 30
"""More columns without a use than these are told in one sentence."""


@dataclass(frozen=True, slots=True)
class Matched:
    """Which column fills what."""

    columns: Mapping[str, int]
    """The place of a column, from 0, by the name of the blank it fills."""
    others: Mapping[str, int]
    """The columns that fill nothing, by their folded names; a file-name pattern may use them."""
    problems: tuple[Problem, ...]
    """What is wrong, and which columns are not used."""


def match_columns(
    roster: Roster,
    *,
    documents: Iterable[FormDocument],
    mapping: Mapping[str, str],
    needs_role: bool,
    in_pattern: Iterable[str] = (),
) -> Matched:
    """Find out which column fills which blank.

    Args:
        roster: The roster, of which only the header counts.
        documents: The forms to fill.
        mapping: Names of blanks by names of columns, where the district said so itself; '' for a
            column that fills none, whatever it is called.
        needs_role: Whether a column must say which role a row is for.
        in_pattern: Placeholders of the file-name pattern, which use columns too.
    """
    return _Matcher(roster, tuple(documents), needs_role=needs_role).match(
        mapping, in_pattern={fold_name(name) for name in in_pattern}
    )


def known_headers(documents: Iterable[FormDocument], *, mapping: Iterable[str]) -> frozenset[str]:
    """Return the folded names by which columns for these forms may be called.

    Args:
        documents: The forms.
        mapping: Names of columns that the person named.
    """
    documents = tuple(documents)
    names = {field.name for document in documents for field in document.fields}
    words = _words_to_names(documents, names={*names, ROLE})
    return frozenset({*words, *map(fold_name, mapping)})


class _Matcher:
    """Matches one header; holds what the forms offer."""

    def __init__(
        self, roster: Roster, documents: tuple[FormDocument, ...], *, needs_role: bool
    ) -> None:
        self.roster = roster
        self.documents = documents
        self.fields = {
            field.name: field
            for document in reversed(documents)
            for field in document.fields
            if field.control is not Control.SIGNATURE
        }
        self.names = {*self.fields, ROLE} if needs_role else set(self.fields)
        self.by_words = _words_to_names(documents, names=self.names)

    def match(self, mapping: Mapping[str, str], *, in_pattern: set[str]) -> Matched:
        problems = [*self.mapping_faults(mapping)]
        mapped = {fold_name(header): name for header, name in mapping.items()}
        columns: dict[str, int] = {}
        others: dict[str, int] = {}
        unused: list[tuple[int, tuple[str, ...]]] = []
        for place, header in enumerate(self.roster.header):
            folded = fold_name(header)
            found = self.names_for(header, mapped=mapped)
            if len(found) == 1 and found[0] in columns:
                problems.append(self.twice(place, found[0], first=columns[found[0]]))
            elif len(found) == 1:
                columns[found[0]] = place
            elif place >= self.roster.width and folded not in in_pattern:
                problems.append(self.unknown(place))
            elif folded:
                others.setdefault(folded, place)
                is_told = folded not in in_pattern | self.roster.used
                is_set_aside = mapped.get(folded) == ""
                if is_told and header not in OWN_COLUMNS and not is_set_aside:
                    unused.append((place, found))
        if len(unused) > _MOST_UNUSED:
            problems.append(self.mostly_unused(len(unused)))
        else:
            problems += (self.unused(place, candidates=found) for place, found in unused)
        problems += self.missing(columns)
        return Matched(columns, others, tuple(problems))

    def names_for(self, header: str, *, mapped: Mapping[str, str]) -> tuple[str, ...]:
        folded = fold_name(header)
        if folded in mapped:
            return (mapped[folded],) if mapped[folded] in self.names else ()
        return self.by_words.get(folded, ())

    def mapping_faults(self, mapping: Mapping[str, str]) -> Iterator[Problem]:
        headers = {fold_name(header) for header in self.roster.header}
        for header, name in mapping.items():
            if fold_name(header) not in headers:
                guess = suggest(header, among=filter(None, self.roster.header))
                message = f"the mapping names a column {quote_value(header)} that is not there."
                yield self.problem(0, "", message + (guess or " Look at the roster's header."))
            if name and name not in self.names:
                guess = suggest(name, among=self.names)
                message = f"no blank of these forms is called {quote_value(name)}."
                yield self.problem(0, "", message + (guess or " Look at the roster template."))

    def unknown(self, place: int) -> Problem:
        made = self.roster.made[place - self.roster.width]
        guess = suggest(made.name, among=self.names)
        message = f"no blank of these forms is called {quote_value(made.name)}."
        return Problem(made.place, "", message + (guess or " Look at the roster template."))

    def twice(self, place: int, name: str, *, first: int) -> Problem:
        message = f"column {first + 1} fills '{name}' already."
        if place >= self.roster.width:
            made = self.roster.made[place - self.roster.width]
            return Problem(made.place, "", f"{message} Leave this out, or rename the column.")
        message += " Delete or rename one of the two."
        return self.problem(place, self.roster.header[place], message)

    def unused(self, place: int, *, candidates: tuple[str, ...]) -> Problem:
        header = self.roster.header[place]
        if candidates:
            remedy = f" It could be {listing(candidates)}: give the column one of these names."
        else:
            words = {render_plain(field.label) for field in self.fields.values()}
            remedy = suggest(header, among=filter(None, {*words, *self.names}))
        message = f"the column fills no blank and is not used.{remedy}"
        return self.problem(place, header, message, severity=Severity.WARNING)

    def mostly_unused(self, count: int) -> Problem:
        message = (
            f"{count:,} columns fill no blank and are not used. Look whether this is the right "
            "file, or name the columns in a --map file."
        )
        return self.problem(0, "", message, severity=Severity.WARNING)

    def missing(self, columns: Mapping[str, int]) -> Iterator[Problem]:
        said: set[str] = set()
        for document in self.documents:
            for field in document.fields:
                if field.is_required and field.name not in {*columns, *said}:
                    said.add(field.name)
                    yield self.problem(0, field.name, _missing(field, document=document))
        if ROLE in self.names and ROLE not in columns:
            ids = listing(document.id for document in self.documents if document.role_id)
            message = f"no column says which role a row is for. Add a column 'Role', or name {ids}."
            yield self.problem(0, ROLE, message)

    def problem(
        self, place: int, field: str, message: str, *, severity: Severity = Severity.ERROR
    ) -> Problem:
        location = Location(self.roster.name, self.roster.header_row, place + 1)
        return Problem(location, show_hidden(field)[:60], message, severity)


def _words_to_names(
    documents: tuple[FormDocument, ...], *, names: set[str]
) -> dict[str, tuple[str, ...]]:
    """Return the blanks that folded words can mean: by name first, then label, then tooltip."""
    levels: tuple[dict[str, dict[str, None]], ...] = tuple(defaultdict(dict) for _ in range(3))
    own, labels, tooltips = levels
    for name in names:
        own[fold_name(name)][name] = None
    for document in documents:
        for section in document.sections:
            for field in section.blanks:
                labels[fold_name(render_plain(field.label))][field.name] = None
        for field in document.fields:
            tooltips[fold_name(field.tooltip)][field.name] = None
    found: dict[str, tuple[str, ...]] = {}
    for level in levels:
        for words, meant in level.items():
            found.setdefault(words, tuple(name for name in meant if name in names))
    return {words: meant for words, meant in found.items() if words and meant}


def _missing(field: Field, *, document: FormDocument) -> str:
    label = render_plain(field.label)
    return (
        f"no column is called '{label}', and '{document.form_id}' cannot do without it. "
        "Add the column, name yours in a --map file, or give all the same with --set."
    )
