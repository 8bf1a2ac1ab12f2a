"""The page of what was changed: since the start, the last commit and the last edition."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from handbook.editing.differing import proposed_message, told_difference
from handbook.editing.gitfiles import GitError, changed_files, commit, committed
from handbook.editing.keeping import read_file
from handbook.editing.places import told_problems
from handbook.editing.recorddesk import first_of
from handbook.editing.workshop import ChangedMeanwhileError

if TYPE_CHECKING:
    from handbook.editing.recorddesk import Answers
    from handbook.editing.screens import Screens
    from handbook.editing.workshop import Workshop

ADDRESS = "/_edit/changes"
_NOT_UNDONE = "The file was changed by somebody else since. Nothing was undone."
_NO_MESSAGE = "Write a message first: what changed, for whoever publishes."


def answer_changes(
    workshop: Workshop, screens: Screens, *, told: str, answers: Answers | None
) -> str:
    """Return the page of what was changed, or where to go once it is committed."""
    names = changed_files(workshop.home)
    message, fault = "", ""
    if answers is not None:
        message = first_of(answers, "message").replace("\r\n", "\n").strip()
        fault = "" if message else _NO_MESSAGE
        if message and names:
            try:
                commit(workshop.home, names, message=message)
            except GitError as error:
                fault = f"Git did not keep it. It says: {error}"
            else:
                return _back("Kept in git. Whoever publishes finds it there.")
    since = [
        told_difference(
            name,
            before=committed(workshop.home, name),
            after=read_file(workshop.home, name),
        )
        for name in names or ()
    ]
    return screens.render(
        "changes.html",
        changes=[one.what for one in reversed(workshop.changes)],
        files=sorted({name for one in workshop.changes for name in one.after}),
        told=told,
        fault=fault,
        has_git=names is not None,
        since=since,
        message=message or (proposed_message(since) if since else ""),
        problems=told_problems(workshop.known_problems, workshop.documents),
        editions=workshop.told_since_edition(),
    )


def answer_undo(workshop: Workshop) -> str:
    """Undo the last change, and return where to go."""
    try:
        what = workshop.undo()
    except ChangedMeanwhileError:
        return _back(_NOT_UNDONE)
    return _back(f"Undone: {what}." if what else "There is nothing to undo.")


def _back(told: str) -> str:
    return f"{ADDRESS}?{urlencode({'told': told})}"
