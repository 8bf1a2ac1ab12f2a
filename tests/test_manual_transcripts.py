"""What the manual shows of a command is what the command says, run in the order of the page."""

from __future__ import annotations

import gzip
import json
import re
import shlex
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
from click.testing import CliRunner

from handbook import __version__
from handbook.accepted import AcceptedBase, pack_base
from handbook.cli import main
from handbook.model.places import LOCK_NAME

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

ROOT = Path(__file__).parent.parent
MANUAL = ROOT / "content" / "using"
BLOCK = re.compile(r"```console\n\$ (?P<command>handbook .*)\n(?P<said>(?:.*\n)*?)```")
EXAMPLE = re.compile(r"```yaml\n(.*?)```", re.DOTALL)
SECONDS = re.compile(r"\b\d+\.\d s\b|\b\d+ a second\b")
TYPED = re.compile(r"^(\[k\]eep .*: )(\w)$", re.MULTILINE)


def replay(page: str, *, before: dict[str, Callable[[], object]]) -> None:
    """Run every command of a page that shows what it says, and compare the two.

    Args:
        page: The page of the manual.
        before: What is done before a command, by how the command begins.
    """
    text = (MANUAL / page).read_text(encoding="utf-8")
    shown = [found for found in BLOCK.finditer(text) if found["said"]]
    assert shown
    for found in shown:
        command = found["command"]
        for start, prepare in before.items():
            if command.startswith(start):
                prepare()
        typed = "".join(f"{sign}\n" for _, sign in TYPED.findall(found["said"]))
        run = CliRunner().invoke(main, shlex.split(command)[1:], input=typed)
        assert same(run.output) == same(found["said"]), command


def same(text: str) -> str:
    """Return what is said, without what differs from run to run."""
    return SECONDS.sub("… s", text).replace(__version__, "VERSION")


def example(page: str, *, start: str) -> str:
    """Return an example of a page by how it begins."""
    text = (MANUAL / page).read_text(encoding="utf-8")
    return next(str(one) for one in EXAMPLE.findall(text) if one.startswith(start))


def test_make_it_yours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder is begun, checked, and follows the shipped text."""
    monkeypatch.chdir(tmp_path)
    answers = example("make-it-yours.md", start="name: ")
    (tmp_path / "answers.yml").write_text(answers, encoding="utf-8")
    ours = tmp_path / "our-handbook"

    def write_part() -> None:
        part = example("make-it-yours.md", start="id: data-coach")
        (ours / "roles" / "data-coach.yml").write_text(part, encoding="utf-8")
        monkeypatch.chdir(ours)
        path = ours / LOCK_NAME
        values = json.loads(gzip.decompress(path.read_bytes()))
        files = {
            name: text.replace("name: Data Coach", "name: Data Helper")
            for name, text in values["files"].items()
        }
        path.write_bytes(pack_base(AcceptedBase("0.0.9", files)))

    def misspell() -> None:
        path = ours / "district.yml"
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"posture: \S+", "posture: consent", text), encoding="utf-8")

    def copy_all() -> None:
        for name in ("roles", "standards", "content"):
            shutil.copytree(ROOT / name, tmp_path / "old-folder" / name)
        for name in ("district.yml", "mkdocs.yml"):
            shutil.copy(ROOT / name, tmp_path / "old-folder")
        shutil.rmtree(ours)
        role = tmp_path / "old-folder" / "roles" / "data-coach.yml"
        text = role.read_text(encoding="utf-8")
        role.write_text(text.replace("name: Data Coach", "name: Data Partner"), encoding="utf-8")
        monkeypatch.chdir(tmp_path)

    replay(
        "make-it-yours.md",
        before={
            "handbook adopt": copy_all,
            "handbook upgrade": write_part,
            "handbook check": misspell,
        },
    )


def test_write_a_role(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two slips in the example are told as the page says."""
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(main, ["new", ".", "--yes"]).exit_code == 0
    text = example("write-a-role.md", start="id: technology-partner")
    (tmp_path / "roles").mkdir()
    path = tmp_path / "roles" / "technology-partner.yml"
    slips = [
        text.replace("purpose:", "purpos:"),
        re.sub(r"boundaries:\n(?: .*\n)+", "", text).replace("tlms-4e", "tlms-4ee"),
    ]
    replay(
        "write-a-role.md",
        before={"handbook check": lambda: path.write_text(slips.pop(0), encoding="utf-8")},
    )


def test_print_forms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A roster is begun, refused with every fault, and printed."""
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(main, ["new", ".", "--yes"]).exit_code == 0
    district = (tmp_path / "district.yml").read_text(encoding="utf-8")
    schools = "schools: [Mill Creek Elementary School, Oak Hill Middle School]"
    (tmp_path / "district.yml").write_text(
        re.sub(r"^schools:.*$", schools, district, flags=re.MULTILINE), encoding="utf-8"
    )
    names = iter(("good", "bad", "good", "good"))

    def fill_in() -> None:
        if not (tmp_path / "roster.xlsx").is_file():
            return
        is_good = next(names) == "good"
        book = openpyxl.load_workbook(tmp_path / "roster.xlsx")
        sheet = book.worksheets[0]
        heads = [cell.value for cell in sheet[1]]
        school, teacher = heads.index("School") + 1, heads.index("Teacher") + 1
        for row in range(2, 14):
            for column in range(1, len(heads) + 1):
                sheet.cell(row, column).value = f"Name {row}"
            sheet.cell(row, school).value = "Mill Creek Elementary School"
        if not is_good:
            sheet.cell(5, school).value = "Mill Creek"
            sheet.cell(9, teacher).value = None
        book.save(tmp_path / "roster.xlsx")

    replay("print-forms.md", before={"handbook forms": fill_in})
