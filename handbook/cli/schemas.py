"""The command that writes JSON Schemas."""

from __future__ import annotations

from pathlib import Path

import click

from handbook.cli.terminal import out, reporting
from handbook.folders.mark import Made
from handbook.publish import replace_folder, write_files


@click.command()
@click.option(
    "--out",
    "out_path",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder to write them to; one written before is replaced (default: print them).",
)
@click.option(
    "--overlay",
    is_flag=True,
    help="For files that are laid over the shipped ones: any part will do.",
)
def schema(*, out_path: Path | None, overlay: bool) -> None:
    """Write the JSON Schema of every kind of file, for editors that help while typing."""
    from handbook.schema import render_schemas  # noqa: PLC0415

    schemas = render_schemas(is_overlay=overlay)
    if out_path is None:
        click.echo("\n".join(schemas.values()))
        return
    with reporting(), replace_folder(out_path, made=Made.SCHEMAS) as fresh:
        write_files({name: text.encode() for name, text in schemas.items()}, folder=fresh)
    out.print(f"Wrote {len(schemas)} schemas: {out_path}")
