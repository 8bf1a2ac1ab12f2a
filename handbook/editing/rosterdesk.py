"""The pages on which a roster is uploaded, its columns are picked, and its forms are handed out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from handbook.editing.printing import (
    Printed,
    Uploaded,
    form_choices,
    print_roster,
    read_columns,
)
from handbook.editing.recorddesk import first_of
from handbook.opening import open_forms
from handbook.press import Press
from handbook.problems import HandbookError, Severity

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from handbook.editing.printing import Blank
    from handbook.editing.recorddesk import Answers
    from handbook.editing.screens import Screens
    from handbook.editing.workshop import Workshop
    from handbook.forms.structure import FormDocument
    from handbook.model.handbook import Handbook
    from handbook.problems import Problem

_BLANK = "blank "
"""What stands before a blank's name in the name of its field."""

_MOST = 20
_NEEDED = "this form cannot do without it. Pick a column."
_NOTHING = "Choose a roster: a CSV file, or an Excel workbook that ends in .xlsx."


class RosterDesk:
    """Answers what is asked about rosters; keeps the last one in memory, and none on the disk.

    Args:
        workshop: Whose forms are filled in, as they are saved.
        screens: Makes the pages.
    """

    def __init__(self, workshop: Workshop, screens: Screens) -> None:
        self._workshop, self._screens = workshop, screens
        self._roster: Uploaded | None = None

    def answer(
        self, answers: Answers | None, files: Mapping[str, tuple[str, bytes]]
    ) -> str | Printed:
        """Return the page of the next step, or the forms.

        Raises:
            HandbookError: The handbook's forms cannot be made.
            LookupError: The form is not there any more.
        """
        handbook, documents = open_forms(self._workshop.home, press=Press())
        choices = form_choices(documents)
        if answers is None:
            self._roster = None
            return self._begin(choices)
        if first_of(answers, "do") == "print" and self._roster:
            return self._print(self._roster, answers, handbook=handbook, documents=documents)
        name, content = files.get("roster", ("", b""))
        roster = Uploaded(name, content, first_of(answers, "form"))
        try:
            columns, blanks = read_columns(roster, documents=documents) if content else ((), ())
        except HandbookError as error:
            return self._begin(choices, faults=_told(error.problems))
        self._roster = roster
        return (
            self._columns(columns, blanks) if content else self._begin(choices, faults=[_NOTHING])
        )

    def _print(
        self,
        roster: Uploaded,
        answers: Answers,
        *,
        handbook: Handbook,
        documents: Sequence[FormDocument],
    ) -> str | Printed:
        columns, proposed = read_columns(roster, documents=documents)
        picked = {one.name: first_of(answers, f"{_BLANK}{one.name}") for one in proposed}
        blanks = tuple(replace(one, column=picked[one.name]) for one in proposed)
        lacking = [
            f"{one.label}: {_NEEDED}" for one in blanks if one.is_required and not one.column
        ]
        if lacking:
            return self._columns(columns, blanks, faults=lacking)
        try:
            return print_roster(
                roster,
                handbook=handbook,
                documents=documents,
                columns=picked,
                is_merged=first_of(answers, "as") == "pdf",
            )
        except HandbookError as error:
            return self._columns(columns, blanks, faults=_told(error.problems))

    def _begin(self, choices: Sequence[tuple[str, str]], *, faults: Sequence[str] = ()) -> str:
        return self._screens.render("roster.html", choices=choices, faults=faults)

    def _columns(
        self, columns: Sequence[str], blanks: Sequence[Blank], *, faults: Sequence[str] = ()
    ) -> str:
        assert self._roster is not None  # noqa: S101  (it was read just now)
        return self._screens.render(
            "columns.html", name=self._roster.name, columns=columns, blanks=blanks, faults=faults
        )


def _told(problems: Sequence[Problem]) -> list[str]:
    """Return what is wrong with a roster, in the words of the command that fills forms in."""
    errors = [one for one in problems if one.severity is Severity.ERROR]
    told = [
        ": ".join(filter(None, (f"Row {one.location.line}", one.field, one.message)))
        for one in errors[:_MOST]
    ]
    more = len(errors) - _MOST
    return [*told, f"And {more} more."] if more > 0 else told
