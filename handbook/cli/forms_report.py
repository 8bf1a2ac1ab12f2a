"""What `handbook forms` prints at its end: what it wrote, or why it wrote nothing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from handbook.cli.terminal import err, out, print_problems
from handbook.spelling import count_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from handbook.problems import Problem
    from handbook.roster.first_pass import Survey
    from handbook.roster.running import Report

_MOST_SHOWN = 20


def print_bad(survey: Survey, *, warnings: tuple[Problem, ...], as_json: bool) -> None:
    """Say why nothing was written."""
    if as_json:
        _print_json(_summary(survey, warnings=warnings))
        return
    _print_some(survey.warnings)
    print_problems(survey.problems[:_MOST_SHOWN])
    if survey.problem_count > _MOST_SHOWN:
        err.print(f"… and {survey.problem_count - _MOST_SHOWN:,} more:")
        for header, count in survey.by_column.most_common(_MOST_SHOWN):
            err.print(f"  {count:,} × {header or 'whole row'}")
    if not survey.rows:
        err.print("Nothing was written.")
        return
    err.print(
        f"{count_of(survey.problem_count, 'problem')} in {survey.bad_rows:,} of "
        f"{count_of(survey.rows, 'row')}; nothing was written. Correct the roster, "
        "or add --skip-bad to write the good rows and list the bad ones."
    )


def print_report(
    report: Report, *, out_path: Path, warnings: tuple[Problem, ...], seconds: float, as_json: bool
) -> None:
    """Say what was written."""
    if as_json:
        summary = _summary(report.survey, warnings=warnings)
        summary |= {
            "written": report.written,
            "already_there": report.found,
            "seconds": round(seconds, 3),
            "manifest": report.manifest.as_posix(),
            "bad_rows_file": report.bad_rows.as_posix() if report.bad_rows else None,
            "print_run": [path.as_posix() for path in report.print_run],
        }
        _print_json(summary)
        return
    _print_some(report.survey.warnings)
    pace = report.written / seconds
    rate = f" ({pace:,.0f} a second)" if pace >= 1 else ""
    forms = count_of(report.written, "form")
    out.print(f"Wrote {forms} in {seconds:.1f} s{rate}: {out_path}")
    if report.found:
        out.print(f"{count_of(report.found, 'form')} from before stayed as they were.")
    out.print(f"Manifest: {report.manifest}")
    for path in report.print_run:
        out.print(f"For the printer: {path}")
    if report.bad_rows:
        bad = count_of(report.survey.bad_rows, "row")
        out.print(f"Left out {bad} with something wrong: {report.bad_rows}")


def _print_some(warnings: Sequence[Problem]) -> None:
    print_problems(warnings[:_MOST_SHOWN])
    if len(warnings) > _MOST_SHOWN:
        err.print(f"… and {len(warnings) - _MOST_SHOWN:,} more warnings.")


def _summary(survey: Survey, *, warnings: tuple[Problem, ...]) -> dict[str, Any]:
    problems = (*warnings, *survey.warnings, *survey.problems)
    return {
        "rows": survey.rows,
        "bad_rows": survey.bad_rows,
        "problem_count": survey.problem_count,
        "forms": dict(sorted(survey.sheets.items())),
        "problems": [problem.as_dict() for problem in problems],
    }


def _print_json(value: object) -> None:
    click.echo(json.dumps(value, indent=2, ensure_ascii=False))
