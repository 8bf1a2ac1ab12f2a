"""The command `handbook forms`: fills in forms for everyone on a roster."""

from __future__ import annotations

import time
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from handbook.cli.columns import columns_named, parse_conditions, parse_settings
from handbook.cli.forms_report import print_bad, print_report
from handbook.cli.terminal import (
    STOPPED,
    disk_fault,
    err,
    find_config,
    is_full,
    out,
    print_problems,
    project_option,
    reporting,
    scheduler_option,
)
from handbook.roster.encoding import NAMED_ENCODINGS
from handbook.spelling import count_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from handbook.model.handbook import Handbook
    from handbook.roster.composing import Wish
    from handbook.roster.crew import Crew
    from handbook.roster.planning import Chosen
    from handbook.roster.running import Wishes


@click.command()
@project_option
@click.argument("roster", required=False, type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--form",
    "form_ids",
    multiple=True,
    required=True,
    metavar="ID",
    help="The form to fill in; give it again for several forms.",
)
@click.option(
    "--out",
    "out_path",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder to write to: a new or an empty one.",
)
@click.option(
    "--map",
    "map_path",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A YAML file of 'Column: blank' lines, or 'blank: \"{First name} {Last name}\"'.",
)
@click.option(
    "--set",
    "settings",
    multiple=True,
    metavar="BLANK=VALUE",
    help="Fill in a blank with the same value for everyone; give it again for several blanks.",
)
@click.option(
    "--where",
    "where",
    multiple=True,
    metavar="COLUMN=VALUE",
    help="Take rows that hold this value (or, with !=, another); again for more.",
)
@click.option(
    "--pattern",
    help="How files are called, with columns in braces, such as '{school}/{teacher}-{form}'.",
)
@click.option("--sheet", default="", help="The sheet of the workbook (default: the first).")
@click.option("--with-hidden", is_flag=True, help="Take rows that the spreadsheet hides as well.")
@click.option(
    "--encoding",
    type=click.Choice(NAMED_ENCODINGS),
    default=None,
    help="How a CSV file is written, where that cannot be found out.",
)
@click.option("--skip-bad", is_flag=True, help="Leave bad rows out, and list them in bad-rows.csv.")
@click.option("--merge", is_flag=True, help="Make one PDF for the printer as well.")
@click.option("--duplex", is_flag=True, help="Start every form in that PDF on a fresh sheet.")
@click.option("--resume", is_flag=True, help="Go on with a run that was stopped.")
@click.option(
    "--jobs",
    type=click.IntRange(1, 256),
    default=1,
    show_default=True,
    help="How many processes fill in forms.",
)
@scheduler_option
@click.option(
    "--template",
    "template_path",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write an empty roster with the right columns (.csv or .xlsx), and nothing else.",
)
@click.option("--json", "as_json", is_flag=True, help="Print what was done as JSON.")
def forms(project: Path, **options: Any) -> None:
    """Fill in forms for everyone on a ROSTER, a CSV file or an Excel workbook.

    The whole roster is checked first; if a row is bad, all that is wrong is listed and nothing is
    written. Each file is a PDF that can be filled in further, and manifest.csv lists them.
    """
    asked = _Asked(project=project, **options)
    find_config(project)
    asked.check()
    start = time.monotonic()
    with reporting():
        from handbook.opening import open_forms  # noqa: PLC0415
        from handbook.press import Press  # noqa: PLC0415
        from handbook.roster.planning import choose_documents  # noqa: PLC0415

        handbook, documents = open_forms(project, press=Press())
        chosen, fault = choose_documents(asked.form_ids, documents=documents)
        if fault:
            raise click.BadParameter(fault, param_hint="--form")
        if asked.template_path:
            _write_template(asked.template_path, chosen=chosen, handbook=handbook)
            return
        _run(asked, handbook=handbook, chosen=chosen, start=start)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """The arguments of the command."""

    project: Path
    roster: Path | None
    form_ids: tuple[str, ...]
    out_path: Path | None
    map_path: Path | None
    settings: tuple[str, ...]
    where: tuple[str, ...]
    pattern: str | None
    sheet: str
    with_hidden: bool
    encoding: str | None
    skip_bad: bool
    merge: bool
    duplex: bool
    resume: bool
    jobs: int
    scheduler: str
    template_path: Path | None
    as_json: bool

    def check(self) -> None:
        """Refuse arguments that do not go together."""
        if self.template_path:
            if self.template_path.suffix.lower() not in {".csv", ".xlsx"}:
                message = "the file's name must end in .csv or .xlsx."
                raise click.BadParameter(message, param_hint="--template")
            return
        if self.roster is None:
            raise click.UsageError("name a ROSTER, or make one with --template.")
        if self.out_path is None:
            raise click.UsageError("name the folder to write to with --out.")
        if self.duplex and not self.merge:
            raise click.UsageError("--duplex says how --merge prints; give both.")


def _write_template(path: Path, *, chosen: Sequence[Chosen], handbook: Handbook) -> None:
    from handbook.roster.plan import district_names  # noqa: PLC0415
    from handbook.roster.template import (  # noqa: PLC0415
        render_template_csv,
        render_template_xlsx,
        template_columns,
    )

    columns = template_columns(chosen, names=district_names(handbook))
    if not columns:
        message = "nothing on these forms is filled in from a roster. Name another form."
        raise click.BadParameter(message, param_hint="--form")
    is_csv = path.suffix.lower() == ".csv"
    content = render_template_csv(columns) if is_csv else render_template_xlsx(columns)
    # One that is there may be filled in already.
    with path.open("xb") as file:
        file.write(content)
    out.print(f"Wrote a roster with {count_of(len(columns), 'column')} to fill in: {path}")


def _run(asked: _Asked, *, handbook: Handbook, chosen: Sequence[Chosen], start: float) -> None:
    from handbook.cli.bars import Bars  # noqa: PLC0415
    from handbook.roster.assembly import assemble_plan  # noqa: PLC0415
    from handbook.roster.composing import compose_roster  # noqa: PLC0415
    from handbook.roster.matching import known_headers  # noqa: PLC0415
    from handbook.roster.planning import STANDARD_PATTERN, Layout, parse_mapping  # noqa: PLC0415
    from handbook.roster.reading import Reading, open_roster  # noqa: PLC0415
    from handbook.roster.run_folder import is_begun  # noqa: PLC0415
    from handbook.roster.running import BadRosterError, run_roster  # noqa: PLC0415

    assert asked.roster  # noqa: S101  (checked before)
    wishes = _wishes(asked)
    settings, conditions = parse_settings(asked.settings), parse_conditions(asked.where)
    mapping: dict[str, str] = {}
    made: tuple[Wish, ...] = ()
    if asked.map_path:
        mapping, made = parse_mapping(asked.map_path.read_bytes(), path=asked.map_path.as_posix())
    layout = Layout(mapping, asked.pattern or STANDARD_PATTERN)
    documents = [document for _, group in chosen for document in group]
    reading = Reading(
        sheet=asked.sheet,
        encoding=asked.encoding or "",
        takes_hidden=asked.with_hidden,
        known=known_headers(
            documents, mapping=[*mapping, *columns_named(made, conditions=conditions)]
        ),
    )
    roster = compose_roster(
        open_roster(asked.roster, name=asked.roster.as_posix(), reading=reading),
        wishes=(*made, *settings),
        conditions=conditions,
    )
    plan, warnings = assemble_plan(handbook, chosen=chosen, roster=roster, layout=layout)
    if not asked.as_json:
        print_problems(warnings)
    try:
        with _crew(asked) as crew, Bars() as bars:
            report = run_roster(plan, wishes=replace(wishes, crew=crew), watcher=bars)
    except BadRosterError as error:
        print_bad(error.survey, warnings=warnings, as_json=asked.as_json)
        raise SystemExit(1) from error
    except KeyboardInterrupt:
        err.print("Stopped. Every file that is there is whole; add --resume to go on.")
        raise SystemExit(STOPPED) from None
    except OSError as error:
        if not is_full(error) or not is_begun(wishes.out):
            raise
        remedy = "Make room on the disk and run the command again with --resume"
        err.print(disk_fault(error, remedy=f"{remedy}: every form that is there is whole."))
        raise SystemExit(1) from error
    print_report(
        report,
        out_path=wishes.out,
        warnings=warnings,
        seconds=time.monotonic() - start,
        as_json=asked.as_json,
    )


@contextmanager
def _crew(asked: _Asked) -> Iterator[Crew | None]:
    """Give whoever fills in forms besides this process, where that is asked for."""
    if asked.jobs == 1 and not asked.scheduler:
        yield None
        return
    from handbook.executors import open_workers  # noqa: PLC0415
    from handbook.pdf.filling import fill_forms  # noqa: PLC0415
    from handbook.roster.crew import Crew  # noqa: PLC0415

    with open_workers(jobs=asked.jobs, scheduler=asked.scheduler) as (executor, workers):
        yield Crew(executor, workers, fill_forms)


def _wishes(asked: _Asked) -> Wishes:
    from handbook.inputs import source_paths  # noqa: PLC0415
    from handbook.roster.running import Wishes  # noqa: PLC0415

    assert asked.out_path  # noqa: S101  (checked before)
    begin = None
    if asked.merge:
        from handbook.pdf.merging import MergedForms  # noqa: PLC0415

        begin = MergedForms
    return Wishes(
        out=asked.out_path,
        skips_bad=asked.skip_bad,
        resumes=asked.resume,
        print_run=begin,
        is_duplex=asked.duplex,
        sources=source_paths(asked.project),
    )
