"""The command that accepts the shipped text as it is now, having shown what changed."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from handbook import __version__
from handbook.cli.starting import write_lock, write_schemas
from handbook.cli.terminal import find_config, out, project_option, reporting
from handbook.spelling import count_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from handbook.accepted import AcceptedBase
    from handbook.upgrading import Changed, Upgrade

_KEEP, _TAKE, _SKIP = "k", "t", "s"
_QUESTION = "[k]eep yours, [t]ake theirs, [s]kip for now"


@click.command()
@project_option
@click.option(
    "--from",
    "from_path",
    type=click.Path(exists=True, path_type=Path),
    help="Where base.lock is lost: a folder or a wheel with the shipped text that you read last.",
)
@click.option("--keep-all", is_flag=True, help="Keep what is yours everywhere; ask nothing.")
@click.option("--take-all", is_flag=True, help="Take what is shipped everywhere; ask nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print what changed as JSON; write nothing.")
def upgrade(
    project: Path, *, from_path: Path | None, keep_all: bool, take_all: bool, as_json: bool
) -> None:
    """Accept the shipped text as it is now, having been shown what changed under your own.

    Nothing is asked about what you did not change, and nothing is written until all is answered.
    What you take is taken out of your files; what you skip is asked about again.
    """
    find_config(project)
    if keep_all and take_all:
        message = "is either '--keep-all' or '--take-all'. Leave one of them out."
        raise click.BadParameter(message, param_hint="--keep-all")
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
            click.echo(json.dumps(_as_json(found), indent=2, ensure_ascii=False))
            return
        out.print(
            f"Base {found.then} -> {found.now}: {count_of(found.changed, 'field')} changed; you "
            f"override {found.overridden}, {len(found.asked)} of them changed under you."
        )
        answer = _KEEP if keep_all else _TAKE if take_all else ""
        answers = {one: _answered(one, answer=answer) for one in found.asked}
        taken = [one for one, said in answers.items() if said == _TAKE]
        skipped = [one for one, said in answers.items() if said == _SKIP]
        _take(project, taken)
        _accept(project, base=base, accepted=accepted, skipped=skipped)


def _as_json(found: Upgrade) -> dict[str, object]:
    return {
        "then": found.then,
        "now": found.now,
        "changed": found.changed,
        "overridden": found.overridden,
        "asked": [one.as_dict() for one in found.asked],
    }


def _read_last(path: Path, *, base: AcceptedBase) -> AcceptedBase:
    """Return the text of a folder or a wheel as the one accepted; an agency's is as it is now."""
    from handbook.accepted import read_base, read_wheel  # noqa: PLC0415

    last = read_base(path, version="") if path.is_dir() else read_wheel(path)
    if not any(name.startswith("0:roles/") for name in last.files):
        message = (
            f"'{path}' holds no shipped text: it has no roles. Name the folder or the wheel that "
            "has."
        )
        raise click.BadParameter(message, param_hint="--from")
    between = {name: text for name, text in base.files.items() if not name.startswith("0:")}
    return replace(base, version=f"in {path}", files={**last.files, **between})


def _answered(one: Changed, *, answer: str) -> str:
    """Show a field, and return what becomes of it: what is asked for all, or for this one."""
    out.print(f"{one.location.path}:{one.location.line}: {one.field}")
    for label, text in (("base then", one.then), ("base now", one.now), ("yours", one.yours)):
        out.print(f"   {label:<11} {text or '(nothing)'}")
    if one.is_added and answer != _KEEP:
        # Which of the sections would go is for whoever wrote them to say.
        out.print("   Your sections stand in that page. Look whether they still fit.")
        answer = answer and _SKIP
    choices = click.Choice([_KEEP, _SKIP] if one.is_added else [_KEEP, _TAKE, _SKIP])
    return answer or str(click.prompt(_QUESTION, type=choices, default=_KEEP, show_choices=False))


def _take(project: Path, taken: Iterable[Changed]) -> None:
    """Take fields out of the district's files; every file is worked out before one is written."""
    from handbook.taking import without_body, without_fields  # noqa: PLC0415

    by_path = defaultdict[str, list["Changed"]](list)
    for one in taken:
        by_path[one.location.path].append(one)
    written: dict[Path, bytes] = {}
    for name, changes in by_path.items():
        text = (project / name).read_bytes().decode()
        fields = [field for one in changes for field in one.fields]
        text = without_fields(text, fields, path=name)
        if any(not one.fields for one in changes):
            text = without_body(text, path=name)
        written[project / name] = text.encode()
    for path, content in written.items():
        if content:
            fresh = path.with_name(f".{path.name}.new")
            fresh.write_bytes(content)
            fresh.replace(path)
        else:
            path.unlink()
        done = "written without it" if content else "removed: nothing of your own is left in it"
        out.print(f"{path.relative_to(project).as_posix()}: {done}.")


def _accept(
    project: Path, *, base: AcceptedBase, accepted: AcceptedBase, skipped: list[Changed]
) -> None:
    """Write the lock; what was skipped stands in it as it was accepted last."""
    kept = {name: accepted.files.get(name) for one in skipped for name in one.bases}
    files = {**base.files, **{name: text for name, text in kept.items() if text is not None}}
    gone = {name for name, text in kept.items() if text is None}
    files = {name: text for name, text in files.items() if name not in gone}
    # Nobody has read all of it before nothing is skipped.
    version = accepted.version if skipped else base.version
    write_lock(project, base=replace(base, version=version, files=files))
    if (schemas := project / ".vscode" / "schemas").is_dir():
        write_schemas(schemas)
    if skipped:
        left = f"{count_of(len(skipped), 'field')} {'is' if len(skipped) == 1 else 'are'}"
        out.print(f"{left} to be looked at. Run 'handbook upgrade' again before you publish.")
        raise SystemExit(1)
    out.print(f"The text of {base.version} is accepted.")
