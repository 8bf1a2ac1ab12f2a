"""The command that lets a handbook be edited in a browser."""

from __future__ import annotations

import time
import webbrowser
from contextlib import suppress
from typing import TYPE_CHECKING

import click

from handbook.cli.terminal import find_config, no_cache_option, out, project_option, reporting

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@project_option
@no_cache_option
@click.option(
    "--port", default=8001, show_default=True, help="The port to serve on; 0 for any that is free."
)
@click.option("--no-browser", is_flag=True, help="Open no browser; the address is shown.")
def edit(project: Path, *, port: int, no_browser: bool) -> None:
    """Edit the handbook in a browser on this machine; no file has to be opened by hand.

    What is saved goes into the district's own files, and leaves all else in them as it is.
    """
    find_config(project)
    with reporting():
        from handbook.editing.server import editing  # noqa: PLC0415

        with editing(project.resolve(), port=port) as address:
            out.print(f"Open {address} in a browser on this machine. Ctrl+C stops.")
            if not no_browser:
                webbrowser.open(address)
            with suppress(KeyboardInterrupt):
                while True:
                    time.sleep(1)
