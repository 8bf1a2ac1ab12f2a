"""Write the schemas of this checkout and the editor's settings that attach them."""

from __future__ import annotations

import json
from pathlib import Path

from handbook.schema import render_schemas, schema_patterns

ROOT = Path(__file__).parents[2]
SCHEMAS = ROOT / "handbook" / "schemas"
SETTINGS = ROOT / ".vscode" / "settings.json"


def main() -> None:
    """Replace every schema, and in the settings what attaches them."""
    schemas = render_schemas()
    for stale in {path.name for path in SCHEMAS.iterdir()} - schemas.keys():
        (SCHEMAS / stale).unlink()
    for name, text in schemas.items():
        (SCHEMAS / name).write_text(text, encoding="utf-8")
    settings = json.loads(SETTINGS.read_text(encoding="utf-8"))
    settings["yaml.schemas"] = {
        f"./handbook/schemas/{name}": list(patterns)
        for name, patterns in sorted(schema_patterns().items())
    }
    SETTINGS.write_text(f"{json.dumps(settings, indent=2)}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
