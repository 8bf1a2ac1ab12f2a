"""Loading, checking, adopting and rendering go together, and all faults come in one go."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from handbook.pdf import FormPrinter, MissingLetterError
from handbook.problems import HandbookError
from handbook.project import DISTRICT_CSS_URI, ROSTER_URI, build_timestamp, check_project, open_site

if TYPE_CHECKING:
    from pathlib import Path

    from handbook.forms.structure import FormDocument


class Stamp:
    """Stands in for the printer: a form's PDF is its name."""

    def render(self, document: FormDocument) -> bytes:
        """Return the form's name."""
        return document.id.encode()

    def page_count(self, document: FormDocument) -> int:
        """Return one, if the form can be printed."""
        return len(self.render(document)[:1])


class BrokenStamp(Stamp):
    """Cannot print one of the forms."""

    def render(self, document: FormDocument) -> bytes:
        """Print, unless a letter is missing."""
        if document.form_id == "role-agreement":
            message = "the form holds '☃'. Write it with other letters."
            raise MissingLetterError(message)
        return super().render(document)


def edit(path: Path, old: str, new: str) -> None:
    """Replace words in a file."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_files(small_handbook: Path) -> None:
    """Every form is there as a PDF and for Word, and the district's colors as a style sheet."""
    site = open_site(small_handbook, printer=Stamp())
    forms = ("confidentiality-agreement", "role-agreement-data-coach")
    assert set(site.files) == {
        *(f"forms/{form}.{ending}" for form in forms for ending in ("pdf", "docx")),
        DISTRICT_CSS_URI,
        ROSTER_URI,
    }
    assert [site.files[f"forms/{form}.pdf"] for form in forms] == [form.encode() for form in forms]
    assert b"--hb-brand:#1d4e4a" in site.files[DISTRICT_CSS_URI]
    assert site.warnings == ()


def test_faults_of_data_and_pages_together(small_handbook: Path) -> None:
    """What records name in vain and what pages name in vain is one list."""
    edit(small_handbook / "roles" / "data-coach.yml", "stages: [identify-goal]", "stages: [goals]")
    edit(small_handbook / "content" / "trust.md", "private?", "private in {{ distric.name }}?")
    with pytest.raises(HandbookError) as caught:
        open_site(small_handbook, printer=Stamp())
    assert str(caught.value) == (
        "content/trust.md:5:23: nothing is called 'distric'. Did you mean 'district'?\n"
        "roles/data-coach.yml:11:14: activities.0.stages.0: no stage has the id 'goals'. "
        "Use 'identify-goal' or 'reflect'.\n"
        "2 problems in 2 files."
    )
    assert check_project(small_handbook, printer=Stamp()) == caught.value.problems


def test_file_that_cannot_be_read(small_handbook: Path) -> None:
    """A handbook with a file that cannot be read is not rendered, and its faults are told."""
    (small_handbook / "roles" / "data-coach.yml").write_text("id: [\n", encoding="utf-8")
    problems = check_project(small_handbook, printer=Stamp())
    assert {problem.location.path for problem in problems} == {"roles/data-coach.yml"}


def test_form_that_cannot_be_printed(small_handbook: Path) -> None:
    """A form whose letters the fonts do not have is a problem of the form's file."""
    with pytest.raises(HandbookError) as caught:
        open_site(small_handbook, printer=BrokenStamp())
    assert [str(problem) for problem in caught.value.problems] == [
        ("content/forms/role-agreement.yml:1:5: the form holds '☃'. Write it with other letters.")
    ]


@pytest.mark.parametrize(
    ("path", "old", "new", "place"),
    [
        (
            "content/forms/role-agreement.yml",
            "text: The two work toward a goal.",
            "text: The two work ☃ toward a goal.",
            "content/forms/role-agreement.yml:23:15: sections.1.clauses.0.text",
        ),
        (
            "roles/data-coach.yml",
            "- The coach asks first.",
            "- The coach ☃ asks first.",
            "roles/data-coach.yml:19:7: agreement.coach_commits.0",
        ),
    ],
)
def test_letter_that_cannot_be_printed(
    small_handbook: Path, path: str, old: str, new: str, place: str
) -> None:
    """The problem stands where the letter stands: in the form, or in the role it is made for."""
    edit(small_handbook / path, old, new)
    problems = check_project(small_handbook, printer=FormPrinter(timestamp=0))
    assert [str(problem) for problem in problems] == [
        (
            f"{place}: the form 'Data Coach Agreement' holds '☃' (U+2603), "
            "which the fonts for printing do not have. Write it with other letters."
        )
    ]


def test_timestamp(monkeypatch: pytest.MonkeyPatch) -> None:
    """A build says it was made at SOURCE_DATE_EPOCH, where that is set."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1785542400")
    assert build_timestamp() == 1785542400


class LongStamp(Stamp):
    """Prints everything on three pages."""

    def page_count(self, document: FormDocument) -> int:
        """Return three."""
        del document
        return 3


def test_form_on_more_than_one_sheet(small_handbook: Path) -> None:
    """A form that takes more than both sides of a sheet is a warning with a remedy."""
    site = open_site(small_handbook, printer=LongStamp())
    assert [str(problem) for problem in site.warnings] == [
        (
            "content/forms/confidentiality-agreement.yml:1:5: warning: "
            "'Confidentiality Agreement' prints on 3 pages, and people expect one sheet. "
            "Shorten clauses, or take away rows and lines."
        ),
        (
            "content/forms/role-agreement.yml:1:5: warning: "
            "'Data Coach Agreement' prints on 3 pages, and people expect one sheet. "
            "Shorten clauses, or take away rows and lines."
        ),
    ]
