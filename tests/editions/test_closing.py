"""An edition is closed once, whole, and stays as it was."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from handbook.archive import load_past, printed_code
from handbook.closing import close_edition, write_questions
from handbook.editions.timeline import find_standings
from handbook.folders.lock import hold_lock
from handbook.folders.place import FolderError
from handbook.press import Press
from handbook.problems import HandbookError
from handbook.project import Project
from tests.editions.conftest import FORM, begin_edition, edit, open_project

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FILE = "editions/2026-27.json"


def problems(root: Path) -> list[str]:
    """Return what is wrong between editions."""
    return [str(problem) for problem in open_project(root).edition_problems]


def test_a_closed_edition_can_be_read_and_says_its_own_codes(closed: Path) -> None:
    """The district's own words stand as placeholders, and its forms have the codes of today's."""
    (edition,), faults = load_past(closed)
    assert faults == ()
    assert (edition.label, str(edition.effective)) == ("2026–27", "2026-08-01")
    parts = {part.id: part.text for form in edition.forms for part in form.parts}
    assert parts["breach"] == "{{ decisions.report_breach_to }} is told."
    assert edition.words["decisions.report_breach_to"] == (
        "Coaching Office, coaching@example.org, 555-0101"
    )
    documents = {document.id: document.code for document in open_project(closed).documents}
    assert {form.id: form.code for form in edition.forms} == documents
    assert {printed_code(form, edition=edition) for form in edition.forms} == set(
        documents.values()
    )
    assert edition.decisions["table"]["participation"]["principal"] == "with-consent"
    assert problems(closed) == []


def test_closing_twice_is_refused(closed: Path) -> None:
    """The file stays as it was, and what to do is said where the label stands."""
    before = (closed / FILE).read_bytes()
    with pytest.raises(HandbookError) as refused:
        close_edition(open_project(closed))
    assert str(refused.value) == (
        "district.yml:20:10: edition.label: the edition '2026–27' is closed: editions/2026-27.json "
        "keeps it. Give the next edition a label of its own.\n1 problem in 1 file."
    )
    assert (closed / FILE).read_bytes() == before


def test_closed_forms_stay_as_they_were(closed: Path) -> None:
    """Another word in a form of the same label is an error, at the form."""
    edit(closed / FORM, ("It holds for good.", "It holds for ten years."))
    (edition,), _ = load_past(closed)
    was = next(form.code for form in edition.forms if form.id == "confidentiality-agreement")
    now = next(one.code for one in open_project(closed).documents if one.id.startswith("conf"))
    (found,) = problems(closed)
    assert found == (
        f"{FORM}:1:5: the words of 'Confidentiality Agreement' are no longer those of the closed "
        f"edition '2026–27': {was[:4]}-{was[4:8]} then, {now[:4]}-{now[4:8]} now. Give the new "
        "edition a 'label' of its own in district.yml, or take the change back."
    )


def test_another_decision_under_a_closed_label_is_a_warning(closed: Path) -> None:
    """Even where no form says so."""
    edit(
        closed / "district.yml", ("  posture: consent-only", "  posture: consent-only\n  teams: no")
    )
    (found,) = problems(closed)
    assert found == (
        "district.yml:28:3: warning: decisions: the decisions are no longer those of the closed "
        "edition '2026–27'. Give the new edition a 'label' of its own in district.yml, or take the "
        "change back."
    )


def test_a_changed_promise_of_the_base_is_the_districts_to_decide(
    following: Path, tmp_path: Path
) -> None:
    """What the base changed is told at the district's edition, where a strict check counts it."""
    own = tmp_path / "own"
    own.mkdir()
    for name in ("district.yml", "editions", "content/assets"):
        (own / name).parent.mkdir(exist_ok=True)
        (following / name).rename(own / name)
    project = Project((following, own), Press())
    (found,) = (one for one in project.problems if "promise" in one.message)
    assert (found.location.path, found.field) == ("district.yml", "edition.label")


def test_changed_promises_must_be_decided(following: Path) -> None:
    """Until somebody has decided on these very words and said why, `check --strict` fails."""
    (found,) = problems(following)
    assert found == (
        f"{FORM}:1:5: warning: a promise of 'Confidentiality Agreement' changed since the edition "
        "'2026–27', and nobody has decided whether those who signed must sign again. "
        "Run 'handbook edition next', and decide in editions/next.yml."
    )
    with pytest.raises(HandbookError, match="nobody has decided"):
        close_edition(open_project(following))
    count, path = write_questions(open_project(following))
    assert (count, path) == (1, following / "editions/next.yml")
    undecided, without_note = problems(following)
    assert undecided.endswith(
        "nobody has decided whether those who signed 'Confidentiality Agreement' must sign again. "
        "Write 'sign_again: yes' or 'sign_again: no'."
    )
    assert without_note.endswith(
        "the decision on 'Confidentiality Agreement' has no note. Write after 'because:' why, in a "
        "sentence that those who signed will read."
    )
    edit(
        path,
        ("    # sign_again: yes", "    sign_again: yes"),
        ("    # because:", "    because: A."),
    )
    assert problems(following) == []
    assert write_questions(open_project(following)) == (0, path)


def test_the_questions_show_what_changed(following: Path) -> None:
    """The file says in comments what was removed and added, and keeps both codes."""
    _, path = write_questions(open_project(following))
    (old, new) = open_project(following).timeline
    was, now = (
        next(form.code for form in one.forms if form.id == "confidentiality-agreement")
        for one in (old, new)
    )
    assert path.read_text(encoding="utf-8").partition("forms:\n")[2] == (
        "  # Confidentiality Agreement\n"
        "  #   Removed: It holds for good.\n"
        "  #   Added: It holds for ten years.\n"
        "  #   Added: Nobody is called as a witness.\n"
        "  #   Removed: There is tea.\n"
        "  - form: confidentiality-agreement\n"
        f"    was: {was}\n"
        f"    now: {now}\n"
        "    # sign_again: yes\n"
        "    # because: \n"
    )


def test_another_change_opens_a_decision_again(following: Path) -> None:
    """What was decided on other words counts for nothing, and is never changed for the editor."""
    decide(following)
    edit(following / FORM, ("It holds for ten years.", "It holds for one year."))
    now = next(one.code for one in open_project(following).documents if one.id.startswith("conf"))
    text = (following / "editions/next.yml").read_text(encoding="utf-8")
    (found,) = problems(following)
    assert "warning: forms.0.now: this was decided on the text " in found
    assert found.endswith(f"Read what changed, decide again, and write 'now: {now}'.")
    assert write_questions(open_project(following))[0] == 0
    assert (following / "editions/next.yml").read_text(encoding="utf-8") == text


def test_decisions_are_folded_in(following: Path) -> None:
    """Closing keeps them with the edition, and takes the question file away."""
    decide(following)
    edition, path = close_edition(open_project(following))
    assert path.name == "2027-28.json"
    assert [(one.form, one.sign_again, one.because) for one in edition.resigning] == [
        ("confidentiality-agreement", True, "It ends now.")
    ]
    assert not (following / "editions/next.yml").exists()
    assert [path.name for path in (following / "editions").iterdir()] != []
    assert problems(following) == []


def test_a_code_says_what_became_of_the_words(following: Path) -> None:
    """An old code leads to what must be done, over every edition since."""
    decide(following)
    close_edition(open_project(following))
    begin_edition(following, label="2028–29", year=2028)
    project = open_project(following)
    old = project.timeline[0].forms[0]
    (standing,) = find_standings(old.code[:8], timeline=project.timeline)
    assert (standing.editions, standing.is_current, standing.must_sign) == (
        ("2026–27",),
        False,
        True,
    )
    assert [(step.edition, step.because) for step in standing.steps] == [
        ("2027–28", "It ends now.")
    ]
    (present,) = find_standings(project.documents[0].code, timeline=project.timeline)
    assert (present.editions, present.is_current) == (("2027–28", "2028–29"), True)
    assert find_standings("ZZZZZZZZ", timeline=project.timeline) == ()


def test_a_killed_run_leaves_nothing_that_counts(following: Path) -> None:
    """A file begun is not read; questions that were folded in already are taken away later."""
    decide(following)
    questions = (following / "editions/next.yml").read_bytes()
    close_edition(open_project(following))
    (following / "editions/next.yml").write_bytes(questions)
    (following / "editions/.unfinished").write_bytes(b'{"format": 1')
    assert len(problems(following)) == 1
    with pytest.raises(HandbookError, match="is closed"):
        close_edition(open_project(following))
    assert problems(following) == []


def test_one_run_at_a_time_writes(following: Path) -> None:
    """Another is told to wait."""
    decide(following)
    with (
        hold_lock(following / "editions" / ".lock", busy=""),
        pytest.raises(FolderError) as refused,
    ):
        close_edition(open_project(following))
    assert str(refused.value) == (
        f"another run is writing to '{following / 'editions'}' now. Wait until it is done."
    )


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            lambda text: text[:200],
            ":9:3: this is no JSON from here on. Put the file back as it was.",
        ),
        (lambda _: "", ":1:1: the file is empty. Put the file back as it was."),
        (
            lambda _: '{"name": "another program"}',
            ":1:1: this is no file that 'handbook edition close' wrote. Move it elsewhere.",
        ),
        (
            lambda text: text.replace('"format": 1', '"format": 2'),
            (
                ":1:1: the edition is written in format 2, and this version reads "
                "format 1. Install a newer version of the handbook's engine."
            ),
        ),
        (
            lambda text: text.replace('"label": "2026–27"', '"label": "2025–26"'),
            ":1:1: label: the edition '2025–26' belongs in '2025-26.json'. Rename the file.",
        ),
        (
            lambda text: text.replace('"approved_by"', '"approved_buy"'),
            ":5:2: approved_buy: no such key. Did you mean 'approved_by'?",
        ),
    ],
    ids=["torn", "empty", "foreign", "newer", "renamed", "misspelled"],
)
def test_a_file_that_is_no_edition_is_told_where(
    closed: Path, change: Callable[[str], str], said: str
) -> None:
    """The place is named, and nothing is guessed."""
    path = closed / FILE
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    past, faults = load_past(closed)
    assert past == ()
    assert [str(fault) for fault in faults] == [f"{FILE}{said}"]


def test_words_changed_after_closing_are_found(closed: Path) -> None:
    """Each form's code is worked out anew from the words in the file."""
    path = closed / FILE
    edit(path, ("It holds for good.", "It holds for a day."))
    _, (fault,) = load_past(closed)
    form = next(one for one in json.loads(path.read_text("utf-8"))["forms"] if one["id"][0] == "c")
    assert str(fault).startswith(
        f"{FILE}:1:1: forms.confidentiality-agreement: the words of 'Confidentiality Agreement' "
        "have the text code "
    )
    code = form["code"]
    assert str(fault).endswith(
        f"and {code[:4]}-{code[4:8]} was closed. Put the file back as it was."
    )


def decide(root: Path) -> None:
    """Decide on what changed."""
    _, path = write_questions(open_project(root))
    edit(
        path,
        ("    # sign_again: yes", "    sign_again: yes"),
        ("    # because:", "    because: It ends now."),
    )


def test_a_code_is_asked_for_whole(following: Path) -> None:
    """Eight signs, as they stand on paper, name no words for good; the place is told."""
    (following / "editions/next.yml").write_text(
        "forms:\n  - form: confidentiality-agreement\n    was: 7K3M-9QTX\n", encoding="utf-8"
    )
    (found,) = open_project(following).record_problems
    assert str(found) == (
        "editions/next.yml:3:10: forms.0.was: expected a text code of 16 signs, got '7K3M-9QTX'. "
        "'handbook verify' says all signs of one."
    )
