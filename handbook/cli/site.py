"""The commands that check a handbook and make its site."""

from __future__ import annotations

import datetime as dt
import json
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from handbook.cli.terminal import (
    err,
    find_config,
    manual_option,
    no_cache_option,
    out,
    print_problems,
    project_option,
    reporting,
    working,
)
from handbook.folders.place import absolute
from handbook.layers import is_own
from handbook.problems import Severity, has_errors, summarize
from handbook.publish import check_archive, publishes_manual, replace_folder, write_archive

if TYPE_CHECKING:
    from handbook.problems import Problem


def _parse_address(
    _context: click.Context, _option: click.Parameter, value: str
) -> tuple[str, int]:
    host, _, port = value.rpartition(":")
    if not host or not port.isdecimal():
        message = f"'{value}' is no address. Write one such as 127.0.0.1:8000."
        raise click.BadParameter(message)
    return host, int(port)


@click.command()
@project_option
@no_cache_option
@click.option("--json", "as_json", is_flag=True, help="Print the problems as JSON.")
@click.option("--strict", is_flag=True, help="Count warnings as problems.")
def check(project: Path, *, as_json: bool, strict: bool) -> None:
    """Say everything that is wrong in the handbook's files, and where.

    The exit status is 0 when the handbook can be built, 1 when it has problems.
    """
    config_path = find_config(project)
    with reporting(), working("Reading the handbook"):
        from handbook.cache import open_cache  # noqa: PLC0415
        from handbook.opening import check_project  # noqa: PLC0415
        from handbook.press import Press  # noqa: PLC0415

        today = dt.datetime.now().astimezone().date()
        found = check_project(project, press=Press(open_cache()), today=today)
        problems = tuple(sorted({*found, *_check_engine(config_path)}))
    if as_json:
        click.echo(json.dumps([problem.as_dict() for problem in problems], indent=2))
    else:
        print_problems(problems)
        out.print(summarize(problems))
    # What stands in the base is nothing that the district could mend.
    is_own_warning = (
        one.severity is Severity.WARNING and is_own(one.location.path) for one in problems
    )
    raise SystemExit(1 if has_errors(problems) or (strict and any(is_own_warning)) else 0)


def _check_engine(config_path: Path) -> tuple[Problem, ...]:
    """Return what the site engine refuses; where it can refuse nothing, it is not loaded."""
    from handbook.site_config import has_plain_config  # noqa: PLC0415

    if has_plain_config(config_path):
        return ()
    from handbook.mkdocs_run import check_engine  # noqa: PLC0415

    return check_engine(config_path)


@click.command()
@project_option
@no_cache_option
@click.option(
    "--site",
    "site_path",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where to put the site (default: site, beside mkdocs.yml).",
)
@manual_option
@click.option("--strict", is_flag=True, help="Refuse to build when there are warnings.")
@click.option(
    "--offline", is_flag=True, help="Make a site that opens from a folder, without a web server."
)
@click.option("--zip", "is_packed", is_flag=True, help="Pack the site as a ZIP file beside it too.")
def build(
    project: Path, *, site_path: Path | None, strict: bool, offline: bool, is_packed: bool
) -> None:
    """Build the site, with every form as PDF.

    The new site takes the old one's place only when all of it is built.
    """
    config_path, shown = find_config(project), site_path or project / "site"
    place = absolute(shown)
    start = time.monotonic()
    with reporting(), working("Building the site"):
        from handbook.cache import open_cache  # noqa: PLC0415
        from handbook.inputs import source_paths  # noqa: PLC0415
        from handbook.mkdocs_run import build_site  # noqa: PLC0415

        archive = place.with_name(f"{place.name}.zip")
        if is_packed:
            check_archive(archive)
        with replace_folder(shown, sources=source_paths(project)) as fresh:
            warnings = build_site(
                config_path, site_path=fresh, is_strict=strict, is_offline=offline
            )
        if is_packed:
            write_archive(place, place=archive)
        open_cache().tidy()
    for warning in warnings:
        err.print(warning)
    pages = sum(path.name != "404.html" for path in place.rglob("*.html"))
    forms = sum(1 for _ in place.glob("forms/*.pdf"))
    seconds = time.monotonic() - start
    out.print(f"Built {pages} pages and {forms} PDF forms in {seconds:.1f} s: {shown}")
    if is_packed:
        out.print(f"Packed: {shown.with_name(archive.name)}")


@click.command()
@project_option
@no_cache_option
@click.option(
    "--address",
    default="127.0.0.1:8000",
    show_default=True,
    callback=_parse_address,
    help="Where to show it.",
)
def serve(project: Path, *, address: tuple[str, int]) -> None:
    """Show the handbook in a browser while you work on it; every save is shown at once.

    What is wrong is told on the open page, above the last page that was good.
    """
    find_config(project)
    host, port = address
    with reporting():
        from handbook.serving.server import serving  # noqa: PLC0415

        with serving(project.resolve(), host=host, port=port, told=_tell) as at:
            out.print(f"Open http://{host}:{at}/ in a browser. Ctrl+C stops.")
            with suppress(KeyboardInterrupt):
                while True:
                    time.sleep(1)


def _tell(problems: tuple[Problem, ...]) -> None:
    print_problems(problems)
    out.print(summarize(problems))


@click.command()
@project_option
@no_cache_option
@click.option(
    "--out",
    "out_path",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="The folder to write; one staged before is replaced.",
)
@manual_option
def stage(project: Path, *, out_path: Path) -> None:
    """Write the whole site source to a folder, for any engine that reads MkDocs' files."""
    config_path = find_config(project)
    with reporting(), working("Writing the site source"):
        from handbook.cache import open_cache  # noqa: PLC0415
        from handbook.opening import open_site  # noqa: PLC0415
        from handbook.press import Press  # noqa: PLC0415
        from handbook.stage import stage_site  # noqa: PLC0415

        press = Press(open_cache())
        site = open_site(project, press=press, with_manual=publishes_manual())
        stage_site(site, config_path=config_path, out_path=out_path, press=press)
    out.print(f"Staged {len(site.pages)} pages and {len(site.files)} files: {out_path}")
