"""The command that makes an overlay of a folder that holds all of a handbook."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import click

from handbook import __version__
from handbook.cli.terminal import find_config, out, reporting
from handbook.model.places import DISTRICT_FOLDER
from handbook.spelling import count_of

_NOTHING = re.compile(r"^leave_out:[ \t]*\[\][ \t]*$", re.MULTILINE)


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--out",
    "out_path",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="The new folder; the old one is not touched.",
)
def adopt(folder: Path, *, out_path: Path) -> None:
    """Make the smallest handbook of a FOLDER that holds all of one: only what differs is kept."""
    find_config(folder)
    with reporting():
        from handbook.accepted import read_base  # noqa: PLC0415
        from handbook.adopting import make_overlay  # noqa: PLC0415
        from handbook.cli.starting import write_editor_settings, write_lock  # noqa: PLC0415
        from handbook.publish import start_folder, write_files  # noqa: PLC0415
        from handbook.shipped import BASE  # noqa: PLC0415
        from handbook.starting import Answers, starting_files  # noqa: PLC0415

        base = _texts(read_base(BASE, version=__version__).files)
        overlay = make_overlay(_texts(read_base(folder, version=__version__).files), base)
        begun = starting_files(Answers(), version=__version__, year=2000)
        kept = ("mkdocs.yml", "requirements.txt", ".gitignore", ".github/workflows/publish.yml")
        district = (folder / "district.yml").read_text(encoding="utf-8")
        files = {
            **{name: begun[name] for name in kept},
            **overlay.files,
            "district.yml": _standing_on_shipped(district, left_out=overlay.left_out),
            "content/.keep": "",
        }
        with start_folder(out_path) as fresh:
            write_files({name: text.encode() for name, text in files.items()}, folder=fresh)
            for name, path in _other_files(folder):
                shipped = BASE / name
                is_own = name.startswith(DISTRICT_FOLDER) or not shipped.is_file()
                if is_own or shipped.read_bytes() != path.read_bytes():
                    (fresh / name).parent.mkdir(parents=True, exist_ok=True)
                    shutil.copyfile(path, fresh / name)
            write_lock(fresh)
            write_editor_settings(fresh)
        kept_files = count_of(len(overlay.files), "file")
        out.print(f"{kept_files} of your own, {len(overlay.left_out)} left out.")
        out.print(f"Compare both: handbook check --project {out_path}")


def _texts(files: object) -> dict[str, str]:
    assert isinstance(files, dict)  # noqa: S101  (what a base is read as)
    return {name.partition(":")[2]: text for name, text in files.items()}


def _standing_on_shipped(text: str, *, left_out: list[str]) -> str:
    """Return district.yml with the shipped text below it, and without what the folder lacks."""
    text = re.sub(r"^base:.*$", "base: shipped", text, flags=re.MULTILINE)
    if not left_out:
        return text
    names = "".join(f"  - {name}\n" for name in left_out)
    if re.search(r"^leave_out:[ \t]*\[\][ \t]*$", text, re.MULTILINE):
        return re.sub(
            r"^leave_out:[ \t]*\[\][ \t]*$",
            f"leave_out:\n{names}".rstrip(),
            text,
            flags=re.MULTILINE,
        )
    if "leave_out:" not in text:
        return f"{text.rstrip()}\nleave_out:\n{names}"
    # A list that is there keeps its own lines; the new ones are for people to add.
    notes = "".join(f"#   - {name}\n" for name in left_out)
    return f"{text.rstrip()}\n# The folder did not have these. Add them to leave_out:\n{notes}"


def _other_files(folder: Path) -> list[tuple[str, Path]]:
    """Return the pictures and the look of a folder, and its own district's files."""
    tops = [folder / name for name in ("content", "overrides")]
    paths = [path for top in tops for path in sorted(top.rglob("*")) if path.is_file()]
    found = [(path.relative_to(folder).as_posix(), path) for path in paths]
    return [
        (name, path)
        for name, path in found
        if not name.endswith((".yml", ".md")) or name.startswith(DISTRICT_FOLDER)
    ]
