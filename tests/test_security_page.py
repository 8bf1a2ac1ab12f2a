"""SECURITY.md promises what tests hold."""

from __future__ import annotations

import re
from pathlib import Path

PROJECT = Path(__file__).parent.parent


def test_every_sentence_has_its_test() -> None:
    """Each row of the table names a test that is there."""
    text = (PROJECT / "SECURITY.md").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line.startswith("| ")][2:]
    named = re.findall(r"^\| .+ \| `(tests/[a-z_/]+\.py)::(test_[a-z_]+)` \|$", text, re.MULTILINE)
    assert len(named) == len(rows) > 10
    for path, name in named:
        assert f"def {name}(" in (PROJECT / path).read_text(encoding="utf-8"), f"{path}::{name}"
