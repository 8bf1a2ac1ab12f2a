"""The command that builds many districts' handbooks."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from handbook.cli.bars import Bars
from handbook.cli.terminal import (
    err,
    manual_option,
    no_cache_option,
    out,
    reporting,
    scheduler_option,
)

if TYPE_CHECKING:
    from handbook.fleet.running import Outcome


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was asked for."""

    out_path: Path
    jobs: int
    scheduler: str
    only: tuple[str, ...]
    anew: bool
    most_failed: float | None
    is_strict: bool


@click.command()
@click.argument("districts", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--out",
    "out_path",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="The folder of all sites; each district has its own in it.",
)
@click.option(
    "--jobs",
    type=click.IntRange(1, 256),
    default=min(os.cpu_count() or 1, 8),
    show_default="one a processor",
    help="How many districts are built at once.",
)
@scheduler_option
@click.option("--only", multiple=True, metavar="ID", help="Look at this district alone; repeat it.")
@click.option("--anew", is_flag=True, help="Build what did not change as well.")
@click.option(
    "--max-failed",
    "most_failed",
    type=click.FloatRange(0, 100),
    metavar="PERCENT",
    help="Put sites in place only if at most so many of a hundred fail.",
)
@click.option("--strict", "is_strict", is_flag=True, help="Count warnings as problems.")
@manual_option
@no_cache_option
def fleet(districts: Path, **options: Any) -> None:
    """Build the handbooks of many DISTRICTS: a folder of their folders, or a table of them.

    What did not change since the run before is not built again, so that a run that was stopped goes
    on where it was. One that fails stops nobody, and its last good site stays.
    """
    start, asked = time.monotonic(), _Asked(**options)
    with reporting():
        from handbook.executors import open_workers  # noqa: PLC0415
        from handbook.fleet.members import find_members  # noqa: PLC0415
        from handbook.fleet.report_page import PAGE, render_page, summarize  # noqa: PLC0415
        from handbook.fleet.running import BUILDS_A_PROCESS, Run  # noqa: PLC0415
        from handbook.folders.place import check_place  # noqa: PLC0415

        members = find_members(districts)
        known = [member.id for member in members]
        for name in asked.only:
            if name not in known:
                message = f"no district has the id '{name}'."
                raise click.BadParameter(message, param_hint="--only")
        check_place(asked.out_path, sources=[one.home for one in members if one.home])
        asked.out_path.mkdir(parents=True, exist_ok=True)
        total = len(asked.only) or len(members)
        opened = open_workers(jobs=asked.jobs, scheduler=asked.scheduler, tasks=BUILDS_A_PROCESS)
        with opened as (executor, workers), Bars() as bars:
            bars.start("Building districts", total=total, done=0)

            def tell(outcome: Outcome) -> None:
                bars.advance(1)
                for line in outcome.problems:
                    err.print(f"{outcome.id}: {line}", markup=False, highlight=False)

            run = Run(
                asked.out_path,
                executor,
                workers,
                most_failed=asked.most_failed,
                is_strict=asked.is_strict,
                told=tell,
            )
            found = run.build(members, only=asked.only, anew=asked.anew)
        page = asked.out_path / PAGE
        page.write_text(render_page(found), encoding="utf-8")
        out.print(f"{summarize(found)} {time.monotonic() - start:.1f} s: {asked.out_path}")
        out.print(f"Report: {page}")
    if any(one.status in {"failed", "held back"} for one in found):
        raise SystemExit(1)
