"""A lock keeps others out while its process lives, and nobody afterwards."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from handbook.folders.lock import hold_lock
from handbook.folders.place import FolderError

if TYPE_CHECKING:
    from pathlib import Path

HOLD = """
import sys, pathlib
from handbook.folders.lock import hold_lock
with hold_lock(pathlib.Path(sys.argv[1]), busy="busy"):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_lock_is_for_one(tmp_path: Path) -> None:
    """While a lock is held nobody else has it; afterwards its file is gone."""
    path = tmp_path / "lock"
    with hold_lock(path, busy="never said"):
        with (
            pytest.raises(FolderError, match=r"^one at a time$"),
            hold_lock(path, busy="one at a time"),
        ):
            pytest.fail("two hold one lock")
        assert path.is_file()
    assert not path.exists()
    with hold_lock(path, busy="never said"):
        assert path.is_file()


def test_lock_ends_with_its_process(tmp_path: Path) -> None:
    """A lock whose process is killed is free at once, though its file is still there."""
    path = tmp_path / "lock"
    command = [sys.executable, "-c", HOLD, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline().strip() == b"held"
        with pytest.raises(FolderError, match=r"^busy$"), hold_lock(path, busy="busy"):
            pytest.fail("two hold one lock")
        holder.kill()
        holder.wait()
    assert path.is_file()
    with hold_lock(path, busy="busy"):
        assert path.is_file()
    assert not path.exists()
