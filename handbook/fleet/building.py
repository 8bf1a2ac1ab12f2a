"""One district of a fleet built, in whatever process: from its files to its site as bytes."""

from __future__ import annotations

import io
import os
import re
import tempfile
import time
import zipfile
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from handbook.cache import CacheError, open_cache, program_key
from handbook.inputs import digest_inputs
from handbook.layers import find_layers
from handbook.loading import load_handbook
from handbook.mkdocs_run import build_site
from handbook.model.places import CONFIG_NAME, CONTENT_FOLDER, DISTRICT_FILE
from handbook.problems import HandbookError
from handbook.publish import MANUAL_VARIABLE, SiteError, write_files

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from handbook.fleet.members import Member
    from handbook.problems import Location, Problem

_DATED = "SOURCE_DATE_EPOCH"


@dataclass(frozen=True, slots=True)
class Task:
    """What a process has to know to build one district."""

    id: str
    home: str
    """Its folder; '' for one that is made from files."""
    files: Mapping[str, bytes]
    location: Location
    """Where it is named."""
    places: Mapping[str, Location]
    """For one that is made from files: where each of its fields is said."""
    is_strict: bool = False


@dataclass(frozen=True, slots=True)
class Built:
    """What came of it."""

    id: str
    packed: bytes = b""
    """The site, as a ZIP file that is not compressed; nothing where it failed."""
    problems: tuple[str, ...] = ()
    """What kept it from being built, a line each."""
    warnings: tuple[str, ...] = ()
    signed_again: tuple[str, ...] = ()
    """The forms that those who signed before must sign again."""
    seconds: float = 0.0


def task_of(member: Member, *, is_strict: bool = False) -> Task:
    """Return what a process has to know to build a district."""
    home = str(member.home.resolve()) if member.home else ""
    return Task(member.id, home, member.files, member.location, member.places, is_strict)


def key_of(member: Member) -> str:
    """Return what tells whether a district's site is still the same; '' where that is not known.

    It is made of everything that goes in: the files of all layers, the engine and the versions of
    its packages, and the environment.
    """
    environment = (os.environ.get(_DATED), os.environ.get(MANUAL_VARIABLE))
    if member.home is not None:
        try:
            digest = digest_inputs(*find_layers(member.home))
        except HandbookError:
            return ""
        return program_key("folder", digest, *environment) if digest else ""
    with _folder_of(task_of(member)) as home:
        try:
            below = digest_inputs(*find_layers(home)[:-1])
        except HandbookError:
            return ""
    return program_key("row", member.digest(), below, *environment) if below else ""


def build_district(task: Task) -> Built:
    """Build the site of one district; whatever keeps it from being built is in what is returned."""
    start = time.monotonic()
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    with _folder_of(task) as home, tempfile.TemporaryDirectory(prefix="handbook-site-") as site:
        try:
            warnings = build_site(
                home / CONFIG_NAME, site_path=Path(site), is_strict=task.is_strict, is_offline=False
            )
            handbook, _ = load_handbook(*find_layers(home))
            open_cache().tidy()
        except HandbookError as error:
            problems = tuple(str(_placed(one, task=task)) for one in error.problems)
            return Built(task.id, problems=problems, seconds=time.monotonic() - start)
        except (SiteError, CacheError, OSError) as error:
            said = tuple(str(error).splitlines()) or (type(error).__name__,)
            return Built(task.id, problems=said, seconds=time.monotonic() - start)
        again = tuple(one.form for one in handbook.resigning if one.sign_again and one.now)
        packed = pack_site(Path(site))
    seconds = time.monotonic() - start
    said = warnings if task.home else tuple(_in_table(one, task=task) for one in warnings)
    return Built(task.id, packed, warnings=said, signed_again=again, seconds=seconds)


def _placed(problem: Problem, *, task: Task) -> Problem:
    """Return a problem where a person can mend it: in the table, where no folder is there."""
    if task.home or problem.location.path != DISTRICT_FILE:
        return problem
    fields = [name for name in task.places if f"{problem.field}.".startswith(f"{name}.")]
    place = task.places[max(fields, key=len)] if fields else task.location
    return replace(problem, location=place)


def _in_table(warning: str, *, task: Task) -> str:
    """Return a warning that the site's engine passed on, with the place of the table's row."""
    return re.sub(rf"^{re.escape(DISTRICT_FILE)}:\d+:\d+", str(task.location), warning)


def pack_site(site: Path) -> bytes:
    """Return a folder as the bytes of a ZIP file, not compressed."""
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w", zipfile.ZIP_STORED) as packed:
        for path in sorted(site.rglob("*")):
            if path.is_file():
                packed.write(path, path.relative_to(site).as_posix())
    return found.getvalue()


def unpack_site(packed: bytes, *, folder: Path) -> int:
    """Write a packed site into a folder, and return how many bytes it has."""
    with zipfile.ZipFile(io.BytesIO(packed)) as site:
        site.extractall(folder)
        return sum(one.file_size for one in site.infolist())


@contextmanager
def _folder_of(task: Task) -> Iterator[Path]:
    """Give the folder of a district: its own, or one made of its files for the while."""
    if task.home:
        yield Path(task.home)
        return
    with tempfile.TemporaryDirectory(prefix="handbook-district-") as scratch:
        home = Path(scratch) / task.id
        write_files(task.files, folder=home)
        (home / CONTENT_FOLDER).mkdir(exist_ok=True)
        yield home
