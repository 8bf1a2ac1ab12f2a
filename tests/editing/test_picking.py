"""What a field names is picked by name, in every field that names something."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from handbook.editing.fields import Widget, describe_fields
from handbook.model.annotations import models_inside
from handbook.model.layout import RECORD_FILES

if TYPE_CHECKING:
    from tests.editing.conftest import Editor

WRITTEN_OUT = {
    "base",
    "formerly",
    "language",
    "logo",
    "name",
    "new",
    "old",
    "template",
    "topic",
    "web_address",
}
"""Fields that are typed: names that are made up there, and what is outside of the records."""


def test_every_short_name_is_picked_or_made_up_here() -> None:
    """No field whose value is an id is typed into, but those in which it is made up."""
    typed = {
        field.at[-1]
        for model in RECORD_FILES
        for inner in models_inside(model)
        for field in describe_fields(inner, value={}, own=None, below=None)
        if field.widget in {Widget.LINE, Widget.LINES}
        and re.search(r"\bids?\b|cross-reference|\bspelled as\b|clause topic", field.hint)
    }
    assert typed - WRITTEN_OUT == set()


@pytest.mark.parametrize(
    ("file", "at", "value", "name"),
    [
        ("district.yml", "", "consent-only", "Only with consent"),
        ("district.yml", "", "own", "The district decides row by row"),
        ("content/questions/data.yml", "questions/0", "role:data-coach", "Numbers Partner (role)"),
        ("content/why-coaching.md", "", "page:index", "Home (page)"),
        ("roles/not/evaluation.yml", "", "non-use", "non-use"),
        ("district.yml", "", "page:why-coaching", "Why we walk (page)"),
    ],
)
def test_what_is_there_is_offered_by_name(
    editor: Editor, file: str, at: str, value: str, name: str
) -> None:
    """A posture, a reference, a page or a topic stands in the form with what people call it."""
    page = editor.get(editor.record(file, at)).text
    assert re.search(rf'value="{value}"[^>]*>\s*(<span dir="auto">)?{re.escape(name)}<', page)
