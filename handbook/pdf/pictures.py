"""Pictures of points, drawn with Typst: the same values always give the same bytes."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from handbook.pdf.letters import missing_letters
from handbook.pdf.printing import Typesetter

if TYPE_CHECKING:
    from handbook.pages.sharing import ShareCard

_SHARE_PPI, _ICON_PPI = 96.0, 72.0
"""Points per inch: a shared picture is 800 by 420 points large, and an icon 180 by 180."""


class Painter:
    """Draws the pictures of a site."""

    def __init__(self) -> None:
        # A picture of points says nothing of when it was made.
        self._cards = Typesetter("picture.typ", timestamp=0)
        self._icons = Typesetter("icon.typ", timestamp=0)

    def share_picture(self, card: ShareCard) -> bytes:
        """Return the picture of a page as PNG; words for which there are no fonts are left out.

        Raises:
            PaperError: Typst refuses it.
        """
        if missing_letters(f"{card.title}{card.description}"):
            card = replace(card, title=card.foot, description="")
        values = json.dumps(asdict(card), sort_keys=True, ensure_ascii=False)
        return self._cards.draw({"card": values}, ppi=_SHARE_PPI)

    def icon(self, svg: str, *, ground: str) -> bytes:
        """Return an icon as PNG.

        Raises:
            PaperError: Typst refuses it.
        """
        return self._icons.draw({"icon": svg, "ground": ground}, ppi=_ICON_PPI)
