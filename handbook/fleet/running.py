"""A run over a fleet: what has to be built is built side by side, and put in place whole.

Whoever builds is an executor, as `concurrent.futures` defines them: processes of this machine, or a
cluster's. What is sent there and comes back is plain values.
"""

from __future__ import annotations

import json
import tempfile
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from handbook.fleet.building import Built, build_district, key_of, task_of, unpack_site
from handbook.folders.place import FolderError
from handbook.inputs import source_paths
from handbook.publish import replace_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from handbook.fleet.members import Member

REPORT = "report.json"
BUILDS_A_PROCESS = 25
"""After how many districts a process is replaced, so that none grows without end."""
_FORMAT = 1
_AHEAD = 2
"""How many districts wait for each that is built, so that no process is idle."""

Status: TypeAlias = Literal["built", "unchanged", "failed", "held back"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one district in a run."""

    id: str
    status: Status
    key: str = ""
    """What its site was made from."""
    seconds: float = 0.0
    bytes: int = 0
    problems: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    signed_again: tuple[str, ...] = ()


@dataclass
class Run:
    """A run over a fleet."""

    out: Path
    executor: Executor
    workers: int
    most_failed: float | None = None
    """At most how many of a hundred may fail, for any site to be put in place."""
    is_strict: bool = False
    told: Callable[[Outcome], None] = lambda _: None
    """Is told of every district when it is done."""
    outcomes: dict[str, Outcome] = field(default_factory=dict)

    def build(
        self, members: Sequence[Member], *, only: Iterable[str] = (), anew: bool = False
    ) -> tuple[Outcome, ...]:
        """Build what has to be built, and return what became of every district, in order.

        A site whose files, engine and settings are the same as when it was built stays as it is. A
        site that cannot be built stays as it was.

        Args:
            members: The districts.
            only: The districts to look at; none named means all.
            anew: Whether those that did not change are built as well.
        """
        before = read_report(self.out)
        chosen = set(only) or {member.id for member in members}
        todo: list[tuple[Member, str]] = []
        for member in members:
            old = before.get(member.id)
            if member.id not in chosen:
                if old:
                    self.outcomes[member.id] = old
                continue
            key = key_of(member)
            if old and key and old.key == key and not anew and (self.out / member.id).is_dir():
                self._note(replace(old, status="unchanged", seconds=0.0, problems=()))
            else:
                todo.append((member, key))
        with tempfile.TemporaryDirectory(prefix="handbook-fleet-") as scratch:
            held = self._build(todo, before=before, scratch=Path(scratch))
            self._publish_held(held, before=before)
        order = [member.id for member in members]
        found = tuple(self.outcomes[name] for name in order if name in self.outcomes)
        write_report(self.out, found)
        return found

    def _build(
        self,
        todo: Sequence[tuple[Member, str]],
        *,
        before: Mapping[str, Outcome],
        scratch: Path,
    ) -> list[tuple[Member, Outcome, Path]]:
        """Build a window of districts at a time; return what waits to be put in place."""
        waiting = list(reversed(todo))
        running: dict[Future[Built], tuple[Member, str]] = {}
        held: list[tuple[Member, Outcome, Path]] = []
        while waiting or running:
            while waiting and len(running) < self.workers * _AHEAD:
                member, key = waiting.pop()
                task = task_of(member, is_strict=self.is_strict)
                running[self.executor.submit(build_district, task)] = (member, key)
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                member, key = running.pop(future)
                built = _result(future, name=member.id)
                if built.problems:
                    self._note(_failed(built, old=before.get(member.id)))
                    continue
                outcome = _outcome(built, key=key)
                if self.most_failed is None:
                    self._put(member, outcome, built.packed, before=before)
                else:
                    path = scratch / member.id
                    path.write_bytes(built.packed)
                    held.append((member, outcome, path))
                write_report(self.out, tuple(self.outcomes.values()))
        return held

    def _publish_held(
        self, held: Sequence[tuple[Member, Outcome, Path]], *, before: Mapping[str, Outcome]
    ) -> None:
        """Put what waited in place, if few enough failed; else every last site stays."""
        failed = sum(one.status == "failed" for one in self.outcomes.values())
        count = len(held) + failed
        is_fit = self.most_failed is None or 100 * failed <= self.most_failed * count
        for member, outcome, path in held:
            if is_fit:
                self._put(member, outcome, path.read_bytes(), before=before)
            else:
                old = before.get(member.id)
                key, size = (old.key, old.bytes) if old else ("", 0)
                self._note(replace(outcome, status="held back", key=key, bytes=size))

    def _put(
        self, member: Member, outcome: Outcome, packed: bytes, *, before: Mapping[str, Outcome]
    ) -> None:
        sources = source_paths(member.home) if member.home else ()
        try:
            with replace_folder(self.out / member.id, sources=sources) as fresh:
                size = unpack_site(packed, folder=fresh)
        except FolderError as error:
            built = Built(member.id, problems=(str(error),), seconds=outcome.seconds)
            self._note(_failed(built, old=before.get(member.id)))
        else:
            self._note(replace(outcome, bytes=size))

    def _note(self, outcome: Outcome) -> None:
        self.outcomes[outcome.id] = outcome
        self.told(outcome)


def _result(future: Future[Built], *, name: str) -> Built:
    """Return what was built; where whoever built it is gone, that is what is wrong."""
    try:
        return future.result()
    except Exception as error:  # noqa: BLE001  (of whatever kind a cluster's is)
        said = str(error).splitlines() or [type(error).__name__]
        return Built(name, problems=(f"whoever built it stopped: {said[0]}",))


def _outcome(built: Built, *, key: str) -> Outcome:
    return Outcome(
        built.id,
        "built",
        key=key,
        seconds=round(built.seconds, 2),
        warnings=built.warnings,
        signed_again=built.signed_again,
    )


def _failed(built: Built, *, old: Outcome | None) -> Outcome:
    """Return a failure; the site of before stays, and so does what it was made from."""
    return Outcome(
        built.id,
        "failed",
        key=old.key if old else "",
        seconds=round(built.seconds, 2),
        bytes=old.bytes if old else 0,
        problems=built.problems,
    )


def read_report(out: Path) -> dict[str, Outcome]:
    """Return what became of each district in the run before; nothing where none can be read."""
    try:
        values = json.loads((out / REPORT).read_text(encoding="utf-8"))
        if values["format"] != _FORMAT:
            return {}
        found = [_read_outcome(row) for row in values["districts"]]
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return {one.id: one for one in found}


def _read_outcome(row: dict[str, Any]) -> Outcome:
    lists = {key: tuple(value) for key, value in row.items() if isinstance(value, list)}
    return Outcome(**{**row, **lists})


def write_report(out: Path, outcomes: Sequence[Outcome]) -> None:
    """Write what became of each district, whole or not at all."""
    values = {"format": _FORMAT, "districts": [asdict(one) for one in outcomes]}
    text = json.dumps(values, ensure_ascii=False, indent=1)
    fresh = out / f".{REPORT}.new"
    fresh.write_text(f"{text}\n", encoding="utf-8")
    fresh.replace(out / REPORT)
