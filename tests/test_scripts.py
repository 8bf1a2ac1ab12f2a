"""Facts about the set-up: the scripts, the lock files, and what a fresh checkout must not hold."""

import ast
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SCRIPTS = tuple(sorted(path for path in (ROOT / "scripts").iterdir() if path.is_file()))
COMMANDS = tuple(path for path in SCRIPTS if not path.suffix)
LOCKS = ("requirements.txt", "requirements-dev.txt")


def parse_lock(text: str) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Return, for each package of a lock file, its pin with any marker, and its hashes."""
    entries = re.findall(
        r"^(\w[^\s=]*)==(.+?) \\\n((?:    --hash=\S+(?: \\)?\n)+)", text, re.MULTILINE
    )
    return {
        name: (pin, tuple(re.findall(r"--hash=sha256:([0-9a-f]{64})", hashes)))
        for name, pin, hashes in entries
    }


def read_lock(name: str) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Parse one of the project's lock files."""
    return parse_lock((ROOT / name).read_text(encoding="utf-8"))


def imported_modules(path: Path) -> Iterator[str]:
    """Yield the top-level name of every module that a script imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield (node.module or ".").partition(".")[0]


def test_the_two_commands_are_there() -> None:
    """The commands that the README names are scripts without a suffix."""
    assert {"build", "lock", "test"} <= {path.name for path in COMMANDS}


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_standard_library_only(path: Path) -> None:
    """A script imports the standard library and its neighbours, and nothing that is installed."""
    neighbours = {script.stem for script in SCRIPTS if script.suffix}
    assert set(imported_modules(path)) - sys.stdlib_module_names - neighbours == set()


@pytest.mark.parametrize("path", COMMANDS, ids=lambda path: path.name)
def test_shebang_and_run_bit(path: Path) -> None:
    """A command starts from a shell by its path, and with Windows line ends nowhere."""
    text = path.read_bytes()
    assert text.startswith(b"#!/usr/bin/env python3\n")
    assert b"\r" not in text
    assert os.access(path, os.X_OK)


def test_ci_runs_the_one_command() -> None:
    """CI runs `./scripts/test` and nothing else."""
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert lines[-1] == "exec ./scripts/test"
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def test_older_python_is_refused_in_words(tmp_path: Path) -> None:
    """An older Python is told which one is needed, and which command to use instead."""
    source = (ROOT / "scripts" / "environment.py").read_text(encoding="utf-8")
    pretend = (
        "import platform, shutil, sys\n"
        "sys.version_info = (3, 9, 18)\n"
        "sys.argv = ['scripts/build']\n"
        "platform.python_version = lambda: '3.9.18'\n"
        "shutil.which = lambda name: '/usr/bin/' + name if name == 'python3.12' else None\n"
    )
    script = tmp_path / "older.py"
    script.write_text(pretend + source, encoding="utf-8")
    result = subprocess.run([sys.executable, script], capture_output=True, text=True, check=False)
    assert result.stderr == (
        "Python 3.11 or newer is needed; this is Python 3.9.18. Run: python3.12 scripts/build\n"
    )
    assert result.returncode == 1


def test_environment_file_can_be_read_by_an_older_python() -> None:
    """The file that refuses an older Python keeps to syntax that an older Python can read."""
    source = (ROOT / "scripts" / "environment.py").read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 7))


@pytest.mark.parametrize("name", LOCKS)
def test_every_requirement_is_pinned_and_hashed(name: str) -> None:
    """Every line of a lock file that names a package has one version and a hash for its files."""
    text = (ROOT / name).read_text(encoding="utf-8")
    named = re.findall(r"^(\w[^\s=<>~!;\[@]*)", text, re.MULTILINE)
    lock = parse_lock(text)
    assert sorted(lock) == sorted(named)
    assert [package for package, (_, hashes) in lock.items() if not hashes] == []


@pytest.mark.parametrize("name", LOCKS)
def test_lock_file_names_no_host_and_no_machine(name: str) -> None:
    """A lock file says what to install and leaves open where from."""
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "://" not in text
    assert (
        re.findall(r"^\s*(?:-i|-f|--[a-z-]*(?:index|links|host)\S*).*$", text, re.MULTILINE) == []
    )
    assert re.findall(r"(?:^|\s)[~/]\S+", text) == []


def test_development_lock_holds_the_runtime_lock() -> None:
    """What the tests run with is what the build runs with: the same versions and hashes."""
    runtime, development = map(read_lock, LOCKS)
    assert runtime.items() <= development.items()


def test_lock_files_hold_what_the_project_asks_for() -> None:
    """Every dependency that pyproject.toml names stands in the lock files."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)
    groups = project["dependency-groups"]
    runtime = {_package(line) for line in project["project"]["dependencies"] + groups["build"]}
    assert runtime - set(read_lock("requirements.txt")) == set()
    development = {_package(line) for line in groups["dev"]}
    assert development - set(read_lock("requirements-dev.txt")) == set()


def test_no_file_records_a_download_host() -> None:
    """The checkout holds no lock file of a kind that writes down where packages came from."""
    names = ("uv.lock", "poetry.lock", "pdm.lock", "Pipfile.lock", "package-lock.json", "yarn.lock")
    assert [name for name in names if (ROOT / name).exists()] == []


def _package(requirement: str) -> str:
    return re.split(r"[<>=~!;\[ ]", requirement, maxsplit=1)[0].lower()


def test_programs_of_npm_have_exact_versions() -> None:
    """What npm fetches for the checks is named with one version each."""
    text = (ROOT / "scripts" / "test").read_text(encoding="utf-8")
    packages = ast.literal_eval(re.findall(r"^WEB_PACKAGES = (\{.+\})$", text, re.MULTILINE)[0])
    assert sorted(packages) == ["@biomejs/biome", "typescript"]
    assert [version for version in packages.values() if not re.fullmatch(r"[\d.]+", version)] == []
