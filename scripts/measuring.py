"""Time and memory of programs, each run as a process of its own. Standard library alone."""

import os
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import NamedTuple

_QUIET = os.environ | {"NO_MKDOCS_2_WARNING": "1"}


class Cost(NamedTuple):
    """What one run of a program took."""

    seconds: float
    """From its start to its end."""
    megabytes: float
    """The most memory it held; 0 where the system does not tell."""
    work: float
    """The seconds that processors worked for it, which other programs disturb least."""


def measure(*command: object, folder: Path, **environment: str) -> Cost:
    """Run a program in a folder and return what it took; stop where it fails."""
    start = time.perf_counter()
    with subprocess.Popen(
        list(map(str, command)),
        cwd=folder,
        env=_QUIET | environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        said = process.stderr.read() if process.stderr else ""
        megabytes, work = _wait(process)
    seconds = time.perf_counter() - start
    if process.returncode:
        raise SystemExit(f"{' '.join(map(str, command))} failed:\n{said}")
    return Cost(seconds, megabytes, work or seconds)


def ask(*command: object, folder: Path) -> list[float]:
    """Run a program in a folder and return the numbers that it prints."""
    words = list(map(str, command))
    result = subprocess.run(
        words, cwd=folder, env=_QUIET, capture_output=True, text=True, check=False
    )
    if result.returncode:
        raise SystemExit(f"{' '.join(words[:2])} … failed:\n{result.stderr}")
    return [float(word) for word in result.stdout.split()]


def middle(costs: list[Cost]) -> Cost:
    """Return the median of time, of memory and of work."""
    return Cost(*(median(values) for values in zip(*costs, strict=True)))


def wait_until(is_so: Callable[[], bool], *, seconds: float = 120) -> float:
    """Return how long it took until something was so."""
    start = time.perf_counter()
    while not is_so():
        if time.perf_counter() - start > seconds:
            raise SystemExit(f"Nothing happened for {seconds:.0f} seconds.")
        time.sleep(0.02)
    return time.perf_counter() - start


def _wait(process: "subprocess.Popen[str]") -> tuple[float, float]:
    if not hasattr(os, "wait4"):
        process.wait()
        return 0, 0
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    # Linux counts in kibibytes, macOS in bytes.
    unit = 1024 if os.uname().sysname == "Linux" else 1024 * 1024
    return usage.ru_maxrss / unit, usage.ru_utime + usage.ru_stime
