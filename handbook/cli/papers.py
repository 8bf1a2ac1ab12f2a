"""The commands on papers that are out: what one says, and which must be signed again."""

from __future__ import annotations

import json
from collections import Counter
from contextlib import ExitStack
from dataclasses import replace
from errno import EEXIST
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from handbook.cli.editions import open_project
from handbook.cli.terminal import err, no_cache_option, out, project_option, reporting, working
from handbook.textcode import parse_code, shorten_code

if TYPE_CHECKING:
    from handbook.editions.timeline import Standing
    from handbook.project import Project
    from handbook.resigning import Resigned
    from handbook.verifying import Verdict

_LARGEST = 200 * 1024 * 1024

_SAID = {
    "exact": "Exactly these words: the file begins with the bytes that were printed.",
    "same": "The same words: letters and digits are those of the edition.",
    "more": "The same words, and others beside them.",
    "changed": "These words were printed, and the file was changed after that.",
    "different": "Not the same words.",
    "unknown": "No edition of this handbook has this text.",
    "no words": (
        "No words can be read in this file, as in a scan. Type the text code at its foot: "
        "handbook verify CODE"
    ),
}

_LIMITS = {
    "exact": "Who signed it, this cannot tell.",
    "same": "Who signed it, and whether a picture was laid over words, this cannot tell.",
    "more": (
        "Whether the other words were typed into blanks or added, who signed it, and whether a "
        "picture was laid over words, this cannot tell."
    ),
}
_GOOD = frozenset(_LIMITS)

_ANSWERS = {
    "yes": "must be signed again",
    "no": "need not be signed again",
    "gone": "are of forms that are no longer used",
    "undecided": "are undecided: see editions/next.yml",
    "unknown": "are of words that no edition has",
}


@click.command()
@click.argument("paper", metavar="FILE|CODE")
@project_option
@no_cache_option
@click.option("--json", "as_json", is_flag=True, help="Print the outcome as JSON.")
def verify(paper: str, project: Path, *, as_json: bool) -> None:
    """Say whether FILE has the words of an edition, or what the text code CODE stands for.

    A PDF may be blank, filled in, flattened, or saved by another program; last year's is compared
    with the closed editions. The exit status is 0 when the words are those of an edition, 1 when
    they are not.
    """
    path = Path(paper)
    code = "" if path.is_file() else parse_code(paper)
    if not path.is_file() and not code:
        message = f"'{paper}' is neither a file nor a text code such as 1EKT-D7J5."
        raise click.BadParameter(message, param_hint="FILE|CODE")
    with reporting(), working("Reading the handbook"):
        opened = open_project(project, needs_forms=True)
    if code:
        _verify_code(code, project=opened, as_json=as_json)
    else:
        _verify_file(path, project=opened, as_json=as_json)


def _verify_code(code: str, *, project: Project, as_json: bool) -> None:
    from handbook.editions.timeline import find_standings  # noqa: PLC0415

    found = find_standings(code, timeline=project.timeline)
    if as_json:
        _print_json({"code": code, "found": [_standing(one) for one in found]})
    elif not found:
        out.print(f"No edition of this handbook has a form with the text code {_shown(code)}.")
    else:
        for standing in found:
            _print_standing(standing)
        out.print(
            "A code tells which words were printed, and not what a paper says now: "
            "read it beside them, or verify its PDF."
        )
    raise SystemExit(0 if found else 1)


def _verify_file(path: Path, *, project: Project, as_json: bool) -> None:
    from handbook.pdf.reading import UnreadablePaperError  # noqa: PLC0415
    from handbook.verifying import verify_file  # noqa: PLC0415

    with reporting():
        if path.stat().st_size > _LARGEST:
            err.print(f"'{path}' is larger than 200 MiB, and no form is. Name one form's PDF.")
            raise SystemExit(1)
        data = path.read_bytes()
    try:
        with working("Comparing words"):
            verdict = verify_file(data, project=project)
    except UnreadablePaperError as error:
        err.print(f"'{path}': {error}.")
        raise SystemExit(1) from error
    if as_json:
        _print_json(_as_dict(verdict))
    else:
        _print_verdict(verdict)
    raise SystemExit(0 if verdict.outcome in _GOOD else 1)


def _print_verdict(verdict: Verdict) -> None:
    out.print(_SAID[verdict.outcome])
    for change in verdict.changes:
        out.print(f"  {change}")
    reading = verdict.reading
    if reading and reading.difference:
        difference = reading.difference
        out.print(f"  The first difference, after “… {difference.before}”:")
        out.print(f"    Edition: {difference.expected or '(nothing)'}")
        out.print(f"    Paper:   {difference.found or '(nothing)'}")
    if reading and reading.others:
        out.print("  Beside the form's own words, typed into blanks or added:")
        for words in reading.others:
            out.print(f"    {words}")
    if verdict.filled:
        out.print(
            f"  {verdict.filled} {'blank is' if verdict.filled == 1 else 'blanks are'} filled in."
        )
    if verdict.standing:
        _print_standing(verdict.standing)
    if verdict.code_from:
        out.print(f"Compared with these words because of {verdict.code_from}.")
    if verdict.outcome in _GOOD:
        out.print(_LIMITS[verdict.outcome])


def _print_standing(standing: Standing) -> None:
    editions = ", ".join(standing.editions)
    noun = "editions" if len(standing.editions) > 1 else "edition"
    out.print(f"{standing.title} · {noun} {editions} · Text {standing.code}", style="bold")
    if standing.is_current:
        out.print("  Current: the handbook has the same words today.")
        return
    for step in standing.steps:
        if step.is_gone:
            out.print(f"  The edition {step.edition} has no such form. {step.because}".rstrip())
        elif step.sign_again is None:
            out.print(f"  Superseded in {step.edition}; whether to sign again is not decided.")
        elif step.sign_again:
            out.print(f"  Superseded in {step.edition}: sign again. {step.because}".rstrip())
        else:
            out.print(
                f"  Superseded in {step.edition}: no need to sign again. {step.because}".rstrip()
            )


def _as_dict(verdict: Verdict) -> dict[str, Any]:
    difference = verdict.reading.difference if verdict.reading else None
    return {
        "outcome": verdict.outcome,
        "found": [_standing(verdict.standing)] if verdict.standing else [],
        "found_by": verdict.code_from,
        "changed_after_printing": list(verdict.changes),
        "filled_blanks": verdict.filled,
        "other_words": list(verdict.reading.others) if verdict.reading else [],
        "difference": {
            "part": difference.part,
            "after": difference.before,
            "edition": difference.expected,
            "paper": difference.found,
        }
        if difference
        else None,
    }


def _standing(standing: Standing) -> dict[str, Any]:
    return {
        "form": standing.form,
        "title": standing.title,
        "code": standing.code,
        "editions": list(standing.editions),
        "current": standing.is_current,
        "sign_again": standing.must_sign,
        "because": [step.because for step in standing.steps if step.because],
    }


def _shown(code: str) -> str:
    return shorten_code(code) if len(code) <= 8 else code  # noqa: PLR2004  (what stands on paper)


def _print_json(value: object) -> None:
    click.echo(json.dumps(value, indent=2, ensure_ascii=False))


@click.command()
@project_option
@no_cache_option
@click.option(
    "--manifest",
    "manifest_path",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    required=True,
    help="The manifest.csv of a roster's forms, of this edition or an older one.",
)
@click.option(
    "--out",
    "out_path",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where to write who must sign again, as a new CSV file; it holds people's names.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the counts as JSON.")
def resign(project: Path, manifest_path: Path, *, out_path: Path | None, as_json: bool) -> None:
    """Say which of the forms in a manifest must be signed again, and why.

    What was decided in each edition is added up, from the words that a person has to today's. A
    manifest lists what was printed, and not what was signed.
    """
    from handbook.resigning import ManifestError  # noqa: PLC0415

    with reporting(), working("Reading the handbook"):
        opened = open_project(project, needs_forms=True)
    try:
        with reporting(), working("Reading the manifest"):
            counts = _count_resigned(manifest_path, out_path=out_path, project=opened)
    except ManifestError as error:
        err.print(str(error))
        raise SystemExit(1) from error
    if as_json:
        _print_json({"forms": dict(counts), "out": out_path.as_posix() if out_path else None})
    else:
        _print_counts(counts, out_path=out_path)
    raise SystemExit(1 if counts["undecided"] or counts["unknown"] else 0)


def _count_resigned(
    manifest_path: Path, *, out_path: Path | None, project: Project
) -> Counter[str]:
    """Count what must be signed again, and write the list where one is asked for."""
    from handbook.resigning import judge, read_manifest, render_rows  # noqa: PLC0415
    from handbook.roster.private_files import open_private  # noqa: PLC0415

    counts = Counter[str]()
    judged: dict[tuple[str, str, str], Resigned] = {}
    with ExitStack() as files:
        manifest = files.enter_context(manifest_path.open(encoding="utf-8-sig", newline=""))
        listed = read_manifest(manifest, name=manifest_path.as_posix())
        first = next(listed, None)
        if out_path and out_path.exists():
            raise FileExistsError(EEXIST, "it is there", str(out_path))
        out_file = files.enter_context(open_private(out_path)) if out_path else None
        if out_file:
            out_file.write(render_rows((), with_header=True).encode())
        for printed in chain([first] if first else (), listed):
            key = (printed.form, printed.edition, printed.code)
            known = judged.get(key) or judge(printed, timeline=project.timeline)
            judged[key] = known
            counts[known.answer] += 1
            if out_file and known.answer not in {"no", "gone"}:
                out_file.write(render_rows([replace(known, printed=printed)]).encode())
    return counts


def _print_counts(counts: Counter[str], *, out_path: Path | None) -> None:
    total = sum(counts.values())
    out.print(f"{total:,} {'form was' if total == 1 else 'forms were'} printed:")
    for answer, words in _ANSWERS.items():
        if counts[answer]:
            out.print(f"  {counts[answer]:,} {words}")
    if out_path:
        out.print(f"Who must sign again: {out_path}")
    out.print("A manifest lists what was printed, and not what was signed.")
