"""The commands that begin a handbook, and that follow the base it stands on."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from handbook import __version__
from handbook.cli.terminal import err, find_config, out, project_option, reporting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from handbook.accepted import AcceptedBase
    from handbook.starting import Answers

_SEPTEMBER = 9


@click.command()
@click.argument("what", metavar="FOLDER|KIND")
@click.argument("name", required=False, metavar="[ID]")
@click.option(
    "--answers",
    "answers_path",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Take the answers from a YAML file and ask nothing.",
)
@click.option("--yes", is_flag=True, help="Take the answer offered for each question.")
@project_option
def new(
    what: str, name: str | None, *, answers_path: Path | None, yes: bool, project: Path
) -> None:
    """Begin a handbook in a new FOLDER; or write an example of a KIND of record.

    The kinds are role, non-role, form and page; ID is the name of the file, in lower-case words
    joined by hyphens.
    """
    from handbook.starting import KINDS  # noqa: PLC0415

    if what in KINDS:
        _write_example(what, name=name or "", project=project)
        return
    if name:
        kinds = ", ".join(KINDS)
        raise click.UsageError(f"'{what}' is no kind of record. The kinds are {kinds}.")
    _begin(Path(what), answers_path=answers_path, is_asked=not yes)


def _begin(place: Path, *, answers_path: Path | None, is_asked: bool) -> None:
    from handbook.publish import start_folder, write_files  # noqa: PLC0415
    from handbook.starting import starting_files  # noqa: PLC0415

    with reporting():
        with start_folder(place) as fresh:
            answers = _answers(answers_path, is_asked=is_asked)
            today = dt.datetime.now().astimezone().date()
            year = today.year if today.month < _SEPTEMBER else today.year + 1
            files = starting_files(answers, version=__version__, year=year)
            write_files({name: text.encode() for name, text in files.items()}, folder=fresh)
            write_lock(fresh)
            write_editor_settings(fresh)
        out.print(f"A handbook to begin with: {place}")
        out.print(f"Look at it with 'handbook serve --project {place}'.")


def _answers(path: Path | None, *, is_asked: bool) -> Answers:
    from handbook.problems import HandbookError  # noqa: PLC0415
    from handbook.starting import Answers  # noqa: PLC0415
    from handbook.validation import validate_record  # noqa: PLC0415
    from handbook.yamlsource import YamlSource, parse_yaml  # noqa: PLC0415

    if path is None:
        if not is_asked:
            return Answers()
        source: YamlSource | None = YamlSource("your answers", dict(_asked()))
    else:
        source, problems = parse_yaml(path.read_bytes(), path=path.name)
        if source is None:
            raise HandbookError(problems)
    assert source is not None  # noqa: S101  (seen to before)
    answers, problems = validate_record(Answers, source.data, origin=source)
    if answers is None:
        raise HandbookError(problems)
    return answers


def _asked() -> Iterator[tuple[str, str | tuple[str, ...]]]:
    """Ask what a handbook cannot be begun without, and yield each answer."""
    from handbook.reaching import email_fault, web_address_fault  # noqa: PLC0415
    from handbook.starting import POSTURES, Answers, readable  # noqa: PLC0415
    from handbook.wordforms import guess_article  # noqa: PLC0415

    offered = Answers()
    yield "name", click.prompt("The district's full name", default=offered.name)
    yield "short_name", click.prompt("What people call it", default=offered.short_name)
    yield (
        "web_address",
        _prompt("Its address, without https://", offered.web_address, fault_of=web_address_fault),
    )
    coach = click.prompt("What a coach is called", default=offered.coach)
    out.print(f"  Pages will say '{guess_article(coach)} {coach}'. district.yml can say otherwise.")
    yield "coach", coach
    for key, use in (("brand", "The color of the header"), ("accent", "The color of links")):
        color = click.prompt(use, default=getattr(offered, key))
        if _is_mended(color):
            out.print(f"  White words cannot be read on it; '{readable(color)}' is taken.")
        yield key, color
    schools = click.prompt("The schools, with commas between", default="", show_default=False)
    yield "schools", tuple(one.strip() for one in schools.split(",") if one.strip())
    for sentence in POSTURES.items():
        out.print("  {}: {}".format(*sentence))
    choice = click.Choice(tuple(POSTURES))
    yield "posture", click.prompt("What coaches pass on", type=choice, default=offered.posture)
    yield (
        "coaching_email",
        _prompt("E-mail of the coaching office", offered.coaching_email, fault_of=email_fault),
    )
    yield (
        "accessibility_email",
        _prompt("E-mail for accessibility", offered.accessibility_email, fault_of=email_fault),
    )


def _prompt(question: str, offered: str, *, fault_of: Callable[[str], str]) -> str:
    """Ask until there is nothing wrong with the answer."""

    def accept(answer: str) -> str:
        if message := fault_of(answer):
            raise click.UsageError(message)
        return answer

    return str(click.prompt(question, default=offered, value_proc=accept))


def _is_mended(color: str) -> bool:
    from handbook.contrast import is_color  # noqa: PLC0415
    from handbook.starting import readable  # noqa: PLC0415

    return is_color(color) and readable(color) != color


def write_lock(home: Path, *, base: AcceptedBase | None = None) -> None:
    """Write the lock of a district's folder: the text that it stands on now, or another."""
    from handbook.accepted import pack_base, read_base  # noqa: PLC0415
    from handbook.layers import find_layers  # noqa: PLC0415
    from handbook.model.places import LOCK_NAME  # noqa: PLC0415

    base = base or read_base(*find_layers(home)[:-1], version=__version__)
    # Whole or not at all: a run that is stopped here leaves the lock that was.
    fresh = home / f".{LOCK_NAME}.new"
    fresh.write_bytes(pack_base(base))
    fresh.replace(home / LOCK_NAME)


def write_editor_settings(home: Path) -> None:
    """Write the schemas of parts of records, and the settings that attach them."""
    from handbook.schema import schema_patterns  # noqa: PLC0415

    folder = home / ".vscode"
    (folder / "schemas").mkdir(parents=True, exist_ok=True)
    write_schemas(folder / "schemas")
    settings = {
        "yaml.schemaStore.enable": False,
        "yaml.schemas": {
            f"./.vscode/schemas/{name}": list(patterns)
            for name, patterns in sorted(schema_patterns().items())
        },
    }
    text = f"{json.dumps(settings, indent=2)}\n"
    (folder / "settings.json").write_text(text, encoding="utf-8")


def write_schemas(folder: Path) -> None:
    """Write the schemas of a district's files, for its editor's program."""
    from handbook.schema import render_schemas  # noqa: PLC0415

    for name, text in render_schemas(is_overlay=True).items():
        (folder / name).write_text(text, encoding="utf-8")


def _write_example(kind: str, *, name: str, project: Path) -> None:
    from handbook.identifiers import identifier_fault  # noqa: PLC0415
    from handbook.starting import KINDS, example_of  # noqa: PLC0415

    find_config(project)
    if fault := identifier_fault(name):
        raise click.BadParameter(fault, param_hint="ID")
    path = project / KINDS[kind].format(id=name)
    with reporting():
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with path.open("x", encoding="utf-8") as file:
                file.write(example_of(kind, name=name))
        except FileExistsError:
            err.print(f"'{path}' is there already. Name another ID.")
            raise SystemExit(1) from None
        out.print(f"Wrote {path}. Write over what it says, then run 'handbook check'.")


@click.command()
@click.argument("name", metavar="ID")
@project_option
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
def explain(name: str, *, project: Path, as_json: bool) -> None:
    """Show where every field of a record comes from: its value, file and line, and the layer.

    ID is the id of a record, or a page such as page:trust.
    """
    find_config(project)
    with reporting():
        from handbook.explaining import NothingNamedError, explain_record  # noqa: PLC0415
        from handbook.layers import find_layers  # noqa: PLC0415
        from handbook.loading import load_handbook  # noqa: PLC0415

        handbook, _ = load_handbook(*find_layers(project))
        try:
            found = explain_record(handbook, name)
        except NothingNamedError as error:
            err.print(str(error))
            raise SystemExit(1) from error
    if as_json:
        rows = [
            {
                "field": one.field,
                "value": one.value,
                "path": one.location.path,
                "line": one.location.line,
                "layer": one.layer,
            }
            for one in found
        ]
        click.echo(json.dumps(rows, indent=2, ensure_ascii=False))
        return
    for one in found:
        out.print(
            f"{one.field}: {one.value}\n    {one.layer} {one.location.path}:{one.location.line}"
        )
