"""Bars that show how a long run goes on, where somebody watches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from handbook.cli.terminal import err

if TYPE_CHECKING:
    from types import TracebackType


class _Rate(ProgressColumn):
    """How many are done in a second."""

    def render(self, task: Task) -> Text:
        """Return the rate, as soon as one is known."""
        speed = task.finished_speed or task.speed
        return Text(f"{speed:,.0f}/s" if speed else "")


class Bars:
    """One bar after another for the stages of a run; nothing where nobody watches."""

    def __init__(self) -> None:
        """Begin without knowing how much there is to do."""
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            _Rate(),
            TimeRemainingColumn(),
            console=err,
            transient=True,
            disable=not err.is_terminal,
        )
        self._task = self._progress.add_task("Checking the roster", total=None)

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._progress.stop()

    def checked(self, rows: int) -> None:
        """Show how many rows are checked."""
        self._progress.update(self._task, completed=rows)

    def start(self, what: str, *, total: int, done: int) -> None:
        """Begin a bar for the next stage."""
        self._progress.remove_task(self._task)
        self._task = self._progress.add_task(what, total=total, completed=done)

    def advance(self, count: int) -> None:
        """Move the bar."""
        self._progress.advance(self._task, count)
