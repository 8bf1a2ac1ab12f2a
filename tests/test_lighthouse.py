"""Tests of `scripts/lighthouse`, which measures a site for a release and is no part of this run."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
SCRIPT = ROOT / "scripts" / "lighthouse"


def test_missing_node_is_said_in_words(tmp_path: Path) -> None:
    """Where Node.js and npm are missing, it says what is needed and how to install it."""
    done = subprocess.run(
        [sys.executable, SCRIPT],
        env={"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (
        1,
        "",
        (
            "Lighthouse needs Node.js 18 or newer, with npm. Install both; "
            "on Debian and Ubuntu, run: sudo apt-get install nodejs npm\n"
        ),
    )


def test_pages_and_scores() -> None:
    """It measures the home page, a role and a form, by all four scores."""
    text = SCRIPT.read_text(encoding="utf-8")
    pages = re.search(r"^PAGES = \{(.+)\}$", text, re.MULTILINE)
    assert pages is not None
    assert re.findall(r'"(\w+)":', pages[1]) == ["home", "role", "form"]
    assert 'SCORES = ("performance", "accessibility", "best-practices", "seo")' in text
