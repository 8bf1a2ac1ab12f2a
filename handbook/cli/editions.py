"""The commands that keep editions: close one, ask what is undecided, and say how two differ."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from handbook.cli.terminal import (
    find_config,
    no_cache_option,
    out,
    project_option,
    reporting,
    working,
)
from handbook.problems import listing
from handbook.spelling import count_of

if TYPE_CHECKING:
    from handbook.editions.comparing import Change
    from handbook.model.edition import ClosedEdition
    from handbook.project import Project

_SORT_WORDS = {
    "promise": "Promises",
    "wording": "Wordings of promises",
    "blanks": "Blanks",
    "text": "Texts",
    "terms": "Terms",
    "contacts": "Contacts",
}


@click.group()
def edition() -> None:
    """Keep editions: what was promised, in which words, and who must sign again."""


@edition.command()
@project_option
@no_cache_option
def close(project: Path) -> None:
    """Keep the present edition for good, in editions/LABEL.json.

    Nothing may be wrong, and every changed promise must be decided in editions/next.yml, which is
    kept with the edition. An edition is closed once; then its forms stay as they are until
    district.yml gives the next edition a label.
    """
    with reporting(), working("Closing the edition"):
        from handbook.closing import close_edition  # noqa: PLC0415

        closed, path = close_edition(open_project(project))
    out.print(
        f"Closed the edition {closed.label}: {len(closed.forms)} forms and "
        f"{len(closed.records)} records and pages, in {path}"
    )


@edition.command(name="next")
@project_option
@no_cache_option
def next_(project: Path) -> None:
    """Write to editions/next.yml what must be decided before the next edition is closed.

    What is decided there stays; only forms whose promises changed and that have no entry are added.
    """
    with reporting(), working("Comparing editions"):
        from handbook.closing import write_questions  # noqa: PLC0415

        count, path = write_questions(open_project(project))
    if count:
        forms = count_of(count, "form")
        out.print(f"Added {forms} to decide on: {path}")
    else:
        out.print("No promise changed that has no entry yet.")


@click.command()
@click.argument("old")
@click.argument("new", required=False)
@project_option
@no_cache_option
@click.option("--json", "as_json", is_flag=True, help="Print the differences as JSON.")
def diff(old: str, new: str | None, project: Path, *, as_json: bool) -> None:
    """Say how the edition OLD differs from NEW, or from the handbook as it is.

    OLD and NEW are labels of closed editions, like 2026-27, or files of them. Differences come
    sorted: promises, wordings of promises, blanks, texts, terms, contacts.
    """
    with reporting(), working("Comparing editions"):
        from handbook.editions.comparing import compare_editions  # noqa: PLC0415

        opened = open_project(project, needs_forms=new is None)
        before = _find(old, project=opened, name="OLD")
        after = _find(new, project=opened, name="NEW") if new else opened.timeline[-1]
        changes = compare_editions(before, after)
    if as_json:
        found = [change.as_dict() for change in changes]
        value = {"old": before.label, "new": after.label, "changes": found}
        click.echo(json.dumps(value, indent=2, ensure_ascii=False))
    else:
        _print_changes(changes, old=before.label, new=after.label)


def open_project(project: Path, *, needs_forms: bool = False) -> Project:
    """Return the handbook in a folder, before anything of it is made.

    Args:
        project: The folder.
        needs_forms: Whether what is wrong with the records keeps the command from its work.

    Raises:
        HandbookError: Something is wrong with the records.
    """
    find_config(project)
    from handbook.cache import open_cache  # noqa: PLC0415
    from handbook.layers import find_layers  # noqa: PLC0415
    from handbook.press import Press  # noqa: PLC0415
    from handbook.problems import refuse_errors  # noqa: PLC0415
    from handbook.project import Project  # noqa: PLC0415

    opened = Project(find_layers(project), Press(open_cache()))
    if needs_forms:
        refuse_errors(opened.record_problems)
    return opened


def _find(given: str, *, project: Project, name: str) -> ClosedEdition:
    from handbook.archive import load_past, read_edition  # noqa: PLC0415
    from handbook.model.places import edition_name  # noqa: PLC0415
    from handbook.problems import HandbookError  # noqa: PLC0415

    path = Path(given)
    if path.suffix == ".json" and path.is_file():
        return read_edition(path, shown_as=path.as_posix())
    past, problems = load_past(*project.roots)
    found = next((one for one in past if edition_name(one.label) == edition_name(given)), None)
    if found is not None:
        return found
    if problems:
        raise HandbookError(problems)
    known = [edition_name(one.label) for one in past]
    remedy = f"Closed are {listing(known, last='and')}." if known else "None is closed yet."
    raise click.BadParameter(f"no edition is called '{given}'. {remedy}", param_hint=name)


def _print_changes(changes: tuple[Change, ...], *, old: str, new: str) -> None:
    if not changes:
        out.print(f"Nothing differs between {old} and {new}.")
        return
    sort = ""
    for change in changes:
        if change.sort != sort:
            sort = change.sort
            count = sum(one.sort == sort for one in changes)
            out.print(f"{_SORT_WORDS[sort]} ({count})", style="bold")
        where = ", ".join(part for part in (change.name, change.part) if part)
        out.print(f"  {where}{'' if change.old or change.new else ': changed'}")
        for label, text in (("Removed:", change.old), ("Added:  ", change.new)):
            if text:
                out.print(f"    {label} {' '.join(text.split())}")
    total = "1 difference" if len(changes) == 1 else f"{len(changes)} differences"
    out.print(f"{total} between {old} and {new}.")
