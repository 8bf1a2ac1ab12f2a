"""The `handbook` command: reads arguments, calls the engine, and prints; only this module does.

The engine is imported by the command that needs it, so that `--help` answers at once.
"""

from __future__ import annotations

import json
import logging
import os
import time
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.text import Text

from handbook import __version__
from handbook.problems import HandbookError, Problem, Severity, summarize
from handbook.publish import SiteError, replace_folder, write_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from contextlib import AbstractContextManager

CONFIG_NAME = "mkdocs.yml"

_out = Console(soft_wrap=True, highlight=False, markup=False)
_err = Console(stderr=True, soft_wrap=True, highlight=False, markup=False)

_project = click.option(
    "--project",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    help="The folder that holds mkdocs.yml and district.yml (default: this folder).",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="handbook")
def main() -> None:
    """Check, build and publish an instructional-coaching handbook."""
    # The last MkDocs 1 and its theme announce their end on every run; this project knows.
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")


@main.command()
@_project
@click.option("--json", "as_json", is_flag=True, help="Print the problems as JSON.")
@click.option("--strict", is_flag=True, help="Count warnings as problems.")
def check(project: Path, *, as_json: bool, strict: bool) -> None:
    """Say everything that is wrong in the handbook's files, and where.

    The exit status is 0 when the handbook can be built, 1 when it has problems.
    """
    _config_path(project)
    with _reporting(), _working("Reading the handbook"):
        from handbook.pdf import FormPrinter  # noqa: PLC0415
        from handbook.project import build_timestamp, check_project  # noqa: PLC0415

        problems = check_project(project, printer=FormPrinter(timestamp=build_timestamp()))
    if as_json:
        click.echo(json.dumps([problem.as_dict() for problem in problems], indent=2))
    else:
        _print_problems(problems)
        _out.print(summarize(problems))
    is_bad = strict or any(problem.severity is Severity.ERROR for problem in problems)
    raise SystemExit(1 if problems and is_bad else 0)


@main.command()
@_project
@click.option(
    "--site",
    "site_path",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where to put the site (default: site, beside mkdocs.yml).",
)
@click.option("--strict", is_flag=True, help="Refuse to build when there are warnings.")
@click.option(
    "--offline", is_flag=True, help="Make a site that opens from a folder, without a web server."
)
def build(project: Path, *, site_path: Path | None, strict: bool, offline: bool) -> None:
    """Build the site, with every form as PDF.

    The new site takes the old one's place only when all of it is built.
    """
    config_path, place = _config_path(project), site_path or project / "site"
    start = time.monotonic()
    with _reporting(), _working("Building the site"):
        from handbook.mkdocs_plugin import build_site  # noqa: PLC0415

        with replace_folder(place.resolve()) as fresh:
            warnings = build_site(
                config_path, site_path=fresh, is_strict=strict, is_offline=offline
            )
    for warning in warnings:
        _err.print(warning)
    pages = sum(path.name != "404.html" for path in place.rglob("*.html"))
    forms = sum(1 for _ in place.glob("forms/*.pdf"))
    seconds = time.monotonic() - start
    _out.print(f"Built {pages} pages and {forms} PDF forms in {seconds:.1f} s: {place}")


@main.command()
@_project
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Where to serve.")
def serve(project: Path, *, address: str) -> None:
    """Show the site in a browser and build it again whenever a file changes."""
    config_path = _config_path(project)
    with _reporting():
        from handbook.mkdocs_plugin import serve_site  # noqa: PLC0415

        logging.basicConfig(level=logging.INFO, format="%(message)s")
        serve_site(config_path, address=address)


@main.command()
@_project
@click.option(
    "--out",
    "out_path",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="The folder to write; one staged before is replaced.",
)
def stage(project: Path, *, out_path: Path) -> None:
    """Write the whole site source to a folder, for any engine that reads MkDocs' files."""
    config_path = _config_path(project)
    with _reporting(), _working("Writing the site source"):
        from handbook.pdf import FormPrinter  # noqa: PLC0415
        from handbook.pdf.book import BookPrinter  # noqa: PLC0415
        from handbook.project import build_timestamp, open_site  # noqa: PLC0415
        from handbook.stage import stage_site  # noqa: PLC0415

        timestamp = build_timestamp()
        site = open_site(project, printer=FormPrinter(timestamp=timestamp))
        stage_site(
            site,
            config_path=config_path,
            out_path=out_path.resolve(),
            book_printer=BookPrinter(timestamp=timestamp),
        )
    _out.print(f"Staged {len(site.pages)} pages and {len(site.files)} files: {out_path}")


@main.command()
@click.option(
    "--out",
    "out_path",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder to write them to (default: print them).",
)
def schema(*, out_path: Path | None) -> None:
    """Write the JSON Schema of every kind of file, for editors that help while typing."""
    from handbook.schema import render_schemas  # noqa: PLC0415

    schemas = render_schemas()
    if out_path is None:
        click.echo("\n".join(schemas.values()))
        return
    with _reporting():
        write_files({name: text.encode() for name, text in schemas.items()}, folder=out_path)
    _out.print(f"Wrote {len(schemas)} schemas: {out_path}")


def _config_path(project: Path) -> Path:
    path = project / CONFIG_NAME
    if not path.is_file():
        message = f"there is no {CONFIG_NAME} in '{project}'. Name the handbook's folder."
        raise click.BadParameter(message, param_hint="--project")
    return path


def _working(what: str) -> AbstractContextManager[object]:
    """Show that something is being done, where somebody watches."""
    return _err.status(f"{what} …") if _err.is_terminal else nullcontext()


@contextmanager
def _reporting() -> Iterator[None]:
    """Print what keeps a command from its work, and end with status 1."""
    try:
        yield
    except HandbookError as error:
        _print_problems(error.problems)
        _err.print(summarize(error.problems))
        raise SystemExit(1) from error
    except SiteError as error:
        _err.print(str(error))
        raise SystemExit(1) from error
    except OSError as error:
        where = f"'{error.filename}': " if error.filename else ""
        _err.print(f"{where}{error.strerror or error}")
        raise SystemExit(1) from error


def _print_problems(problems: Iterable[Problem]) -> None:
    styles = {Severity.ERROR: "red", Severity.WARNING: "yellow"}
    for problem in problems:
        line = Text(str(problem))
        line.stylize(styles[problem.severity], 0, len(str(problem.location)))
        _err.print(line)
