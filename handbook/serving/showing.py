"""What a browser is shown: the last good state of the handbook, and what is wrong since."""

from __future__ import annotations

import threading
import traceback
from typing import TYPE_CHECKING

from handbook.layers import find_layers
from handbook.mkdocs_preview import Preview
from handbook.model.places import CONFIG_NAME
from handbook.pages.papers import PaperFacts
from handbook.press import FORM, WORD_COPY, Press
from handbook.problems import HandbookError, Location, Problem, has_errors
from handbook.project import Project
from handbook.publish import SiteError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from handbook.book import Cover, Part
    from handbook.cache import Cache
    from handbook.forms.structure import FormDocument
    from handbook.sheets import Sheet


class _OvertakenError(Exception):
    """Something else is to be read by now."""


class PatientPress(Press):
    """Makes papers when somebody asks for them, and tells pages what is known without that."""

    def __init__(self, cache: Cache) -> None:
        super().__init__(cache)
        self._sizes: dict[tuple[str, FormDocument, int], int] = {}
        # The typesetter is one, and several may ask at once.
        self._lock = threading.RLock()
        self.has_news = False

    def form_pdf(self, document: FormDocument, *, made_at: int) -> bytes:
        """Return the PDF of a form, and know its size from now on."""
        with self._lock:
            made = super().form_pdf(document, made_at=made_at)
        return self._noted(FORM, document, made, made_at=made_at)

    def word_copy(self, document: FormDocument, *, made_at: int) -> bytes:
        """Return the Word copy of a form, and know its size from now on."""
        with self._lock:
            made = super().word_copy(document, made_at=made_at)
        return self._noted(WORD_COPY, document, made, made_at=made_at)

    def page_count(self, document: FormDocument, *, made_at: int) -> int:
        """Return how many pages the PDF of a form has."""
        with self._lock:
            return super().page_count(document, made_at=made_at)

    def book(self, parts: Sequence[Part], *, cover: Cover, made_at: int) -> bytes:
        """Return the handbook as a book."""
        with self._lock:
            return super().book(parts, cover=cover, made_at=made_at)

    def sheet(self, sheet: Sheet, *, cover: Cover, made_at: int) -> bytes:
        """Return a printed sheet."""
        with self._lock:
            return super().sheet(sheet, cover=cover, made_at=made_at)

    def facts(self, document: FormDocument, *, made_at: int) -> PaperFacts:
        """Return what is known of a form's files."""
        pdf_size = self._size(FORM, document, made_at=made_at)
        return PaperFacts(
            page_count=self.page_count(document, made_at=made_at) if pdf_size else 0,
            pdf_size=pdf_size,
            word_size=self._size(WORD_COPY, document, made_at=made_at),
        )

    def _noted(self, kind: str, document: FormDocument, made: bytes, *, made_at: int) -> bytes:
        key = (kind, document, made_at)
        if self._sizes.get(key) != len(made):
            self._sizes[key] = len(made)
            self.has_news = True
        return made

    def _size(self, kind: str, document: FormDocument, *, made_at: int) -> int:
        known = self._sizes.get((kind, document, made_at))
        return known or len(self.cache.read(self.cache.key(kind, document, made_at)) or b"")


class Showing:
    """The last good site and the problems since; threads may ask at any time.

    Args:
        home: The folder that holds mkdocs.yml and district.yml.
        site_url: Where the site is shown.
        cache: Where papers and pages are kept between runs.
        is_outdated: Says whether what is being read is not worth to be shown any more.
    """

    def __init__(
        self,
        home: Path,
        *,
        site_url: str,
        cache: Cache,
        is_outdated: Callable[[], bool] = lambda: False,
    ) -> None:
        self._home, self._site_url = home, site_url
        self._press = PatientPress(cache)
        self._is_outdated = is_outdated
        self._preview: Preview | None = None
        self._making = threading.RLock()
        self._news = threading.Condition()
        self.generation = 0
        self.project: Project | None = None
        """The last good state, from which pages and papers are made."""
        self.problems: tuple[Problem, ...] = ()

    def read_again(self) -> bool:
        """Read the handbook; show it where nothing is wrong, else tell what is.

        Returns:
            Whether it was read to the end, and not overtaken by something newer.
        """
        self._press.has_news = False
        try:
            self._read()
        except _OvertakenError:
            return False
        except HandbookError as error:
            self._tell(error.problems)
        except SiteError as error:
            self._tell((Problem(Location(CONFIG_NAME), "", str(error)),))
        # A fault of the program must not end what an editor works with.
        except Exception as error:  # noqa: BLE001
            place = traceback.extract_tb(error.__traceback__)[-1].name
            message = f"the site cannot be shown: {error} (in {place}). Undo the last change."
            self._tell((Problem(Location(CONFIG_NAME), "", message),))
        return True

    def read(self, path: str) -> tuple[bytes, str] | None:
        """Return what the last good site has at an address, and its media type.

        Raises:
            HandbookError: It cannot be made.
            SiteError: The same, for reasons outside of the handbook.
        """
        with self._making:
            return self._preview.read(path) if self._preview else None

    def paper(self, document: FormDocument, *, made_at: int) -> bytes:
        """Return the PDF of a form of any state of the handbook, made by the one typesetter."""
        return self._press.form_pdf(document, made_at=made_at)

    def read_missing(self) -> bytes:
        """Return the page for addresses at which nothing is; nothing before the first good site."""
        with self._making:
            return self._preview.read_missing() if self._preview else b""

    @property
    def has_site(self) -> bool:
        """Whether there was a good state yet."""
        return self._preview is not None

    @property
    def knows_more(self) -> bool:
        """Whether a paper was made whose size pages do not say yet."""
        return self._press.has_news

    def wait(self, generation: int, *, seconds: float) -> None:
        """Return when there is something newer than a generation, or after some time."""
        with self._news:
            self._news.wait_for(lambda: self.generation != generation, timeout=seconds)

    def _read(self) -> None:
        press = self._press
        project = Project(
            find_layers(self._home),
            press,
            shows_drafts=True,
            known_facts=lambda one: press.facts(one, made_at=project.made_at),
        )
        if has_errors(project.record_problems):
            # Said at once; what is wrong on pages as well follows in a moment.
            self._tell(project.record_problems)
        self._go_on()
        project.documents  # noqa: B018  (a step of its own)
        self._go_on()
        if has_errors(project.text_problems):
            self._tell(project.text_problems)
            return
        self._go_on()
        project.pages  # noqa: B018  (made before others have to wait)
        self._go_on()
        with self._making:
            config_path = self._home / CONFIG_NAME
            self._preview = Preview(config_path, project=project, site_url=self._site_url)
            self.project = project
        self._tell(project.text_problems)
        # How forms come on paper is seen last: the page is what an editor waits for.
        if project.problems != project.text_problems:
            self._tell(project.problems)

    def _go_on(self) -> None:
        """Go on from one step to the next, unless there is a good state to look at meanwhile.

        Raises:
            _OvertakenError: What is read is outdated.
        """
        if self.has_site and self._is_outdated():
            raise _OvertakenError

    def _tell(self, problems: tuple[Problem, ...]) -> None:
        with self._news:
            self.problems = problems
            self.generation += 1
            self._news.notify_all()
