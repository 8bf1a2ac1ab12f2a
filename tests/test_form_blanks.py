"""The names of blanks that the checks compare are those that forms have."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from handbook.checks.form_blanks import blank_names
from handbook.combinations import combine_decisions
from handbook.forms.document import build_form_document, build_form_documents
from handbook.model.form import Form, FormField, FormTable, Section, Signer, TickList
from handbook.model.walking import walk_records
from handbook.sayings import decide_handbook

if TYPE_CHECKING:
    from handbook.model.handbook import Handbook

EVERY_PART = Path(__file__).parent / "fixtures" / "forms" / "every-part.yml"


def _checked_names(form: Form, *, handbook: Handbook) -> set[str]:
    return {
        name
        for _, part in walk_records(form)
        if isinstance(part, FormField | FormTable | Section | Signer | TickList)
        for name in blank_names(part, form=form, handbook=handbook)
    }


def test_names_of_every_shipped_form(shipped: Handbook) -> None:
    """All blanks of a form, over every role and decision, are those the checks know."""
    documents = [
        document
        for settled in combine_decisions(shipped)
        for document in build_form_documents(decide_handbook(shipped, settled=settled))
    ]
    for form in (form for form in shipped.forms if not form.is_passing):
        made = [document for document in documents if document.form_id == form.id]
        names = {field.name for document in made for field in document.fields}
        assert names == _checked_names(form, handbook=shipped)


def test_names_of_every_kind_of_blank(shipped: Handbook) -> None:
    """A form made for a role has no blank that the checks do not know."""
    form = Form.model_validate(yaml.safe_load(EVERY_PART.read_text(encoding="utf-8")))
    for role in shipped.roles:
        document = build_form_document(form, handbook=shipped, made_for=role)
        names = {field.name for field in document.fields}
        assert names <= _checked_names(form, handbook=shipped)
        assert len(names) > 10
