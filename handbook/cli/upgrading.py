"""The command that accepts the shipped text as it is now, having shown what changed."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from handbook import __version__
from handbook.cli.starting import write_lock, write_schemas
from handbook.cli.terminal import find_config, out, project_option, reporting

if TYPE_CHECKING:
    from handbook.accepted import AcceptedBase
    from handbook.upgrading import Changed


@click.command()
@project_option
@click.option(
    "--from",
    "from_path",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Where base.lock is lost: a folder with the shipped text that you read last.",
)
@click.option("--keep-all", is_flag=True, help="Keep what is yours everywhere; ask nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print what changed as JSON; write nothing.")
def upgrade(project: Path, *, from_path: Path | None, keep_all: bool, as_json: bool) -> None:
    """Accept the shipped text as it is now, having been shown what changed under your own.

    Nothing is asked about what you did not change, and nothing is written until all is answered.
    """
    find_config(project)
    with reporting():
        from handbook.accepted import load_accepted, read_base  # noqa: PLC0415
        from handbook.layers import find_layers  # noqa: PLC0415
        from handbook.upgrading import compare_bases  # noqa: PLC0415

        below = find_layers(project)[:-1]
        base = read_base(*below, version=__version__)
        accepted = _read_last(from_path, base=base) if from_path else load_accepted(project)
        if accepted is None:
            out.print(f"No base.lock is here: the text of {__version__} is accepted as it is.")
            write_lock(project)
            return
        own = read_base(project, version="").files
        own = {name.partition(":")[2]: text for name, text in own.items()} if below else {}
        found = compare_bases(accepted, base, own=own)
        if as_json:
            values = {
                "then": found.then,
                "now": found.now,
                "changed": found.changed,
                "overridden": found.overridden,
                "asked": [one.as_dict() for one in found.asked],
            }
            click.echo(json.dumps(values, indent=2, ensure_ascii=False))
            return
        out.print(
            f"Base {found.then} -> {found.now}: {found.changed} fields changed; you override "
            f"{found.overridden}, {len(found.asked)} of them changed under you."
        )
        for one in found.asked:
            _show(one)
        if found.asked and not keep_all and not _all_kept(found.asked):
            out.print("Nothing was written. Change your files, then run 'handbook upgrade' again.")
            raise SystemExit(1)
        write_lock(project)
        if (schemas := project / ".vscode" / "schemas").is_dir():
            write_schemas(schemas)
        out.print(f"The text of {found.now} is accepted.")


def _read_last(folder: Path, *, base: AcceptedBase) -> AcceptedBase:
    """Return the text of a folder as the one that was accepted; an agency's is as it is now."""
    from handbook.accepted import read_base  # noqa: PLC0415

    files = read_base(folder, version="").files
    if not any(name.startswith("0:roles/") for name in files):
        message = f"'{folder}' holds no shipped text: it has no roles. Name the folder that has."
        raise click.BadParameter(message, param_hint="--from")
    between = {name: text for name, text in base.files.items() if not name.startswith("0:")}
    return replace(base, version=f"in {folder}", files={**files, **between})


def _show(one: Changed) -> None:
    out.print(f"{one.location.path}:{one.location.line}: {one.field}")
    for label, text in (("base then", one.then), ("base now", one.now), ("yours", one.yours)):
        out.print(f"   {label:<11} {text or '(nothing)'}")


def _all_kept(asked: tuple[Changed, ...]) -> bool:
    """Ask about each field whether the district's own stays."""
    return all(
        click.confirm(
            f"Keep yours: {one.location.path}:{one.location.line} {one.field}?", default=True
        )
        for one in asked
    )
