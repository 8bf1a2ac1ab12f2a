"""What CONTRIBUTING promises of additions: how many files each takes, and that it is all there.

Each fixture in `extensions` is an addition, made in a copy; schemas and the editor's settings are
not counted, for `scripts/schemas` writes them.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
EXTENSIONS = {
    path.stem: yaml.safe_load(path.read_text(encoding="utf-8"))
    for path in sorted((ROOT / "tests" / "fixtures" / "extensions").glob("*.yml"))
}
PROMISED = {"kind": 4, "blank": 2, "page-type": 2, "output": 1}
COPIED = ("handbook", "content", "roles", "standards")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Return what the handbook makes when a copy of it and its engine has every addition."""
    copy = tmp_path_factory.mktemp("copy")
    for folder in COPIED:
        shutil.copytree(ROOT / folder, copy / folder)
    shutil.copy(ROOT / "tests" / "fixtures" / "maple-valley" / "district.yml", copy)
    for extension in EXTENSIONS.values():
        for change in (*extension["change"], *extension.get("uses", ())):
            _make_change(copy, **change)
    program = (sys.executable, ROOT / "tests" / "extending.py")
    environment = os.environ | {"PYTHONPATH": str(copy)}
    done = subprocess.run(
        program, cwd=copy, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    facts: dict[str, Any] = json.loads(done.stdout)
    return facts


@pytest.mark.parametrize("name", EXTENSIONS)
def test_an_addition_takes_few_files(name: str) -> None:
    """No addition touches more files than is promised."""
    extension = EXTENSIONS[name]
    assert extension["most"] == PROMISED[name]
    assert len({change["file"] for change in extension["change"]}) <= extension["most"]


def test_every_promise_has_its_example() -> None:
    """What is promised is tried."""
    assert set(EXTENSIONS) == set(PROMISED)


def test_contributing_says_how_many() -> None:
    """The promise stands where people read it."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    for name, most in PROMISED.items():
        assert f"| {name.replace('-', ' ')} | {most} |" in text


@pytest.mark.slow
def test_a_kind_is_everywhere(made: dict[str, Any]) -> None:
    """It has its page in the menu, its search words, its answer, its schema; it can be linked."""
    title, markdown, _ = made["pages"]["openers.md"]
    assert title == "Questions that coaches ask"
    assert "[Data Coach](roles/data-coach.md)" in markdown
    assert made["keywords"]["openers.md"] == {"what-did-you-see": ["opening question"]}
    assert made["answers"]["opener:what-did-you-see"] == "What you saw in the lesson comes first."
    assert "openers.md" in made["menu"]["Reference"]
    schema = made["schemas"]["openers.json"]
    assert schema["$defs"]["Opener"]["required"] == ["id", "name", "text"]
    assert made["patterns"]["openers.json"] == ["content/openers.yml"]


@pytest.mark.slow
def test_a_blank_is_drawn_and_offered(made: dict[str, Any]) -> None:
    """A form with it has a page, and an editor is offered the word."""
    _, markdown, _ = made["pages"]["forms/consent-to-share.md"]
    assert '<input type="text" id="consent-to-share--telephone" name="telephone">' in markdown
    assert "phone" in made["schemas"]["form.json"]["$defs"]["BlankKind"]["enum"]


@pytest.mark.slow
def test_a_page_type_makes_its_page(made: dict[str, Any]) -> None:
    """The page has the title its template says, stands in the menu, and is not in the book."""
    title, markdown, is_in_book = made["pages"]["role-count.md"]
    assert title == "How many roles coaches have"
    assert "There are 4." in markdown
    assert is_in_book is False
    assert made["menu"]["Reference"][-1] == "role-count.md"


@pytest.mark.slow
def test_an_output_is_made(made: dict[str, Any]) -> None:
    """The file is among the site's files."""
    assert made["files"]["data/roles.txt"].splitlines()[0] == "classroom-supporter"


def _make_change(
    root: Path, *, file: str, replace: str = "", by: str = "", write: str | None = None
) -> None:
    """Write a file that is new, or replace words that stand once in one."""
    path = root / file
    if write is None:
        text = path.read_text(encoding="utf-8")
        assert text.count(replace) == 1, f"'{replace}' stands {text.count(replace)} times in {file}"
        write = text.replace(replace, by)
    else:
        assert not path.exists()
    path.write_text(write, encoding="utf-8")
