"""Say what a handbook makes, for a copy of the engine that someone has added to."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from handbook.finder import build_finder
from handbook.nav import expand_nav
from handbook.press import Press
from handbook.project import Project
from handbook.schema import render_schemas, schema_patterns

if TYPE_CHECKING:
    from handbook.forms.structure import FormDocument
    from handbook.pages.papers import FieldPlace
    from handbook.pages.sharing import ShareCard


class PaperlessPress(Press):
    """Stands in for the press: every paper is a page of nothing."""

    def form_pdf(self, document: FormDocument, *, made_at: int) -> bytes:
        """Return a byte."""
        return bytes(1)

    def field_places(self, document: FormDocument, *, made_at: int) -> tuple[FieldPlace, ...]:
        """Return none."""
        return ()

    def page_count(self, document: FormDocument, *, made_at: int) -> int:
        """Return one."""
        return 1

    def word_copy(self, document: FormDocument, *, made_at: int) -> bytes:
        """Return a byte."""
        return bytes(1)

    def share_picture(self, card: ShareCard) -> bytes:
        """Return nothing that is drawn."""
        return bytes(1)

    def icon(self, svg: str, *, ground: str) -> bytes:
        """Return nothing that is drawn."""
        return bytes(1)


def main() -> None:
    """Print, as JSON, what each extension adds to."""
    project = Project((Path.cwd(),), PaperlessPress())
    site = project.site()
    nav = expand_nav([{"Reference": ["about.md"]}], pages=site.pages)
    facts = {
        "pages": {page.uri: [page.title, page.markdown, page.is_in_book] for page in site.pages},
        "keywords": {page.uri: page.keywords for page in site.pages},
        "menu": nav[0],
        "answers": {
            asked.question.see: asked.text
            for topic in build_finder(project.handbook)
            for asked in topic.questions
        },
        "schemas": {name: json.loads(text) for name, text in render_schemas().items()},
        "patterns": schema_patterns(),
        "files": {uri: content.decode("latin-1") for uri, content in site.files.items()},
    }
    sys.stdout.write(json.dumps(facts))


if __name__ == "__main__":
    main()
