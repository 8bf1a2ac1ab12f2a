"""Where the files of a handbook lie, by name alone: what knows no model may know this."""

from __future__ import annotations

from handbook.identifiers import fold_to_name

DISTRICT_FILE = "district.yml"
AGENCY_FILE = "agency.yml"
LOCK_NAME = "base.lock"
"""The text of the base that a district accepted last."""

DISTRICT_FOLDER = "content/district/"
"""Where a folder that holds all of a handbook keeps what is its own district's."""

CONFIG_NAME = "mkdocs.yml"
"""The file in which a site engine finds its settings."""

MENU_FILE = "content/menu.yml"
"""The file of the menu, where mkdocs.yml has no `nav:` of its own."""

EDITIONS_FOLDER, EDITION_ENDING = "editions", ".json"
FOLDERS = ("roles", "standards", "content", EDITIONS_FOLDER)
"""Where a handbook keeps its files, beside district.yml."""

CONTENT_FOLDER = "content"
LOOK_FOLDER = "overrides"
"""Where templates and what pages load are kept."""

LOGO_ENDINGS = (".svg", ".png")
"""What the name of a logo's file ends in, in small letters or large ones."""


def edition_name(label: str) -> str:
    """Return what the file of a closed edition is called, without its ending."""
    return fold_to_name(label) or "edition"


def edition_uri(label: str) -> str:
    """Return the file of a closed edition, relative to the project."""
    return f"{EDITIONS_FOLDER}/{edition_name(label)}{EDITION_ENDING}"
