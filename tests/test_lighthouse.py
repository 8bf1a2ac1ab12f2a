"""Tests of `scripts/lighthouse`, which measures a site for a release and is no part of this run."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
SCRIPT = ROOT / "scripts" / "lighthouse"


def test_pages_and_scores() -> None:
    """It measures the home page, a role and a form, by all four scores."""
    text = SCRIPT.read_text(encoding="utf-8")
    pages = re.search(r"^PAGES = \{(.+)\}$", text, re.MULTILINE)
    assert pages is not None
    assert re.findall(r'"(\w+)":', pages[1]) == ["home", "role", "form"]
    assert 'SCORES = ("performance", "accessibility", "best-practices", "seo")' in text
