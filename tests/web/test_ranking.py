"""The ranking of the search, run in Node.js: what it finds, and that each of its numbers counts."""

from __future__ import annotations

import json
import shutil
import subprocess
import sysconfig
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
CASES = Path(__file__).with_name("ranking.yml")


@pytest.fixture(scope="module")
def cases() -> dict[str, Any]:
    """Give the small index, and the questions with what is found."""
    read: dict[str, Any] = yaml.safe_load(CASES.read_text(encoding="utf-8"))
    return read


@pytest.fixture(scope="module")
def ranked(cases: dict[str, Any]) -> dict[str, Any]:
    """Ask every question, with the numbers of the ranking as they are and with each one moved."""
    given = {
        "ranking": str(ROOT / "overrides" / "assets" / "search-ranking.js"),
        "index": cases["index"],
        "questions": [case["ask"] for case in cases["questions"]],
        "lifted": cases["lifted"],
        "explained": cases["explained"],
    }
    node = shutil.which("node", path=sysconfig.get_path("scripts"))
    assert node is not None
    done = subprocess.run(
        [node, Path(__file__).with_name("rank.mjs")],
        input=json.dumps(given),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    read: dict[str, Any] = json.loads(done.stdout)
    return read


def test_what_is_found(cases: dict[str, Any], ranked: dict[str, Any]) -> None:
    """Each question finds its pages, in this order, with these scores and sections."""
    found = [[shown(*hit) for hit in hits] for hits in ranked["scores"]]
    assert found == [case["found"] for case in cases["questions"]]


def test_every_number_counts(ranked: dict[str, Any]) -> None:
    """Whichever number of the ranking is halved or doubled, some question is answered otherwise."""
    moved: dict[str, bool] = ranked["moved"]
    assert len(moved) >= 10
    assert [name for name, is_noticed in moved.items() if not is_noticed] == []


def test_pages_of_near_questions_are_lifted(cases: dict[str, Any], ranked: dict[str, Any]) -> None:
    """A page that answers a near question goes up, or comes in; an exact title stays first."""
    assert ranked["lifted"] == [case["found"] for case in cases["lifted"]]


def test_how_a_question_was_read_is_told(cases: dict[str, Any], ranked: dict[str, Any]) -> None:
    """The word behind a slip and other words for a thing are told, and what was meant is marked."""
    found = [{"also": one["also"], "marked": one["marked"]} for one in cases["explained"]]
    assert ranked["explained"] == found


def shown(title: str, score: str, parts: list[str], best: str) -> str:
    """Return a page that was found as the file of cases writes it."""
    words = [f"{title} {score}"]
    words += [f"parts: {'; '.join(parts)}"] if parts else []
    words += [f"best: {best}"] if best else []
    return ", ".join(words)
