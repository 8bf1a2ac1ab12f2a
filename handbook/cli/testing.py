"""The command that tests a district's own handbook, as a site."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from handbook.cli.terminal import (
    err,
    find_config,
    out,
    print_problems,
    project_option,
    reporting,
    working,
)
from handbook.problems import summarize

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handbook.acceptance.trial import Trial


@click.command()
@project_option
@click.option("--json", "as_json", is_flag=True, help="Print the outcome as JSON.")
@click.option("--without-browser", is_flag=True, help="Leave out what needs a browser.")
def test(project: Path, *, as_json: bool, without_browser: bool) -> None:
    """Build the site aside and test it: links, ids, pages, and what tests.yml says of them.

    With a browser, axe looks at every page, and your own questions are asked. The exit status is 0
    when all that was run passed, 1 when something did not.
    """
    find_config(project)
    with reporting(), working("Testing the handbook"):
        trials = tuple(_try_out(project, without_browser=without_browser))
    problems = sorted({problem for trial in trials for problem in trial.problems})
    if as_json:
        click.echo(json.dumps([trial.as_dict() for trial in trials], indent=2))
    else:
        for trial in trials:
            out.print(str(trial))
        print_problems(problems)
        out.print(summarize(problems))
    raise SystemExit(1 if problems else 0)


def _try_out(project: Path, *, without_browser: bool) -> Iterator[Trial]:
    from handbook.acceptance.browsing import browse, why_no_browser  # noqa: PLC0415
    from handbook.acceptance.built_pages import load_built_pages  # noqa: PLC0415
    from handbook.acceptance.built_site import check_site  # noqa: PLC0415
    from handbook.acceptance.expectations import (  # noqa: PLC0415
        FILE_NAME,
        check_words,
        load_expectations,
    )
    from handbook.acceptance.trial import Trial  # noqa: PLC0415
    from handbook.mkdocs_run import build_site  # noqa: PLC0415

    expected, source, faults = load_expectations(project / FILE_NAME)
    if faults:
        yield Trial("tests.yml", "the file", faults)
    with tempfile.TemporaryDirectory(prefix="handbook-test-") as scratch:
        site_path = Path(scratch, "site")
        config_path = find_config(project)
        warnings = build_site(config_path, site_path=site_path, is_strict=False, is_offline=False)
        for warning in warnings:
            err.print(warning)
        uris = {
            path.relative_to(site_path).as_posix()
            for path in site_path.rglob("*")
            if path.is_file()
        }
        pages = load_built_pages(site_path)
        yield from check_site(pages, uris=uris, home=_home(project, config_path=config_path))
        yield check_words(expected, source=source, pages=pages)
        reason = "it was left out" if without_browser else why_no_browser()
        if reason:
            yield Trial("accessibility", "", missing=reason)
            yield Trial("your questions", "", missing=reason)
        else:
            yield from browse(site_path, pages=pages, expected=expected, source=source)


def _home(project: Path, *, config_path: Path) -> str:
    """Return the path that the site is published under: '/coaching/', or '/' at a server's top."""
    from handbook.addresses import site_address  # noqa: PLC0415
    from handbook.layers import find_layers  # noqa: PLC0415
    from handbook.loading import load_handbook  # noqa: PLC0415
    from handbook.site_config import read_config  # noqa: PLC0415

    handbook, _ = load_handbook(*find_layers(project))
    address = read_config(config_path).get("site_url") or site_address(handbook)
    return urlsplit(address).path
