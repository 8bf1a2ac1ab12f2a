"""The command that writes the handbook's data for other programs."""

from __future__ import annotations

from pathlib import Path

import click

from handbook.cli.terminal import (
    find_config,
    no_cache_option,
    out,
    project_option,
    reporting,
    working,
)
from handbook.folders.mark import Made
from handbook.publish import replace_folder, write_files


@click.command()
@project_option
@no_cache_option
@click.option(
    "--out",
    "out_path",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="The folder to write them to; one written before is replaced.",
)
def export(project: Path, *, out_path: Path) -> None:
    """Write the handbook's data for other programs: JSON, CSV and standards in CASE.

    The site has the same files in its folder 'data'.
    """
    find_config(project)
    with reporting(), working("Writing the data"):
        from handbook.addresses import DATA_FOLDER  # noqa: PLC0415
        from handbook.cache import open_cache  # noqa: PLC0415
        from handbook.inputs import source_paths  # noqa: PLC0415
        from handbook.opening import open_site  # noqa: PLC0415
        from handbook.press import Press  # noqa: PLC0415

        site = open_site(project, press=Press(open_cache()))
        files = {
            uri.removeprefix(DATA_FOLDER): content
            for uri, content in site.files.items()
            if uri.startswith(DATA_FOLDER)
        }
        with replace_folder(out_path, made=Made.DATA, sources=source_paths(project)) as fresh:
            write_files(files, folder=fresh)
    out.print(f"Wrote {len(files)} files: {out_path}")
