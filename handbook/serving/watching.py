"""What changed on disk: looked for often, and told once a moment passed without another save."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

Traces: TypeAlias = dict[str, tuple[int, int]]
"""When each file was written last, and its size."""

PAUSE = 0.05
"""How many seconds pass between two looks."""


def read_traces(*paths: Path) -> Traces:
    """Return the traces of files, and of the files in folders; hidden ones are nobody's text."""
    return dict(_traces([str(path) for path in paths]))


def wait_for_change(
    known: Traces, *, look: Callable[[], Traces], is_over: Callable[[], bool]
) -> Traces:
    """Return the traces once they differ from the known ones and stand still, or all is over.

    Programs write a file in steps, and people save several: what comes together is one change.
    """
    seen = known
    while not is_over():
        time.sleep(PAUSE)
        found = look()
        if found != known and found == seen:
            return found
        seen = found
    return seen


def _traces(paths: list[str]) -> Iterator[tuple[str, tuple[int, int]]]:
    for path in paths:
        try:
            if os.path.isdir(path):  # noqa: PTH112  (paths as text: ten times a second)
                with os.scandir(path) as inside:
                    names = [entry.path for entry in inside if not entry.name.startswith(".")]
                yield from _traces(names)
            else:
                found = os.stat(path)  # noqa: PTH116  (the same)
                yield path, (found.st_mtime_ns, found.st_size)
        except OSError:
            # Gone between two looks, which the next look sees as well.
            continue
