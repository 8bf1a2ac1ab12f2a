"""mkdocs.yml without MkDocs: the Markdown settings are those that MkDocs reads from it."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.config import load_config
from pymdownx.superfences import fence_div_format

from handbook.problems import HandbookError
from handbook.site_config import MarkdownSettings, markdown_settings, read_config
from handbook.site_defaults import fill_in_config

PROJECT = Path(__file__).parent.parent

WITH_FUNCTION = """site_name: x
markdown_extensions:
  - pymdownx.superfences:
      custom_fences:
        - name: plan
          class: plan
          format: !!python/name:pymdownx.superfences.fence_div_format
"""


@pytest.mark.parametrize("listed", [True, False])
def test_settings_are_those_of_mkdocs(tmp_path: Path, *, listed: bool) -> None:
    """Extensions and options are read as MkDocs reads them, whether they are listed or mapped."""
    config = fill_in_config(read_config(PROJECT / "mkdocs.yml"), nav=())
    if not listed:
        pairs = (
            one if isinstance(one, dict) else {one: {}} for one in config["markdown_extensions"]
        )
        config["markdown_extensions"] = {name: one[name] for one in pairs for name in one}
    path = tmp_path / "mkdocs.yml"
    path.write_text(f"site_name: x\nmarkdown_extensions: {config['markdown_extensions']}\n")
    (tmp_path / "docs").mkdir()
    theirs = load_config(str(path))
    assert markdown_settings(config) == MarkdownSettings(
        tuple(theirs.markdown_extensions), theirs.mdx_configs
    )


def test_no_extensions() -> None:
    """A site that names no extension has those that MkDocs always has."""
    assert markdown_settings({}) == MarkdownSettings(("toc", "tables", "fenced_code"), {})


def test_known_function(tmp_path: Path) -> None:
    """A function of Python-Markdown's own family may be named."""
    path = tmp_path / "mkdocs.yml"
    path.write_text(WITH_FUNCTION, encoding="utf-8")
    fence = {"name": "plan", "class": "plan", "format": fence_div_format}
    assert markdown_settings(read_config(path)).options == {
        "pymdownx.superfences": {"custom_fences": [fence]}
    }


def test_unknown_function(tmp_path: Path) -> None:
    """Any other function is refused: to find it would run its module."""
    path = tmp_path / "mkdocs.yml"
    path.write_text(
        WITH_FUNCTION.replace("pymdownx.superfences.fence_div_format", "os.abort"), encoding="utf-8"
    )
    with pytest.raises(HandbookError) as caught:
        markdown_settings(read_config(path))
    (problem,) = caught.value.problems
    assert str(problem) == (
        "mkdocs.yml:1:1: markdown_extensions: 'os.abort' is none of the functions that may be "
        "named here: 'pymdownx.emoji.to_alt', 'pymdownx.superfences.fence_code_format', "
        "'pymdownx.superfences.fence_div_format'. Take it out."
    )


@pytest.mark.parametrize(
    ("extensions", "message"),
    [
        (["tabels"], "no Markdown extension is called 'tabels'. Correct the name or take it out."),
        (
            [{"toc": {"tail": 3}}],
            "the Markdown extension 'toc' does not take these options. Correct them.",
        ),
        (
            [{"toc": "yes"}],
            "the Markdown extension 'toc' does not take these options. Correct them.",
        ),
        ("toc", "expected a list of extensions, each on a line with '- ' before it."),
    ],
)
def test_wrong_extension(extensions: object, message: str) -> None:
    """An extension that is not there, or not with these options, is told before a page is made."""
    with pytest.raises(HandbookError) as caught:
        markdown_settings({"markdown_extensions": extensions})
    assert [str(problem) for problem in caught.value.problems] == [
        f"mkdocs.yml:1:1: markdown_extensions: {message}"
    ]
