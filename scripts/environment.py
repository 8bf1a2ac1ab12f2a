"""The environment that the scripts run in: `.venv` with its packages, and apt-get for the rest.

Uses the standard library alone, because it runs before anything is installed.
"""

import hashlib
import importlib.util
import json
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

# The syntax of this file stays within Python 3.6, so that an older Python gets as far as this.
if sys.version_info < (3, 11):
    newer = next(filter(shutil.which, (f"python3.{minor}" for minor in range(19, 10, -1))), None)
    remedy = f"Run: {newer} {' '.join(sys.argv)}" if newer else "Install a newer one first."
    raise SystemExit(
        f"Python 3.11 or newer is needed; this is Python {platform.python_version()}. {remedy}"
    )

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
CACHE = ROOT / ".cache"
COMMANDS = VENV / ("Scripts" if os.name == "nt" else "bin")
RUNTIME_LOCK = "requirements.txt"
DEVELOPMENT_LOCK = "requirements-dev.txt"

_STAMP = VENV / "installed.json"
_PYTHON = COMMANDS / ("python.exe" if os.name == "nt" else "python")


def prepare(lock_name: str) -> None:
    """Make `.venv` hold the packages that the lock file pins, and this checkout itself.

    Does nothing where that was done before: for the same lock file, the same `pyproject.toml`, the
    same Python and the same place.
    """
    place = f"Python {platform.python_version()} in {ROOT}"
    recorded = _read_stamp()
    if recorded.get("place") != place or not _PYTHON.exists():
        _make_virtualenv()
        recorded = {"place": place}
    if recorded.get(lock_name) == _fingerprint(lock_name):
        return
    _STAMP.unlink(missing_ok=True)
    _install(lock_name)
    # The development lock holds every pin of the runtime lock, so it serves both.
    recorded.update({name: _fingerprint(name) for name in {RUNTIME_LOCK, lock_name}})
    _STAMP.write_text(json.dumps(recorded, indent=2) + "\n", encoding="utf-8")


def run(*command: object, environment: dict[str, str] | None = None) -> int:
    """Run a command of `.venv` in the project's folder and return its exit status."""
    program, *arguments = map(str, command)
    variables = os.environ | (environment or {})
    try:
        return subprocess.run(
            [shutil.which(program, path=str(COMMANDS)) or program, *arguments],
            cwd=ROOT,
            env=variables,
            check=False,
        ).returncode
    except KeyboardInterrupt:
        raise SystemExit(130) from None


def install_with_apt(*packages: str) -> bool:
    """Install Debian packages where this account may, and say whether that worked."""
    prefix = _administrator_prefix()
    if prefix is None or not shutil.which("apt-get"):
        return False
    say(f"Installing {', '.join(packages)} with apt-get.")
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "--quiet"]
    subprocess.run([*apt, "update"], stdin=subprocess.DEVNULL, check=False)
    install = [*apt, "install", "--yes", "--no-install-recommends", *packages]
    return subprocess.run(install, stdin=subprocess.DEVNULL, check=False).returncode == 0


def say(text: str) -> None:
    """Print one line at once, also where the output goes to a file."""
    print(text, flush=True)


def _read_stamp() -> dict[str, str]:
    try:
        return json.loads(_STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def _fingerprint(lock_name: str) -> str:
    parts = (ROOT / lock_name, ROOT / "pyproject.toml")
    return hashlib.sha256(b"\0".join(part.read_bytes() for part in parts)).hexdigest()


def _make_virtualenv() -> None:
    _require_venv_module()
    say(f"Making .venv with Python {platform.python_version()}.")
    # Run from inside .venv, the Python that .venv was made from has to make it anew.
    python = getattr(sys, "_base_executable", sys.executable)
    made = subprocess.run([python, "-m", "venv", "--clear", str(VENV)], check=False)
    if made.returncode:
        raise SystemExit("The folder .venv could not be made; what went wrong stands above.")


def _require_venv_module() -> None:
    if all(map(importlib.util.find_spec, ("venv", "ensurepip"))):
        return
    package = f"python3.{sys.version_info.minor}-venv"
    if not install_with_apt(package):
        raise SystemExit(
            "This Python comes without its venv module, which the set-up needs. "
            f"On Debian and Ubuntu, run: sudo apt-get install {package}"
        )


def _install(lock_name: str) -> None:
    lock_path = ROOT / lock_name
    with lock_path.open(encoding="utf-8") as lines:
        total = sum(line[0].isalnum() for line in lines)
    say(f"Installing the {total} packages of {lock_name}.")
    _pip(
        ("--require-hashes", "--only-binary=:all:", "--requirement", str(lock_path)),
        total=total,
    )
    # The build backend is among the pinned packages: nothing is fetched for this step.
    _pip(("--no-deps", "--no-build-isolation", "--editable", str(ROOT)), total=1)


def _pip(arguments: tuple[str, ...], *, total: int) -> None:
    options = ("--disable-pip-version-check", "--no-input", "--progress-bar=off")
    with subprocess.Popen(
        [str(_PYTHON), "-m", "pip", "install", *options, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        encoding="utf-8",
        errors="replace",
    ) as process:
        output = _show_progress(process.stdout, total=total)
    if process.returncode:
        say(output)
        raise SystemExit("The packages could not be installed; what pip said stands above.")


def _show_progress(lines: Iterable[str], *, total: int) -> str:
    output, found = [], 0
    for line in lines:
        output.append(line)
        found += line.startswith(("Collecting ", "Requirement already satisfied: "))
        if sys.stdout.isatty():
            print(f"\r  {found} of {total} found", end="", flush=True)
    if sys.stdout.isatty():
        print("\r" + " " * 40, end="\r", flush=True)
    return "".join(output)


def _administrator_prefix() -> list[str] | None:
    if not hasattr(os, "geteuid"):
        return None
    if os.geteuid() == 0:
        return []
    if not shutil.which("sudo"):
        return None
    asked = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
    return None if asked.returncode else ["sudo", "-n"]
