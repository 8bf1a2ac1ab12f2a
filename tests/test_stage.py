"""The staged folder is a plain MkDocs project: every page and file, and no plugin of ours."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
import yaml

from handbook.assets import STAMP
from handbook.folders.place import FolderError
from handbook.opening import open_site
from handbook.press import Press
from handbook.problems import HandbookError
from handbook.search import INDEX_SCRIPT_URI, INDEX_URI
from handbook.stage import stage_site

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

PRESS = Press()


def stage(project: Path, *, config_name: str = "mkdocs.yml") -> Path:
    """Stage a project and return the folder."""
    place = project / "staged"
    site = open_site(project, press=PRESS)
    config_path = project / config_name
    stage_site(site, config_path=config_path, out_path=place, press=PRESS)
    return place


def read_config(staged: Path) -> str:
    """Return the text of the staged config."""
    return (staged / "mkdocs.yml").read_text(encoding="utf-8")


def test_every_page_and_file_is_there(small_project: Path) -> None:
    """The docs folder has every page, form and style sheet, and every asset of the content."""
    docs = stage(small_project) / "docs"
    found = {path.relative_to(docs).as_posix() for path in docs.rglob("*") if path.is_file()}
    site = open_site(small_project, press=PRESS)
    made = {page.uri for page in site.pages} | set(site.files)
    assets = {"assets/logo.svg", "handbook.pdf", INDEX_URI, INDEX_SCRIPT_URI}
    assert {STAMP.sub("", uri) for uri in found} == {STAMP.sub("", uri) for uri in made} | assets
    assert found > made


def test_page_is_written_as_the_engine_gets_it(small_project: Path) -> None:
    """A staged page is the page's front matter and Markdown, with nothing left to fill in."""
    text = (stage(small_project) / "docs" / "index.md").read_text(encoding="utf-8")
    _, head, body = text.split("---\n", maxsplit=2)
    assert yaml.safe_load(head)["title"] == "Welcome"
    assert body.startswith("\n# Welcome to Small Valley School District\n")
    assert "[Data Coach](roles/data-coach.md)" in body


def test_config(small_project: Path) -> None:
    """The config has the district's title, the whole menu, and every plugin but ours."""
    edited = (
        (small_project / "mkdocs.yml")
        .read_text(encoding="utf-8")
        .replace("  - handbook\n", "  - handbook\n  - tags:\n      enabled: !ENV [TAGS, false]\n")
    )
    (small_project / "mkdocs.yml").write_text(edited, encoding="utf-8")
    text = read_config(stage(small_project))
    # What comes from the environment is read when the staged site is built.
    assert "!ENV" in text
    config = yaml.safe_load(text.replace("!ENV", ""))
    assert config["site_name"] == "Instructional Coaching Handbook"
    assert config["docs_dir"] == "docs"
    assert {"Roles": ["roles/index.md", "roles/data-coach.md"]} in config["nav"]
    assert config["plugins"] == [{"tags": {"enabled": ["TAGS", False]}}]
    assert config["theme"]["custom_dir"] == "overrides"
    assert config["extra"]["handbook"]["name"] == "Small Valley School District"
    assert "edit_uri" not in config


def test_staged_pages_are_nobodys_to_edit(small_project: Path) -> None:
    """With a repository, staged pages do not offer an address at which they do not exist."""
    with (small_project / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("repo_url: https://example.org/district/handbook\nedit_uri: edit/main/\n")
    config = yaml.safe_load(read_config(stage(small_project)).replace("!ENV", ""))
    assert config["edit_uri"] == ""


def test_inherited_config(small_project: Path) -> None:
    """A config that inherits from another is written out whole."""
    (small_project / "hosted.yml").write_text(
        "INHERIT: mkdocs.yml\ntheme:\n  favicon: assets/logo.svg\nsite_url: https://example.org/\n",
        encoding="utf-8",
    )
    text = read_config(stage(small_project, config_name="hosted.yml"))
    config = yaml.safe_load(text.replace("!ENV", ""))
    assert config["site_url"] == "https://example.org/"
    assert config["theme"]["name"] == "material"
    assert config["theme"]["favicon"] == "assets/logo.svg"
    assert "INHERIT" not in config


def test_values_of_other_kinds_are_kept(small_project: Path) -> None:
    """A value that only the engine can read is written as it stood."""
    with (small_project / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("extra_x: !!python/name:material.extensions.emoji.to_svg\n")
    assert "extra_x: !!python/name:material.extensions.emoji.to_svg ''\n" in (
        read_config(stage(small_project))
    )


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "site_name: x\nnav: [a.md\nplugins: []\n",
            (
                "mkdocs.yml:2:6: the '[' here is not closed or lacks a comma. Mend it, or put "
                "quotes round the text."
            ),
        ),
        ("- search\n", "mkdocs.yml:1:1: expected settings like 'site_name: Our handbook'."),
    ],
)
def test_config_that_cannot_be_read(small_project: Path, text: str, problem: str) -> None:
    """A fault of the config is located, and nothing is written."""
    (small_project / "mkdocs.yml").write_text(text, encoding="utf-8")
    with pytest.raises(HandbookError) as caught:
        stage(small_project)
    assert [str(found) for found in caught.value.problems] == [problem]
    assert not (small_project / "staged").exists()


def test_staging_again(small_project: Path) -> None:
    """A folder staged before is replaced as a whole, with what an engine built in it."""
    logo = small_project / "content" / "assets" / "logo.svg"
    shutil.copy(logo, logo.with_name("old.svg"))
    page = small_project / "content" / "trust.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(f"{text}\n![The old logo](assets/old.svg)\n", encoding="utf-8")
    assert (stage(small_project) / "docs" / "assets" / "old.svg").is_file()
    page.write_text(text, encoding="utf-8")
    (small_project / "staged" / "site").mkdir()
    (small_project / "staged" / "site" / "index.html").write_text("made of it", encoding="utf-8")
    assert not (stage(small_project) / "docs" / "assets" / "old.svg").exists()
    assert not (small_project / "staged" / "site").exists()


def test_folder_with_other_work(small_project: Path) -> None:
    """A folder that was not staged before is left alone, even where it is an MkDocs project."""
    other = small_project / "staged"
    other.mkdir()
    (other / "mkdocs.yml").write_text("site_name: Mine\n", encoding="utf-8")
    with pytest.raises(FolderError) as caught:
        stage(small_project)
    assert str(caught.value) == (
        f"'{other}' holds other files, which would be lost. Name a new folder."
    )
    assert read_config(other) == "site_name: Mine\n"
