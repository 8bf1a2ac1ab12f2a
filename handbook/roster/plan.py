"""What a run of a roster is made of: the forms to fill, which column fills what, and file names.

Frozen values and the one promise that a typeset form makes; nothing is read or written here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handbook.forms.structure import Field, FormDocument
    from handbook.model.handbook import Handbook
    from handbook.roster.naming import Pattern
    from handbook.roster.reading import Roster

ROLE = "role"
"""What the column is called that says which role a row's agreement is for."""

_NOT_A_PERSON = frozenset({"school", "school-year"})


class FillableForm(Protocol):
    """A form, typeset once, that can be filled in for one person after another."""

    @property
    def content(self) -> bytes:
        """The empty form, with which every filled one begins."""
        ...

    def fault(self, name: str, value: str) -> str:
        """Return why a value cannot stand in a field, worded to follow the value, or ''."""
        ...

    def update(self, values: Mapping[str, str]) -> bytes:
        """Return what to append to the empty form so that it holds these values."""
        ...


@dataclass(frozen=True, slots=True)
class ColumnUse:
    """A blank that a column fills."""

    field: Field
    """The blank."""
    column: int
    """The place of the column, from 0."""


@dataclass(frozen=True, slots=True)
class FormPlan:
    """A form and how a roster fills it."""

    document: FormDocument
    """The form."""
    blank: FillableForm
    """The form, typeset."""
    uses: tuple[ColumnUse, ...]
    """The blanks that columns fill, in reading order."""
    title: str
    """Its title as plain text."""
    person: str
    """The blank that says whose form it is, or ''."""


@dataclass(frozen=True, slots=True)
class FormChoice:
    """What was asked for by one id: a form, or the agreement of whichever role a row names."""

    id: str
    """The id."""
    forms: tuple[FormPlan, ...]
    """The form, or one for each role."""

    @property
    def is_by_role(self) -> bool:
        """Whether each row must say which role it is for."""
        return len(self.forms) > 1


@dataclass(frozen=True, slots=True)
class DistrictNames:
    """The names that a roster must spell as the district does."""

    schools: tuple[str, ...]
    """The schools; none named means any."""
    roles: Mapping[str, str]
    """The name of each coaching role by its id."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything a run depends on."""

    roster: Roster
    """Who."""
    choices: tuple[FormChoice, ...]
    """Which forms, in the order in which they are printed."""
    pattern: Pattern
    """How files are called."""
    pattern_columns: Mapping[str, int]
    """Columns that only the pattern uses, by the names it gives them."""
    role_column: int
    """The column that names a role, or -1."""
    names: DistrictNames
    """What schools and roles are called."""


def district_names(handbook: Handbook) -> DistrictNames:
    """Return the names that a roster must spell as the district does."""
    roles = {role.id: role.name for role in handbook.roles}
    return DistrictNames(schools=handbook.district.schools, roles=roles)


def person_field(document: FormDocument) -> str:
    """Return the blank that says whose form it is: the first that must be filled with a name."""
    names = (
        field.name
        for field in document.fields
        if field.is_required and field.takes_words and field.name not in _NOT_A_PERSON
    )
    return next(names, "")
