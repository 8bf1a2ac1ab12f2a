"""The command says what it does and what is wrong, and its exit status is 0, 1 or 2."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

import click
import pytest
from click.testing import CliRunner, Result

from handbook import __version__
from handbook.cli import main
from handbook.publish import replace_folder, write_files

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

FOREIGN_IN_HTML = re.compile(
    r"<(?:script|link|img|iframe)\b[^>]*(?:src|href)=\"?(?:https?:)?//[^>]*>"
)
FOREIGN_IN_CSS = re.compile(r"(?:url\(|@import )[\"']?(?:https?:)?//[^)]*")


def run(*arguments: str | Path) -> Result:
    """Run the command; whatever it raises is a failure of the test."""
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def edit(path: Path, old: str, new: str) -> None:
    """Replace words in a file."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def make_a_mistake(project: Path) -> str:
    """Make a mistake in a record, and return what should be said about it."""
    edit(project / "roles" / "data-coach.yml", "stages: [identify-goal]", "stages: [goals]")
    return (
        "roles/data-coach.yml:11:14: activities.0.stages.0: no stage has the id 'goals'. "
        "Use 'identify-goal' or 'reflect'."
    )


def files_in(folder: Path) -> set[str]:
    """Return the files below a folder, hidden ones included."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("hooks: [gone.py]\n", "hooks"),
        ("site_url: 7\n", "site_url"),
        ("extra_css: 7\n", "extra_css"),
        ("plugins: [handbook, nowhere]\n", "plugins"),
        ("extra: 7\n", "extra"),
    ],
)
def test_check_says_what_the_engine_refuses(small_project: Path, line: str, place: str) -> None:
    """What MkDocs refuses of mkdocs.yml is a located problem of check, and the same of build."""
    config = small_project / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    text = text.replace("plugins:\n  - handbook\n", "") if place == "plugins" else text
    config.write_text(f"{text}{line}", encoding="utf-8")
    checked, built = (run(command, "--project", small_project) for command in ("check", "build"))
    number = text.count("\n") + 1
    assert checked.exit_code == built.exit_code == 1
    said = [
        one for one in checked.stderr.splitlines() if f"mkdocs.yml:{number}:1: {place}: " in one
    ]
    assert said
    assert all(one.endswith(". Correct it, or take it out.") for one in said)
    assert any(one in built.stderr for one in said)


def test_help_lists_every_command() -> None:
    """The command's help names what it is for, and each command with a sentence of its own."""
    result = run("--help")
    assert result.exit_code == 0
    assert "Check, build and publish an instructional-coaching handbook." in result.stdout
    for name, command in main.commands.items():
        assert re.search(rf"^  {name} +[A-Z]", result.stdout, re.MULTILINE), name
        assert command.help


@pytest.mark.parametrize("name", sorted(main.commands))
def test_help_of_a_command(name: str) -> None:
    """A command's help begins with a sentence, and explains every option in words."""
    command = main.commands[name]
    for flag in ("--help", "-h"):
        result = run(name, flag)
        assert result.exit_code == 0
        assert result.stdout.startswith(f"Usage: main {name} [OPTIONS]")
    assert (command.help or "").partition("\n")[0].endswith(".")
    options = [option for option in command.params if isinstance(option, click.Option)]
    assert [option.name for option in options if not option.help] == []


def test_version() -> None:
    """The command says which version it is."""
    assert run("--version").stdout == f"handbook, version {__version__}\n"


def test_python_module() -> None:
    """`python -m handbook` is the command too."""
    command = [sys.executable, "-m", "handbook", "--version"]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    assert result.stdout == f"handbook, version {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("chek",), "Error: No such command 'chek'."),
        (("check", "--jsn"), "Error: No such option '--jsn'."),
        (("stage",), "Error: Missing option '--out'."),
        (
            ("check", "--project", "nowhere"),
            "Error: Invalid value for '--project': Directory 'nowhere' does not exist.",
        ),
    ],
)
def test_wrong_usage(arguments: tuple[str, ...], message: str) -> None:
    """Wrong usage is explained, with status 2."""
    result = run(*arguments)
    assert result.exit_code == 2
    assert message.removesuffix(".") in result.stderr


@pytest.mark.parametrize("command", [("check",), ("build",), ("serve",), ("stage", "--out", "x")])
def test_folder_without_a_handbook(tmp_path: Path, command: tuple[str, ...]) -> None:
    """A folder without mkdocs.yml is wrong usage, whatever the command."""
    result = run(*command, "--project", tmp_path)
    assert result.exit_code == 2
    assert result.stderr.endswith(
        f"Error: Invalid value for --project: there is no mkdocs.yml in '{tmp_path}'. "
        "Name the handbook's folder.\n"
    )
    assert files_in(tmp_path) == set()


def test_folder_with_a_menu_alone(tmp_path: Path) -> None:
    """A folder with mkdocs.yml and nothing else lacks files, and each one is named."""
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n", encoding="utf-8")
    result = run("check", "--project", tmp_path)
    assert result.exit_code == 1
    assert "district.yml:1:1: the file is missing." in result.stderr


def test_check_of_a_good_handbook(small_project: Path) -> None:
    """A handbook without problems is said to have none, with status 0."""
    result = run("check", "--project", small_project)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "No problems.\n", "")


def test_check_of_a_bad_handbook(small_project: Path) -> None:
    """Problems go to standard error, a line each; the count goes to standard output; status 1."""
    problem = make_a_mistake(small_project)
    result = run("check", "--project", small_project)
    assert result.exit_code == 1
    assert result.stderr == f"{problem}\n"
    assert result.stdout == "1 problem in 1 file.\n"


def test_check_for_a_machine(small_project: Path) -> None:
    """With --json the problems are a list of plain values, and nothing else is printed."""
    assert run("check", "--json", "--project", small_project).stdout == "[]\n"
    make_a_mistake(small_project)
    result = run("check", "--json", "--project", small_project)
    assert result.exit_code == 1
    assert result.stderr == ""
    assert json.loads(result.stdout) == [
        {
            "path": "roles/data-coach.yml",
            "line": 11,
            "column": 14,
            "field": "activities.0.stages.0",
            "message": "no stage has the id 'goals'. Use 'identify-goal' or 'reflect'.",
            "severity": "error",
        }
    ]


def test_strict_check_counts_warnings(small_project: Path) -> None:
    """A warning alone is no reason to fail, unless the check is strict."""
    edit(small_project / "content" / "index.md", "sources: [small-study]\n", "")
    for path in small_project.rglob("*.yml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("sources: [small-study]\n", ""), encoding="utf-8")
    lax = run("check", "--project", small_project)
    strict = run("check", "--strict", "--project", small_project)
    assert (lax.exit_code, strict.exit_code) == (0, 1)
    assert lax.stderr == strict.stderr
    assert "standards/sources.yml:2:9: warning: sources.0.id: " in lax.stderr


def test_build(small_project: Path, tmp_path: Path) -> None:
    """A build ends with how many pages and forms there are and where, and leaves nothing else."""
    place = tmp_path / "public" / "site"
    result = run("build", "--strict", "--project", small_project, "--site", place)
    assert result.exit_code == 0, result.stderr
    assert result.stderr == ""
    summary = re.fullmatch(
        r"Built (\d+) pages and (\d+) PDF forms in \d+\.\d s: (.+)\n", result.stdout
    )
    assert summary is not None
    files = files_in(tmp_path / "public")
    pages = {name for name in files if name.endswith(".html")} - {"site/404.html"}
    forms = {name for name in files if name.startswith("site/forms/") and name.endswith(".pdf")}
    assert summary[3] == str(place)
    assert (int(summary[1]), int(summary[2])) == (len(pages), len(forms))
    assert forms == {
        "site/forms/confidentiality-agreement.pdf",
        "site/forms/role-agreement-data-coach.pdf",
    }
    assert all(name.startswith("site/") for name in files)


def test_build_with_a_problem(small_project: Path) -> None:
    """A build with a problem says it, fails with 1, and leaves the last good site."""
    site = small_project / "site"
    with replace_folder(site) as fresh:
        write_files({"404.html": b"the last good site"}, folder=fresh)
    before = files_in(small_project)
    problem = make_a_mistake(small_project)
    result = run("build", "--project", small_project)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr == f"{problem}\n1 problem in 1 file.\n"
    assert files_in(small_project) == before
    assert (site / "404.html").read_text(encoding="utf-8") == "the last good site"


def test_build_with_a_warning(small_project: Path, tmp_path: Path) -> None:
    """A build with a warning says it and succeeds; a strict build fails and leaves nothing."""
    edit(small_project / "mkdocs.yml", "  - trust.md\n", "")
    warning = (
        "content/trust.md:1:1: warning: the page stands in no menu, so that readers come upon it "
        "by links and search alone. Add the line '- trust.md' below 'nav:' in mkdocs.yml."
    )
    place = tmp_path / "public" / "site"
    strict = run("build", "--strict", "--project", small_project, "--site", place)
    assert strict.exit_code == 1
    assert strict.stderr == f"{warning}\nNot built: Aborted with 1 warnings in strict mode.\n"
    assert list(place.parent.iterdir()) == []
    lax = run("build", "--project", small_project, "--site", place)
    assert lax.exit_code == 0
    assert lax.stderr == f"{warning}\n"


def test_build_packs_the_site(small_project: Path, tmp_path: Path) -> None:
    """With --zip the site is there as a folder and packed; a file of others stops it before."""
    place = tmp_path / "site"
    result = run("build", "--offline", "--zip", "--project", small_project, "--site", place)
    assert result.exit_code == 0, result.stderr
    assert result.stdout.endswith(f"Packed: {tmp_path / 'site.zip'}\n")
    with zipfile.ZipFile(tmp_path / "site.zip") as archive:
        assert "site/index.html" in archive.namelist()
    (tmp_path / "other.zip").write_bytes(b"mine")
    result = run("build", "--zip", "--project", small_project, "--site", tmp_path / "other")
    assert result.exit_code == 1
    assert not (tmp_path / "other").exists()


def test_build_for_a_folder(small_project: Path, tmp_path: Path) -> None:
    """An offline build has the index as a script, and loads nothing from another host."""
    place = tmp_path / "site"
    result = run("build", "--strict", "--offline", "--project", small_project, "--site", place)
    assert result.exit_code == 0, result.stderr
    assert len(list(place.glob("search/search_index.*.js"))) == 1
    assert (place / "roles" / "data-coach.html").is_file()
    for path in place.rglob("*.html"):
        assert FOREIGN_IN_HTML.findall(path.read_text(encoding="utf-8")) == [], path.name
    for path in place.rglob("*.css"):
        assert FOREIGN_IN_CSS.findall(path.read_text(encoding="utf-8")) == [], path.name


def test_site_folder_that_holds_other_work(small_project: Path, tmp_path: Path) -> None:
    """A build never replaces a folder with other files in it."""
    work = tmp_path / "letters"
    work.mkdir()
    (work / "letter.txt").write_text("kept", encoding="utf-8")
    result = run("build", "--project", small_project, "--site", work)
    assert result.exit_code == 1
    assert result.stderr == (
        f"'{work}' holds other files, which would be lost. Name a new folder.\n"
    )
    assert files_in(work) == {"letter.txt"}


@pytest.mark.parametrize("folder", ["overrides", "content", "roles/new", "."])
def test_site_in_the_handbook_itself(small_project: Path, folder: str) -> None:
    """A build never replaces what the handbook is made from, nor writes among it."""
    before = files_in(small_project)
    result = run("build", "--project", small_project, "--site", small_project / folder)
    assert result.exit_code == 1
    place = small_project / folder
    source = small_project / folder.partition("/")[0]
    assert result.stderr == (
        f"'{place}' holds the handbook itself. Name a new folder in it.\n"
        if folder == "."
        else f"'{place}' lies in '{source}', from which the handbook is made. "
        "Name a folder outside of it.\n"
    )
    assert files_in(small_project) == before


@pytest.mark.parametrize(
    ("error", "message", "status"),
    [
        (
            OSError(28, "No space left on device", "index.html"),
            (
                "'index.html': no space left on device. Make room on the disk and run the command "
                "again; what was there before is as it was.\n"
            ),
            1,
        ),
        (
            shutil.Error([("a", "b", "[Errno 28] No space left on device: 'a' -> 'b'")] * 3),
            (
                "'b': no space left on device. Make room on the disk and run the command again; "
                "what was there before is as it was.\n"
            ),
            1,
        ),
        (KeyboardInterrupt(), "Stopped. What was there before is as it was.\n", 130),
    ],
)
def test_build_that_cannot_go_on(
    small_project: Path,
    monkeypatch: pytest.MonkeyPatch,
    error: BaseException,
    message: str,
    status: int,
) -> None:
    """A full disk and Ctrl-C end a build with a sentence, and nothing is left."""

    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("handbook.mkdocs_run.build_site", fail)
    before = files_in(small_project)
    result = run("build", "--project", small_project)
    assert (result.stdout, result.stderr, result.exit_code) == ("", message, status)
    assert files_in(small_project) == before


def test_place_that_goes_back(small_project: Path) -> None:
    """A folder that is named by way of one that is not there is built and counted all the same."""
    result = run("build", "--project", small_project, "--site", small_project / "x" / ".." / "out")
    assert (small_project / "out" / "index.html").is_file()
    assert not result.stdout.startswith("Built 0 pages")


@pytest.mark.parametrize("command", [("build", "--site"), ("stage", "--out")])
def test_place_that_cannot_be_written(
    small_project: Path, tmp_path: Path, command: tuple[str, str]
) -> None:
    """A folder that cannot be made is said in words."""
    file_path = tmp_path / "file"
    file_path.write_text("in the way", encoding="utf-8")
    result = run(*command, file_path / "site", "--project", small_project)
    assert result.exit_code == 1
    assert result.stderr == f"'{file_path}' is a file. Name a folder that can be made.\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("site_name: x\nnav: [\n", "mkdocs.yml"),
        ("site_name: x\ntheme: gone\n", "gone"),
        ("site_name: x\ndocs_dir: content\nplugins: [gone]\n", "gone"),
        ("- a list\n", "The configuration is invalid."),
    ],
)
def test_menu_that_cannot_be_read(small_project: Path, text: str, message: str) -> None:
    """A mkdocs.yml that MkDocs refuses is said in words, and nothing is built."""
    (small_project / "mkdocs.yml").write_text(text, encoding="utf-8")
    before = files_in(small_project)
    result = run("build", "--project", small_project)
    assert result.exit_code == 1
    assert message in result.stderr
    assert "Traceback" not in result.stderr
    assert files_in(small_project) == before


def test_stage(small_project: Path, tmp_path: Path) -> None:
    """Staging says how much it wrote and where."""
    place = tmp_path / "staged"
    result = run("stage", "--project", small_project, "--out", place)
    assert result.exit_code == 0, result.stderr
    assert re.fullmatch(
        rf"Staged \d+ pages and \d+ files: {re.escape(str(place))}\n", result.stdout
    )
    assert (place / "mkdocs.yml").is_file()


def test_stage_with_a_problem(small_project: Path, tmp_path: Path) -> None:
    """Staging a handbook with a problem writes nothing."""
    problem = make_a_mistake(small_project)
    result = run("stage", "--project", small_project, "--out", tmp_path / "public" / "staged")
    assert result.exit_code == 1
    assert result.stderr == f"{problem}\n1 problem in 1 file.\n"
    assert not (tmp_path / "public").exists()


def test_schemas(tmp_path: Path) -> None:
    """Schemas are printed, or written to a folder and there again, and are JSON."""
    place = tmp_path / "schemas"
    for _ in range(2):
        result = run("schema", "--out", place)
        schemas = sorted(place.glob("[!.]*"))
        assert result.stdout == f"Wrote {len(schemas)} schemas: {place}\n"
    assert place / "role.json" in schemas
    for path in schemas:
        assert json.loads(path.read_text(encoding="utf-8"))["$schema"]
    assert (place / "role.json").read_text(encoding="utf-8") in run("schema").stdout


def test_serving_at_a_wrong_address(small_project: Path) -> None:
    """An address that is none is said in words."""
    command = [sys.executable, "-m", "handbook", "serve", "--address", "nonsense"]
    result = subprocess.run(command, cwd=small_project, capture_output=True, text=True, check=False)
    assert result.returncode == 2
    assert "'nonsense' is no address. Write one such as 127.0.0.1:8000." in result.stderr


def test_no_advertisements() -> None:
    """Nothing is printed about the end of MkDocs or its theme."""
    environment = {name: value for name, value in os.environ.items() if "MKDOCS" not in name}
    command = [sys.executable, "-W", "error", "-m", "handbook", "build", "--project", "nowhere"]
    result = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert "Directory 'nowhere' does not exist." in result.stderr
