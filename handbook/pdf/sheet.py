"""A printed sheet, a poster or cards to cut, as a tagged PDF/UA-1 file."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from handbook.pdf.directed import direct_values
from handbook.pdf.printing import Typesetter

if TYPE_CHECKING:
    from handbook.book import Cover
    from handbook.sheets import Sheet


def render_sheet(sheet: Sheet, *, cover: Cover, timestamp: int) -> bytes:
    """Return a sheet; what it says of its district is what the book's cover says.

    Raises:
        PaperError: It cannot be typeset.
    """
    values = {
        "cover": asdict(cover) | {"logo": list(cover.logo)},
        "title": sheet.title,
        "layout": sheet.layout,
        "blocks": direct_values(list(sheet.blocks)),
    }
    text = json.dumps(values, sort_keys=True, ensure_ascii=False)
    # Fields need to know how much white there is; a sheet has none.
    return Typesetter("sheet.typ", timestamp=timestamp).typeset({"sheet": text, "air": "1"})
