"""Loading, checking, adopting and rendering go together, and all faults come in one go."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from handbook.assets import STAMP
from handbook.opening import check_project, open_site
from handbook.pdf.faults import PaperError
from handbook.press import Press
from handbook.problems import HandbookError
from handbook.published import CODES_URI, QUESTIONS_URI
from handbook.shipped import BASE

if TYPE_CHECKING:
    from pathlib import Path

    from handbook.forms.structure import FormDocument
    from handbook.pages.papers import FieldPlace

pytestmark = pytest.mark.slow

ASSETS = BASE / "overrides" / "assets"
LOOKED_AT_ELSEWHERE = ("data/", "assets/fonts/")
"""Where other tests look: what programs read, and letters of other scripts."""


class Stamp(Press):
    """Stands in for the press: a form's PDF is its name, on one page."""

    def form_pdf(self, document: FormDocument, *, made_at: int) -> bytes:
        """Return the form's name."""
        return document.id.encode()

    def field_places(self, document: FormDocument, *, made_at: int) -> tuple[FieldPlace, ...]:
        """Return none."""
        return ()

    def page_count(self, document: FormDocument, *, made_at: int) -> int:
        """Return one."""
        return 1


class BrokenStamp(Stamp):
    """Cannot print one of the forms."""

    def page_count(self, document: FormDocument, *, made_at: int) -> int:
        """Count, unless the form is the one that cannot be printed."""
        if document.form_id == "role-agreement":
            message = "a cell stands outside of the table"
            raise PaperError(message)
        return 1


def edit(path: Path, old: str, new: str) -> None:
    """Replace words in a file."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_files(small_handbook: Path) -> None:
    """Beside the look, every form is there for print and Word, and what is made of the district."""
    site = open_site(small_handbook, press=Stamp())
    forms = ("confidentiality-agreement", "role-agreement-data-coach")
    look = {f"assets/{path.relative_to(ASSETS).as_posix()}" for path in ASSETS.rglob("*")}
    published = {
        STAMP.sub("", uri) for uri in site.files if not uri.startswith(LOOKED_AT_ELSEWHERE)
    }
    assert published - look == {
        *(f"forms/{form}.{ending}" for form in forms for ending in ("pdf", "docx")),
        "assets/district.css",
        "assets/touch-icon.png",
        "coaching-menu.pdf",
        "forms/roster.csv",
        "robots.txt",
        CODES_URI,
        QUESTIONS_URI,
    }
    assert [site.files[f"forms/{form}.pdf"] for form in forms] == [form.encode() for form in forms]
    assert b"--hb-brand:#1d4e4a" in site.files[site.names["assets/district.css"]]
    assert site.files[site.names[QUESTIONS_URI]].startswith(
        b'window.HandbookQuestions={"questions":[{"id":'
    )
    assert site.warnings == ()


def test_faults_of_data_and_pages_together(small_handbook: Path) -> None:
    """What records name in vain and what pages name in vain is one list."""
    edit(small_handbook / "roles" / "data-coach.yml", "stages: [identify-goal]", "stages: [goals]")
    edit(small_handbook / "content" / "trust.md", "private?", "private in {{ distric.name }}?")
    with pytest.raises(HandbookError) as caught:
        open_site(small_handbook, press=Stamp())
    assert str(caught.value) == (
        "content/trust.md:5:23: nothing is called 'distric'. Did you mean 'district'?\n"
        "roles/data-coach.yml:11:14: activities.0.stages.0: no stage has the id 'goals'. "
        "Use 'identify-goal' or 'reflect'.\n"
        "2 problems in 2 files."
    )
    assert check_project(small_handbook, press=Stamp()) == caught.value.problems


def test_file_that_cannot_be_read(small_handbook: Path) -> None:
    """A handbook with a file that cannot be read is not rendered, and its faults are told."""
    (small_handbook / "roles" / "data-coach.yml").write_text("id: [\n", encoding="utf-8")
    problems = check_project(small_handbook, press=Stamp())
    assert {problem.location.path for problem in problems} == {"roles/data-coach.yml"}


def test_form_that_cannot_be_printed(small_handbook: Path) -> None:
    """A form that the typesetter refuses is a problem of the form's file."""
    with pytest.raises(HandbookError) as caught:
        open_site(small_handbook, press=BrokenStamp())
    assert [str(problem) for problem in caught.value.problems] == [
        (
            "content/forms/role-agreement.yml:1:5: the form 'Data Coach Agreement' cannot be "
            "printed: a cell stands outside of the table. Take out what is unusual in it."
        )
    ]


@pytest.mark.parametrize(
    ("path", "old", "new", "place"),
    [
        (
            "content/forms/role-agreement.yml",
            "text: The two work toward a goal.",
            "text: The two work ཀ toward a goal.",
            "content/forms/role-agreement.yml:23:15: sections.1.clauses.0.text",
        ),
        (
            "roles/data-coach.yml",
            "text: The coach asks first.",
            "text: The coach ཀ asks first.",
            "roles/data-coach.yml:19:30: agreement.coach_commits.0.text",
        ),
    ],
)
def test_letter_that_cannot_be_printed(
    small_handbook: Path, path: str, old: str, new: str, place: str
) -> None:
    """The problem stands where the letter stands: in the form, or in the role it is made for."""
    edit(small_handbook / path, old, new)
    problems = check_project(small_handbook, press=Stamp())
    assert [str(problem) for problem in problems] == [
        (
            f"{place}: holds 'ཀ' (U+0F40), which the fonts for printing do not have. "
            "Write it with other letters."
        )
    ]


class LongStamp(Stamp):
    """Prints everything on three pages."""

    def page_count(self, document: FormDocument, *, made_at: int) -> int:
        """Return three."""
        return 3


def test_form_on_more_than_one_sheet(small_handbook: Path) -> None:
    """A form that takes more than both sides of a sheet is a warning with a remedy."""
    site = open_site(small_handbook, press=LongStamp())
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


LEFT_OUT = {
    "a form": "  forms: [confidentiality-agreement]\n",
    "every form": "  forms: [confidentiality-agreement, role-agreement]\n",
    "an activity": "  activities: [read-results]\n",
    "a role": "  roles: [listener]\n",
    "all of these": (
        "  forms: [confidentiality-agreement, role-agreement]\n"
        "  activities: [read-results]\n"
        "  roles: [listener]\n"
    ),
}


@pytest.mark.parametrize("left_out", LEFT_OUT.values(), ids=LEFT_OUT)
def test_what_is_left_out(small_handbook: Path, left_out: str) -> None:
    """A handbook without any of its forms, or without a role or an activity, has all its pages."""
    role = small_handbook / "roles" / "data-coach.yml"
    text = role.read_text(encoding="utf-8")
    second = text.replace("id: data-coach", "id: listener").replace("Data Coach", "Listener")
    (small_handbook / "roles" / "listener.yml").write_text(
        second.replace("analyze-classroom-data", "listen").replace("at my test", "at my class"),
        encoding="utf-8",
    )
    edit(role, "boundaries:", ACTIVITY + "boundaries:")
    with (small_handbook / "district.yml").open("a", encoding="utf-8") as file:
        file.write(f"leave_out:\n{left_out}")
    site = open_site(small_handbook, press=Stamp())
    stripped = "its words stay, without a link."
    assert [str(one) for one in site.warnings if stripped not in one.message] == []
    gone = re.findall(r"[a-z]+-[a-z]+|listener", left_out)
    uris = [page.uri for page in site.pages]
    assert [uri for uri in uris for name in gone if f"/{name}" in uri] == []
    links = re.findall(r"\]\(([^)]+)\)", "\n".join(page.markdown for page in site.pages))
    assert [link for link in links for name in gone if name in link] == []
    assert "forms/index.md" in uris


ACTIVITY = """\
  - id: read-results
    name: Read results
    text: The two read results.
    standards: [tlms-5a]
    principles: [reflection]
    stages: [identify-goal]
    asks:
      - Can you read results with me?
"""


def problems_of(root: Path, *files: tuple[str, str]) -> list[str]:
    """Return what is said of a handbook with some files in it."""
    for name, text in files:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return [str(problem) for problem in check_project(root, press=Press())]


def test_pictures_of_a_page_that_is_faulty(small_handbook: Path) -> None:
    """A page with a fault in its braces uses its pictures all the same."""
    page = "---\ntitle: Trust\n---\n{{ range(3) }} ![A logo](assets/more.svg)\n"
    logo = (small_handbook / "content/assets/logo.svg").read_text(encoding="utf-8")
    found = problems_of(
        small_handbook, ("content/trust.md", page), ("content/assets/more.svg", logo)
    )
    assert found == ["content/trust.md:4:4: nothing is called 'range'. Did you mean 'pages'?"]


def test_places_on_pages_that_are_made(small_handbook: Path) -> None:
    """A link to a place on a page made from data leads to one that will be there."""
    page = (
        "---\ntitle: Trust\n---\n[a](roles/data-coach.md#analyze-classroom-data) "
        "[b](roles/data-coach.md#nowhere)\n"
    )
    (found,) = problems_of(small_handbook, ("content/trust.md", page))
    assert found.startswith(
        "content/trust.md:4:53: the page 'roles/data-coach.md' has no place '#nowhere'."
    )


def test_pages_elsewhere(small_project: Path) -> None:
    """A handbook whose settings look for its pages in another folder is told which it is."""
    config = (small_project / "mkdocs.yml").read_text(encoding="utf-8")
    found = problems_of(
        small_project, ("mkdocs.yml", config.replace("docs_dir: content", "docs_dir: /srv/pages"))
    )
    assert found == [
        (
            "mkdocs.yml:2:1: docs_dir: the pages of a handbook stand in 'content', "
            "got '/srv/pages'. Take the line out."
        )
    ]


def test_a_template_that_is_not_there(small_project: Path) -> None:
    """A page that names a template of its own names one of the folder of the site's look."""
    page = "---\ntitle: Trust\ntemplate: {}\n---\n# Trust\n"
    assert problems_of(small_project, ("content/trust.md", page.format("main.html"))) == []
    (found,) = problems_of(small_project, ("content/trust.md", page.format("../mian.html")))
    assert found == (
        "content/trust.md:3:11: template: no template in 'overrides' has the file '../mian.html'. "
        "Did you mean 'main.html'?"
    )


def test_a_second_search(small_project: Path) -> None:
    """A plugin that makes an index beside ours is told where it stands."""
    config = (small_project / "mkdocs.yml").read_text(encoding="utf-8")
    lines = config.replace("plugins:\n", "plugins:\n  - search\n").splitlines()
    found = problems_of(small_project, ("mkdocs.yml", "\n".join(lines) + "\n"))
    assert found == [
        (
            f"mkdocs.yml:{lines.index('  - search') + 1}:1: warning: plugins: the plugin 'search' "
            "makes a second index, which no page asks for: the handbook searches with its own. "
            "Take the line out."
        )
    ]
