"""The handbook on the editor's desk: what is saved, what is tried out, and how to get back.

Threads may ask at any time.
"""

from __future__ import annotations

import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from handbook.editing.ahead import look_ahead
from handbook.editing.copying import Copy
from handbook.editing.differing import told_news
from handbook.editing.documents import Document, edited_text, find_documents
from handbook.editing.keeping import (
    ChangedMeanwhileError,
    Saved,
    digest_of,
    keep_files,
    read_file,
    undo,
)
from handbook.editions.news import tell_news
from handbook.layers import find_layers
from handbook.loading import load_handbook, load_records
from handbook.pages.papers import pdf_uri
from handbook.press import Press
from handbook.problems import HandbookError, Location, Problem, has_errors
from handbook.project import Project
from handbook.serving.showing import Showing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handbook.cache import Cache
    from handbook.model.handbook import Handbook
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
        self._copy = Copy(home, Path(self._kept.name))
        self._lock = threading.RLock()
        self._read: tuple[Mapping[str, Document], Handbook, tuple[Problem, ...]] | None = None
        self._tries = 0
        self._saved: list[Saved] = []
        self._news = threading.Event()
        self._is_over, self._is_stale = False, True
        self.saved_project: Project | None = None
        """The last good state of what is saved, which nothing tried out is in."""
        self._bring_up_to_date()
        self._press = Press(cache)
        self.showing = Showing(
            self._copy.home,
            site_url=site_url,
            cache=cache,
            # Whoever types or saves is not kept waiting: it is read again as soon as they rest.
            is_outdated=lambda: self._is_over or self._news.is_set(),
        )
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
        return bool(self._copy.tried)

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
    def known_problems(self) -> tuple[Problem, ...]:
        """What is wrong with what is saved, between records and on pages as far as it is known."""
        is_known = self.showing.generation and not self._is_stale and not self.is_trying
        return self.showing.problems if is_known else self.problems

    def document(self, name: str) -> Document:
        """Return a record by its file.

        Raises:
            LookupError: There is none.
        """
        found = self.documents.get(name)
        if found is None:
            raise LookupError(name or "record")
        return found

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
        with self._lock:
            project = self._tried(document, wanted, body=body)
            problems, html = look_ahead(project, like=self.saved_project, uri=uri)
            self._news.set()
            return problems, html

    def try_on_paper(
        self, document: Document, wanted: Data, *, body: str | None, uri: str
    ) -> tuple[tuple[Problem, ...], bytes]:
        """Return what is wrong with a change, or else the PDF at an address of the site.

        Raises:
            HandbookError: It cannot be written without losing something, or not be set.
            LookupError: There is no such paper any more.
        """
        with self._lock:
            project = self._tried(document, wanted, body=body)
            self._news.set()
            if has_errors(project.record_problems):
                return project.record_problems, b""
            form = next((one for one in project.documents if pdf_uri(one) == uri), None)
            if form is None:
                raise LookupError(uri)
            return (), self.showing.paper(form, made_at=project.made_at)

    def _tried(self, document: Document, wanted: Data, *, body: str | None) -> Project:
        """Return the handbook with a change that is not saved."""
        text = edited_text(document, wanted, text=self.text(document.name), body=body)
        self._bring_up_to_date()
        if not self._tries:
            # Papers of the first reading may still be made, when its pages are long there.
            self.saved_project = self.saved_project or self.showing.project
        self._copy.try_out(document.name, text.encode())
        self._tries += 1
        return Project(find_layers(self._copy.home), self._press)

    def forget(self) -> None:
        """Take what was tried out, and not saved, out of the copy again."""
        with self._lock:
            if self._copy.forget():
                self._is_stale = True
                self._news.set()

    def save(  # noqa: PLR0913  (a record, and all that is typed on its form)
        self,
        document: Document,
        wanted: Data,
        *,
        digest: str,
        what: str,
        body: str | None = None,
        is_draft: bool | None = None,
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
            text = self.text(document.name)
            text = edited_text(document, wanted, text=text, body=body, is_draft=is_draft)
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
            self._copy.take_over()
            self._bring_up_to_date()
            self._news.set()

    def told_since_edition(self) -> tuple[str, ...]:
        """Return in words what differs from the edition that was closed last."""
        project = self.saved_project
        if project is None or len(project.timeline) < 2:  # noqa: PLR2004  (one, and the present)
            return ()
        return told_news(tell_news(project.timeline[-2:])[0])

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
            self._copy.take_over()
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
        if self._copy.bring_up_to_date():
            self._read, self._is_stale = None, True
            self._news.set()

    def _follow(self) -> None:
        """Read the copy again whenever it changed."""
        while True:
            self._news.wait()
            self._news.clear()
            # The page itself is there already: the rest waits until nobody types.
            while self._copy.tried and self._news.wait(QUIET):
                self._news.clear()
            if self._is_over:
                return
            before = None if self._copy.tried else self._tries
            self._is_stale = False
            if self.showing.read_again() and before == self._tries:
                self.saved_project = self.showing.project


__all__ = ["ChangedMeanwhileError", "Workshop"]
