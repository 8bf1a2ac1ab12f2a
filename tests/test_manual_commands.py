"""The manual's commands and examples are those of the program, tried as they stand."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import click
import pytest

from handbook.cli import main
from handbook.loading import load_handbook

ROOT = Path(__file__).parent.parent
MANUAL = tuple(sorted((ROOT / "content" / "using").glob("*.md")))
LINE = re.compile(r"^\$ (handbook .+)$", re.MULTILINE)
EXAMPLE = re.compile(r"```yaml\n(id: data-coach\n.*?)```", re.DOTALL)
ADDITION = re.compile(r"```markdown\n(---\nbody: adds\n.*?)```", re.DOTALL)
DISTRICT = Path(__file__).parent / "fixtures" / "maple-valley"


def lines() -> list[str]:
    """Return every line that the manual has people type after a prompt."""
    return [line for page in MANUAL for line in LINE.findall(page.read_text(encoding="utf-8"))]


def test_there_are_lines() -> None:
    """The manual shows how to begin, to look, and to follow the shipped text."""
    assert {"handbook new our-handbook", "handbook upgrade"} <= set(lines())


@pytest.mark.parametrize("line", sorted(set(lines())))
def test_a_line_is_right(line: str) -> None:
    """Each command is there, and takes the options and arguments that are shown."""
    names = [name for name in shlex.split(line)[1:] if name != "…"]
    command: click.Command = main
    while isinstance(command, click.Group):
        command = command.commands[names.pop(0)]
    options = {option for one in command.params for option in one.opts}
    assert {name.partition("=")[0] for name in names if name.startswith("--")} <= options


def test_the_example_of_a_page_that_adds_is_one(tmp_path: Path) -> None:
    """The page that the manual shows adds its section to the shipped page for teachers."""
    text = (ROOT / "content" / "using" / "make-it-yours.md").read_text(encoding="utf-8")
    (example,) = ADDITION.findall(text)
    shutil.copytree(DISTRICT, tmp_path, dirs_exist_ok=True)
    (tmp_path / "content").mkdir(exist_ok=True)
    (tmp_path / "content" / "for-teachers.md").write_text(example, encoding="utf-8")
    handbook, problems = load_handbook(ROOT, tmp_path)
    assert problems == ()
    page = next(page for page in handbook.pages if page.uri == "for-teachers.md")
    assert "## In the summer\n\nThe team answers its mail until June 20." in page.body


def test_the_example_of_a_part_is_one(tmp_path: Path) -> None:
    """The part of a role that the manual shows can be laid over the shipped one."""
    text = (ROOT / "content" / "using" / "make-it-yours.md").read_text(encoding="utf-8")
    (example,) = EXAMPLE.findall(text)
    shutil.copytree(DISTRICT, tmp_path, dirs_exist_ok=True)
    (tmp_path / "roles").mkdir()
    (tmp_path / "roles" / "data-coach.yml").write_text(example, encoding="utf-8")
    handbook, problems = load_handbook(ROOT, tmp_path)
    assert problems == ()
    role = next(role for role in handbook.roles if role.id == "data-coach")
    assert (role.name, role.asks[-1]) == ("Numbers Partner", "Who reads the numbers with me?")
