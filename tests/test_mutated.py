"""`scripts/fuzz`: mistakes made at random come back by their seed, and none is too much."""

from __future__ import annotations

import importlib.util
import random
import sys
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow

PROGRAM = Path(__file__).parent.parent / "scripts" / "release" / "mutated.py"


@pytest.fixture(scope="module")
def mutated() -> Any:
    """Load the program that makes the mistakes."""
    spec = importlib.util.spec_from_file_location("mutated", PROGRAM)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    # A dataclass looks its module up by name.
    sys.modules["mutated"] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("seed", range(1, 13))
def test_no_mistake_is_too_much(mutated: Any, small_project: Path, seed: int) -> None:
    """Whatever is wrong in a handbook's files, checking it gives sentences and no traceback."""
    outcome = mutated.try_out(small_project, seed=seed, is_built=False)
    assert outcome.fault == "", outcome.mistakes


def test_a_seed_brings_a_handbook_back(mutated: Any, small_project: Path, tmp_path: Path) -> None:
    """The same seed makes the same mistakes with the same words."""
    told = []
    for name in ("one", "other"):
        root = tmp_path / name
        mutated.shutil.copytree(small_project, root)
        mistakes = mutated.mutate(root, chance=random.Random(7))  # noqa: S311  (chance, no secret)
        files = sorted((path.name, path.read_bytes()) for path in root.rglob("*.yml"))
        told.append((mistakes, files))
    assert told[0] == told[1]


def test_a_traceback_is_caught(
    mutated: Any, small_project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is no sentence is kept whole, with what led to it."""

    def stumble(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(mutated, "check_project", stumble)
    outcome = mutated.try_out(small_project, seed=1, is_built=False)
    assert outcome.fault.startswith("Traceback (most recent call last):\n")
    assert outcome.fault.endswith("ZeroDivisionError\n")
    assert outcome.mistakes
