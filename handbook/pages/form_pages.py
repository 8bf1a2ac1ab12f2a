"""The pages of forms: each printable form as a web form, and what its PDF is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from handbook.addresses import entry_address
from handbook.forms.html import render_form_html
from handbook.inline import render_plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handbook.forms.structure import FormDocument
    from handbook.model.form import Form
    from handbook.pages.desk import Desk
    from handbook.pages.page import Page


def make_form_pages(desk: Desk) -> Iterator[Page]:
    """Yield a page for every printable form; a form for each role has one that lists them too."""
    for form in desk.handbook.forms:
        entry = desk.handbook.entries["form", form.id]
        if form.for_each:
            yield desk.make_page(
                entry_address(entry).uri,
                title=form.name,
                template="form-for-each.md",
                entry=entry,
                keywords={"": form.asks},
                form=form,
            )
        for document in desk.documents:
            if document.form_id == form.id:
                yield _make_form_page(document, form=form, desk=desk)


def _make_form_page(document: FormDocument, *, form: Form, desk: Desk) -> Page:
    entry = desk.handbook.entries["form", form.id]
    uri = f"forms/{document.id}.md"
    html = render_form_html(
        document, resolve=lambda kind, name: desk.linker.href(kind, name, page_uri=uri)
    )
    return desk.make_page(
        uri,
        title=render_plain(document.title),
        template="form.md",
        entry=entry,
        parent_uri=entry_address(entry).uri if form.for_each else "",
        keywords={"": () if form.for_each else form.asks},
        form=form,
        paper=next(paper for paper in desk.made_from(form.id) if paper.id == document.id),
        form_html=Markup(html),  # noqa: S704  (rendering made it safe)
    )
