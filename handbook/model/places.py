"""Where the files of a handbook lie, by name alone: what knows no model may know this."""

from __future__ import annotations

DISTRICT_FILE = "district.yml"
EDITIONS_FOLDER, EDITION_ENDING = "editions", ".json"
FOLDERS = ("roles", "standards", "content", EDITIONS_FOLDER)
"""Where a handbook keeps its files, beside district.yml."""

CONTENT_FOLDER = "content"
LOOK_FOLDER = "overrides"
"""Where templates and what pages load are kept."""

LOGO_ENDINGS = (".svg", ".png")
"""What the name of a logo's file ends in, in small letters or large ones."""
