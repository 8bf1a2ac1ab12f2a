"""Every record has its page or its place on one, under its id, with what leads readers there."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from typing import TYPE_CHECKING

from handbook.addresses import GENERATED_URIS, entry_address
from handbook.crossreferences import find_cross_references
from handbook.opening import open_site
from handbook.sayings import decide_handbook
from tests.pages.conftest import DISTRICT, PROJECT, PaperlessPress

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from handbook.model.handbook import Handbook
    from handbook.pages.page import Page


def anchors_on(page: Page) -> list[str]:
    """Return the ids that a page's Markdown gives: in braces behind a heading, or in HTML."""
    return re.findall(r"\{ #([\w-]+) \}|\bid=\"([\w-]+)\"", page.markdown)


def test_every_record_has_its_page(shipped: Handbook, pages: dict[str, Page]) -> None:
    """The page of every record in use is there, whatever its kind."""
    wanted = {entry_address(entry).uri for entry in decide_handbook(shipped).entries.values()}
    assert wanted - set(pages) == set()


def test_every_record_has_its_anchor(shipped: Handbook, pages: dict[str, Page]) -> None:
    """A record that shares a page has its id there, once."""
    places = [entry_address(entry) for entry in shipped.entries.values()]
    there = {
        uri: Counter("".join(found) for found in anchors_on(pages[uri]))
        for uri in {place.uri for place in places if place.anchor}
    }
    missing = [one for one in places if one.anchor and there[one.uri][one.anchor] != 1]
    assert missing == []


def test_every_list_page_is_there(pages: dict[str, Page]) -> None:
    """The pages that belong to no single record exist in every handbook."""
    assert set(GENERATED_URIS) - set(pages) == set()


def test_no_page_hides_another(all_pages: tuple[Page, ...]) -> None:
    """No address belongs to two pages, written by hand or made from data."""
    uris = Counter(page.uri for page in all_pages)
    assert [uri for uri, count in uris.items() if count > 1] == []


def test_a_page_of_a_record_is_edited_in_its_file(pages: dict[str, Page]) -> None:
    """The source of a record's page is the YAML file that the record stands in."""
    assert pages["roles/data-coach.md"].source_path == "base:roles/data-coach.yml"
    assert pages["standards/tlms-5.md"].source_path == (
        "base:standards/teacher-leader-model-standards.yml"
    )
    assert pages["not/evaluation.md"].source_path == "base:roles/not/evaluation.yml"
    assert pages["forms/role-agreement-data-coach.md"].source_path == (
        "base:content/forms/role-agreement.yml"
    )


def test_titles(pages: dict[str, Page]) -> None:
    """A page is called what its record is called, with the code of a domain before it."""
    assert pages["roles/data-coach.md"].title == "Data Coach"
    assert pages["standards/tlms-5.md"].title.startswith("V. ")
    assert pages["principles/equality.md"].parent_uri == "principles/partnership-principles.md"


def test_nothing_is_left_to_fill_in(pages: dict[str, Page]) -> None:
    """No placeholder and no cross-reference is left on any page, outside code."""
    for page in pages.values():
        prose = re.sub(r"(`+).+?\1|<code>.*?</code>", "", page.markdown, flags=re.DOTALL)
        assert re.findall(r"\{\{.*?\}\}|\{%.*?%\}", prose) == [], page.uri
        assert list(find_cross_references(page.markdown)) == [], page.uri


def test_links_lead_to_pages_and_files(pages: dict[str, Page]) -> None:
    """Every link of every page to a Markdown file leads to a page that exists."""
    for page in pages.values():
        folder = page.uri.split("/")[:-1]
        for target in re.findall(r"\]\(([^)#\s]+\.md)(?:#[^)]*)?\)", page.markdown):
            parts = list(folder)
            for part in target.split("/"):
                parts = parts[:-1] if part == ".." else [*parts, part]
            assert "/".join(parts) in pages, f"{page.uri}: {target}"


def test_questions_lead_to_their_records(pages: dict[str, Page], shipped: Handbook) -> None:
    """What people ask leads to the page, and what they ask about a part of it to its anchor."""
    role = next(role for role in shipped.roles if role.id == "data-coach")
    keywords = pages["roles/data-coach.md"].keywords
    assert set(role.asks) <= set(keywords[""])
    for activity in role.activities:
        assert set(activity.asks) <= set(keywords[activity.id])


def test_html_in_a_record_does_not_reach_its_page(
    small_handbook: Path, pages_of: Callable[[Path], dict[str, Page]]
) -> None:
    """Raw HTML and script in YAML stand on the page as visible text."""
    path = small_handbook / "roles" / "data-coach.yml"
    text = path.read_text(encoding="utf-8")
    attack = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    path.write_text(text.replace("To decide together", attack), encoding="utf-8")
    page = pages_of(small_handbook)["roles/data-coach.md"]
    assert "&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;" in (
        page.markdown
    )
    assert attack not in page.markdown


def test_the_districts_words(
    small_handbook: Path, pages_of: Callable[[Path], dict[str, Page]]
) -> None:
    """A role's page says what the district says, where the record names a term."""
    page = pages_of(small_handbook)["roles/data-coach.md"]
    assert "An instructional coach and a teacher read the results" in page.markdown
    assert "What your instructional coach does" in page.markdown


def test_role_that_is_left_out(
    small_handbook: Path, pages_of: Callable[[Path], dict[str, Page]]
) -> None:
    """A role that the district leaves out has no page and no form, and nothing links to it."""
    with (small_handbook / "district.yml").open("a", encoding="utf-8") as file:
        file.write("leave_out:\n  roles: [data-coach]\n")
    second = (small_handbook / "roles" / "data-coach.yml").read_text(encoding="utf-8")
    for old, new in (("data-coach", "other-coach"), ("analyze-classroom-data", "read-data")):
        second = second.replace(old, new)
    (small_handbook / "roles" / "other-coach.yml").write_text(second, encoding="utf-8")
    made = pages_of(small_handbook)
    assert "roles/other-coach.md" in made
    assert [uri for uri in made if "data-coach" in uri] == []
    naming = {page.uri for page in made.values() if "data-coach" in page.markdown}
    assert naming - {"using/field-reference.md"} == set()
    assert "Read about the Data Coach and" in made["index.md"].markdown


def test_role_says_how_far_it_is(pages: dict[str, Page], tmp_path: Path) -> None:
    """A role's page shows its status and dates, and its activities under their headings."""
    shutil.copytree(DISTRICT, tmp_path, dirs_exist_ok=True)
    (tmp_path / "roles").mkdir(exist_ok=True)
    (tmp_path / "roles" / "data-coach.yml").write_text(
        "id: data-coach\n"
        "status: Pilot\n"
        "approved: 2026-08-03\n"
        "union_agreement: Memorandum of June 2026\n"
        "activities:\n"
        "  - {id: analyze-classroom-data, group: With data}\n"
        "  - {id: use-data-to-improve-learning, group: With data}\n",
        encoding="utf-8",
    )
    site = open_site(PROJECT, tmp_path, press=PaperlessPress())
    text = next(page.markdown for page in site.pages if page.uri == "roles/data-coach.md")
    assert "- Status: Pilot\n- Approved: August 3, 2026\n- Agreed with" in text
    assert text.count("### With data {") == 1
    assert "#### Analyze classroom data {" in text
    assert "How far this role is" not in pages["roles/data-coach.md"].markdown
