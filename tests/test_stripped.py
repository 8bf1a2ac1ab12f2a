"""Words about what a district leaves out are told with their line, unless they go with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handbook.checks.stripped import check_stripped
from handbook.loading import load_handbook
from handbook.sayings import decide_handbook

if TYPE_CHECKING:
    from pathlib import Path


def warnings_about(root: Path, text: str) -> list[str]:
    """Return what is said of a page with this text, where one activity is left out."""
    district = root / "district.yml"
    written = district.read_text(encoding="utf-8")
    if "leave_out" not in written:
        leaving = "leave_out:\n  activities: [co-read]\n"
        district.write_text(written + leaving, encoding="utf-8")
        role = root / "roles" / "data-coach.yml"
        record = role.read_text(encoding="utf-8")
        start = record.index("activities:\n") + len("activities:\n")
        end = record.index("\nboundaries:")
        first = record[start:end]
        name = first.split("id: ", 1)[1].split("\n", 1)[0]
        second = first.replace(f"id: {name}", "id: co-read")
        role.write_text(f"{record[:end]}\n{second}{record[end:]}", encoding="utf-8")
    page = root / "content" / "trust.md"
    page.write_text(f"---\ntitle: Trust\n---\n\n{text}\n", encoding="utf-8")
    handbook, problems = load_handbook(root)
    assert problems == ()
    return [str(one) for one in check_stripped(decide_handbook(handbook))]


def test_a_link_that_is_stripped(small_handbook: Path) -> None:
    """The words of a link stay when its activity goes, so their line is named."""
    found = warnings_about(small_handbook, "You can ask for [co-reading][activity:co-read].")
    where = "content/trust.md:5:17: warning: 'co-reading' names the activity 'co-read', which "
    advice = "Reword the text where it then says what is not so."
    assert found == [
        f"{where}is left out or a draft: its words stay, without a link. {advice}",
    ]


def test_words_that_go_with_what_they_name(small_handbook: Path) -> None:
    """What a page says only where the activity is there is gone with it; the other arm is read."""
    guard = "{% if place_name('activity:co-read') %}"
    said = f"Ask.{guard} Or ask for [co-reading][activity:co-read].{{% endif %}}"
    assert warnings_about(small_handbook, said) == []
    other = f"{guard}Yes.{{% else %}}Not [co-reading][activity:co-read].{{% endif %}}"
    assert len(warnings_about(small_handbook, other)) == 1


def test_words_that_need_several_things(small_handbook: Path) -> None:
    """What a page says only where all of several are there is gone with any one of them."""
    both = "{% if place_name('role:data-coach') and place_name('activity:co-read') %}"
    one = "{% elif place_name('role:data-coach') %}"
    said = f"{both}[Reading][activity:co-read].{one}Ask.{{% endif %}}"
    assert warnings_about(small_handbook, said) == []
    other = said.replace("Ask.", "Ask for [reading][activity:co-read].")
    assert len(warnings_about(small_handbook, other)) == 1
    second = "{% if place_name('role:data-coach') %}Ask.{% elif place_name('activity:co-read') %}"
    said = f"{second}[Reading][activity:co-read].{{% endif %}}"
    assert warnings_about(small_handbook, said) == []
