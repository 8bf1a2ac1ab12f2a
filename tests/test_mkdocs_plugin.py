"""Under MkDocs the handbook builds, serves, and says what is wrong, as an MkDocs user expects."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from mkdocs.config import load_config
from mkdocs.exceptions import PluginError

from handbook.assets import STAMP
from handbook.folders.mark import Made, check_replaceable
from handbook.folders.place import FolderError
from handbook.mkdocs_plugin import HandbookPlugin
from handbook.mkdocs_run import build_site, check_engine
from handbook.problems import HandbookError
from handbook.publish import SiteError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.slow

PATIENCE = 90
"""Seconds after which a server that does not answer counts as broken."""


def build(project: Path, *, config_name: str = "mkdocs.yml", is_strict: bool = True) -> Path:
    """Build the project's site and return its folder."""
    site_path = project / "site"
    build_site(project / config_name, site_path=site_path, is_strict=is_strict, is_offline=False)
    return site_path


def edit(path: Path, old: str, new: str) -> None:
    """Replace words in a file."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def break_two_files(project: Path) -> None:
    """Make a mistake in a record and another on a page."""
    edit(project / "roles" / "data-coach.yml", "stages: [identify-goal]", "stages: [goals]")
    edit(project / "content" / "trust.md", "private?", "private in {{ distric.name }}?")


TWO_PROBLEMS = (
    "content/trust.md:5:23: nothing is called 'distric'. Did you mean 'district'?\n"
    "roles/data-coach.yml:11:14: activities.0.stages.0: no stage has the id 'goals'. "
    "Use 'identify-goal' or 'reflect'.\n"
    "2 problems in 2 files."
)


def test_plain_mkdocs_builds_the_site(small_project: Path) -> None:
    """`mkdocs build --strict` makes pages of records, the forms and the index, without a word."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    result = subprocess.run(
        command, cwd=small_project, env=environment, capture_output=True, text=True, check=False
    )
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    site = small_project / "site"
    names = {STAMP.sub("", path.relative_to(site).as_posix()) for path in site.rglob("*")}
    for name in (
        "index.html",
        "roles/data-coach/index.html",
        "forms/role-agreement-data-coach/index.html",
        "forms/role-agreement-data-coach.pdf",
        "assets/district.css",
        "assets/logo.svg",
        "search/search_index.json",
    ):
        assert name in names


def test_site_of_mkdocs_is_ours(small_project: Path) -> None:
    """What MkDocs built may be replaced by `handbook build`, unless MkDocs kept others' files."""
    site = build(small_project)
    check_replaceable(site, made=Made.SITE)
    (site / ".nojekyll").touch()
    build(small_project)
    with pytest.raises(FolderError) as caught:
        check_replaceable(site, made=Made.SITE)
    assert str(caught.value) == (
        f"'{site / '.nojekyll'}' was put there by somebody else and would be lost. "
        "Move it elsewhere, or name a new folder."
    )


def test_data_files_are_not_published(small_project: Path) -> None:
    """No YAML file of the content folder is published."""
    site = build(small_project)
    assert [path.name for path in site.rglob("*.y*ml")] == []


def test_site_is_named_by_the_district(small_project: Path) -> None:
    """The site has the title that district.yml gives, whatever mkdocs.yml says."""
    home = (build(small_project) / "index.html").read_text(encoding="utf-8")
    assert "Overridden by the district" not in home
    assert "Instructional Coaching Handbook" in home


def test_all_problems_in_one_error(small_project: Path) -> None:
    """MkDocs is given one error that lists every problem of every file."""
    break_two_files(small_project)
    config = load_config(str(small_project / "mkdocs.yml"))
    with pytest.raises(PluginError) as caught:
        HandbookPlugin().on_config(config)
    assert str(caught.value) == TWO_PROBLEMS


def test_plain_mkdocs_says_all_problems(small_project: Path) -> None:
    """`mkdocs build` prints the problems, without a traceback, and fails."""
    break_two_files(small_project)
    command = [sys.executable, "-m", "mkdocs", "build"]
    result = subprocess.run(command, cwd=small_project, capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert TWO_PROBLEMS in result.stderr
    assert "Traceback" not in result.stderr


def test_problems_reach_the_caller(small_project: Path) -> None:
    """A build by the command fails with the problems, not with MkDocs' words for them."""
    break_two_files(small_project)
    with pytest.raises(HandbookError) as caught:
        build(small_project)
    assert str(caught.value) == TWO_PROBLEMS


def test_strict_build_refuses_warnings(small_project: Path) -> None:
    """A page that stands in no menu is a warning, and a strict build says it and fails."""
    edit(small_project / "mkdocs.yml", "  - trust.md\n", "")
    warning = (
        "content/trust.md:1:1: warning: the page stands in no menu, so that readers come upon it "
        "by links and search alone. Add the line '- trust.md' below 'nav:' in mkdocs.yml."
    )
    with pytest.raises(SiteError) as caught:
        build(small_project)
    assert str(caught.value) == f"{warning}\nNot built: Aborted with 1 warnings in strict mode."
    config_path, site_path = small_project / "mkdocs.yml", small_project / "site"
    assert build_site(config_path, site_path=site_path, is_strict=False, is_offline=False) == (
        warning,
    )


def test_menu_entry_that_is_not_there(small_project: Path) -> None:
    """A page that the menu or a link names and nobody wrote is refused, as by check."""
    edit(small_project / "mkdocs.yml", "  - trust.md\n", "  - trust.md\n  - gone.md\n")
    edit(small_project / "content" / "trust.md", "What is private?", "See [this](gone.md).")
    with pytest.raises(HandbookError) as caught:
        build(small_project, is_strict=False)
    assert str(caught.value) == (
        "content/trust.md:5:12: the link '(gone.md)' leads to no page. Did you mean 'index.md'?\n"
        "mkdocs.yml:14:5: nav: no page has the file 'gone.md'. Did you mean 'index.md'?\n"
        "2 problems in 2 files."
    )


def test_menu_that_leaves_pages_out(small_project: Path) -> None:
    """Links to pages that stand in no menu, and so not in the book, do no harm."""
    config_path = small_project / "mkdocs.yml"
    text = config_path.read_text(encoding="utf-8")
    menu = text[text.index("nav:\n") : text.index("plugins:\n")]
    edit(config_path, menu, "nav:\n  - index.md\n")
    site = build(small_project, is_strict=False)
    assert (site / "roles" / "data-coach" / "index.html").is_file()
    assert (site / "handbook.pdf").read_bytes().startswith(b"%PDF-")


def test_config_that_cannot_be_read(small_project: Path) -> None:
    """A fault of mkdocs.yml is said in words."""
    edit(small_project / "mkdocs.yml", "  - handbook\n", "  - handbook\n  - serach\n")
    with pytest.raises(HandbookError) as caught:
        build(small_project)
    assert str(caught.value) == (
        'mkdocs.yml:28:1: plugins: The "serach" plugin is not installed. '
        "Correct it, or take it out.\n"
        "1 problem in 1 file."
    )
    assert check_engine(small_project / "mkdocs.yml") == caught.value.problems


def html_in(site: Path) -> dict[str, str]:
    """Return every page's HTML, by its file."""
    return {
        path.relative_to(site).as_posix(): path.read_text(encoding="utf-8")
        for path in site.rglob("*.html")
    }


def test_mkdocs_would_render_the_same(small_project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages that are rendered before MkDocs has them are those it makes itself, to the byte."""
    monkeypatch.setattr("handbook.project.check_site", lambda *_, **__: ())
    edit(small_project / "content" / "trust.md", "What is private?", EVERY_LINK)
    given = html_in(build(small_project, is_strict=False))
    monkeypatch.setattr(HandbookPlugin, "on_pre_page", lambda _, page, **__: page)
    assert html_in(build(small_project, is_strict=False)) == given
    assert 'src="../assets/logo.svg?a=1&amp;b=%20"' in given["trust/index.html"]


EVERY_LINK = """## Twice & again

[a](roles/data-coach.md#top) [b](index.md) [c](#twice-again) [d](https://example.org/?a=1&b=2) [e](
<a b.md>) ![f](assets/logo.svg?a=1&b=%20) <office@example.org> [g](mailto:office@example.org)
[h](/absolute/) [i](roles/) <a href="raw.md">j</a> [k](forms/gone.pdf "a \"title\" & <more>")

<div markdown="1">
[l](index.md){: .hb-tag } and [m]

## Twice & again {: #here }
</div>

[m]: glossary.md
"""


@pytest.mark.parametrize(
    ("hook", "name", "pages", "words"),
    [
        (
            "def on_page_markdown(text, **_):\n    return text.replace('private?', 'secret?')\n",
            "hook.py",
            "1 page",
            "What is secret?",
        ),
        (
            "def on_pre_build(config):\n    config.markdown_extensions.append('pymdownx.caret')\n",
            "hook.py",
            "33 pages",
            "What is <ins>ever</ins> private?",
        ),
    ],
)
def test_other_plugins_have_their_way(
    small_project: Path, hook: str, name: str, pages: str, words: str
) -> None:
    """A plugin that changes a page changes the site's page; that the book is without it is said."""
    if "ins" in words:
        edit(small_project / "content" / "trust.md", "is private?", "is ^^ever^^ private?")
    (small_project / "hook.py").write_text(hook, encoding="utf-8")
    with (small_project / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("hooks: [hook.py]\n")
    config_path, site = small_project / "mkdocs.yml", small_project / "site"
    (warning,) = build_site(config_path, site_path=site, is_strict=False, is_offline=False)
    assert warning == (
        f"The plugin '{name}' changes {pages}, and the book and the search have the text "
        "without its changes. Take it out of mkdocs.yml if they should agree."
    )
    assert words in (site / "trust" / "index.html").read_text(encoding="utf-8")


def edit_links(site: Path) -> dict[str, str]:
    """Return where each page says that it can be edited, by the page's address."""
    pages = {
        path.relative_to(site).as_posix(): path.read_text(encoding="utf-8")
        for path in site.rglob("index.html")
    }
    found = {name: re.findall(r'href="([^"]*)" rel="edit"', text) for name, text in pages.items()}
    return {name: links[0] for name, links in found.items() if links}


def test_pages_are_edited_where_they_are_written(small_project: Path) -> None:
    """With a repository, a page made from a record is edited in its YAML file."""
    (small_project / "hosted.yml").write_text(
        "INHERIT: mkdocs.yml\n"
        "repo_url: https://example.org/district/handbook\n"
        "edit_uri: edit/main/content/\n",
        encoding="utf-8",
    )
    links = edit_links(build(small_project, config_name="hosted.yml"))
    start = "https://example.org/district/handbook/edit/main/"
    assert links["index.html"] == f"{start}content/index.md"
    assert links["trust/index.html"] == f"{start}content/trust.md"
    assert links["roles/data-coach/index.html"] == f"{start}roles/data-coach.yml"
    assert links["not/evaluation/index.html"] == f"{start}roles/not/evaluation.yml"
    assert links["forms/role-agreement-data-coach/index.html"] == (
        f"{start}content/forms/role-agreement.yml"
    )
    assert links["standards/tlms-5/index.html"] == (
        f"{start}standards/teacher-leader-model-standards.yml"
    )
    assert "roles/index.html" not in links


def test_site_below_an_address(small_project: Path) -> None:
    """The page for missing addresses and the sitemap know where the district publishes the site."""
    edit(
        small_project / "district.yml",
        "logo: assets/logo.svg",
        "web_address: example.org/coaching\nlogo: assets/logo.svg",
    )
    site = build(small_project)
    missing = (site / "404.html").read_text(encoding="utf-8")
    assert re.search(r'href="/coaching/assets/handbook\.[0-9a-f]{10}\.css"', missing)
    sitemap = (site / "sitemap.xml").read_text(encoding="utf-8")
    assert "<url><loc>https://example.org/coaching/roles/data-coach/</loc></url>" in sitemap
    assert "lastmod" not in sitemap


def test_no_repository_no_edit_links(small_project: Path) -> None:
    """Without a repository no page offers to be edited."""
    assert edit_links(build(small_project)) == {}


def test_offline_site_has_links_to_files(small_project: Path) -> None:
    """A site for folders links files, forms included, and carries its index as a script."""
    site = small_project / "site"
    build_site(small_project / "mkdocs.yml", site_path=site, is_strict=True, is_offline=True)
    assert len(list(site.glob("search/search_index.*.js"))) == 1
    assert (site / "roles" / "data-coach.html").is_file()
    pages = [path.read_text(encoding="utf-8") for path in site.rglob("*.html")]
    assert [href for page in pages for href in re.findall(r'href="[^"#]*/"', page)] == []


@contextmanager
def serving(project: Path) -> Iterator[str]:
    """Run `mkdocs serve` in a project; give the address of the site."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", address]
    log_path = project / "serve.log"
    with log_path.open("wb") as log:
        server = subprocess.Popen(command, cwd=project, stdout=log, stderr=log)
        try:
            yield f"http://{address}/"
        finally:
            server.terminate()
            server.wait()


def wait_for(words: str, *, url: str) -> None:
    """Ask for a page until it says the words."""
    end = time.monotonic() + PATIENCE
    page = ""
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(url, timeout=PATIENCE) as answer:  # noqa: S310
                page = answer.read().decode()
        except urllib.error.URLError:
            page = ""
        if words in page:
            return
        time.sleep(0.2)
    pytest.fail(f"{url} never said '{words}'")


def wait_for_log(words: str, *, project: Path) -> None:
    """Read what the server says until it says the words."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if words in (project / "serve.log").read_text(encoding="utf-8"):
            return
        time.sleep(0.2)
    pytest.fail(f"the server never said '{words}'")


def test_serving_follows_edits_of_records(small_project: Path) -> None:
    """A change of a YAML file reaches the browser; a mistake is told and does not end serving."""
    path = small_project / "roles" / "data-coach.yml"
    with serving(small_project) as url:
        page_url = f"{url}roles/data-coach/"
        wait_for("Reads results with teachers.", url=page_url)
        edit(path, "Reads results with teachers.", "Reads results beside you.")
        wait_for("Reads results beside you.", url=page_url)
        edit(path, "stages: [identify-goal]", "stages: [goals]")
        wait_for_log("no stage has the id 'goals'", project=small_project)
        edit(path, "stages: [goals]", "stages: [identify-goal]")
        edit(path, "Reads results beside you.", "Sits with you over results.")
        wait_for("Sits with you over results.", url=page_url)
    assert "Traceback" not in (small_project / "serve.log").read_text(encoding="utf-8")


def test_a_page_in_another_language(small_project: Path) -> None:
    """A page that says its language is read in it; what stands around it is in the site's."""
    page = small_project / "content" / "trust.md"
    edit(page, "title: ", "language: es\ntitle: ")
    html = (build(small_project) / "trust" / "index.html").read_text(encoding="utf-8")
    assert '<html lang="en"' in html
    assert '<article class="hb-article" id="hb-content" tabindex="-1" lang="es">' in html


TEMPLATE_FAULTS = {
    "{{ nothing.at.all }}": "'nothing' is undefined",
    "{% if %}": "this is no template: expected an expression, got 'end of statement block'",
    "{{ 1 / 0 }}": "this cannot be worked out: division by zero",
    '{% include "gone.html" %}': "there is no template 'gone.html'",
    "{{ page | upside_down }}": "this is no template: no filter named 'upside_down'",
}


@pytest.mark.parametrize(("written", "said"), TEMPLATE_FAULTS.items())
def test_a_template_with_a_fault(small_project: Path, written: str, said: str) -> None:
    """What a district's own template raises is a problem of that template, where it stands."""
    template = small_project / "overrides" / "main.html"
    template.write_text(
        f'{{% extends "base.html" %}}\n{{% block announce %}}{written}{{% endblock %}}\n',
        encoding="utf-8",
    )
    with pytest.raises(HandbookError) as caught:
        build(small_project)
    assert [str(one) for one in caught.value.problems] == [
        (
            f"overrides/main.html:2:1: {said}. "
            "Correct the line; without the file, the handbook's own template is used."
        )
    ]


def test_plain_mkdocs_says_where_a_template_is_wrong(small_project: Path) -> None:
    """`mkdocs build` prints the same, without a traceback."""
    template = small_project / "overrides" / "404.html"
    template.write_text("{{ nothing.at.all }}\n", encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build"]
    result = subprocess.run(command, cwd=small_project, capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert "overrides/404.html:1:1: 'nothing' is undefined. Correct the line;" in result.stderr
    assert "Traceback" not in result.stderr


def test_pages_for_editors_are_left_out(small_project: Path) -> None:
    """A page that is not published is not published as it was written, either."""
    page = "---\ntitle: How we do it\nfor: editors\n---\n{% set a = 1 %}{{ a }}\n"
    (small_project / "content" / "how.md").write_text(page, encoding="utf-8")
    site = small_project / "site"
    build_site(small_project / "mkdocs.yml", site_path=site, is_strict=False, is_offline=False)
    assert (site / "trust" / "index.html").is_file()
    assert not (site / "how").exists()
