"""Make districts at random: names, words, decisions, what is left out, and changes of the text."""

from __future__ import annotations

import random
import sys
from pathlib import Path

from handbook.layers import find_layers
from handbook.loading import load_handbook
from handbook.shipped import BASE
from handbook.starting import POSTURES, Answers, starting_files

PLACES = ("Alder", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Hazel", "Juniper", "Larch", "Rowan")
SORTS = ("Unified School District", "Area Schools", "Central School District", "Public Schools")
COACHES = ("coach", "learning partner", "MTSS coach", "instructional guide", "success coach")
COLORS = ("#1d4e4a", "#5b2a86", "#7a1f1f", "#1f4e79", "#2f4f1f")
YEAR = 2026
MOST_LEFT_OUT, MOST_CHANGED = 4, 3
LEFT_OUT_KINDS = ("activity", "non-role", "comparison", "myth", "form", "question", "term")


def main(count: int, folder: Path) -> None:
    """Write so many districts below a folder that is not there yet."""
    handbook, problems = load_handbook(*find_layers(BASE))
    assert not [one for one in problems if one.severity == "error"]  # noqa: S101
    names = sorted(name for kind, name in handbook.entries if kind in LEFT_OUT_KINDS)
    roles = sorted((role.id, [one.id for one in role.activities]) for role in handbook.roles)
    folder.mkdir(parents=True)
    for number in range(count):
        chance = random.Random(number)  # noqa: S311  (nothing secret)
        home = folder / f"district-{number + 1:03}"
        for name, text in _files(number, chance=chance, names=names, roles=roles).items():
            path = home / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    print(f"{count} districts: {folder}")


def _files(
    number: int, *, chance: random.Random, names: list[str], roles: list[tuple[str, list[str]]]
) -> dict[str, str]:
    place = f"{chance.choice(PLACES)} {chance.choice(PLACES)}"
    answers = Answers(
        name=f"{place} {chance.choice(SORTS)} {number + 1}",
        short_name=place,
        web_address=f"district-{number + 1}.example.org",
        coach=chance.choice(COACHES),
        brand=chance.choice(COLORS),
        accent=chance.choice(COLORS),
        schools=tuple(f"{one} School" for one in chance.sample(PLACES, chance.randint(0, 6))),
        posture=chance.choice(tuple(POSTURES)),
    )
    files = starting_files(answers, version="0", year=YEAR)
    gone = chance.sample(names, chance.randint(0, MOST_LEFT_OUT))
    text = files["district.yml"].replace("leave_out: []", f"leave_out: [{', '.join(gone)}]")
    files["district.yml"] = text.replace(
        "paper: letter", f"paper: {chance.choice(('letter', 'a4'))}"
    )
    for role, activities in chance.sample(roles, chance.randint(0, MOST_CHANGED)):
        activity = chance.choice([one for one in activities if one not in gone] or activities)
        files[f"roles/{role}.yml"] = (
            f"id: {role}\nactivities:\n  - id: {activity}\n    name: {chance.choice(PLACES)} work\n"
        )
    return files


if __name__ == "__main__":
    if len(sys.argv) != 3:  # noqa: PLR2004  (how many, and where)
        sys.exit("Say how many, and a new folder: ./scripts/districts 200 FOLDER")
    main(int(sys.argv[1]), Path(sys.argv[2]))
