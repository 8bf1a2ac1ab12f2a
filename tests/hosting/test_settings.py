"""The settings that are handed out stand in the manual as they are, and name this site alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from handbook.hosting import render_headers_file, render_nginx, render_workflow, site_headers

MANUAL = Path(__file__).parents[2] / "content" / "using" / "publish.md"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nginx", render_nginx("")),
        ("text", render_headers_file()),
        ("yaml", render_workflow()),
        ("http", "".join(f"{name}: {value}\n" for name, value in site_headers().items())),
    ],
)
def test_manual_has_the_settings(language: str, text: str) -> None:
    """What the manual tells to copy is what is tried."""
    blocks = re.findall(r"```(\w+)\n(.*?)```", MANUAL.read_text(encoding="utf-8"), re.DOTALL)
    assert (language, text) in blocks


@pytest.mark.parametrize(
    "text", [render_nginx("https://a.example.org/x/"), render_headers_file(), render_workflow()]
)
def test_nothing_is_left_to_fill_in(text: str) -> None:
    """Every place of a template is filled."""
    assert re.findall(r"@[a-z]+@", text) == []


def test_nginx_has_the_address() -> None:
    """The settings are for the district's own host and path."""
    text = render_nginx("https://schools.example.org/coaching/", folder="/srv/ours/")
    assert "server_name schools.example.org;" in text
    assert "location /coaching/ {" in text
    assert "alias /srv/ours/;" in text
    assert "error_page 404 /coaching/404.html;" in text


def test_workflow_checks_before_it_builds() -> None:
    """The workflow is YAML, publishes what it built, and builds only what was checked."""
    steps = yaml.safe_load(render_workflow())["jobs"]["publish"]["steps"]
    runs = [step["run"] for step in steps if "run" in step]
    assert runs == ["pip install -r requirements.txt", "handbook check", "handbook build"]
    assert steps[-2]["with"] == {"path": "site"}
