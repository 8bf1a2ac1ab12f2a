"""What a manifest lists is judged by the code each person has, over every edition since."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from handbook.cli import main
from handbook.closing import write_questions
from handbook.roster.manifest import Entry, render_entries
from tests.editions.conftest import edit, open_project

if TYPE_CHECKING:
    from pathlib import Path

CONFIDENTIALITY, ROLE = "confidentiality-agreement", "role-agreement-data-coach"


@pytest.fixture
def root(following: Path) -> Path:
    """Return a handbook in which one form must be signed again."""
    (following / "mkdocs.yml").write_text("site_name: Small\n", encoding="utf-8")
    return following


def decide(root: Path, *, sign_again: str = "yes") -> None:
    """Decide on what changed."""
    _, path = write_questions(open_project(root))
    edit(
        path,
        ("    # sign_again: yes", f"    sign_again: {sign_again}"),
        ("    # because:", "    because: It ends now."),
    )


def write_manifest(root: Path, *, path: Path, codes: dict[str, str] | None = None) -> Path:
    """Write a manifest of the first edition: two people, two forms each."""
    old = open_project(root).timeline[0]
    found = codes or {form.id: form.code for form in old.forms}
    entries = [
        Entry(row, person, form, "2026–27", f"{form}/{row}.pdf", "0" * 64, found[form])
        for row, person in ((2, "Ann Lee"), (3, "=SUM(A1)"))
        for form in (CONFIDENTIALITY, ROLE)
    ]
    path.write_bytes(render_entries(entries, with_header=True))
    return path


def run(root: Path, *arguments: str) -> tuple[int, str]:
    """Return the status and the output of the command."""
    ran = CliRunner().invoke(main, ["resign", "--project", str(root), *arguments])
    return ran.exit_code, ran.output


def test_who_must_sign_again_is_counted_and_listed(root: Path, tmp_path: Path) -> None:
    """A form that stayed as it was asks nothing; the list keeps names from calculating."""
    decide(root)
    manifest = write_manifest(root, path=tmp_path / "manifest.csv")
    again = tmp_path / "again.csv"
    assert run(root, "--manifest", str(manifest), "--out", str(again)) == (
        0,
        (
            "4 forms were printed:\n"
            "  2 must be signed again\n"
            "  2 need not be signed again\n"
            f"Who must sign again: {again}\n"
            "A manifest lists what was printed, and not what was signed.\n"
        ),
    )
    with again.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["person"], row["form"], row["sign_again"], row["because"]) for row in rows] == [
        ("Ann Lee", CONFIDENTIALITY, "yes", "It ends now."),
        ("'=SUM(A1)", CONFIDENTIALITY, "yes", "It ends now."),
    ]
    assert again.stat().st_mode & 0o077 == 0


def test_nobody_signs_again_where_it_was_decided_so(root: Path, tmp_path: Path) -> None:
    """The answer no is as good as a form that did not change."""
    decide(root, sign_again="no")
    manifest = write_manifest(root, path=tmp_path / "manifest.csv")
    status, said = run(root, "--manifest", str(manifest), "--json")
    assert (status, json.loads(said)) == (0, {"forms": {"no": 4}, "out": None})


def test_what_is_undecided_is_told(root: Path, tmp_path: Path) -> None:
    """The status says that somebody has to decide first."""
    manifest = write_manifest(root, path=tmp_path / "manifest.csv")
    status, said = run(root, "--manifest", str(manifest))
    assert (status, "2 are undecided: see editions/next.yml" in said) == (1, True)


def test_a_manifest_from_before_there_were_codes_is_read_by_its_edition(
    root: Path, tmp_path: Path
) -> None:
    """The label of the edition and the form lead to the words."""
    decide(root)
    path = tmp_path / "manifest.csv"
    path.write_text(
        f"row,person,form,edition,file,sha256\r\n2,Ann Lee,{CONFIDENTIALITY},2026–27,a.pdf,0\r\n",
        encoding="utf-8",
    )
    assert "1 must be signed again" in run(root, "--manifest", str(path))[1]


def test_words_that_no_edition_has_are_told(root: Path, tmp_path: Path) -> None:
    """They are never taken for others."""
    decide(root)
    codes = {CONFIDENTIALITY: "Z" * 16, ROLE: "Y" * 16}
    manifest = write_manifest(root, path=tmp_path / "manifest.csv", codes=codes)
    status, said = run(root, "--manifest", str(manifest))
    assert (status, "4 are of words that no edition has" in said) == (1, True)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            b"name,school\r\nAnn,Hill\r\n",
            (
                "is no manifest: its first line needs the columns 'person', 'form' and 'code'. "
                "Name the manifest.csv that 'handbook forms' wrote.\n"
            ),
        ),
        (b"", "is no manifest: its first line needs the columns"),
        (b"person,form,code\r\nAn\xe9,a,b\r\n", "cannot be read as text. Save it as CSV in UTF-8."),
    ],
    ids=["other", "empty", "latin"],
)
def test_what_is_no_manifest_is_refused(
    root: Path, tmp_path: Path, content: bytes, said: str
) -> None:
    """With what to do."""
    path = tmp_path / "manifest.csv"
    path.write_bytes(content)
    status, output = run(root, "--manifest", str(path))
    assert (status, said in output) == (1, True)


def test_a_list_that_is_there_stays(root: Path, tmp_path: Path) -> None:
    """It may hold what somebody noted."""
    decide(root)
    manifest = write_manifest(root, path=tmp_path / "manifest.csv")
    again = tmp_path / "again.csv"
    again.write_text("mine", encoding="utf-8")
    status, said = run(root, "--manifest", str(manifest), "--out", str(again))
    assert (status, said) == (
        1,
        f"'{again}': it is there. Name a new one, or move that one elsewhere.\n",
    )
    assert again.read_text(encoding="utf-8") == "mine"
