"""The server takes its port first, and follows the files from then on."""

from __future__ import annotations

import socket
import threading
from typing import TYPE_CHECKING
from urllib.request import urlopen

import pytest

from handbook.publish import SiteError
from handbook.serving.server import serving

if TYPE_CHECKING:
    from pathlib import Path

    from handbook.problems import Problem

pytestmark = pytest.mark.slow


def test_a_taken_port(small_project: Path) -> None:
    """A port that is taken is said before the handbook is read, with what to do."""
    told: list[tuple[Problem, ...]] = []
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with (
            pytest.raises(SiteError) as caught,
            serving(small_project, host="127.0.0.1", port=port, told=told.append),
        ):
            pass
    assert str(caught.value) == (
        f"Nothing can be shown at 127.0.0.1:{port}, where another program may be at work. "
        f"Stop it, or name another place, as in '--address 127.0.0.1:{port + 1}'."
    )
    assert told == []


def test_following(small_project: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A save is read and shown without a word of any library."""
    told: list[tuple[Problem, ...]] = []
    heard = threading.Semaphore(0)

    def tell(problems: tuple[Problem, ...]) -> None:
        told.append(problems)
        heard.release()

    page = small_project / "content" / "trust.md"
    good = page.read_text(encoding="utf-8")
    with serving(small_project, host="127.0.0.1", port=0, told=tell) as port:
        assert heard.acquire(timeout=60)
        page.write_text(good.replace("What is private?", "{{ nothing }}"), encoding="utf-8")
        assert heard.acquire(timeout=60)
        page.write_text(good.replace("What is private?", "Who sees this?"), encoding="utf-8")
        assert heard.acquire(timeout=60)
        with urlopen(f"http://127.0.0.1:{port}/trust/", timeout=60) as answer:
            assert "Who sees this?" in answer.read().decode()
    assert [len(problems) for problems in told] == [0, 1, 0]
    assert capfd.readouterr() == ("", "")
