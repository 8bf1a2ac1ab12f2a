"""What SECURITY.md says the project does is held by tests that exist."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
PROMISES = (ROOT / "SECURITY.md").read_text(encoding="utf-8").partition("does about it\n")[2]


def test_every_sentence_names_a_test() -> None:
    """Each point of the list has at least one test beside it."""
    points = re.split(r"^\* ", PROMISES, flags=re.MULTILINE)[1:]
    assert points
    assert [point for point in points if "`tests/" not in point] == []


def test_every_test_exists() -> None:
    """Each test that is named is a function of the file that it is said to be in."""
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PROMISES)
    assert [
        f"{path}::{test}"
        for path, test in named
        if f"\ndef {test}(" not in (ROOT / path).read_text(encoding="utf-8")
    ] == []
