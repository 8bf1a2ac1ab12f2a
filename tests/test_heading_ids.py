"""Headings of the base: a district's own pieces are put beside them by their ids."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
HEADING = re.compile(r"^#{2,3} .+$", re.MULTILINE)
WITH_ID = re.compile(r"\{ #[^ ]+(?: [^#]*)?\}$|\{ #\{\{.+\}\}.*\}$|\{ #[a-z-]+\{\{.+\}\}.*\}$")
FENCED = re.compile(r"^(`{3,}).*?^\1$", re.MULTILINE | re.DOTALL)


def test_every_heading_of_a_page_has_an_id_of_its_own() -> None:
    """A heading of the second or third rank names its id, so that no change of words moves it."""
    pages = [*(ROOT / "content").rglob("*.md"), *(ROOT / "handbook" / "templates").glob("*.md")]
    bare = [
        f"{page.relative_to(ROOT).as_posix()}: {heading}"
        for page in pages
        for heading in HEADING.findall(FENCED.sub("", page.read_text(encoding="utf-8")))
        if not WITH_ID.search(heading)
    ]
    assert bare == []
