"""A paper is told by its own words: exactly the printed ones, the same, or the first difference."""

from __future__ import annotations

import io
import json
import struct
from dataclasses import replace
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
import pytest
from click.testing import CliRunner

from handbook.cli import main
from handbook.closing import close_edition
from handbook.inline import Words
from handbook.pdf.filling import open_form
from handbook.pdf.printing import FormPrinter
from handbook.pdf.reading import UnreadablePaperError
from handbook.press import Press
from handbook.project import Project
from handbook.verifying import verify_file
from tests.editions.conftest import FORM, begin_edition, edit

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from handbook.forms.structure import FormDocument
    from handbook.verifying import Verdict

pytestmark = pytest.mark.slow

ROLE = "role-agreement-data-coach"


@pytest.fixture(scope="module")
def project(closed_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return a handbook whose first edition is closed, and whose second has other words."""
    import shutil  # noqa: PLC0415

    root = tmp_path_factory.mktemp("verified") / "handbook"
    shutil.copytree(closed_once, root)
    (root / "editions/2026-27.json").unlink()
    (root / "mkdocs.yml").write_text("site_name: Small\n", encoding="utf-8")
    close_edition(Project((root,), Press()))
    begin_edition(root)
    edit(root / FORM, ("It holds for good.", "It holds for ten years."))
    return Project((root,), Press())


@pytest.fixture(scope="module")
def blank(project: Project) -> bytes:
    """Return today's confidentiality agreement."""
    return project.paper("forms/confidentiality-agreement.pdf")


@pytest.fixture(scope="module")
def role_blank(project: Project) -> bytes:
    """Return a form with a blank for a name."""
    return project.paper(f"forms/{ROLE}.pdf")


def document(project: Project, name: str = "confidentiality-agreement") -> FormDocument:
    """Return one of today's forms."""
    return next(one for one in project.documents if one.id == name)


def outcome(verdict: Verdict) -> tuple[str, str]:
    """Return what a paper is, and which form it was compared with."""
    return verdict.outcome, verdict.standing.form if verdict.standing else ""


def resave(data: bytes, change: Callable[[pikepdf.Pdf], None] = lambda _: None) -> bytes:
    """Save a file anew, as another program does."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        pdf.save(out, linearize=True)
    return out.getvalue()


def filled(blank: bytes) -> bytes:
    """Return the form filled in, as a roster does."""
    form = open_form(blank)
    return blank + form.update({"teacher": "Ann Nguyen"})


def append_version(data: bytes, **changes: pikepdf.Object) -> bytes:
    """Append a version of a file in which its first page differs."""
    previous = int(data[data.rindex(b"startxref") + 9 :].split()[0])
    with pikepdf.open(io.BytesIO(data)) as pdf:
        page = pdf.pages[0].obj
        for key, value in changes.items():
            page[f"/{key}"] = value
        number, body, root = page.objgen[0], page.unparse(resolved=True), pdf.Root.objgen[0]
        size = max(one.objgen[0] for one in pdf.objects) + 2
    data += b"\n"
    rows = b"".join(
        struct.pack(">BIH", 1, at, 0)
        for at in (len(data), len(data) + len(body) + len(b"%d 0 obj\n\nendobj\n" % number))
    )
    data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(data)
    data += b"%d 0 obj\n<</Type/XRef/Size %d/W[1 4 2]/Index[%d 1 %d 1]" % (
        (size - 1, size, number, size - 1)
    )
    data += b"/Prev %d/Root %d 0 R/Length %d>>stream\n" % (previous, root, len(rows))
    return data + rows + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % start


def test_a_blank_has_exactly_these_words(project: Project, blank: bytes) -> None:
    """The published file is known by its bytes."""
    verdict = verify_file(blank, project=project)
    assert outcome(verdict) == ("exact", "confidentiality-agreement")
    assert verdict.standing is not None
    assert verdict.standing.is_current


def test_what_is_filled_in_changes_no_word(project: Project, role_blank: bytes) -> None:
    """Values are appended, and the bytes before them are those that were printed."""
    verdict = verify_file(filled(role_blank), project=project)
    assert (*outcome(verdict), verdict.filled) == ("exact", ROLE, 1)


def test_last_years_paper_is_known(project: Project) -> None:
    """By the sum that the closed edition keeps; what became of its words is told."""
    old = project.timeline[0]
    words = replace(document(project), edition="2026–27")
    duration = words.sections[0].clauses
    clauses = tuple(
        replace(one, text=((Words("It holds for good."),),)) if one.id == "duration" else one
        for one in duration
    )
    section = replace(words.sections[0], clauses=clauses)
    code = next(form.code for form in old.forms if form.id == words.id)
    paper = replace(words, sections=(section, *words.sections[1:]), code=code)
    data = FormPrinter(timestamp=1785542400).render(paper)
    verdict = verify_file(data, project=project)
    assert verdict.outcome in {"exact", "same"}
    assert verdict.standing is not None
    assert (verdict.standing.editions, verdict.standing.is_current) == (("2026–27",), False)


@pytest.mark.parametrize("keeps_metadata", [True, False])
def test_another_programs_copy_has_the_same_words(
    project: Project,
    role_blank: bytes,
    keeps_metadata: bool,  # noqa: FBT001  (a case)
) -> None:
    """Its bytes are others; its words and its code at the foot are the same."""

    def forget(pdf: pikepdf.Pdf) -> None:
        if not keeps_metadata:
            del pdf.Root.Metadata
            del pdf.docinfo

    verdict = verify_file(resave(filled(role_blank), forget), project=project)
    assert (*outcome(verdict), verdict.filled) == ("same", ROLE, 1)
    assert verdict.code_from == "the foot of a page"


def test_a_flattened_copy_shows_what_was_typed(project: Project, role_blank: bytes) -> None:
    """Typed words are part of the page then; they are told, and are no difference."""
    with pypdfium2.PdfDocument(filled(role_blank)) as pdf:
        pdf.init_forms()
        for page in pdf:
            page.flatten()
        out = io.BytesIO()
        pdf.save(out)
    verdict = verify_file(out.getvalue(), project=project)
    assert (*outcome(verdict), verdict.filled) == ("more", ROLE, 0)
    assert verdict.reading is not None
    assert verdict.reading.others == ("ann nguyen",)


def test_one_other_word_is_found(project: Project) -> None:
    """A paper that claims a code and says something else is told where."""
    words = document(project)
    clauses = tuple(
        replace(one, text=((Words("It holds for two years."),),)) if one.id == "duration" else one
        for one in words.sections[0].clauses
    )
    section = replace(words.sections[0], clauses=clauses)
    forged = replace(words, sections=(section, *words.sections[1:]))
    verdict = verify_file(FormPrinter(timestamp=0).render(forged), project=project)
    assert outcome(verdict) == ("different", "confidentiality-agreement")
    assert verdict.reading is not None
    assert verdict.reading.difference is not None
    difference = verdict.reading.difference
    assert (difference.part, difference.expected, difference.found) == ("duration", "ten", "two")
    assert difference.before == "may agree 6 it holds for"


def test_a_word_put_into_a_promise_is_found(project: Project) -> None:
    """Even where nothing was taken away."""
    words = document(project)
    clauses = tuple(
        replace(one, text=((Words("Nothing at all is used to evaluate."),),))
        if one.id == "non-use"
        else one
        for one in words.sections[0].clauses
    )
    section = replace(words.sections[0], clauses=clauses)
    forged = replace(words, sections=(section, *words.sections[1:]))
    verdict = verify_file(FormPrinter(timestamp=0).render(forged), project=project)
    assert verdict.reading is not None
    assert verdict.reading.difference is not None
    assert (verdict.reading.difference.expected, verdict.reading.difference.found) == ("", "at all")


def test_what_is_appended_beside_values_is_told(project: Project, blank: bytes) -> None:
    """Where the printed bytes are there, and a later version draws something else."""
    data = append_version(blank, MediaBox=pikepdf.Array([0, 0, 100, 100]))
    verdict = verify_file(data, project=project)
    assert verdict.outcome == "changed"
    assert verdict.changes == ("What is printed on page 1 was changed.",)


def test_a_note_laid_over_a_page_is_told(project: Project, blank: bytes) -> None:
    """In a copy saved anew a note is no word of the page, and so it is what cannot be told."""

    def add_note(pdf: pikepdf.Pdf) -> None:
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.FreeText,
            Rect=pikepdf.Array([0, 0, 50, 50]),
            Contents=pikepdf.String("No."),
        )
        pdf.pages[0].obj["/Annots"] = pikepdf.Array([pdf.make_indirect(note)])

    assert verify_file(resave(blank, add_note), project=project).outcome == "same"


def test_a_scan_has_no_words(project: Project) -> None:
    """A picture of a page is not read, and nothing is inferred."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    out = io.BytesIO()
    pdf.save(out)
    verdict = verify_file(out.getvalue(), project=project)
    assert (verdict.outcome, verdict.standing) == ("no words", None)


def test_a_code_that_no_edition_has_is_of_no_edition(project: Project) -> None:
    """Though the words may be near to those of one."""
    forged = replace(document(project), code="ZZZZZZZZZZZZZZZZ")
    verdict = verify_file(FormPrinter(timestamp=0).render(forged), project=project)
    assert outcome(verdict) == ("unknown", "confidentiality-agreement")


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"hello", "it is no PDF that can be read"), (b"%PDF-1.7\n", "it is no PDF that can be read")],
)
def test_what_is_no_pdf_is_refused(project: Project, content: bytes, said: str) -> None:
    """In words, and not with a traceback."""
    with pytest.raises(UnreadablePaperError, match=said):
        verify_file(content, project=project)


def test_a_print_run_is_refused(project: Project, blank: bytes) -> None:
    """It holds many people's forms, and each is a paper of its own."""

    def repeat(pdf: pikepdf.Pdf) -> None:
        for _ in range(40):
            pdf.pages.append(pdf.pages[0])

    with pytest.raises(UnreadablePaperError, match="it has 41 pages, and no form has"):
        verify_file(resave(blank, repeat), project=project)


def test_a_locked_file_is_refused(project: Project, blank: bytes) -> None:
    """What to do is said."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(blank)) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(UnreadablePaperError, match="it is locked with a password"):
        verify_file(out.getvalue(), project=project)


def test_the_command_says_what_a_paper_is(project: Project, blank: bytes, tmp_path: Path) -> None:
    """For a file and for a code, to people and to machines; the status tells them apart."""
    paper, root = tmp_path / "paper.pdf", str(project.roots[0])
    paper.write_bytes(blank)
    code = document(project).code
    run = CliRunner().invoke(main, ["verify", str(paper), "--project", root])
    assert (run.exit_code, run.output) == (
        0,
        (
            "Exactly these words: the file begins with the bytes that were printed.\n"
            f"Confidentiality Agreement · edition 2027–28 · Text {code}\n"
            "  Current: the handbook has the same words today.\n"
            "Who signed it, this cannot tell.\n"
        ),
    )
    old = project.timeline[0].forms[0]
    run = CliRunner().invoke(main, ["verify", old.code[:8].lower(), "--project", root])
    assert (run.exit_code, run.output) == (
        0,
        (
            f"{old.title} · edition 2026–27 · Text {old.code}\n"
            "  Superseded in 2027–28; whether to sign again is not decided.\n"
            "A code tells which words were printed, and not what a paper says now: read it beside "
            "them, or verify its PDF.\n"
        ),
    )
    run = CliRunner().invoke(main, ["verify", str(paper), "--json", "--project", root])
    value = json.loads(run.output)
    assert (value["outcome"], value["found"][0]["code"]) == ("exact", code)
    run = CliRunner().invoke(main, ["verify", "ZZZZ-ZZZZ", "--project", root])
    assert (run.exit_code, run.output) == (
        1,
        "No edition of this handbook has a form with the text code ZZZZ-ZZZZ.\n",
    )
    run = CliRunner().invoke(main, ["verify", "nothing.pdf", "--project", root])
    assert run.exit_code == 2
    assert "'nothing.pdf' is neither a file nor a text code such as 1EKT-D7J5." in run.output
