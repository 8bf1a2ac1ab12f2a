"""Pages that name a template of their own: it is one that there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handbook.checks.reporting import remedy
from handbook.model.page import HandPage
from handbook.model.places import LOOK_FOLDER
from handbook.problems import Problem, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handbook.model.handbook import Handbook
    from handbook.model.surroundings import Surroundings


def check_templates(handbook: Handbook, *, surroundings: Surroundings) -> Iterator[Problem]:
    """Yield a problem for each page whose template is not there.

    Args:
        handbook: Every record.
        surroundings: What stands around the records.
    """
    for file in handbook.files:
        page = file.record
        named = page.meta.template if isinstance(page, HandPage) else None
        if named and named not in surroundings.templates:
            message = (
                f"no template in '{LOOK_FOLDER}' has the file {shown(named)}."
                f"{remedy(named, among=surroundings.templates)}"
            )
            yield Problem(file.origin.locate(("template",)), "template", message)
