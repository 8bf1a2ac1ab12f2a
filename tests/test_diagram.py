"""The drawing of the cycle is one picture to a screen reader and names every stage to the eye."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

from handbook.pages.diagram import render_cycle_svg

if TYPE_CHECKING:
    from handbook.model.handbook import Handbook


def test_one_labelled_picture(shipped: Handbook) -> None:
    """The drawing has the role of a picture and says in words what it shows."""
    drawing = ET.fromstring(render_cycle_svg(shipped.cycle))  # noqa: S314  (made here)
    assert drawing.get("role") == "img"
    assert drawing.get("aria-label") == (
        f"{shipped.cycle.name}: {len(shipped.cycle.stages)} stages in a ring, listed below."
    )


def test_every_stage_is_drawn(shipped: Handbook) -> None:
    """Each stage has a disc with its number and its short name, and an arrow to the next one."""
    drawing = ET.fromstring(render_cycle_svg(shipped.cycle))  # noqa: S314  (made here)
    discs = [node for node in drawing if node.get("class") == "hb-cycle__stage"]
    words = [[text for text in disc.itertext() if text.strip()] for disc in discs]
    assert [(number, " ".join(name)) for number, *name in words] == [
        (str(number), stage.short) for number, stage in enumerate(shipped.cycle.stages, start=1)
    ]
    assert len([node for node in drawing if node.get("class") == "hb-cycle__arc"]) == len(discs)


def test_drawing_stays_inside_its_frame(shipped: Handbook) -> None:
    """No disc reaches over the edge of the picture."""
    drawing = ET.fromstring(render_cycle_svg(shipped.cycle))  # noqa: S314  (made here)
    size = float(drawing.get("viewBox", "").split()[-1])
    for disc in drawing.iter("circle"):
        x, y, radius = (float(disc.get(name, "nan")) for name in ("cx", "cy", "r"))
        assert radius <= min(x, y)
        assert max(x, y) + radius <= size


def test_words_are_escaped(shipped: Handbook) -> None:
    """A stage's name cannot bring markup into the picture."""
    first, *others = shipped.cycle.stages
    odd = first.model_copy(update={"short": "<script> & co"})
    cycle = shipped.cycle.model_copy(update={"name": 'A "cycle"', "stages": (odd, *others)})
    drawing = render_cycle_svg(cycle)
    assert "<script>" not in drawing
    assert ET.fromstring(drawing).get("aria-label", "").startswith('A "cycle": ')  # noqa: S314
