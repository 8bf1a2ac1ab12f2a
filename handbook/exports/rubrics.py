"""The levels of performance and weights of a framework, as a rubric of CASE 1.0."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handbook.exports.catalog import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handbook.exports.case_names import CaseNames, Json
    from handbook.model.standard import Framework, Function


def render_rubrics(framework: Framework, *, names: CaseNames, changed: str) -> Json:
    """Return how well something can be done, where the framework has levels or weights."""
    described = [
        one for domain in framework.domains for one in domain.whole if one.performance or one.weight
    ]
    if not described:
        return {}
    rubric = names.named(f"rubric {framework.id}")
    levels = {level.id: level.name for level in framework.levels}
    criteria = [
        _criterion(one, place=place, rubric=rubric, levels=levels, names=names, changed=changed)
        for place, one in enumerate(described, start=1)
    ]
    title = {"title": plain(framework.name), "lastChangeDateTime": changed}
    return {"CFRubrics": [{**rubric, **title, "CFRubricCriteria": criteria}]}


def _criterion(  # noqa: PLR0913  (a criterion has this much)
    function: Function,
    *,
    place: int,
    rubric: Json,
    levels: Mapping[str, str],
    names: CaseNames,
    changed: str,
) -> Json:
    criterion = names.named(f"criterion {function.id}")
    weight = {"weight": function.weight / 100} if function.weight else {}
    return {
        **criterion,
        "description": plain(function.name),
        "CFItemURI": names.link("function", function.id, function.name),
        **weight,
        "position": place,
        "rubricId": rubric["identifier"],
        "lastChangeDateTime": changed,
        "CFRubricCriterionLevels": [
            {
                **names.named(f"criterion {function.id} {one.level}"),
                "quality": plain(levels[one.level]),
                "description": plain(one.text),
                "position": number,
                "rubricCriterionId": criterion["identifier"],
                "lastChangeDateTime": changed,
            }
            for number, one in enumerate(function.performance, start=1)
        ],
    }
