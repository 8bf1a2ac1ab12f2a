"""The paper on which people sign what changed is there only where somebody must sign again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handbook.closing import close_edition, write_questions
from handbook.forms.parts import form_parts
from tests.editions.conftest import begin_edition, edit, open_project

if TYPE_CHECKING:
    from pathlib import Path

    from handbook.forms.structure import FormDocument

FORM = """\
id: acknowledgement
name: Acknowledgement
title: What Changed
sort: agreement
summary: Puts new words in the place of old ones.
use_when: When a promise changed.
readers: [teacher]
minutes: 5
sections:
  - id: changes
    title: What changed
    changes: yes
    fields:
      - {id: signer, label: Name, required: yes}
signers:
  - {id: signer, label: Who signed, statement: I agree.}
kept: It is kept with the form.
signing_means: Signing it means agreeing.
"""


def decide(root: Path, *, sign_again: str) -> None:
    """Write the form, and decide on what changed."""
    (root / "content/forms/acknowledgement.yml").write_text(FORM, encoding="utf-8")
    _, path = write_questions(open_project(root))
    edit(
        path,
        ("    # sign_again: yes", f"    sign_again: {sign_again}"),
        ("    # because:", "    because: It ends now."),
    )


def acknowledgement(root: Path) -> FormDocument | None:
    """Return the paper, if there is one."""
    documents = open_project(root).documents
    return next((one for one in documents if one.is_passing), None)


def test_it_says_what_changed_and_why(following: Path) -> None:
    """Each form to sign again has a box with its old code, and its promises old and new."""
    decide(following, sign_again="yes")
    document = acknowledgement(following)
    assert document is not None
    texts = [part.text for part in form_parts(document)]
    start = texts.index("What I signed before")
    assert re.fullmatch(
        r"Confidentiality Agreement \(Text [0-9A-Z]{4}-[0-9A-Z]{4}\)", texts[start + 1]
    )
    assert texts[start + 2 : start + 8] == [
        "Confidentiality Agreement",
        "Added: Nobody is called as a witness.",
        "Removed: There is tea.",
        "Removed: It holds for good.",
        "Added: It holds for ten years.",
        "Why: It ends now.",
    ]
    assert "changes-1" in {field.name for field in document.fields}


def test_nobody_signs_what_changed_where_nobody_must(following: Path) -> None:
    """Without an answer yes the form is neither a page nor a paper."""
    decide(following, sign_again="no")
    assert acknowledgement(following) is None
    assert not any("acknowledgement" in page.uri for page in open_project(following).pages)


def test_it_is_kept_with_its_edition_and_gone_in_the_next(following: Path) -> None:
    """Its code stays known, and its going is no promise taken back."""
    decide(following, sign_again="yes")
    close_edition(open_project(following))
    document = acknowledgement(following)
    assert document is not None
    assert open_project(following).edition_problems == ()
    begin_edition(following, label="2028–29", year=2028)
    assert acknowledgement(following) is None
    assert open_project(following).edition_problems == ()
    kept = open_project(following).timeline[1].forms
    assert document.code in {form.code for form in kept}
