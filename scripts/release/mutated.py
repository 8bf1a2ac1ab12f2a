"""Handbooks with mistakes made at random: each is checked, some are built, none may be too much.

Usage: python mutated.py FOLDER --minutes 60 [--seed 1] [--build-every 10]. The status is 1 where
something but a located problem came of a mistake; the seed of the handbook brings it back.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
import time
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from handbook.folders.place import FolderError
from handbook.mkdocs_run import build_site
from handbook.opening import check_project
from handbook.press import Press
from handbook.problems import HandbookError, has_errors
from handbook.publish import SiteError

if TYPE_CHECKING:
    from collections.abc import Callable

SIGNS = (
    *(
        "{{",
        "}}",
        "{%",
        "<b>",
        "</div>",
        "<script>x()</script>",
        "[x](",
        "[x][role:gone]",
        "&",
        "**",
    ),
    *(
        "'",
        '"',
        "|",
        ">-",
        "#",
        " #",
        ": ",
        "- ",
        "\t",
        "\u00a0",
        "\u2028",
        "\u202e",
        "\ufeff",
        "\x00",
    ),
    *(
        "•",
        "–",
        "“",
        "\uff1a",
        "教练",
        "😀",
        "e\u0301" * 20,
        "ﷺ",
        "x" * 20_000,
        "> " * 300,
        "[" * 2_000,
    ),
)
VALUES = (
    "no",
    "",
    "~",
    "[]",
    "{}",
    "2026-02-30",
    "-1",
    "1e999",
    "!!python/name:os.system",
    "*a",
    "gone",
)
KEPT_FOR_THE_BUILD = ("overrides", "mkdocs.yml")


@dataclass(frozen=True)
class Outcome:
    """What came of one mutated handbook."""

    seed: int
    """What makes the same handbook again."""
    mistakes: tuple[str, ...]
    """What was done to it."""
    is_built: bool
    """Whether it was built as well."""
    fault: str
    """The traceback, or ''."""


def mutate(root: Path, *, chance: random.Random) -> tuple[str, ...]:
    """Make one to three mistakes in a handbook's files, and return what they are."""
    return tuple(_make_a_mistake(root, chance=chance) for _ in range(chance.randint(1, 3)))


def try_out(source: Path, *, seed: int, is_built: bool) -> Outcome:
    """Mutate a copy of a handbook, check it and build it; a refusal in words is no fault."""
    with tempfile.TemporaryDirectory(prefix="handbook-mutated-") as scratch:
        root = shutil.copytree(source, Path(scratch, "handbook"))
        mistakes = mutate(root, chance=random.Random(seed))  # noqa: S311  (chance, no secret)
        try:
            problems = check_project(root, press=Press())
            if is_built and not has_errors(problems):
                build_site(
                    root / "mkdocs.yml",
                    site_path=Path(scratch, "site"),
                    is_strict=False,
                    is_offline=False,
                )
        except (HandbookError, SiteError, FolderError):
            fault = ""
        except Exception:  # noqa: BLE001  (whatever it is, it is what is looked for)
            fault = traceback.format_exc()
        else:
            fault = ""
        return Outcome(seed, mistakes, is_built, fault)


def _make_a_mistake(root: Path, *, chance: random.Random) -> str:
    paths = sorted(path for path in root.rglob("*") if _may_change(path, root=root))
    path = chance.choice(paths)
    mistake = chance.choice(_MISTAKES)
    mistake(path, chance)
    return f"{mistake.__name__} {path.relative_to(root).as_posix()}"


def _may_change(path: Path, *, root: Path) -> bool:
    is_text = path.is_file() and path.suffix in {".yml", ".md"}
    return is_text and path.relative_to(root).parts[0] not in KEPT_FOR_THE_BUILD


def drop_line(path: Path, chance: random.Random) -> None:
    """Leave out a line."""
    _change_lines(path, lambda lines: lines.pop(chance.randrange(len(lines))))


def repeat_line(path: Path, chance: random.Random) -> None:
    """Write a line a second time, somewhere else."""
    _change_lines(
        path, lambda lines: lines.insert(chance.randrange(len(lines)), chance.choice(lines))
    )


def move_line(path: Path, chance: random.Random) -> None:
    """Take a line out and put it elsewhere."""
    _change_lines(
        path,
        lambda lines: lines.insert(
            chance.randrange(len(lines)), lines.pop(chance.randrange(len(lines)))
        ),
    )


def indent_line(path: Path, chance: random.Random) -> None:
    """Set a line in by one or two, by a tab, or not at all."""

    def change(lines: list[str]) -> None:
        place = chance.randrange(len(lines))
        lines[place] = chance.choice((" ", "  ", "\t", "")) + lines[place].lstrip()

    _change_lines(path, change)


def put_a_sign(path: Path, chance: random.Random) -> None:
    """Put something that means something else into a line."""

    def change(lines: list[str]) -> None:
        place = chance.randrange(len(lines))
        column = chance.randint(0, len(lines[place]))
        sign = chance.choice(SIGNS)
        lines[place] = lines[place][:column] + sign + lines[place][column:]

    _change_lines(path, change)


def change_a_value(path: Path, chance: random.Random) -> None:
    """Write another value after a colon."""

    def change(lines: list[str]) -> None:
        places = [place for place, line in enumerate(lines) if ": " in line] or [0]
        place = chance.choice(places)
        lines[place] = lines[place].partition(": ")[0] + ": " + chance.choice(VALUES)

    _change_lines(path, change)


def cut_off(path: Path, chance: random.Random) -> None:
    """Keep the beginning of a file alone."""
    content = path.read_bytes()
    path.write_bytes(content[: chance.randint(0, len(content))])


def write_bytes(path: Path, chance: random.Random) -> None:
    """Put bytes that are no text into a file."""
    content = path.read_bytes()
    place = chance.randint(0, len(content))
    path.write_bytes(content[:place] + chance.randbytes(8) + content[place:])


def save_as_another_encoding(path: Path, chance: random.Random) -> None:
    """Save a file as other programs do."""
    text = path.read_text(encoding="utf-8", errors="replace")
    path.write_text(
        text, encoding=chance.choice(("utf-16", "utf-8-sig", "cp1252")), errors="replace"
    )


def remove_file(path: Path, _chance: random.Random) -> None:
    """Delete a file."""
    path.unlink()


def copy_file(path: Path, chance: random.Random) -> None:
    """Keep a copy of a file beside it."""
    name = chance.choice(("{} - Copy{}", "{} (1){}", "~${}{}", "{}.bak{}", "index{1}"))
    place = path.with_name(name.format(path.stem, path.suffix))
    if place != path:
        shutil.copy(path, place)


def rename_file(path: Path, chance: random.Random) -> None:
    """Give a file another name."""
    name = chance.choice(("Renamed", "con", "x" * 100, "a b", "é"))
    path.rename(path.with_name(name + path.suffix))


_MISTAKES: tuple[Callable[[Path, random.Random], None], ...] = (
    drop_line,
    repeat_line,
    move_line,
    indent_line,
    put_a_sign,
    change_a_value,
    cut_off,
    write_bytes,
    save_as_another_encoding,
    remove_file,
    copy_file,
    rename_file,
)


def _change_lines(path: Path, change: Callable[[list[str]], object]) -> None:
    lines = path.read_text(encoding="utf-8", errors="replace").split("\n")
    change(lines)
    path.write_text("\n".join(lines), encoding="utf-8", errors="replace")


def main(arguments: list[str]) -> int:
    """Try handbooks out until the time is over."""
    parser = argparse.ArgumentParser(prog="fuzz", description=__doc__)
    parser.add_argument("folder", type=Path, help="the handbook to mutate")
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1, help="the first seed")
    parser.add_argument("--build-every", type=int, default=10, help="how many are built: one in …")
    options = parser.parse_args(arguments)
    end = time.monotonic() + options.minutes * 60
    seed, built, faults = options.seed, 0, []
    while time.monotonic() < end:
        outcome = try_out(options.folder, seed=seed, is_built=seed % options.build_every == 0)
        built += outcome.is_built
        seed += 1
        if outcome.fault:
            faults.append(outcome)
            print(
                f"seed {outcome.seed}: {', '.join(outcome.mistakes)}\n{outcome.fault}", flush=True
            )
    tried = seed - options.seed
    print(f"{tried} handbooks checked, {built} of them built, {len(faults)} faults.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
