"""The handbook on the editor's desk: what is saved, what is tried out, and how to get back.

What is tried out stands in a copy of the folder, so that the whole walk can be taken over it and
nothing of it is saved. Threads may ask at any time.
"""

from __future__ import annotations

import shutil
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from handbook.editing.ahead import look_ahead
from handbook.editing.documents import Document, edited_text, find_documents
from handbook.editing.keeping import (
    ChangedMeanwhileError,
    Saved,
    digest_of,
    keep_files,
    read_file,
    undo,
)
from handbook.editions.comparing import compare_editions
from handbook.inputs import source_paths
from handbook.layers import HERE, SHIPPED, find_layers
from handbook.loading import load_handbook, load_records
from handbook.model.places import CONTENT_FOLDER
from handbook.press import Press
from handbook.problems import HandbookError, Location, Problem
from handbook.project import Project
from handbook.serving.showing import Showing
from handbook.serving.watching import read_traces

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handbook.cache import Cache
    from handbook.model.handbook import Handbook
    from handbook.serving.watching import Traces
    from handbook.yamlsource import Data

QUIET = 1.5
"""How many seconds nobody types before all of the handbook is made anew."""

_NOT_TEXT = "is no UTF-8 text. Save it as UTF-8, then open it here again."


class Workshop:
    """A handbook while it is edited.

    Args:
        home: The folder that holds mkdocs.yml and district.yml.
        site_url: Where its pages are shown.
        cache: Where papers and pages are kept between runs.
    """

    def __init__(self, home: Path, *, site_url: str, cache: Cache) -> None:
        self.home = home
        self._kept = tempfile.TemporaryDirectory(prefix="handbook-edit-")
        # The folder is deep enough for a base that is named by a path like ../../agency.
        self._copy = Path(self._kept.name, *"abcd", "handbook")
        self._lock = threading.RLock()
        self._traces: Traces = {}
        self._read: tuple[Mapping[str, Document], Handbook, tuple[Problem, ...]] | None = None
        self._tried: dict[str, bytes] = {}
        self._tries = 0
        self._saved: list[Saved] = []
        self._news = threading.Event()
        self._is_over = False
        self.saved_project: Project | None = None
        """The last good state of what is saved, which nothing tried out is in."""
        self._copy.mkdir(parents=True)
        self._bring_up_to_date()
        self._press = Press(cache)
        self.showing = Showing(self._copy, site_url=site_url, cache=cache)
        self._eye = threading.Thread(target=self._follow, daemon=True)
        self._news.set()

    def show(self) -> None:
        """Begin to make pages of what is tried out and saved, and make them anew ever after."""
        self._eye.start()

    def close(self) -> None:
        """Stop making pages, and take the copy away."""
        self._is_over = True
        self._news.set()
        if self._eye.is_alive():
            self._eye.join()
        self._kept.cleanup()

    @property
    def is_trying(self) -> bool:
        """Whether something is tried out that is not saved."""
        return bool(self._tried)

    @property
    def documents(self) -> Mapping[str, Document]:
        """Every record that can be edited, by its file, as it is saved."""
        return self._current()[0]

    @property
    def handbook(self) -> Handbook:
        """The handbook as it is saved, as far as it can be read."""
        return self._current()[1]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the files as they are saved."""
        return self._current()[2]

    @property
    def changes(self) -> tuple[Saved, ...]:
        """What was saved since the editor was started, the last one last."""
        return tuple(self._saved)

    def digest(self, name: str) -> str:
        """Return what tells the content of a file of the district from any other."""
        return digest_of(read_file(self.home, name))

    def text(self, name: str) -> str:
        """Return a file of the district; '' where there is none.

        Raises:
            HandbookError: It is no text.
        """
        content = read_file(self.home, name) or b""
        try:
            return content.decode("utf-8")
        except UnicodeDecodeError as error:
            raise HandbookError([Problem(Location(name), "", _NOT_TEXT)]) from error

    def try_out(
        self,
        document: Document,
        wanted: Data,
        *,
        body: str | None = None,
        uri: str = "",
    ) -> tuple[tuple[Problem, ...], str]:
        """Show a change without saving it.

        Args:
            document: The record.
            wanted: What it shall say.
            body: The text of a page; None where it stays.
            uri: The page that is looked at.

        Returns:
            What is wrong with the records then, and the page's words as HTML where they can be
            made at once.

        Raises:
            HandbookError: It cannot be written without losing something.
        """
        text = edited_text(document, wanted, text=self.text(document.name), body=body)
        with self._lock:
            self._bring_up_to_date()
            if not self._tries:
                # Papers of the first reading may still be made, when its pages are long there.
                self.saved_project = self.saved_project or self.showing.project
            self._tried[document.name] = text.encode()
            self._tries += 1
            _put(self._copy / document.name, text.encode())
            project = Project(find_layers(self._copy), self._press)
            problems, html = look_ahead(project, like=self.saved_project, uri=uri)
            self._news.set()
            return problems, html

    def forget(self) -> None:
        """Take what was tried out, and not saved, out of the copy again."""
        with self._lock:
            tried, self._tried = tuple(self._tried), {}
            for name in tried:
                _copy_or_remove(self.home / name, self._copy / name)
            if tried:
                self._news.set()

    def save(
        self,
        document: Document,
        wanted: Data,
        *,
        digest: str,
        what: str,
        body: str | None = None,
    ) -> None:
        """Save a change of a record.

        Raises:
            ChangedMeanwhileError: The file is another than the one that was opened.
            HandbookError: It cannot be written without losing something.
            OSError: The file cannot be written.
        """
        with self._lock:
            if self.digest(document.name) != digest:
                raise ChangedMeanwhileError
            text = edited_text(document, wanted, text=self.text(document.name), body=body)
            self.keep({document.name: text.encode()}, what=what)

    def keep(self, files: Mapping[str, bytes | None], *, what: str) -> None:
        """Write files of the district, as one change that can be undone.

        Raises:
            OSError: They cannot be written.
        """
        with self._lock:
            changed = {
                name: content
                for name, content in files.items()
                if read_file(self.home, name) != content
            }
            if changed:
                self._saved.append(keep_files(self.home, changed, what=what))
            self._tried.clear()
            self._traces = {}
            self._bring_up_to_date()
            self._news.set()

    def told_since_edition(self) -> tuple[str, ...]:
        """Return in words what differs from the edition that was closed last."""
        project = self.saved_project
        if project is None or len(project.timeline) < 2:  # noqa: PLR2004  (one, and the present)
            return ()
        found = compare_editions(project.timeline[-2], project.timeline[-1])
        return tuple(
            ", ".join(part for part in (one.name, one.part) if part)
            + (f": {one.new}" if one.new else ": taken out" if one.old else ": changed")
            for one in found
        )

    def undo(self) -> str:
        """Take the last change back, and return what it was; '' where there is none.

        Raises:
            ChangedMeanwhileError: A file was changed since.
            OSError: It cannot be written.
        """
        with self._lock:
            if not self._saved:
                return ""
            undo(self.home, self._saved[-1])
            what = self._saved.pop().what
            self._tried.clear()
            self._traces = {}
            self._bring_up_to_date()
            self._news.set()
            return what

    def _current(self) -> tuple[Mapping[str, Document], Handbook, tuple[Problem, ...]]:
        with self._lock:
            self._bring_up_to_date()
            if self._read is None:
                roots = find_layers(self.home)
                documents = find_documents(load_records(*roots), top=len(roots) - 1)
                self._read = (documents, *load_handbook(*roots))
            return self._read

    def _bring_up_to_date(self) -> None:
        """Take over into the copy what was changed on the disk, by us or by anybody else."""
        traces = read_traces(*source_paths(*_layers(self.home)))
        if traces == self._traces:
            return
        # A site is made from this folder even where nothing is in it.
        (self._copy / CONTENT_FOLDER).mkdir(exist_ok=True)
        old, self._traces, self._read = self._traces, traces, None
        for path in old.keys() | traces.keys():
            name = _name_in(self.home, path)
            if name and old.get(path) != traces.get(path) and name not in self._tried:
                _copy_or_remove(Path(path), self._copy / name)
        self._copy_agency()
        self._news.set()

    def _copy_agency(self) -> None:
        """Put an agency's handbook beside the copy where district.yml looks for it."""
        for layer in _layers(self.home)[:-1]:
            named = _relative(layer, self.home)
            place = (self._copy / named).resolve() if named else None
            if place and place.is_relative_to(Path(self._kept.name).resolve()):
                shutil.copytree(layer, place, dirs_exist_ok=True)

    def _follow(self) -> None:
        """Read the copy again whenever it changed."""
        while True:
            self._news.wait()
            self._news.clear()
            # The page itself is there already: the rest waits until nobody types.
            while self._tried and self._news.wait(QUIET):
                self._news.clear()
            if self._is_over:
                return
            before = None if self._tried else self._tries
            self.showing.read_again()
            if before == self._tries:
                self.saved_project = self.showing.project


def _layers(home: Path) -> tuple[Path, ...]:
    try:
        return find_layers(home)
    except HandbookError:
        return (home,)


def _relative(layer: Path, home: Path) -> str:
    """Return how a layer is named from a folder, where it is named by such a path."""
    text = layer.as_posix()
    start = f"{home.as_posix()}/"
    named = text.removeprefix(start)
    return named if text.startswith(start) and named not in {SHIPPED, HERE} else ""


def _name_in(home: Path, path: str) -> str:
    found = Path(path)
    return found.relative_to(home).as_posix() if found.is_relative_to(home) else ""


def _copy_or_remove(source: Path, place: Path) -> None:
    try:
        _put(place, source.read_bytes())
    except OSError:
        place.unlink(missing_ok=True)


def _put(place: Path, content: bytes) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content)


__all__ = ["ChangedMeanwhileError", "Workshop"]
