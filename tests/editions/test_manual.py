"""What the manual's page on editions shows is what the commands say, in its order."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from handbook.cli import main
from handbook.roster.manifest import Entry, render_entries
from tests.editions.conftest import FORM, begin_edition, edit, open_project

pytestmark = pytest.mark.slow

MANUAL = Path(__file__).parents[2] / "content/using/editions.md"
CODE = re.compile(r"\b[0-9A-HJKMNP-TV-Z]{4}-?[0-9A-HJKMNP-TV-Z]{4}([0-9A-HJKMNP-TV-Z]{8})?\b")


def transcripts() -> list[tuple[str, str]]:
    """Return each command that the page shows, and what it says."""
    text = MANUAL.read_text(encoding="utf-8")
    blocks = re.findall(r"```console\n\$ (.*)\n((?:.*\n)*?)```", text)
    assert len(blocks) == text.count("```console")
    return blocks


def without_codes(text: str) -> str:
    """Return a text in which every text code is the same."""
    return CODE.sub("CODE", text)


def change_words(root: Path) -> None:
    """Begin the next edition as the page does."""
    begin_edition(root)
    edit(
        root / FORM,
        ("It holds for good.", "It holds for ten years."),
        ("{id: tea, text: There is tea.}", "{id: witness, text: Nobody is called as a witness.}"),
    )
    edit(root / "district.yml", ("phone: 555-0101", "phone: 555-0199"))


def decide(root: Path) -> None:
    """Answer as the page does."""
    edit(
        root / "editions/next.yml",
        ("    # sign_again: yes", "    sign_again: yes"),
        ("    # because:", "    because: The agreement ends after ten years now."),
    )


def print_manifest(root: Path) -> None:
    """Write the manifest of the first edition, two people with two forms each."""
    forms = open_project(root).timeline[0].forms
    entries = [
        Entry(row, person, form.id, "2026–27", f"{form.id}/{row}.pdf", "0" * 64, form.code)
        for row, person in ((2, "Ann Lee"), (3, "Bo Cruz"))
        for form in forms
    ]
    (root / "filled").mkdir()
    (root / "filled/manifest.csv").write_bytes(render_entries(entries, with_header=True))


def test_the_page_shows_what_the_commands_say(
    small_project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each transcript is run in the small handbook, after what the page says to do before it."""
    monkeypatch.chdir(small_project)
    edit(
        small_project / FORM,
        ("      - {id: breach,", "      - {id: tea, text: There is tea.}\n      - {id: breach,"),
    )
    commands = [shlex.split(command) for command, _ in transcripts()]
    assert [words[1] for words in commands] == ["edition", "diff", "edition", "resign", "verify"]
    for words, (_, said) in zip(commands, transcripts(), strict=True):
        if words[1] == "resign":
            decide(small_project)
            print_manifest(small_project)
        elif words[1] == "diff":
            change_words(small_project)
        elif words[1] == "verify":
            old = open_project(small_project).timeline[0].forms
            code = next(form.code for form in old if form.id == "confidentiality-agreement")
            words[-1] = code[:8]
        run = CliRunner().invoke(main, words[1:])
        assert without_codes(run.output) == without_codes(said)


def test_every_command_of_editions_is_on_the_page() -> None:
    """And every answer that `verify` can give."""
    from handbook.cli.papers import _SAID  # noqa: PLC0415

    text = MANUAL.read_text(encoding="utf-8")
    for command in ("edition close", "edition next", "diff", "resign", "verify"):
        assert f"handbook {command}" in text
    for said in _SAID.values():
        first = re.split(r"[:.]| in this file", said)[0].removesuffix(" after that")
        assert first in text, first
