"""Everything that has an id can be left out, one after another, and nothing of the base dangles."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from handbook.checks.leaving_out import check_leaving_out
from handbook.checks.stripped import find_stripped
from handbook.layers import is_own
from handbook.model.adoption import adopt_handbook
from handbook.model.kinds import KINDS
from handbook.model.walking import walk_references
from handbook.opening import open_site
from handbook.press import Press

if TYPE_CHECKING:
    from handbook.book import Cover
    from handbook.forms.structure import FormDocument
    from handbook.model.handbook import Handbook
    from handbook.pages.sharing import ShareCard
    from handbook.sheets import Sheet

ROOT = Path(__file__).parent.parent
DISTRICT = Path(__file__).parent / "fixtures" / "maple-valley"

MANY = 12
"""How many of a kind are looked at, at least where there are as many."""

KEPT = {"cycle", "kind"}
"""What the handbook's own sentences need."""


NEVER_NONE = {"activity", "exception", "role", "stage"}
"""Those of which some have to stay."""


SHARES = 8
"""Into how many tests the walk over every record is cut, so that they can run side by side."""

GROUPS = 16
"""Into how many groups the questions are cut, each left out at once."""


class PaperlessPress(Press):
    """Stands in for the press: every paper is a page of nothing."""

    def form_pdf(self, document: FormDocument, *, made_at: int) -> bytes:
        """Return a byte."""
        return bytes(1)

    def page_count(self, document: FormDocument, *, made_at: int) -> int:
        """Return one."""
        return 1

    def field_places(self, document: FormDocument, *, made_at: int) -> tuple[()]:
        """Return none."""
        return ()

    def word_copy(self, document: FormDocument, *, made_at: int) -> bytes:
        """Return a byte."""
        return bytes(1)

    def sheet(self, sheet: Sheet, *, cover: Cover, made_at: int) -> bytes:
        """Return a byte."""
        return bytes(1)

    def share_picture(self, card: ShareCard) -> bytes:
        """Return a byte."""
        return bytes(1)

    def icon(self, svg: str, *, ground: str) -> bytes:
        """Return a byte."""
        return bytes(1)


def leaving_out(handbook: Handbook, *names: str) -> Handbook:
    """Return a handbook whose district leaves these out."""
    district = handbook.district
    changed = district.model_copy(update={"leave_out": names})
    files = tuple(
        replace(file, record=changed) if file.record is district else file
        for file in handbook.files
    )
    return replace(handbook, files=files)


def names_of(handbook: Handbook) -> list[tuple[str, str]]:
    """Return the kind and id of all that can be left out, and some of what there is very much."""
    names = {
        kind: [key for key in handbook.entries if key[0] == kind] for kind in set(KINDS) - KEPT
    }
    return [key for found in names.values() for key in found[:: len(found) // MANY + 1]]


def see_pages_without(*names: str, folder: Path) -> None:
    """Make the pages of a district that leaves these out; nothing is said of the base."""
    shutil.copytree(DISTRICT, folder, dirs_exist_ok=True)
    path = folder / "district.yml"
    text = path.read_text(encoding="utf-8").partition("leave_out:")[0]
    path.write_text(f"{text}leave_out: {list(names)}\n", encoding="utf-8")
    site = open_site(ROOT, folder, press=PaperlessPress())
    assert [str(one) for one in site.warnings if not is_own(one.location.path)] == []
    assert len(site.pages) > 50


@pytest.mark.slow
def test_each_record_can_be_left_out(shipped: Handbook) -> None:
    """Whatever goes, nothing that is left refers to it, beside conditions and the choice."""
    for kind, name in names_of(shipped):
        adopted = adopt_handbook(leaving_out(shipped, name))
        assert (kind, name) in adopted.left_out
        dangling = [
            (name, file.origin.path, field)
            for file in adopted.files
            for field, of, other in walk_references(file.record)
            if (of, other) in adopted.left_out and not {"leave_out", "when"} & set(map(str, field))
        ]
        assert dangling == []


@pytest.mark.slow
@pytest.mark.parametrize("share", range(SHARES))
def test_the_base_speaks_of_nothing_that_is_left_out(shipped: Handbook, share: int) -> None:
    """Whichever record goes, no text of any layer has a link to it that would lose its place."""
    for names in _one_by_one(shipped)[share::SHARES]:
        found = find_stripped(adopt_handbook(leaving_out(shipped, *names)))
        assert [str(one) for one in found] == [], names


def _one_by_one(handbook: Handbook) -> list[tuple[str, ...]]:
    """Return the ids of all that can go, each alone; questions, which little names, in groups."""
    names = sorted((kind, name) for kind, name in handbook.entries if kind not in KEPT)
    alone = [(name,) for kind, name in names if kind != "question"]
    questions = [name for kind, name in names if kind == "question"]
    return [*alone, *(tuple(questions[at::GROUPS]) for at in range(GROUPS))]


@pytest.mark.slow
@pytest.mark.parametrize("share", range(SHARES))
def test_a_record_of_each_kind_leaves_pages_whole(
    shipped: Handbook, tmp_path: Path, share: int
) -> None:
    """Without one of each of some kinds every page is made, and nothing is said of the base."""
    first = {kind: name for kind, name in reversed(list(shipped.entries)) if kind not in KEPT}
    see_pages_without(*sorted(first.values())[share::SHARES], folder=tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("kind", sorted(set(KINDS) - KEPT - NEVER_NONE))
def test_a_whole_kind_leaves_pages_whole(tmp_path: Path, kind: str) -> None:
    """One line leaves out all of a kind: every other page is made, and none speaks of it."""
    see_pages_without(f"all:{kind}", folder=tmp_path)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("page:index", "'page:index' cannot be left out: readers arrive at it. Take the line out."),
        ("page:trsut", "no page is called 'page:trsut'."),
        ("data-coch", "nothing has the id 'data-coch'. Did you mean 'data-coach'?"),
        ("all:myht", "there is no kind of record 'myht'. Did you mean 'myth'?"),
        (
            "all:cycle",
            (
                "'all:cycle' cannot be left out: the coaching cycle is what every form and page "
                "speaks of. Take the line out."
            ),
        ),
        (
            "participation",
            (
                "'participation' cannot be left out: what is promised is told row by row. Take the "
                "line out."
            ),
        ),
    ],
)
def test_what_cannot_be_left_out(shipped: Handbook, name: str, message: str) -> None:
    """What is not there, or is needed, is told at the line that names it."""
    (problem,) = check_leaving_out(leaving_out(shipped, name))
    assert problem.message.startswith(message)


@pytest.mark.parametrize("kind", ["exception", "role", "stage"])
def test_some_kinds_cannot_be_emptied(shipped: Handbook, kind: str) -> None:
    """What every handbook speaks of is not left out as a whole, in one line or one by one."""
    message = f"leaves no {KINDS[kind].noun} at all. Keep at least one."
    names = tuple(name for of, name in shipped.entries if of == kind)
    for left_out in ((f"all:{kind}",), names):
        problems = check_leaving_out(leaving_out(shipped, *left_out))
        assert [problem.message for problem in problems] == [message]
