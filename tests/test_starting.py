"""A district begins with one command, is shown what a new base changed, and loses nothing."""

from __future__ import annotations

import gzip
import json
import shutil
import zipfile
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from handbook.accepted import AcceptedBase, pack_base
from handbook.cli import main
from handbook.model.places import LOCK_NAME
from handbook.shipped import BASE
from handbook.starting import KINDS, Answers, readable, starting_files
from handbook.upgrading import compare_bases

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

DRAFT = "no counsel has reviewed the forms"
ROLE = "id: data-coach\nname: Numbers Partner\nsummary: Ours.\n"


def run(*arguments: object, typed: str = "") -> Result:
    """Run the command; whatever it raises is a failure of the test."""
    return CliRunner().invoke(
        main, [str(one) for one in arguments], input=typed, catch_exceptions=False
    )


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Begin a handbook with the answers that are offered."""
    place = tmp_path_factory.mktemp("begun") / "ours"
    assert run("new", place, "--yes").exit_code == 0
    return place


def test_what_is_begun_has_no_problem(begun: Path) -> None:
    """The new folder holds all that it needs, and only the review of the forms is open."""
    result = run("check", "--project", begun)
    assert result.exit_code == 0
    assert [DRAFT in line for line in result.stderr.splitlines()] == [True]
    assert sorted(path.name for path in begun.iterdir()) == [
        ".github",
        ".gitignore",
        ".vscode",
        "README.md",
        "base.lock",
        "content",
        "district.yml",
        "mkdocs.yml",
        "requirements.txt",
    ]


def test_what_is_asked(tmp_path: Path) -> None:
    """Eight answers fill in district.yml; the article is shown, and a color mended on the spot."""
    typed = "Harbor: “Unified”\nHarbor\nharbor.example.org\nMTSS coach\n#ffff00\n#123456\n"
    typed += "Lake School, Hill: School\nlogistics\nnobody\na@example.org\nb@example.org\n"
    result = run("new", tmp_path / "ours", typed=typed)
    assert result.exit_code == 0, result.output
    assert "Pages will say 'an MTSS coach'." in result.output
    assert "'nobody' is no e-mail address. Write one alone, like 'office@" in result.output
    assert f"White words cannot be read on it; '{readable('#ffff00')}' is taken." in result.output
    text = (tmp_path / "ours" / "district.yml").read_text(encoding="utf-8")
    for line in (
        'name: "Harbor: “Unified”"',
        '  coach: "MTSS coach"',
        f'  brand: "{readable("#ffff00")}"',
        '  - "Hill: School"',
        "  posture: logistics",
    ):
        assert line in text.splitlines()
    assert run("check", "--project", tmp_path / "ours").exit_code == 0


def test_answers_in_a_file(tmp_path: Path) -> None:
    """What is wrong in a file of answers is told where it stands, and nothing is begun."""
    answers = tmp_path / "answers.yml"
    answers.write_text(
        "name: Harbor\nbrand: green\nposture: open\ncoaching_email: us\nweb_address: a b\n",
        encoding="utf-8",
    )
    result = run("new", tmp_path / "ours", "--answers", answers)
    assert (result.exit_code, result.stderr) == (
        1,
        (
            "answers.yml:2:8: brand: expected a color like #1d4e4a, got 'green'. Write '#' and six "
            "digits.\n"
            "answers.yml:3:10: posture: expected 'consent-only', 'logistics' or 'focus', got "
            "'open'.\n"
            "answers.yml:4:17: coaching_email: 'us' is no e-mail address. Write one alone, like "
            "'office@example.org'.\n"
            "answers.yml:5:14: web_address: expected a web address without https:// and without "
            "spaces, got 'a b'. Write it like 'coaching.example.org'.\n"
            "4 problems in 1 file.\n"
        ),
    )
    assert [path.name for path in tmp_path.iterdir()] == ["answers.yml"]


def test_a_folder_with_files_is_left_alone(tmp_path: Path) -> None:
    """Nothing is begun where something is."""
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    result = run("new", tmp_path, "--yes")
    assert (result.exit_code, result.stderr) == (
        1,
        f"'{tmp_path}' holds files already. Name a new folder, or an empty one.\n",
    )
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_examples_have_no_problem(tmp_path: Path) -> None:
    """An example of each kind can be checked as it is, and is never written over another file."""
    place = tmp_path / "ours"
    assert run("new", place, "--yes").exit_code == 0
    for kind in KINDS:
        assert run("new", kind, f"our-{kind}", "--project", place).exit_code == 0
    result = run("check", "--project", place)
    assert [DRAFT in line for line in result.stderr.splitlines()] == [True]
    again = run("new", "role", "our-role", "--project", place)
    path = place / "roles" / "our-role.yml"
    assert (again.exit_code, again.stderr) == (
        1,
        f"'{path}' is there already. Name another ID.\n",
    )


def test_a_base_that_nobody_accepted(tmp_path: Path) -> None:
    """Another base is a warning, which a strict check refuses, until it is accepted."""
    place = tmp_path / "ours"
    assert run("new", place, "--yes").exit_code == 0
    (place / "roles").mkdir()
    (place / "roles" / "data-coach.yml").write_text(ROLE, encoding="utf-8")
    _change_lock(place, old="id: data-coach\nname: Data Coach", new="id: data-coach\nname: Counter")
    checked = run("check", "--project", place)
    assert "base.lock:1:1: warning: the shipped text is that of" in checked.stderr
    told = run("upgrade", "--project", place, "--json")
    values = json.loads(told.stdout)
    assert (values["changed"], values["overridden"]) == (1, 2)
    assert values["asked"] == [
        {
            "record": "data-coach",
            "field": "name",
            "path": "roles/data-coach.yml",
            "line": 2,
            "then": "Counter",
            "now": "Data Coach",
            "yours": "Numbers Partner",
        }
    ]
    skipped = run("upgrade", "--project", place, typed="s\n")
    assert (skipped.exit_code, skipped.stdout.splitlines()[-1]) == (
        1,
        "1 field is to be looked at. Run 'handbook upgrade' again before you publish.",
    )
    assert "base.lock" in run("check", "--project", place).stderr
    schema = place / ".vscode" / "schemas" / "role.json"
    schema.write_text("{}", encoding="utf-8")
    assert run("upgrade", "--project", place, typed="k\n").exit_code == 0
    assert schema.stat().st_size > 1000
    assert "base.lock" not in run("check", "--project", place).stderr
    text = (place / "roles" / "data-coach.yml").read_text(encoding="utf-8")
    assert text == ROLE


def test_an_id_that_the_shipped_text_takes(tmp_path: Path) -> None:
    """A record of one's own is never laid over a shipped one that came later."""
    place = tmp_path / "ours"
    assert run("new", place, "--yes").exit_code == 0
    assert run("new", "role", "helper", "--project", place).exit_code == 0
    (place / "roles" / "helper.yml").rename(place / "roles" / "data-coach.yml")
    path = place / "roles" / "data-coach.yml"
    path.write_text(path.read_text("utf-8").replace("id: helper", "id: data-coach"), "utf-8")
    _change_lock(place, old="id: data-coach\n", new="id: other-coach\n")
    told = run("check", "--project", place)
    assert (
        "roles/data-coach.yml:2:5: id: the shipped text has 'data-coach' now, and yours was there "
        "first. Give yours another id."
    ) in told.stderr


def test_a_lost_lock(tmp_path: Path) -> None:
    """Without base.lock, a folder with the text that was read last tells what changed since."""
    place, last = tmp_path / "ours", tmp_path / "last"
    assert run("new", place, "--yes").exit_code == 0
    (place / "roles").mkdir()
    (place / "roles" / "data-coach.yml").write_text(ROLE, encoding="utf-8")
    for folder in ("roles", "standards", "content"):
        shutil.copytree(BASE / folder, last / folder)
    path = last / "roles" / "data-coach.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("name: Data Coach", "name: Counter", 1), encoding="utf-8")
    (place / LOCK_NAME).unlink()
    told = run("upgrade", "--project", place, "--from", last, "--json")
    assert [(one["then"], one["now"]) for one in json.loads(told.stdout)["asked"]] == [
        ("Counter", "Data Coach")
    ]
    assert run("upgrade", "--project", place, "--from", last, typed="k\n").exit_code == 0
    assert (place / LOCK_NAME).is_file()
    (tmp_path / "empty").mkdir()
    refused = run("upgrade", "--project", place, "--from", tmp_path / "empty")
    assert refused.exit_code == 2
    assert "holds no shipped text: it has no roles. Name the folder or the wheel that has." in (
        " ".join(refused.stderr.split())
    )


def test_the_text_of_a_wheel_is_what_was_read(tmp_path: Path) -> None:
    """A wheel of the program tells what changed since, and a file that is none is refused."""
    place, wheel = tmp_path / "ours", tmp_path / "handbook-1-py3-none-any.whl"
    assert run("new", place, "--yes").exit_code == 0
    (place / "roles").mkdir()
    (place / "roles" / "data-coach.yml").write_text(ROLE, encoding="utf-8")
    with zipfile.ZipFile(wheel, "w") as packed:
        for folder in ("roles", "standards", "content"):
            for path in (BASE / folder).rglob("*.*"):
                name = f"handbook/_base/{path.relative_to(BASE).as_posix()}"
                packed.writestr(name, path.read_bytes().replace(b"name: Data Coach", b"name: Once"))
    told = run("upgrade", "--project", place, "--from", wheel, "--json")
    asked = json.loads(told.stdout)["asked"]
    assert [(one["then"], one["now"]) for one in asked] == [("Once", "Data Coach")]
    refused = run("upgrade", "--project", place, "--from", place / "district.yml")
    assert (refused.exit_code, refused.stderr) == (
        1,
        (
            "district.yml:1:1: is no wheel of the program. Name the file that ends in '.whl', or a "
            "folder.\n1 problem in 1 file.\n"
        ),
    )


def test_theirs_is_taken(tmp_path: Path) -> None:
    """What is taken goes out of the file, with its comments kept; a file of nothing more goes."""
    place = tmp_path / "ours"
    assert run("new", place, "--yes").exit_code == 0
    (place / "roles").mkdir()
    path = place / "roles" / "data-coach.yml"
    path.write_text(ROLE, encoding="utf-8")
    _change_lock(place, old="id: data-coach\nname: Data Coach", new="id: data-coach\nname: Counter")
    taken = run("upgrade", "--project", place, typed="t\n")
    assert taken.exit_code == 0
    assert "roles/data-coach.yml: written without it." in taken.stdout
    assert path.read_text(encoding="utf-8") == ROLE.replace("name: Numbers Partner\n", "")
    _change_lock(place, old="id: data-coach\nname: Data Coach", new="id: data-coach\nname: Counter")
    path.write_text("id: data-coach\nname: Numbers Partner\n", encoding="utf-8")
    gone = run("upgrade", "--project", place, "--take-all")
    assert "removed: nothing of your own is left in it." in gone.stdout
    assert not path.exists()
    assert "base.lock" not in run("check", "--project", place).stderr


def test_a_text_of_a_page_is_taken(tmp_path: Path) -> None:
    """The shipped text of a page stands again, under the title of one's own."""
    place = tmp_path / "ours"
    assert run("new", place, "--yes").exit_code == 0
    path = place / "content" / "why-coaching.md"
    path.write_text("---\r\ntitle: Why we do it\r\n---\r\nOurs.\r\n", "utf-8", newline="")
    _change_lock(place, old='title: "Why {{', new='title: "Just why {{')
    _change_lock(place, old="## ", new="## Once: ")
    assert run("upgrade", "--project", place, typed="k\nt\n").exit_code == 0
    assert path.read_bytes() == b"---\r\ntitle: Why we do it\r\n---\r\n"


def test_own_sections_are_not_taken_for_anyone(tmp_path: Path) -> None:
    """A page that puts its sections in the place of shipped ones is looked at by its writer."""
    place = tmp_path / "ours"
    assert run("new", place, "--yes").exit_code == 0
    text = "---\nbody: adds\n---\n## First {replaces=your-path}\n\nOurs.\n"
    path = place / "content" / "for-teachers.md"
    path.write_text(text, encoding="utf-8")
    _change_lock(place, old="## ", new="## Once: ")
    told = run("upgrade", "--project", place, "--take-all")
    assert told.exit_code == 1
    assert "Your sections stand in that page. Look whether they still fit." in told.stdout
    assert path.read_text(encoding="utf-8") == text


def test_keeping_and_taking_at_once(tmp_path: Path) -> None:
    """All cannot be kept and taken."""
    place = tmp_path / "ours"
    assert run("new", place, "--yes").exit_code == 0
    refused = run("upgrade", "--project", place, "--keep-all", "--take-all")
    assert refused.exit_code == 2
    assert "is either '--keep-all' or '--take-all'. Leave one of them out." in refused.stderr


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            b"",
            (
                "the file is damaged. Get it back from a copy, or remove it and run "
                "'handbook upgrade'."
            ),
        ),
        (
            gzip.compress(b'{"format": 9, "version": "9", "sha256": "", "files": {}}', mtime=0),
            (
                "the file was written by a newer version of the program. Install that one, or "
                "remove the file and run 'handbook upgrade'."
            ),
        ),
        (
            gzip.compress(b'{"format": 1, "version": "1", "sha256": "", "files": {}}', mtime=0),
            (
                "the file was changed by hand. Get it back from a copy, or remove it and run "
                "'handbook upgrade'."
            ),
        ),
    ],
)
def test_a_lock_that_is_none(tmp_path: Path, content: bytes, message: str) -> None:
    """A lock that cannot be read is told as a problem, whatever is wrong with it."""
    place = tmp_path / "ours"
    assert run("new", place, "--yes").exit_code == 0
    (place / LOCK_NAME).write_bytes(content)
    assert f"base.lock:1:1: {message}" in run("check", "--project", place).stderr.splitlines()
    assert run("upgrade", "--project", place).exit_code == 1


def test_nothing_is_asked_about_what_nobody_overrode() -> None:
    """A change elsewhere is counted, and asked about by nobody."""
    then = AcceptedBase("1", {"0:roles/a.yml": "id: a\nname: A\nsummary: S\n"})
    now = AcceptedBase("2", {"0:roles/a.yml": "id: a\nname: A\nsummary: T\n"})
    found = compare_bases(then, now, own={"roles/a.yml": "id: a\nname: B\n"})
    assert (found.changed, found.overridden, found.asked) == (1, 1, ())


def test_a_lock_is_the_same_for_the_same_base() -> None:
    """The file has no time in it, so that it changes only with the text."""
    base = AcceptedBase("1", {"b": "2", "a": "1"})
    assert pack_base(base) == pack_base(AcceptedBase("1", {"a": "1", "b": "2"}))


def test_the_first_edition_is_of_the_coming_year() -> None:
    """The edition that a handbook begins with has its label and its days from one year."""
    files = starting_files(Answers(), version="1.0", year=2031)
    text = files["district.yml"].splitlines()
    assert [line for line in text if "203" in line] == [
        "  label: 2031–32",
        "  effective: 2031-08-01",
        "  review_by: 2032-06-30",
    ]
    assert files["requirements.txt"] == "coaching-handbook==1.0\n"


def _change_lock(home: Path, *, old: str, new: str) -> None:
    """Write a lock as it would be had the base said something else."""
    path = home / LOCK_NAME
    values = json.loads(gzip.decompress(path.read_bytes()))
    files = {name: text.replace(old, new) for name, text in values["files"].items()}
    assert files != values["files"]
    path.write_bytes(pack_base(AcceptedBase("0.0", files)))
