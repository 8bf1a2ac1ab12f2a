"""What the commands share: the terminal, the project's folder, and how problems are shown."""

from __future__ import annotations

import errno
import os
import re
import shutil
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.text import Text

from handbook.cache import OFF, VARIABLE
from handbook.folders.place import FolderError
from handbook.problems import HandbookError, Problem, Severity, summarize
from handbook.publish import MANUAL_VARIABLE, SiteError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from contextlib import AbstractContextManager

CONFIG_NAME = "mkdocs.yml"
STOPPED = 130
"""The exit status after Ctrl-C."""

_NO_ROOM = "Make room on the disk and run the command again; what was there before is as it was."
_NOT_YOURS = "Ask for leave to read and to write there, or name another place."
_REMEDIES = {
    errno.ENOSPC: _NO_ROOM,
    errno.EDQUOT: _NO_ROOM,
    errno.EACCES: _NOT_YOURS,
    errno.EPERM: _NOT_YOURS,
    errno.EROFS: _NOT_YOURS,
    errno.ENAMETOOLONG: "Name a shorter one.",
    errno.EEXIST: "Name a new one, or move that one elsewhere.",
}

out = Console(soft_wrap=True, highlight=False, markup=False)
"""Where results go."""

err = Console(stderr=True, soft_wrap=True, highlight=False, markup=False)
"""Where problems and progress go."""

project_option = click.option(
    "--project",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    help="The folder that holds mkdocs.yml and district.yml (default: this folder).",
)
"""The option that names the handbook's folder."""


def _turn_cache_off(_context: click.Context, _option: click.Parameter, value: object) -> None:
    if value:
        os.environ[VARIABLE] = OFF


no_cache_option = click.option(
    "--no-cache",
    is_flag=True,
    expose_value=False,
    callback=_turn_cache_off,
    help="Make everything anew, and keep nothing for the next time.",
)
"""The option that leaves alone what earlier runs made."""


scheduler_option = click.option(
    "--scheduler",
    default="",
    metavar="ADDRESS",
    help="Work on a Dask cluster, whose scheduler is at tcp://HOST:PORT.",
)
"""The option that lets a cluster's workers do what processes of this machine would."""


def _publish_manual(_context: click.Context, _option: click.Parameter, value: object) -> None:
    if value:
        os.environ[MANUAL_VARIABLE] = "yes"


manual_option = click.option(
    "--with-manual",
    is_flag=True,
    expose_value=False,
    callback=_publish_manual,
    help="Publish the pages for editors as well, which `handbook serve` always shows.",
)
"""The option that has the pages about keeping the handbook published."""


def find_config(project: Path) -> Path:
    """Return the site file of a project.

    Raises:
        click.BadParameter: There is none.
    """
    path = project / CONFIG_NAME
    if not path.is_file():
        message = f"there is no {CONFIG_NAME} in '{project}'. Name the handbook's folder."
        raise click.BadParameter(message, param_hint="--project")
    return path


def working(what: str) -> AbstractContextManager[object]:
    """Show that something is being done, where somebody watches."""
    return err.status(f"{what} …") if err.is_terminal else nullcontext()


@contextmanager
def reporting() -> Iterator[None]:
    """Print what keeps a command from its work, and end with status 1."""
    try:
        yield
    except HandbookError as error:
        print_problems(error.problems)
        err.print(summarize(error.problems))
        raise SystemExit(1) from error
    except (SiteError, FolderError) as error:
        err.print(str(error))
        raise SystemExit(1) from error
    except OSError as error:
        err.print(disk_fault(error))
        raise SystemExit(1) from error
    except KeyboardInterrupt:
        err.print("Stopped. What was there before is as it was.")
        raise SystemExit(STOPPED) from None


def is_full(error: OSError) -> bool:
    """Say whether the disk has no room left."""
    return _REMEDIES.get(error.errno or 0) == _NO_ROOM


def disk_fault(error: OSError, *, remedy: str = "") -> str:
    """Return what keeps something from being read or written, and what to do about it."""
    if isinstance(error, shutil.Error):
        error = _first_of(error)
    where = f"'{error.filename}': " if error.filename else ""
    remedy = remedy or _REMEDIES.get(error.errno or 0, "Look whether it is there.")
    return f"{where}{(error.strerror or str(error)).lower().rstrip('.')}. {remedy}"


def _first_of(error: shutil.Error) -> OSError:
    """Return the first of the faults that copying a folder gathers as words."""
    _, place, words = next(iter(error.args[0]), ("", "", ""))
    number = re.search(r"\[Errno (\d+)\]", str(words))
    return OSError(int(number[1]), os.strerror(int(number[1])), place) if number else error


def print_problems(problems: Iterable[Problem]) -> None:
    """Print problems, a line each, their places in colour."""
    styles = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.HINT: "cyan"}
    for problem in problems:
        line = Text(str(problem))
        line.stylize(styles[problem.severity], 0, len(str(problem.location)))
        err.print(line)
