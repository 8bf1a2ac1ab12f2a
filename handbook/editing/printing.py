"""A roster filled into a form for somebody who picks columns in a browser, by the code of `forms`.

What is written stands in a folder of its own that is gone before anything is answered.
"""

from __future__ import annotations

import difflib
import io
import tempfile
import zipfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from handbook.inline import render_plain
from handbook.model.blanks import Control
from handbook.pdf.merging import MergedForms
from handbook.roster.assembly import assemble_plan
from handbook.roster.matching import known_headers, match_columns
from handbook.roster.plan import ROLE
from handbook.roster.planning import Layout, choose_documents
from handbook.roster.reading import Reading, open_roster
from handbook.roster.running import Wishes, run_roster
from handbook.roster.showing import fold_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from handbook.forms.structure import FormDocument
    from handbook.model.handbook import Handbook
    from handbook.roster.planning import Chosen
    from handbook.roster.reading import Roster

ROLE_LABEL = "Role"
_CLOSE = 0.6
"""How like a blank's words those of a column must be to be proposed for it."""


@dataclass(frozen=True, slots=True)
class Uploaded:
    """A roster, and the form that it is for."""

    name: str
    """What its file is called."""
    content: bytes
    """What is in it."""
    form: str
    """The id of the form."""


@dataclass(frozen=True, slots=True)
class Blank:
    """A blank of a form, and the column that fills it."""

    name: str
    label: str
    is_required: bool
    column: str
    """The words above the column; '' for none."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A file that is handed out."""

    name: str
    content: bytes
    media_type: str
    is_shown: bool = False
    """Whether the browser shows it, rather than keeping it."""


class _Unwatched:
    """Looks on while forms are written, and tells nobody."""

    def checked(self, rows: int) -> None:
        """Let it go on."""

    def start(self, what: str, *, total: int, done: int) -> None:
        """Let it go on."""

    def advance(self, count: int) -> None:
        """Let it go on."""


def form_choices(documents: Sequence[FormDocument]) -> tuple[tuple[str, str], ...]:
    """Return the forms that a roster can be for: ids, and what people call them."""
    found = {one.id: render_plain(one.title) for one in documents}
    by_form: dict[str, list[FormDocument]] = {}
    for one in documents:
        by_form.setdefault(one.form_id, []).append(one)
    for name, group in by_form.items():
        if len(group) > 1:
            found[name] = f"{name}: the one for each row's role"
    return tuple(found.items())


def read_columns(
    roster: Uploaded, *, documents: Sequence[FormDocument]
) -> tuple[tuple[str, ...], tuple[Blank, ...]]:
    """Return the columns of a roster, and the blanks of its form with the column for each.

    A column whose words mean a blank is taken for it; one that is close to it is proposed.

    Raises:
        HandbookError: It cannot be read, or the form is not there any more.
    """
    chosen = _chosen(roster.form, documents=documents)
    with _unpacked(roster) as path:
        header = _opened(roster, path, chosen=chosen, mapping={})
        fields = {
            field.name: field
            for document in _documents(chosen)
            for field in document.fields
            if field.control is not Control.SIGNATURE
        }
        needs_role = len(_documents(chosen)) > 1
        matched = match_columns(
            header, documents=_documents(chosen), mapping={}, needs_role=needs_role
        ).columns
        columns = tuple(dict.fromkeys(filter(None, header.header)))
        taken = {name: header.header[place] for name, place in matched.items()}
        free = [one for one in columns if one not in taken.values()]
        labels = {name: render_plain(field.label) for name, field in fields.items()}
        if needs_role:
            labels = {ROLE: ROLE_LABEL, **labels}
        blanks = []
        for name, label in labels.items():
            column = taken.get(name) or _closest(name, label, among=free)
            if column in free:
                free.remove(column)
            is_required = name == ROLE or fields[name].is_required
            blanks.append(Blank(name, label, is_required, column))
        # What the form cannot do without comes first.
        return columns, tuple(sorted(blanks, key=lambda one: not one.is_required))


def print_roster(
    roster: Uploaded,
    *,
    handbook: Handbook,
    documents: Sequence[FormDocument],
    columns: Mapping[str, str],
    is_merged: bool,
) -> Printed:
    """Fill the form in for every row, as a ZIP of one PDF each or as one PDF for the printer.

    Args:
        roster: Who.
        handbook: Whose form it is.
        documents: Its forms.
        columns: The column for each blank; '' for one that stays empty.
        is_merged: Whether one PDF is wanted.

    Raises:
        HandbookError: A row cannot be filled in; nothing was written.
    """
    chosen = _chosen(roster.form, documents=documents)
    with _unpacked(roster) as path:
        used = {column: blank for blank, column in columns.items() if column}
        bare = _opened(roster, path, chosen=chosen, mapping=used)
        # A column that nobody picked fills nothing, whatever it is called.
        mapping = {**dict.fromkeys(filter(None, bare.header), ""), **used}
        plan, _ = assemble_plan(handbook, chosen=chosen, roster=bare, layout=Layout(mapping))
        out = path.parent / "forms"
        begin = MergedForms if is_merged else None
        report = run_roster(plan, wishes=Wishes(out=out, print_run=begin), watcher=_Unwatched())
        name = Path(roster.name).stem or roster.form
        if is_merged and len(report.print_run) == 1:
            return Printed(f"{name}.pdf", report.print_run[0].read_bytes(), "application/pdf")
        files = report.print_run if is_merged else sorted(out.rglob("*.pdf"))
        return Printed(f"{name}.zip", _packed([*files, report.manifest], out), "application/zip")


def _chosen(form: str, *, documents: Sequence[FormDocument]) -> tuple[Chosen, ...]:
    chosen, fault = choose_documents([form], documents=documents)
    if fault:
        raise LookupError(form)
    return chosen


def _documents(chosen: Sequence[Chosen]) -> list[FormDocument]:
    return [document for _, group in chosen for document in group]


def _opened(
    roster: Uploaded, path: Path, *, chosen: Sequence[Chosen], mapping: Mapping[str, str]
) -> Roster:
    known = known_headers(_documents(chosen), mapping=mapping)
    return open_roster(path, name=roster.name, reading=Reading(known=known))


def _closest(name: str, label: str, *, among: list[str]) -> str:
    folded = {fold_name(column): column for column in among}
    for words in (label, name):
        found = difflib.get_close_matches(fold_name(words), folded, n=1, cutoff=_CLOSE)
        if found:
            return folded[found[0]]
    return ""


@contextmanager
def _unpacked(roster: Uploaded) -> Iterator[Path]:
    """Keep a roster in a folder that only its owner may read, for as long as the block lasts."""
    with tempfile.TemporaryDirectory(prefix="handbook-roster-") as scratch:
        path = Path(scratch) / f"roster{Path(roster.name).suffix.lower()}"
        path.write_bytes(roster.content)
        yield path


def _packed(files: Iterable[Path], folder: Path) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            archive.write(file, file.relative_to(folder).as_posix())
    return packed.getvalue()
