"""The menu is read with the place of every line, and told where it leads nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml

from handbook.addresses import site_uris
from handbook.checks.menu import check_menu
from handbook.loading import load_handbook
from handbook.menu import parse_menu
from handbook.model.adoption import adopt_handbook
from handbook.model.surroundings import Surroundings

if TYPE_CHECKING:
    from pathlib import Path

WHOLE = "nav:\n  - index.md\n  - Trust: trust.md\n  - Who: confidentiality.md\n"
ALONE = (
    "the page stands in no menu, so that readers come upon it by links and search alone. Add the "
    "line '- trust.md' below 'nav:' in mkdocs.yml."
)


def problems_of(root: Path, menu: str) -> list[str]:
    """Return what is said about a menu over the pages of a handbook."""
    handbook = adopt_handbook(load_handbook(root)[0])
    entries, problems = parse_menu(menu.encode(), path="mkdocs.yml")
    surroundings = Surroundings(menu=entries, files=frozenset({"guide.pdf"}))
    found = check_menu(handbook, surroundings=surroundings, uris=site_uris(handbook))
    return [str(problem) for problem in sorted({*problems, *found})]


@pytest.mark.parametrize(
    "menu",
    [
        WHOLE,
        f"{WHOLE}  - Roles: roles/\n  - Forms:\n      - forms/\n      - roles/data-coach.md\n",
        f"{WHOLE}  - District: https://example.org\n  - Guide: guide.pdf\n",
        f"{WHOLE}theme:\n  icon: !ENV [ICON, a]\nx: !!python/name:os.system\n",
        "site_name: No menu\n",
        "",
    ],
)
def test_right_menu(small_handbook: Path, menu: str) -> None:
    """Pages, folders, files and web addresses may stand in it, at any depth; none is needed."""
    assert problems_of(small_handbook, menu) == []


@pytest.mark.parametrize(
    ("menu", "problems"),
    [
        (
            WHOLE.replace("trust.md", "trsut.md"),
            [
                f"content/trust.md:1:1: warning: {ALONE}",
                "mkdocs.yml:3:12: nav: no page has the file 'trsut.md'. Did you mean 'trust.md'?",
            ],
        ),
        (
            WHOLE.replace("  - Trust: trust.md\n", ""),
            [f"content/trust.md:1:1: warning: {ALONE}"],
        ),
        (
            f"{WHOLE}  - Run: javascript:run()\n",
            [
                (
                    "mkdocs.yml:5:10: nav: 'javascript:run()' is not published. Name a page's "
                    "file, or an address that begins with https:, mailto: or tel:."
                )
            ],
        ),
        (
            f"{WHOLE}  - Data: data-coach.md\n",
            [
                (
                    "mkdocs.yml:5:11: nav: no page has the file 'data-coach.md'. Did you mean "
                    "'roles/data-coach.md'?"
                )
            ],
        ),
        (
            f"{WHOLE}  - Old: /trust.md\n",
            [
                (
                    "mkdocs.yml:5:10: nav: the page '/trust.md' is named from the content folder, "
                    "without the first slash. Write 'trust.md'."
                )
            ],
        ),
        (
            f"{WHOLE}  - Team: team/\n",
            [
                (
                    "mkdocs.yml:5:11: nav: no page stands in the folder 'team/'. Correct the name "
                    "or take the line out."
                )
            ],
        ),
        (
            f"{WHOLE}  - trust.md\n",
            [
                (
                    "mkdocs.yml:5:5: warning: nav: 'trust.md' stands in the menu already, on line "
                    "3. Keep one of the two."
                )
            ],
        ),
        (
            f"{WHOLE}  - Roles:\n",
            [
                (
                    "mkdocs.yml:5:11: nav: the menu's entry 'Roles' leads nowhere. Write a page's "
                    "file after its colon, like 'about.md', or a list of entries below it."
                )
            ],
        ),
        (
            f"{WHOLE}    Roles: roles/\n",
            [
                (
                    "mkdocs.yml:5:5: nav: the menu's entry 'Roles' stands in the entry above it. "
                    "Begin its line with '- ', as far in as the other entries."
                )
            ],
        ),
        (
            f"{WHOLE}  - Roles:\n      Data: roles/data-coach.md\n",
            [
                (
                    "mkdocs.yml:6:7: nav: the lines below the menu's entry 'Roles' are no list. "
                    "Begin each with '- ', set in by the same number of spaces."
                )
            ],
        ),
        ("- search\n", ["mkdocs.yml:1:1: expected settings like 'site_name: Our handbook'."]),
        (
            "nav:\n  - index.md\n - trust.md\n",
            [
                (
                    "mkdocs.yml:3:2: the indentation of this line fits no line above. Line it up "
                    "with the lines it belongs to."
                )
            ],
        ),
        (
            "nav:\n  - index.md\n\t- trust.md\n",
            [
                (
                    "mkdocs.yml:3:1: a tab stands before the text. Use spaces instead, two for "
                    "each level."
                )
            ],
        ),
    ],
)
def test_wrong_menu(small_handbook: Path, menu: str, problems: list[str]) -> None:
    """Each line that leads nowhere is told at its place, and each page that no line leads to."""
    assert problems_of(small_handbook, menu) == problems


def test_page_left_out(small_handbook: Path) -> None:
    """A page that the district leaves out is told as left out."""
    district = small_handbook / "district.yml"
    text = f"{district.read_text(encoding='utf-8')}leave_out:\n  roles: [data-coach]\n"
    district.write_text(text, encoding="utf-8")
    assert problems_of(small_handbook, f"{WHOLE}  - roles/data-coach.md\n") == [
        (
            "mkdocs.yml:5:5: nav: the district leaves out the page 'roles/data-coach.md'. Take the "
            "line out."
        )
    ]


def test_menu_without_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """However deep the lists of a menu stand in each other, that is told and nothing breaks."""
    menu = f"nav: {'[' * 1000}{']' * 1000}\n".encode()
    problems = parse_menu(menu, path="mkdocs.yml")[1]
    assert [str(problem) for problem in problems] == [
        "mkdocs.yml:1:15: nav: the menu has more than 8 levels. Write it flatter."
    ]
    monkeypatch.setattr("handbook.menu._Loader", yaml.SafeLoader)
    problems = parse_menu(menu, path="mkdocs.yml")[1]
    assert [str(problem) for problem in problems] == [
        "mkdocs.yml:1:1: lists stand too deep in one another. Write the file flatter."
    ]
