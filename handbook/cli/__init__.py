"""The `handbook` command: reads arguments, calls the engine, and prints; only this package does.

The engine is imported by the command that needs it, so that `--help` answers at once.
"""

from __future__ import annotations

import gc
import os

import click

from handbook import __version__
from handbook.cli.adopting import adopt
from handbook.cli.data import export
from handbook.cli.editing import edit
from handbook.cli.editions import diff, edition
from handbook.cli.fleet import fleet
from handbook.cli.forms import forms
from handbook.cli.papers import resign, verify
from handbook.cli.schemas import schema
from handbook.cli.site import build, check, serve, stage
from handbook.cli.starting import explain, new
from handbook.cli.testing import test
from handbook.cli.upgrading import upgrade

__all__ = ["main"]


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="handbook")
def main() -> None:
    """Check, build and publish an instructional-coaching handbook."""
    # The last MkDocs 1 and its theme announce their end on every run; this project knows.
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    # Reading a handbook makes hundreds of thousands of values that stay: looking through them for
    # rubbish as often as Python does by default takes an eighth of the time.
    gc.set_threshold(50_000)


for command in (
    new,
    check,
    build,
    fleet,
    serve,
    edit,
    stage,
    forms,
    edition,
    diff,
    resign,
    verify,
    export,
    schema,
    test,
    explain,
    upgrade,
    adopt,
):
    main.add_command(command)
