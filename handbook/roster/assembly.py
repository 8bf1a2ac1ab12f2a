"""From a handbook and a roster to a plan: chooses forms, typesets them with the roster's letters.

Reads the roster and prints nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from handbook.pdf.faults import PaperError
from handbook.pdf.filling import open_form
from handbook.pdf.printing import FormPrinter
from handbook.press import printing_time
from handbook.problems import HandbookError, Location, Problem
from handbook.roster.plan import district_names
from handbook.roster.planning import plan_roster
from handbook.roster.reading import collect_letters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handbook.forms.structure import FormDocument
    from handbook.model.handbook import Handbook
    from handbook.pdf.filling import FormFiller
    from handbook.roster.plan import Plan
    from handbook.roster.planning import Chosen, Layout
    from handbook.roster.reading import Roster


def assemble_plan(
    handbook: Handbook, *, chosen: Sequence[Chosen], roster: Roster, layout: Layout
) -> tuple[Plan, tuple[Problem, ...]]:
    """Decide how a roster fills forms, and typeset them.

    Returns:
        The plan, and what is worth knowing.

    Raises:
        HandbookError: The roster cannot fill these forms.
    """
    printer = FormPrinter(
        timestamp=printing_time(handbook.district.edition), letters=collect_letters(roster)
    )

    def typeset(document: FormDocument) -> FormFiller:
        try:
            return open_form(printer.render(document))
        except PaperError as error:
            raise HandbookError(
                [Problem(Location(document.id), "", error.about("the form"))]
            ) from error

    return plan_roster(
        roster, chosen=chosen, typeset=typeset, layout=layout, names=district_names(handbook)
    )
