"""Where pages are made: one handbook's templates, links and vocabulary, together."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from handbook.addresses import LIST_URIS, entry_address
from handbook.crosswalk import build_crosswalk
from handbook.editions.news import tell_history, tell_news
from handbook.inline import parse_inline, render_plain
from handbook.model.kinds import KINDS
from handbook.page_types import page_type, page_types
from handbook.pages.linking import Linker
from handbook.pages.page import Page
from handbook.pages.papers import Paper, pdf_uri, word_uri
from handbook.pages.templating import Templates
from handbook.pages.vocabulary import Vocabulary
from handbook.placeholders import fill_in, handbook_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from handbook.editions.news import EditionNews
    from handbook.editions.timeline import Timeline
    from handbook.forms.structure import FormDocument
    from handbook.model.handbook import Entry, Handbook
    from handbook.pages.papers import PaperFacts


@dataclass(frozen=True)
class Desk:
    """Makes pages of one handbook."""

    handbook: Handbook
    documents: tuple[FormDocument, ...]
    facts_of: Callable[[FormDocument], PaperFacts]
    """Tells what the files of a form are like; asked only by a page that says it."""
    has_directory_urls: bool
    find_timeline: Callable[[], Timeline]
    """Gives the editions of the handbook, which only a few pages tell of."""

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """The titles of the pages that belong to no single record, by URI."""
        titles = {
            **{uri: KINDS[kind].list_title for kind, uri in LIST_URIS.items()},
            **{one.address: one.title for one in page_types() if one.address},
        }
        return {uri: self.worded(title) for uri, title in titles.items()}

    def worded(self, text: str) -> str:
        """Return a text of the engine's own, like a page's title, in the district's words."""
        return fill_in(text, words=handbook_words(self.handbook))

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """What templates can name."""
        return Vocabulary(self.handbook, build_crosswalk(self.handbook), self.titles)

    @cached_property
    def linker(self) -> Linker:
        """Knows where everything stands."""
        return Linker(self.handbook, self.has_directory_urls)

    @cached_property
    def templates(self) -> Templates:
        """Renders templates with this handbook's data."""
        return Templates({**self.vocabulary.names, "made_from": self.made_from})

    @property
    def timeline(self) -> Timeline:
        """The editions of the handbook, the present one last."""
        return self.find_timeline()

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """What the editions are called, oldest first."""
        return tuple(edition.label for edition in self.timeline)

    @cached_property
    def news(self) -> tuple[EditionNews, ...]:
        """What changed from edition to edition, the newest first."""
        return tell_news(self.timeline)

    @cached_property
    def history(self) -> Mapping[str, tuple[tuple[str, str], ...]]:
        """When each record or page came and changed, by its kind:id."""
        return tell_history(self.news)

    def has_place(self, reference: str) -> bool:
        """Say whether a `kind:id` leads to something that is there."""
        kind, _, name = reference.partition(":")
        if kind == "page":
            return any(page.uri == f"{name}.md" for page in self.handbook.pages)
        return (kind, name) in self.handbook.entries

    def told_history(self, *references: str) -> str:
        """Return in which editions a page came and changed, for its foot; '' for no change."""
        told = {pair for reference in references for pair in self.history.get(reference, ())}
        pairs = sorted(told, key=lambda pair: self.labels.index(pair[1]))
        return "; ".join(f"{verb} in the edition {label}" for verb, label in pairs)

    def made_from(self, form_id: str) -> tuple[Paper, ...]:
        """Return the papers made from a form: one, or one for each role."""
        return tuple(
            self._paper(document) for document in self.documents if document.form_id == form_id
        )

    def _paper(self, document: FormDocument) -> Paper:
        kind, name = ("role", document.role_id) if document.role_id else ("form", document.form_id)
        return Paper(
            id=document.id,
            role_id=document.role_id,
            title=render_plain(document.title),
            summary=self.vocabulary.record(kind, name).summary,
            opening=render_plain(document.opening),
            imprint=document.imprint,
            page=f"page:forms/{document.id}",
            pdf=f"file:{pdf_uri(document)}",
            word=f"file:{word_uri(document)}",
            facts=self.facts_of(document),
        )

    def make_page(  # noqa: PLR0913  (a page is made of this much)
        self,
        uri: str,
        *,
        title: str,
        template: str,
        entry: Entry | None = None,
        parent_uri: str = "",
        keywords: Mapping[str, tuple[str, ...]] | None = None,
        **data: Any,
    ) -> Page:
        """Return a page made from one of the package's templates.

        Args:
            uri: The page's file.
            title: The page's title, in inline Markdown.
            template: The template's name.
            entry: The record the page is about, if it is about one.
            parent_uri: The page it stands under in menus, where that is not its folder's index.
            keywords: What readers may type to find it, by anchor.
            data: What the template can name beside the vocabulary.
        """
        shown = page_type(template)
        history = self.told_history(*self._told_of(uri, entry=entry))
        markdown = self.templates.render_template(template, title=title, history=history, **data)
        summary = getattr(entry.record, "summary", "") if entry else ""
        return Page(
            uri=uri,
            title=plain(title),
            markdown=self.linker.link_markdown(markdown, page_uri=uri),
            source_path=entry.file.origin.path if entry else "",
            meta={
                "description": plain(summary),
                **({"scripts": shown.scripts.split()} if shown.scripts else {}),
            },
            parent_uri=parent_uri,
            is_in_book=shown.in_book,
            volume=shown.volume,
            menu=shown.menu,
            is_glossed=shown.glossed,
            is_for_editors=shown.is_for_editors,
            keywords=keywords or {},
        )

    def _told_of(self, uri: str, *, entry: Entry | None) -> Iterator[str]:
        """Yield the page itself, the record it is about, and the records inside that."""
        yield f"page:{uri.removesuffix('.md')}"
        if entry is None or not self.news or entry.kind == "form":
            return
        for other in self.handbook.entries.values():
            above: Entry | None = other
            while above is not None and above is not entry:
                above = above.parent
            if above is entry and entry_address(other).uri == uri:
                yield other.reference


def plain(text: str) -> str:
    """Return the visible words of a text."""
    return render_plain(parse_inline(text))
