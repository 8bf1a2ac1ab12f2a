"""A form as a web page: words and names as on paper, labelled, and safe inside Markdown."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import html5lib
import markdown
import pytest
import yaml

from handbook.forms.document import build_form_document, build_form_documents
from handbook.forms.html import render_form_html
from handbook.forms.structure import FormDocument, Option
from handbook.inline import Words, render_plain
from handbook.loading import load_handbook
from handbook.model.form import Form

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

ROOT = Path(__file__).parent.parent
SHIPPED, _ = load_handbook(ROOT, ROOT / "tests" / "fixtures" / "maple-valley")
EVERY_PART = build_form_document(
    Form.model_validate(
        yaml.safe_load((ROOT / "tests/fixtures/forms/every-part.yml").read_text(encoding="utf-8"))
    ),
    handbook=SHIPPED,
    made_for=next(role for role in SHIPPED.roles if role.id == "data-coach"),
)
ALL = (*build_form_documents(SHIPPED), EVERY_PART)
each_form = pytest.mark.parametrize("document", ALL, ids=[document.id for document in ALL])
CONTROLS = ("input", "textarea", "select")


def _html(document: FormDocument) -> str:
    return render_form_html(document, resolve=lambda kind, name: f"/{kind}/{name}/")


def _tree(html: str) -> Element:
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    tree: Element = parser.parseFragment(html)
    return tree


def _text(element: Element | None) -> str:
    assert element is not None
    return " ".join("".join(element.itertext()).split())


@each_form
def test_names_are_those_of_the_pdf_in_the_same_order(document: FormDocument) -> None:
    """Every blank has its control, under the name it has on paper."""
    controls = [one for one in _tree(_html(document)).iter() if one.tag in CONTROLS]
    names = list(dict.fromkeys(one.get("name") for one in controls))
    assert names == [field.name for field in document.fields]


@each_form
def test_every_control_has_a_name_to_hear(document: FormDocument) -> None:
    """A label of its own, or in a table cell a label that needs no column."""
    tree = _tree(_html(document))
    labels = {label.get("for"): _text(label) for label in tree.iter("label")}
    for control in (one for one in tree.iter() if one.tag in CONTROLS):
        assert control.get("aria-label") or labels[control.get("id")]


@each_form
def test_ids_are_unique_and_references_lead_somewhere(document: FormDocument) -> None:
    """No id stands twice; labels, headings and hints point at what is there."""
    tree = _tree(_html(document))
    ids = [one.get("id") for one in tree.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    for attribute in ("for", "aria-labelledby", "aria-describedby"):
        assert {one.get(attribute) for one in tree.iter() if one.get(attribute)} <= set(ids)


@each_form
def test_python_markdown_leaves_the_form_alone(document: FormDocument) -> None:
    """The form is one block of HTML: nothing in it is read as Markdown."""
    html = _html(document)
    assert "\n\n" not in html
    around = markdown.markdown(f"Before.\n\n{html}\n\nAfter.", extensions=["attr_list", "tables"])
    assert around == f"<p>Before.</p>\n{html}\n\n<p>After.</p>"


@each_form
def test_the_words_are_those_of_the_paper(document: FormDocument) -> None:
    """Headings, clauses with their numbers, the notice and the imprint are all there."""
    tree = _tree(_html(document))
    assert [_text(one) for one in tree.iter("h2")] == [
        *(render_plain(section.title) for section in document.sections),
        *([render_plain(document.signing_title)] if document.signers else []),
    ]
    clauses = [clause for section in document.sections for clause in section.clauses]
    items = [one for one in tree.iter("li") if one.get("class") == "hb-clause"]
    assert [one.get("value") for one in items] == [str(clause.number) for clause in clauses]
    for item, clause in zip(items, clauses, strict=True):
        words = (clause.title, *clause.text)
        said = " ".join(_text(one) for one in item.findall("p"))
        assert said == " ".join(render_plain(line) for line in words if line)
        names = [one.get("name") for one in item.iter() if one.tag in {"input", "textarea"}]
        assert names == [field.name for field in clause.fields]
    text = _text(tree)
    assert render_plain(document.notice) in text
    assert document.imprint in text


@each_form
def test_nothing_in_a_form_asks_the_browser_to_remember(document: FormDocument) -> None:
    """Completion is off, and there is neither an address to send to nor a button that sends."""
    form = _tree(_html(document)).find("form")
    assert form is not None
    assert form.get("autocomplete") == "off"
    assert form.get("action") is None
    assert not list(form.iter("button"))


def test_choices_lists_and_signers_are_groups_with_a_name() -> None:
    """Each fieldset has a legend."""
    legends = [_text(one.find("legend")) for one in _tree(_html(EVERY_PART)).iter("fieldset")]
    assert legends == ["Our own list", "How often", "As", "It helped", "Coach", "Principal"]


def test_tables_have_header_cells_and_a_caption() -> None:
    """A column has its heading as a header cell, and a cell's blank says its row."""
    table = next(_tree(_html(EVERY_PART)).iter("table"))
    assert [(_text(one), one.get("scope")) for one in table.iter("th")] == [
        ("Date", "col"),
        ("What", "col"),
    ]
    assert _text(table.find("caption")) == "What happened"
    assert [one.get("aria-label") for one in table.iter("input")] == [
        "Date, row 1",
        "What, row 1",
        "Date, row 2",
        "What, row 2",
    ]


def test_words_cannot_become_elements() -> None:
    """What a district writes is escaped wherever it stands."""
    nasty = "<img src=x onerror=alert(1)>\" onfocus='x' & </form>"
    line = (Words(nasty),)
    section = EVERY_PART.sections[1]
    fields = tuple(
        replace(field, label=line, hint=line, tooltip=nasty, options=(Option(nasty, line),))
        for field in section.fields
    )
    changed = replace(section, title=line, fields=fields)
    tree = _tree(_html(replace(EVERY_PART, sections=(changed,), copies=(line,))))
    assert not list(tree.iter("img"))
    names = {name for one in tree.iter() for name in one.attrib}
    assert not {name for name in names if str(name).startswith("on")}
    assert _text(tree).count(nasty) > len(fields)
