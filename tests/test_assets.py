"""What pages load has a name that changes with its content, and whoever names it follows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handbook.assets import STAMP, stamp_assets
from handbook.surroundings import load_look

if TYPE_CHECKING:
    from pathlib import Path

SHEET = b'a { src: url("fonts/a.woff2"); mask: url("data:x"); background: url("no.svg") }'
GIVEN = {"assets/a.css": SHEET, "assets/fonts/a.woff2": b"font", "assets/LICENSE.txt": b"free"}


def test_a_name_tells_the_content() -> None:
    """A file has a stamp of its content before its ending, and the content is as it was."""
    assets = stamp_assets({"assets/a.js": b"one"})
    name = assets.names["assets/a.js"]
    assert re.fullmatch(r"assets/a\.[0-9a-f]{10}\.js", name)
    assert assets.files == {name: b"one"}
    assert STAMP.sub("", name) == "assets/a.js"


def test_another_content_has_another_name() -> None:
    """The same content always has the same name, and another one another."""
    one, same, other = (stamp_assets({"a.js": text}).names for text in (b"one", b"one", b"two"))
    assert one == same
    assert one != other


def test_sheets_follow() -> None:
    """A style sheet names its fonts as they are published; what is not among the files stays."""
    assets = stamp_assets(GIVEN)
    font = assets.names["assets/fonts/a.woff2"].removeprefix("assets/")
    assert assets.files[assets.names["assets/a.css"]] == SHEET.replace(
        b"fonts/a.woff2", font.encode()
    )


def test_a_sheet_changes_its_name_with_its_fonts() -> None:
    """A sheet whose font is another has another name: nobody keeps the old one."""
    other = stamp_assets({**GIVEN, "assets/fonts/a.woff2": b"another"})
    assert other.names["assets/a.css"] != stamp_assets(GIVEN).names["assets/a.css"]


def test_what_people_open_keeps_its_name() -> None:
    """A license beside the fonts is no file that a page loads."""
    assert stamp_assets(GIVEN).names["assets/LICENSE.txt"] == "assets/LICENSE.txt"


def test_a_district_names_a_file_itself(small_project: Path) -> None:
    """A file that a template of the district names plainly is there under that name as well."""
    overrides = small_project / "overrides"
    (overrides / "assets" / "ours.css").write_text("p { color: red }", encoding="utf-8")
    main = overrides / "main.html"
    words = "{% block extrahead %}{{ 'assets/ours.css' | url }}{% endblock %}"
    main.write_text(main.read_text(encoding="utf-8") + words, encoding="utf-8")
    files, kept = load_look(small_project)
    assert kept == {"assets/ours.css"}
    assets = stamp_assets(files, kept=kept)
    assert {"assets/ours.css", assets.names["assets/ours.css"]} <= set(assets.files)
