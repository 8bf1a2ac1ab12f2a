"""Where the base lies: beside this module in the wheel, at the top of a checkout."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

_HERE = Path(__file__).resolve().parent


def _find_base() -> Path:
    inside = _HERE / "_base"
    base = inside if inside.is_dir() else _HERE.parent
    if not (base / "roles").is_dir():
        msg = f"the base of the handbook is missing in '{base}'. Install the package again."
        raise ImportError(msg)
    return base


BASE = _find_base()
"""The folder of the shipped roles/, standards/, content/ and overrides/."""

THEME = SimpleNamespace(__file__=str(BASE / "overrides" / "mkdocs_theme.yml"))
"""What MkDocs takes for the package of the theme `handbook`."""
