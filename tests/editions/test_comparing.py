"""Differences between editions are told by what they mean, and each once."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from handbook.cli import main
from handbook.editions.comparing import compare_editions
from tests.editions.conftest import FORM, begin_edition, edit, open_project

if TYPE_CHECKING:
    from pathlib import Path


def differences(root: Path) -> list[tuple[str, ...]]:
    """Return the differences between the last two editions."""
    old, new = open_project(root).timeline[-2:]
    return [(one.sort, one.where, one.part, one.old, one.new) for one in compare_editions(old, new)]


def test_promises_wordings_and_contacts_are_told_apart(following: Path) -> None:
    """A clause that came or went is a promise; other words of one are its wording."""
    form = "confidentiality-agreement"
    assert differences(following) == [
        ("promise", form, "witness", "", "Nobody is called as a witness."),
        ("promise", form, "tea", "There is tea.", ""),
        ("wording", form, "duration", "It holds for good.", "It holds for ten years."),
        (
            "contacts",
            "coaching-office",
            "",
            "Coaching Office, coaching@example.org, 555-0101",
            "Coaching Office, coaching@example.org, 555-0199",
        ),
    ]


def test_another_word_for_a_coach_is_one_difference(closed: Path) -> None:
    """It stands in many texts, and is told once, as a term."""
    begin_edition(closed)
    edit(
        closed / "district.yml",
        ("  coach: instructional coach\n", "  coach: learning partner\n"),
    )
    found = differences(closed)
    assert [(sort, where) for sort, where, *_ in found] == [
        ("terms", "terms.coach"),
        ("terms", "terms.coaches"),
    ]


def test_a_decision_is_a_promise(closed: Path) -> None:
    """The row of the table is named, and what follows from it in the forms."""
    begin_edition(closed)
    edit(closed / "district.yml", ("posture: consent-only", "posture: logistics"))
    found = differences(closed)
    assert ("promise", "decisions", "posture", "consent-only", "logistics") in found
    assert (
        "promise",
        "decisions",
        "table.participation.principal",
        "with-consent",
        "told",
    ) in found
    assert ("promise", "confidentiality-agreement", "dates", "", "Dates.") in found
    assert ("promise", "confidentiality-agreement", "nothing", "Nothing.", "") in found


def test_blanks_texts_and_order(closed: Path) -> None:
    """Another blank, another text on a page and another order are no promises."""
    begin_edition(closed)
    edit(
        closed / FORM,
        ("      - {id: purpose, topic: purpose, text: Trust.}\n", ""),
        (
            "      - {id: not-legal",
            "      - {id: purpose, topic: purpose, text: Trust.}\n      - {id: not-legal",
        ),
    )
    edit(
        closed / "content/forms/role-agreement.yml",
        ("        label: Teacher\n", "        label: The teacher\n"),
    )
    page = closed / "content/trust.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nOne more line.\n", encoding="utf-8")
    assert differences(closed) == [
        ("blanks", "role-agreement-data-coach", "teacher", "Teacher", "The teacher"),
        ("text", "confidentiality-agreement", "the order of its parts", "", ""),
        ("text", "page:trust", "", "", ""),
    ]


def test_a_form_that_is_gone_is_a_promise_taken_back(closed: Path) -> None:
    """People signed it; a new one nobody has signed yet."""
    begin_edition(closed)
    (closed / "content/forms/role-agreement.yml").unlink()
    found = differences(closed)
    assert ("promise", "role-agreement-data-coach", "", "Data Coach Agreement", "") in found


def test_the_command_prints_what_differs(following: Path) -> None:
    """Sorted under headings, in words; as JSON for a machine."""
    (following / "mkdocs.yml").write_text("site_name: Small\n", encoding="utf-8")
    run = CliRunner().invoke(main, ["diff", "2026-27", "--project", str(following)])
    assert run.output == (
        "Promises (2)\n"
        "  Confidentiality Agreement, witness\n"
        "    Added:   Nobody is called as a witness.\n"
        "  Confidentiality Agreement, tea\n"
        "    Removed: There is tea.\n"
        "Wordings of promises (1)\n"
        "  Confidentiality Agreement, duration\n"
        "    Removed: It holds for good.\n"
        "    Added:   It holds for ten years.\n"
        "Contacts (1)\n"
        "  coaching-office\n"
        "    Removed: Coaching Office, coaching@example.org, 555-0101\n"
        "    Added:   Coaching Office, coaching@example.org, 555-0199\n"
        "4 differences between 2026–27 and 2027–28.\n"
    )
    run = CliRunner().invoke(main, ["diff", "2026–27", "--json", "--project", str(following)])
    value = json.loads(run.output)
    assert (value["old"], value["new"], len(value["changes"])) == ("2026–27", "2027–28", 4)
    file = str(following / "editions/2026-27.json")
    run = CliRunner().invoke(main, ["diff", file, "2026-27", "--project", str(following)])
    assert run.output == "Nothing differs between 2026–27 and 2026–27.\n"


@pytest.mark.parametrize("name", ["2025-26", "nothing.json"])
def test_an_unknown_edition_is_wrong_usage(following: Path, name: str) -> None:
    """The closed ones are named."""
    (following / "mkdocs.yml").write_text("site_name: Small\n", encoding="utf-8")
    run = CliRunner().invoke(main, ["diff", name, "--project", str(following)])
    assert run.exit_code == 2
    assert f"no edition is called '{name}'. Closed are '2026-27'." in run.output
