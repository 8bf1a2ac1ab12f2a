"""A run writes every form whole, the same on any number of machines, and can be resumed."""

from __future__ import annotations

import csv
import hashlib
import os
import random
import stat
from dataclasses import replace
from typing import TYPE_CHECKING

import page
import pikepdf
import pytest

from handbook.folders.place import FolderError
from handbook.forms.document import build_form_documents
from handbook.problems import HandbookError
from handbook.publish import replace_folder, write_files
from handbook.roster.assembly import assemble_plan
from handbook.roster.planning import Layout, choose_documents
from handbook.roster.reading import open_roster
from handbook.roster.running import BadRosterError, Wishes, run_roster

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from handbook.model.handbook import Handbook
    from handbook.roster.plan import Plan

pytestmark = pytest.mark.slow

HEADER = ("School Year", "School", "Grade or subject", "Teacher", "Coach", "Principal", "Role")
NAMES = (
    "Nguyễn Văn An",
    "Máire Ó Súilleabháin",
    "Łukasz Wałęsa",
    "Keali\u02bbi Kahanamoku",
    "Ana García Márquez",
    "Maximiliana Konstantinopolitanska-Featherstonehaugh de la Cruz",
    'Bo ") Tj ET Q #read("/etc/passwd") <script>',
    "=cmd|' /C calc'!A0",
    "../../x",
)


RECORD = b'{"run": "0123"}'


class Watcher:
    """Watches a run; stops it after so many forms."""

    def __init__(self, stop_after: int = -1) -> None:
        """Stop never, unless told to."""
        self.stop_after = stop_after
        self.stages: list[tuple[str, int, int]] = []
        self.done = 0

    def checked(self, rows: int) -> None:
        """Do not care how many rows are checked."""

    def start(self, what: str, *, total: int, done: int) -> None:
        """Remember the stage."""
        self.stages.append((what, total, done))

    def advance(self, count: int) -> None:
        """Stop where that is wanted, as somebody who presses Ctrl-C does."""
        self.done += count
        if 0 <= self.stop_after <= self.done:
            raise KeyboardInterrupt


def write_roster(path: Path, *, rows: int) -> Path:
    """Write a roster of so many people, the same every time."""
    chance = random.Random(20260831)  # noqa: S311
    with path.open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        table.writerow(HEADER)
        for number in range(rows):
            name = NAMES[number] if number < len(NAMES) else f"{chance.choice(NAMES[:5])} {number}"
            school = chance.choice(("Westfield Elementary School", "Maple Valley High School"))
            role = chance.choice(("Data Coach", "resource-provider"))
            cells = ("2026–27", school, "Grade 4", name, chance.choice(NAMES[:5]), "Di Tso", role)
            table.writerow(cells)
    return path


def make_plan(
    path: Path, *, handbook: Handbook, forms: Sequence[str] = ("confidentiality-agreement",)
) -> Plan:
    """Return the plan for a roster."""
    chosen, fault = choose_documents(forms, documents=build_form_documents(handbook))
    assert fault == ""
    roster = open_roster(path, name=path.name)
    return assemble_plan(handbook, chosen=chosen, roster=roster, layout=Layout())[0]


@pytest.fixture(scope="module")
def plan(shipped: Handbook, tmp_path_factory: pytest.TempPathFactory) -> Plan:
    """Return a plan for thirty people and two forms, one of them by role."""
    path = write_roster(tmp_path_factory.mktemp("roster") / "roster.csv", rows=30)
    return make_plan(path, handbook=shipped, forms=("role-agreement", "confidentiality-agreement"))


def tree(folder: Path) -> dict[str, str]:
    """Return the hash of every form in a folder."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("[!.]*.pdf")
    }


def read_manifest(path: Path) -> list[dict[str, str]]:
    """Return the lines of a manifest."""
    with path.open(newline="", encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def test_a_thousand_forms_are_each_valid_and_whole(shipped: Handbook, tmp_path: Path) -> None:
    """Every one of 1,000 two-page forms passes PDF/UA-1, and the manifest tells their hashes."""
    path = write_roster(tmp_path / "roster.csv", rows=1000)
    out = tmp_path / "out"
    report = run_roster(make_plan(path, handbook=shipped), wishes=Wishes(out), watcher=Watcher())
    assert (report.written, report.found, report.survey.bad_rows) == (1000, 0, 0)
    manifest = read_manifest(report.manifest)
    assert [int(line["row"]) for line in manifest] == list(range(2, 1002))
    assert {line["file"]: line["sha256"] for line in manifest} == tree(out)
    failed = [name for name in tree(out) if not is_valid(out / name)]
    assert failed == []


def is_valid(path: Path) -> bool:
    """Say whether a file passes PDF/UA-1."""
    return bool(page.validate_pdf(str(path), profile="ua1").is_compliant)


def test_what_is_written_can_be_read_back(plan: Plan, tmp_path: Path) -> None:
    """The values of a row are the values of the fields, hostile ones letter by letter."""
    out = tmp_path / "out"
    report = run_roster(plan, wishes=Wishes(out), watcher=Watcher())
    lines = read_manifest(report.manifest)[1::2]
    for line, name in zip(lines, NAMES, strict=False):
        with pikepdf.open(out / line["file"].removeprefix("'")) as pdf:
            fields = {str(field.T): field for field in pdf.Root.AcroForm.Fields}
        assert str(fields["teacher"].V) == name
        assert len(fields["teacher"].Kids) == 2
        assert str(fields["coach"].V) in NAMES[:5]
        assert str(fields["sign-teacher-signature"].get("/V", "")) == ""


def test_manifest_says_no_more_than_asked(plan: Plan, tmp_path: Path) -> None:
    """Row, person, form, edition, file, hash and text code, in this order; nothing calculates."""
    report = run_roster(plan, wishes=Wishes(tmp_path / "out"), watcher=Watcher())
    lines = read_manifest(report.manifest)
    documents = [form.document for choice in plan.choices for form in choice.forms]
    codes = {document.id: document.code for document in documents}
    assert list(lines[0]) == ["row", "person", "form", "edition", "file", "sha256", "code"]
    assert {name: value for name, value in lines[0].items() if name != "sha256"} == {
        "row": "2",
        "person": "Nguyễn Văn An",
        "form": lines[0]["form"],
        "edition": "2026–27",
        "file": f"{lines[0]['form']}/00002-Nguyễn Văn An.pdf",
        "code": codes[lines[0]["form"]],
    }
    assert lines[15]["person"] == "'=cmd|' /C calc'!A0"
    assert lines[17]["file"] == "confidentiality-agreement/00010-..-..-x.pdf"


def test_nothing_leaves_the_folder(plan: Plan, tmp_path: Path) -> None:
    """Whatever names hold, every file lies where it should."""
    run_roster(plan, wishes=Wishes(tmp_path / "out"), watcher=Watcher())
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert {name.partition("/")[0] for name in tree(tmp_path / "out")} == {
        "confidentiality-agreement",
        "role-agreement-data-coach",
        "role-agreement-resource-provider",
    }


def test_a_stopped_run_goes_on(shipped: Handbook, tmp_path: Path) -> None:
    """After Ctrl-C only whole files are there, and --resume ends with what one run would make."""
    path = write_roster(tmp_path / "roster.csv", rows=300)
    plan = make_plan(path, handbook=shipped, forms=("contact-log",))
    wishes = Wishes(tmp_path / "out")
    with pytest.raises(KeyboardInterrupt):
        run_roster(plan, wishes=wishes, watcher=Watcher(stop_after=100))
    whole = tmp_path / "whole"
    run_roster(plan, wishes=replace(wishes, out=whole), watcher=Watcher())
    there = tree(wishes.out)
    assert 100 <= len(there) < 300
    assert there.items() <= tree(whole).items()
    assert [path.name for path in (wishes.out / ".handbook").iterdir()] == ["run.json"]
    report = run_roster(plan, wishes=replace(wishes, resumes=True), watcher=Watcher())
    assert report.found >= 100
    assert report.found + report.written == 300
    assert tree(wishes.out) == tree(whole)
    assert report.manifest.read_bytes() == (whole / "manifest.csv").read_bytes()


def test_a_torn_manifest_is_mended(plan: Plan, tmp_path: Path) -> None:
    """A manifest that ends within a row, or names a file that is torn, is continued there."""
    wishes = Wishes(tmp_path / "out")
    path = wishes.out / "manifest.csv"
    whole = run_roster(plan, wishes=wishes, watcher=Watcher()).manifest.read_bytes()
    files = [wishes.out / line["file"].removeprefix("'") for line in read_manifest(path)]
    made = tree(wishes.out)

    def mend() -> int:
        report = run_roster(plan, wishes=replace(wishes, resumes=True), watcher=Watcher())
        assert path.read_bytes() == whole
        assert tree(wishes.out) == made
        assert report.found + report.written == 60
        return report.found

    path.write_bytes(b"".join(whole.splitlines(keepends=True)[:8]) + b"5,Ana,role-agr")
    assert mend() == 6
    files[9].unlink()
    assert mend() == 8
    files[20].write_bytes(b"")
    assert mend() == 20
    content = files[25].read_bytes()
    files[25].write_bytes(content[:5000] + bytes(len(content) - 5000))
    assert mend() == 24
    assert mend() == 60


def test_a_form_filled_in_further_is_not_lost(plan: Plan, tmp_path: Path) -> None:
    """Where somebody wrote on in a form, the run that goes on stops in front of it."""
    wishes = Wishes(tmp_path / "out")
    run_roster(plan, wishes=wishes, watcher=Watcher())
    line = read_manifest(wishes.out / "manifest.csv")[25]
    path = wishes.out / line["file"]
    further = path.read_bytes() + b"% written on\n"
    path.write_bytes(further)
    with pytest.raises(FolderError) as caught:
        run_roster(plan, wishes=replace(wishes, resumes=True), watcher=Watcher())
    assert str(caught.value) == (
        f"'{path}' was changed after it was written, and the change would be lost. "
        "Move it elsewhere, and run the command again."
    )
    assert path.read_bytes() == further
    path.unlink()
    report = run_roster(plan, wishes=replace(wishes, resumes=True), watcher=Watcher())
    assert report.found + report.written == 60


def test_another_run_is_not_continued(shipped: Handbook, plan: Plan, tmp_path: Path) -> None:
    """A folder is continued only with the roster, forms and options it was begun with."""
    out = tmp_path / "out"
    run_roster(plan, wishes=Wishes(out), watcher=Watcher())
    other = make_plan(plan.roster.path, handbook=shipped, forms=("contact-log",))
    with pytest.raises(FolderError) as caught:
        run_roster(other, wishes=Wishes(out, resumes=True), watcher=Watcher())
    assert str(caught.value) == (
        f"'{out}' holds a run of another roster, other forms or other options. "
        "Name a new folder, or leave out --resume and empty this one."
    )


@pytest.mark.parametrize(
    ("place", "resumes", "message"),
    [
        ("full", False, "'{out}' holds other files. Name a new folder."),
        (
            "full",
            True,
            (
                "'{out}' holds other files. No run was begun here, so there is none to go on with. "
                "Name a new folder."
            ),
        ),
        ("begun", False, "'{out}' is not empty. Name a new folder, or go on with --resume."),
        ("full/mine.txt", False, "'{out}' is a file. Name a folder that can be made."),
        (
            "content/filled",
            False,
            (
                "'{out}' lies in '{content}', from which the handbook is made. "
                "Name a folder outside of it."
            ),
        ),
        (
            "site/filled",
            True,
            (
                "'{out}' lies in '{site}', which holds a site and is replaced as a whole. "
                "Name a folder outside of it."
            ),
        ),
    ],
)
def test_a_folder_in_use_is_refused(
    plan: Plan, tmp_path: Path, place: str, message: str, *, resumes: bool
) -> None:
    """Nothing is written among other files or where the public sees it; no file is a folder."""
    write_files({"full/mine.txt": b"keep", "content/index.md": b"keep"}, folder=tmp_path)
    write_files({"begun/manifest.csv": b"", "begun/.handbook/run.json": RECORD}, folder=tmp_path)
    with replace_folder(tmp_path / "site") as fresh:
        write_files({"404.html": b"keep"}, folder=fresh)
    before = sorted(tmp_path.rglob("*"))
    out, content = tmp_path / place, tmp_path / "content"
    wishes = Wishes(out, resumes=resumes, sources=(content,))
    with pytest.raises(FolderError) as caught:
        run_roster(plan, wishes=wishes, watcher=Watcher())
    said = message.format(out=out, content=content, site=tmp_path / "site")
    assert str(caught.value) == said
    assert sorted(tmp_path.rglob("*")) == before


def test_link_where_a_run_keeps_its_own(plan: Plan, tmp_path: Path) -> None:
    """A link in place of a run's own folder would lead its files elsewhere."""
    out, elsewhere = tmp_path / "out", tmp_path / "elsewhere"
    out.mkdir()
    elsewhere.mkdir()
    (out / ".handbook").symlink_to(elsewhere)
    with pytest.raises(FolderError) as error:
        run_roster(plan, wishes=Wishes(out=out), watcher=Watcher())
    assert str(error.value) == (
        f"'{out / '.handbook'}' is a link, where a run keeps its own files. Delete it."
    )
    assert list(elsewhere.iterdir()) == []


def test_two_runs_at_once(plan: Plan, tmp_path: Path) -> None:
    """While a run writes to a folder another is refused, whether it would go on or begin anew."""
    wishes = Wishes(tmp_path / "out")
    said: list[str] = []

    class Rival(Watcher):
        def start(self, what: str, *, total: int, done: int) -> None:
            for resumes in (False, True):
                with pytest.raises(FolderError) as caught:
                    run_roster(plan, wishes=replace(wishes, resumes=resumes), watcher=Watcher())
                said.append(str(caught.value))

    report = run_roster(plan, wishes=wishes, watcher=Rival())
    busy = f"another run is writing to '{wishes.out}' now. "
    assert said == [f"{busy}Wait until it is done, or name another folder."] * 2
    assert report.written == len(read_manifest(report.manifest)) == 60


def test_what_a_killed_run_left_goes(plan: Plan, tmp_path: Path) -> None:
    """An unfinished file and a lock of a run that was killed are in nobody's way."""
    wishes = Wishes(tmp_path / "out")
    write_files({"lock": b"", "unfinished": b"half"}, folder=wishes.out / ".handbook")
    run_roster(plan, wishes=wishes, watcher=Watcher())
    assert [path.name for path in (wishes.out / ".handbook").iterdir()] == ["run.json"]


@pytest.mark.parametrize("pattern", ["print-run", "Manifest", "bad-rows"])
def test_names_of_the_run_are_reserved(shipped: Handbook, tmp_path: Path, pattern: str) -> None:
    """No form is called like a file of the run, whatever a pattern or a person's name says."""
    path = write_roster(tmp_path / "roster.csv", rows=1)
    documents = build_form_documents(shipped)
    chosen, _ = choose_documents(["contact-log"], documents=documents)
    roster = open_roster(path, name="roster.csv")
    layout = Layout(pattern=pattern)
    plan, _ = assemble_plan(shipped, chosen=chosen, roster=roster, layout=layout)
    with pytest.raises(BadRosterError) as caught:
        run_roster(plan, wishes=Wishes(tmp_path / "out"), watcher=Watcher())
    assert [str(problem) for problem in caught.value.problems] == [
        (
            f"roster.csv:2:1: the form would be called '{pattern}.pdf', like a file that the run "
            "writes for itself. Put {row} or another column into --pattern."
        )
    ]
    assert not (tmp_path / "out").exists()


def test_a_bad_row_keeps_everything_from_being_written(shipped: Handbook, tmp_path: Path) -> None:
    """With a single bad row there is not even a folder, unless bad rows are to be skipped."""
    path = write_roster(tmp_path / "roster.csv", rows=20)
    with path.open("a", encoding="utf-8") as file:
        file.write("2026–27,Westfield,Grade 4,=1+1,Bo,Di,Data Coach\n")
    plan = make_plan(path, handbook=shipped, forms=("contact-log",))
    out = tmp_path / "out"
    with pytest.raises(BadRosterError) as caught:
        run_roster(plan, wishes=Wishes(out), watcher=Watcher())
    assert caught.value.survey.bad_rows == 1
    assert not out.exists()
    report = run_roster(plan, wishes=Wishes(out, skips_bad=True), watcher=Watcher())
    assert report.written == 20
    assert report.bad_rows == out / "bad-rows.csv"
    assert report.bad_rows.read_text(encoding="utf-8-sig").splitlines()[1:] == [
        (
            "22,School: 'Westfield' is not a school of this district. Did you mean 'Westfield "
            "Elementary School'?,2026–27,Westfield,Grade 4,'=1+1,Bo,Di,Data Coach"
        )
    ]


def test_corrected_bad_rows_are_a_roster(shipped: Handbook, tmp_path: Path) -> None:
    """The file of bad rows can be corrected and run by itself, its own columns unremarked."""
    path = tmp_path / "bad-rows.csv"
    path.write_text(
        "Row in the roster,What is wrong,School Year,School,Coach\n"
        "22,all well now,2026–27,Westfield Elementary School,Bo\n",
        encoding="utf-8",
    )
    chosen, _ = choose_documents(["contact-log"], documents=build_form_documents(shipped))
    roster = open_roster(path, name="bad-rows.csv")
    _, warnings = assemble_plan(shipped, chosen=chosen, roster=roster, layout=Layout())
    assert warnings == ()


def test_a_roster_that_changes_meanwhile_is_noticed(shipped: Handbook, tmp_path: Path) -> None:
    """A row that was good and is not any more stops the run instead of making a wrong form."""
    path = write_roster(tmp_path / "roster.csv", rows=5)
    plan = make_plan(path, handbook=shipped, forms=("contact-log",))

    class Meddler(Watcher):
        def start(self, what: str, *, total: int, done: int) -> None:
            text = path.read_text(encoding="utf-8")
            path.write_text(text.replace("Elementary", "Elementery"), encoding="utf-8")

    with pytest.raises(HandbookError) as caught:
        run_roster(plan, wishes=Wishes(tmp_path / "out"), watcher=Meddler())
    assert [str(problem) for problem in caught.value.problems] == [
        "roster.csv:1:1: the roster was changed while it was being read. Run the command again."
    ]


@pytest.mark.parametrize("umask", [0o000, 0o022])
def test_only_the_owner_can_read(plan: Plan, tmp_path: Path, umask: int) -> None:
    """Folders are closed to others and files readable by their owner alone, whatever the umask."""
    before = os.umask(umask)
    try:
        run_roster(plan, wishes=Wishes(tmp_path / "a" / "out"), watcher=Watcher())
    finally:
        os.umask(before)
    modes = {
        (path.is_dir(), stat.S_IMODE(path.stat().st_mode)) for path in (tmp_path / "a").rglob("*")
    }
    assert modes == {(True, 0o700), (False, 0o600)}
