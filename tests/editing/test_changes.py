"""What changed is told in words, and goes into git only when somebody asks for it."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from handbook.editing.differing import proposed_message, told_difference
from handbook.editing.gitfiles import changed_files
from tests.editing.test_app import words

if TYPE_CHECKING:
    from pathlib import Path

    from tests.editing.conftest import Editor

ROLE = "roles/data-coach.yml"


def git(home: Path, *arguments: str) -> str:
    """Run git in a folder as somebody."""
    program = shutil.which("git") or "git"
    who = ("-c", "user.name=Nor Shell", "-c", "user.email=nor@example.org")
    done = subprocess.run((program, *who, *arguments), cwd=home, capture_output=True, check=True)
    return done.stdout.decode()


@pytest.fixture
def kept(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the folder in git, as somebody who has a name there."""
    for key in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{key}_NAME", "Nor Shell")
        monkeypatch.setenv(f"GIT_{key}_EMAIL", "nor@example.org")
    git(home, "init", "--quiet")
    git(home, "add", ".")
    git(home, "commit", "--quiet", "--message", "Begin")
    return home


@pytest.mark.parametrize(
    ("name", "before", "after", "told"),
    [
        ("roles/a.yml", b"name: A\nsummary: x\n", b"name: A\nsummary: y\n", "A: summary"),
        ("roles/a.yml", b"", b"name: A\n", "A: new"),
        ("roles/a.yml", b"name: A\n", None, "A: deleted"),
        ("roles/a.yml", b"name: A\n", b"# Note\nname: A\n", "A: notes or order"),
        ("content/a.md", b"---\ntitle: A\n---\nx\n", b"---\ntitle: B\n---\ny\n", "B: title, text"),
        ("content/menu.yml", b"- a.md\n", b"- b.md\n", "content/menu.yml: changed"),
        ("content/images/a.png", b"", b"\x89PNG", "content/images/a.png: new"),
    ],
)
def test_a_difference_is_told(name: str, before: bytes, after: bytes | None, told: str) -> None:
    """The record by what people call it, and the fields that are others."""
    assert told_difference(name, before=before, after=after) == told


def test_a_message_is_proposed() -> None:
    """One file on one line, several below a line that counts them."""
    assert proposed_message(["A: summary"]) == "Change A: summary"
    assert proposed_message(["A: summary", "B: new"]) == (
        "Change 2 files of the handbook\n\n- A: summary\n- B: new"
    )


def test_what_changed_since_the_last_commit_is_told_and_committed(
    kept: Path, editor: Editor
) -> None:
    """Only the district's own files, with the message, and nothing before somebody asks."""
    (kept / "private.txt").write_text("x", encoding="utf-8")
    (kept / "mkdocs.yml").write_bytes((kept / "mkdocs.yml").read_bytes() + b"# Ours.\n")
    editor.send(ROLE, name="Shell Partner")
    page = words(editor.get("/_edit/changes").text)
    assert "Shell Partner: name" in page
    assert changed_files(kept) == ("mkdocs.yml", ROLE)
    answer = editor.post("/_edit/changes", message="Call her the shell partner\r\n\r\nAs agreed.")
    assert "Kept+in+git" in answer.headers["Location"]
    assert git(kept, "log", "-1", "--format=%B").strip() == (
        "Call her the shell partner\n\nAs agreed."
    )
    assert git(kept, "status", "--porcelain") == "?? private.txt\n"
    assert "Nothing differs from the last commit." in words(editor.get("/_edit/changes").text)


def test_a_commit_needs_a_message(kept: Path, editor: Editor) -> None:
    """Without one nothing is committed, and the page says so."""
    editor.send(ROLE, name="Shell Partner")
    page = words(editor.post("/_edit/changes", message=" ").text)
    assert "Write a message first: what changed, for whoever publishes." in page
    assert changed_files(kept) == (ROLE,)


def test_what_git_refuses_is_told_in_its_words(kept: Path, editor: Editor) -> None:
    """A hook of the district's, for instance, has the last word."""
    hook = kept / ".git" / "hooks" / "pre-commit"
    hook.write_text("#!/bin/sh\necho 'Not on a Friday.' >&2\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    editor.send(ROLE, name="Shell Partner")
    page = words(editor.post("/_edit/changes", message="x").text)
    assert "Git did not keep it. It says: Not on a Friday." in page


def test_without_git_the_copies_are_named(editor: Editor) -> None:
    """The page names the files, and the folder of what they were."""
    editor.send(ROLE, name="Shell Partner")
    page = words(editor.get("/_edit/changes").text)
    assert f"stands in the folder .history . {ROLE}" in page
    assert changed_files(editor.home) is None
