"""What pages say of editions: what changed, whether a paper is current, and the feed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from lxml import etree

from handbook.closing import write_questions
from tests.editions.conftest import FORM, begin_edition, edit, open_project

if TYPE_CHECKING:
    from pathlib import Path

    from handbook.project import Project

ATOM = """
<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="http://www.w3.org/2005/Atom"
         datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
  <start>
    <element name="feed">
      <optional><attribute name="xml:lang"/></optional>
      <element name="id"><data type="anyURI"/></element>
      <element name="title"><text/></element>
      <element name="updated"><data type="dateTime"/></element>
      <element name="author"><element name="name"><text/></element></element>
      <oneOrMore><ref name="link"/></oneOrMore>
      <oneOrMore>
        <element name="entry">
          <element name="id"><data type="anyURI"/></element>
          <element name="title"><text/></element>
          <element name="updated"><data type="dateTime"/></element>
          <oneOrMore><ref name="link"/></oneOrMore>
          <element name="summary"><text/></element>
        </element>
      </oneOrMore>
    </element>
  </start>
  <define name="link">
    <element name="link">
      <attribute name="href"><data type="anyURI"/></attribute>
      <attribute name="rel"><choice><value>self</value><value>alternate</value></choice></attribute>
      <optional><attribute name="type"/></optional>
    </element>
  </define>
</grammar>
"""
"""What RFC 4287 asks of a feed that uses these elements alone, in their order here."""


def page(project: Project, uri: str) -> str:
    """Return the Markdown of a page."""
    return next(one.markdown for one in project.pages if one.uri == uri)


def decide(root: Path, *, sign_again: str = "yes") -> None:
    """Decide on what changed."""
    _, path = write_questions(open_project(root))
    edit(
        path,
        ("    # sign_again: yes", f"    sign_again: {sign_again}"),
        ("    # because:", "    because: It ends now."),
    )


def codes(project: Project) -> list[dict[str, Any]]:
    """Return what the scripts know of every text code."""
    uri, content = next(one for one in project.small_files.items() if "editions-data" in one[0])
    assert uri.startswith("assets/")
    text = content.decode().removeprefix("window.HandbookEditions=").removesuffix(";\n")
    return list(json.loads(text))


def test_the_first_edition_has_nothing_to_tell(small_handbook: Path) -> None:
    """The page is there, and says so; every code is current, and no foot tells a history."""
    project = open_project(small_handbook)
    assert "is the first one, so nothing has changed yet." in page(project, "editions/changed.md")
    assert {one["current"] for one in codes(project)} == {True}
    assert not any("in the edition" in one.markdown for one in project.pages)


def test_what_changed_says_what_came_and_went(following: Path) -> None:
    """In words and not by color, with what was decided and why."""
    decide(following)
    text = page(open_project(following), "editions/changed.md")
    told = text.partition("### Confidentiality Agreement")[2].partition("###")[0]
    assert "**Sign it again.** It ends now." in told
    assert [line for line in told.splitlines() if line.startswith("- ")] == [
        "- **Added:** Nobody is called as a witness.",
        "- **Removed:** There is tea.",
        "- **Removed:** It holds for good.",
        "- **Added:** It holds for ten years.",
    ]
    assert "- **Removed:** Coaching Office, coaching&#64;example.org, 555-0101" in text
    (following / "editions/next.yml").unlink()
    assert "**Not decided yet.**" in page(open_project(following), "editions/changed.md")
    decide(following, sign_again="no")
    told = page(open_project(following), "editions/changed.md")
    assert "**Nobody has to sign it again.** It ends now." in told


def test_a_decision_is_told_in_the_words_of_the_table(closed: Path) -> None:
    """No id and no word of a file is shown."""
    begin_edition(closed)
    edit(closed / "district.yml", ("posture: consent-only", "posture: logistics"))
    text = page(open_project(closed), "editions/changed.md")
    told = text.partition("### What the district decided")[2]
    assert "- **Removed:** Only if the teacher agrees\n- **Added:** Is told" in told


def test_a_page_has_its_history_at_its_foot(following: Path) -> None:
    """New pages and changed ones are told apart, forms by their own words."""
    trust = following / "content/trust.md"
    trust.write_text(trust.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")
    edit(following / "roles/data-coach.yml", ("name: Data Coach\n", "name: Data Companion\n"))
    project = open_project(following)
    changed = "Changed in the edition 2027–28: [what changed]("
    for uri in ("trust.md", "roles/data-coach.md", "forms/confidentiality-agreement.md"):
        assert changed in page(project, uri), uri
    assert changed not in page(project, "index.md")


def test_a_code_tells_what_became_of_a_paper(following: Path) -> None:
    """Today's words are current; those before tell what changed and what to do."""
    decide(following)
    told = {one["code"]: one for one in codes(open_project(following))}
    project = open_project(following)
    old = next(one for one in project.timeline[0].forms if one.id == "confidentiality-agreement")
    new = next(one for one in project.documents if one.id == "confidentiality-agreement")
    assert told[new.code]["current"] is True
    assert told[old.code] == {
        "code": old.code,
        "form": "confidentiality-agreement",
        "title": "Confidentiality Agreement",
        "editions": ["2026–27"],
        "page": "forms/confidentiality-agreement/",
        "current": False,
        "sign": True,
        "because": ["It ends now."],
        "changes": [
            ["", "Nobody is called as a witness.", ""],
            ["There is tea.", "", ""],
            ["It holds for good.", "It holds for ten years.", ""],
        ],
    }
    role = project.timeline[0].forms[1]
    assert told[role.code]["editions"] == ["2026–27", "2027–28"]
    table = page(project, "editions/index.md")
    assert f"<code>{old.code[:4]}-{old.code[4:8]}</code>" in table
    assert "Superseded: sign the new one" in table


def test_a_form_that_is_gone_is_no_longer_used(following: Path) -> None:
    """Its code is known all the same."""
    (following / "content/forms/role-agreement.yml").unlink()
    told = {one["form"]: one for one in codes(open_project(following))}
    gone = told["role-agreement-data-coach"]
    assert (gone["current"], gone["page"]) == (False, "")
    assert "**Removed:** this form." in page(open_project(following), "editions/changed.md")


def test_the_feed_is_valid(following: Path) -> None:
    """It is Atom, each entry has an id of its own, and it names who must sign again."""
    decide(following)
    edit(following / "district.yml", ("decisions:", "web_address: a.example.org/b\ndecisions:"))
    feed = etree.fromstring(open_project(following).small_files["editions/feed.xml"])
    schema = etree.RelaxNG(etree.fromstring(ATOM))
    schema.assertValid(feed)
    names = {"a": "http://www.w3.org/2005/Atom"}
    entries = feed.xpath("a:entry/a:id/text()", namespaces=names)
    assert entries == [
        "https://a.example.org/b/editions/changed/#edition-2027-28",
        "https://a.example.org/b/editions/changed/#edition-2026-27",
    ]
    summaries = feed.xpath("a:entry/a:summary/text()", namespaces=names)
    assert "Sign again: Confidentiality Agreement. It ends now." in summaries[0]


def test_without_an_address_there_is_no_feed(following: Path) -> None:
    """A feed leads to pages on the web, and pages link to none that is not there."""
    project = open_project(following)
    assert "editions/feed.xml" not in project.small_files
    assert "feed.xml" not in page(project, "editions/changed.md")
    assert FORM in {file.origin.path for file in project.handbook.files}
