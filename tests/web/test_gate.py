"""The gate before verdicts, run in Node.js: what it says, and that each of its numbers counts."""

from __future__ import annotations

import json
import shutil
import subprocess
import sysconfig
from pathlib import Path
from typing import Any

import pytest
import yaml

ASSETS = Path(__file__).parents[2] / "overrides" / "assets"
SCRIPTS = (
    "search-ranking.js",
    "question-reader.js",
    "question-nearness.js",
    "question-gate.js",
)


@pytest.fixture(scope="module")
def cases() -> dict[str, Any]:
    """Give the small gate's data, and what it says."""
    path = Path(__file__).with_name("gate.yml")
    read: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return read


@pytest.fixture(scope="module")
def said(cases: dict[str, Any]) -> dict[str, Any]:
    """Ask everything, with the numbers as they are and with each one moved."""
    data = {key: cases[key] for key in ("lexicon", "harm", "synonyms")}
    made = [_question(topic) for topic in cases["topics"].split()]
    given = {
        "scripts": [str(ASSETS / name) for name in SCRIPTS],
        "data": {**data, "questions": cases["questions"] + made},
        "asks": [case["ask"] for case in cases["asks"]],
    }
    node = shutil.which("node", path=sysconfig.get_path("scripts"))
    assert node is not None
    done = subprocess.run(
        [node, Path(__file__).with_name("gate.mjs")],
        input=json.dumps(given),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    read: dict[str, Any] = json.loads(done.stdout)
    return read


def test_what_is_said(cases: dict[str, Any], said: dict[str, Any]) -> None:
    """Each text gets its verdict, its questions to choose from, the exception, or nothing."""
    assert said["found"] == [case["said"] for case in cases["asks"]]


def test_every_number_counts(said: dict[str, Any]) -> None:
    """Whichever number is halved or doubled, something is answered or ranked otherwise."""
    moved: dict[str, bool] = said["moved"]
    assert len(moved) >= 30
    assert [name for name, is_noticed in moved.items() if not is_noticed] == []


def _question(topic: str) -> dict[str, Any]:
    return {
        "id": topic,
        "ask": f"Can my coach plan {topic} with me?",
        "also": [],
        "foundBy": [],
        "for": ["teacher"],
        "verdict": "yes",
        "text": f"A coach plans {topic} with you.",
    }
