"""From folders to a finished site source: the one walk that every command takes.

Loading, checking, adopting and rendering follow in this order, and each step is made when it is
asked for: a check stops before papers are made, a roster before pages are. Nothing is written here.
"""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from handbook import __version__
from handbook.accepted import check_accepted, read_base
from handbook.additions import place_problems
from handbook.addresses import book_volumes, left_out_uris, sheet_uris, site_address
from handbook.articles import ArticleMaker
from handbook.assets import FOLDER, Assets, stamp_assets
from handbook.book import Cover
from handbook.checks import check_handbook
from handbook.checks.files import used_files
from handbook.checks.redirects import check_redirects
from handbook.checks.review import check_review
from handbook.checks.site import check_site
from handbook.editions.again import find_signed_again
from handbook.editions.checking import check_editions
from handbook.editions.timeline import make_timeline
from handbook.forms.document import build_form_documents
from handbook.inline import render_plain
from handbook.loading import load_handbook, load_logo
from handbook.manual import leave_out_manual
from handbook.model.layout import DRAFT
from handbook.model.places import CONFIG_NAME, DISTRICT_FILE
from handbook.nav import worded_nav
from handbook.outputs import DISTRICT_SHEET, make_data, make_outputs
from handbook.pages.article import ArticleError
from handbook.pages.catalogue import build_pages, make_page_ahead
from handbook.pages.desk import Desk, plain
from handbook.pages.drafts import draft_uris, mark_draft
from handbook.pages.hand_pages import check_hand_markup, render_bodies
from handbook.pages.mailing import with_mail
from handbook.pages.papers import PaperFacts, pdf_uri, word_uri
from handbook.pages.script_faces import letters_beyond, render_faces
from handbook.pages.sharing import picture_uri, share_card, with_picture
from handbook.pages.site_facts import site_facts
from handbook.pages.site_files import (
    TOUCH_ICON_URI,
    is_icon,
    render_icon,
    render_site_files,
)
from handbook.pdf.faults import PaperError
from handbook.pdf.letters import FONT_LICENSE, letters_by_font
from handbook.placeholders import check_placeholders, handbook_words
from handbook.press import printing_time
from handbook.printable import check_printable, check_printable_pages
from handbook.problems import (
    HandbookError,
    Location,
    Problem,
    Severity,
    as_hints,
    has_errors,
    refuse_errors,
)
from handbook.published import BOOKS
from handbook.sayings import decide_handbook
from handbook.schema import describe_models
from handbook.sheets import make_sheets
from handbook.shipped import BASE
from handbook.site_config import check_settings, markdown_settings, read_config
from handbook.site_defaults import fill_in_config
from handbook.site_source import SiteSource
from handbook.spelling import spell_day
from handbook.surroundings import load_file, load_look, load_surroundings
from handbook.upgrading import check_taken_ids

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date
    from pathlib import Path

    from handbook.editions.timeline import Timeline
    from handbook.forms.structure import FormDocument
    from handbook.model.district import District
    from handbook.model.handbook import Handbook
    from handbook.model.surroundings import Surroundings
    from handbook.pages.article import Article
    from handbook.pages.page import Page
    from handbook.press import Press
    from handbook.sheets import Sheet
    from handbook.site_config import MarkdownSettings

_SITE_FONTS = "assets/handbook.css"
"""The style sheet that says what the site's own fonts are for."""

_MOST_PAGES = 2
"""How many pages a form may have without a word about it: both sides of one sheet."""


@dataclass(frozen=True)
class Project:
    """A handbook on its way from folders to a finished site source.

    What is made of a handbook with errors is for finding more of them, and not for building.
    """

    roots: tuple[Path, ...]
    """The base folder, then any overlays."""
    press: Press
    """Makes the papers."""
    has_directory_urls: bool = True
    """Whether a page `a/b.md` is published as `a/b/`."""
    with_manual: bool = True
    """Whether the pages for editors are among its pages."""
    shows_drafts: bool = False
    """Whether what is not ready yet is among its pages."""
    known_facts: Callable[[FormDocument], PaperFacts] | None = None
    """Tells what is known of a form's files, where they are not to be made for pages to say it."""

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that is wrong, and every warning, sorted; no page or paper is made for it."""
        papers = (*self._sheet_problems, *self.edition_problems) if self._is_readable else ()
        return tuple(sorted({*self.text_problems, *papers}))

    @cached_property
    def text_problems(self) -> tuple[Problem, ...]:
        """What is wrong with records and pages, whatever becomes of them on paper."""
        pages = self._page_problems if self._is_readable else ()
        placed = self._placed(pages)
        return tuple(sorted({*self.record_problems, *self._surroundings[1], *placed}))

    @property
    def load_problems(self) -> tuple[Problem, ...]:
        """What is wrong with each record by itself."""
        return self._loaded[1]

    @cached_property
    def record_problems(self) -> tuple[Problem, ...]:
        """What is wrong with the records alone."""
        handbook, problems = self._loaded
        found = {*problems, *check_handbook(handbook, is_whole=not has_errors(problems))}
        if self._is_readable:
            found.update(check_printable(handbook, logo=self.logo))
        if len(self.roots) > 1:
            base = read_base(*self.roots[:-1], version=__version__)
            found.update(check_accepted(self.roots[-1], base=base))
            found.update(check_taken_ids(self.roots[-1], base=base))
        return tuple(sorted(self._placed(found)))

    def _placed(self, problems: Iterable[Problem]) -> Iterator[Problem]:
        """Yield problems where their text was written; those of a draft stop nothing."""
        handbook = self._loaded[0]
        drafts = {file.origin.path for file in handbook.files if file.is_draft}
        for problem in place_problems(problems, files=handbook.files):
            is_of_draft = problem.location.path in drafts and problem.field != DRAFT
            yield from as_hints([problem]) if is_of_draft and not self.shows_drafts else [problem]

    def check_review(self, today: date) -> tuple[Problem, ...]:
        """Return a warning where the edition has to be reviewed on a day that is near or past."""
        return check_review(self._loaded[0], today=today)

    @cached_property
    def handbook(self) -> Handbook:
        """The handbook, as adopted; only where every file could be read."""
        decided = decide_handbook(self._loaded[0])
        return decided if self.with_manual else leave_out_manual(decided)

    @cached_property
    def logo(self) -> bytes:
        """The file of the district's logo, or nothing."""
        return load_logo(self.handbook, self.roots[-1])

    @cached_property
    def documents(self) -> tuple[FormDocument, ...]:
        """Every printable form; none where records name what is not there."""
        is_sound = not has_errors(self.record_problems)
        if not is_sound:
            return ()
        # What is built to be opened from a folder names its address on the web all the same.
        has_directory_urls = self._config[0].get("use_directory_urls", True) is not False
        return build_form_documents(
            self.handbook,
            logo=self.logo,
            has_directory_urls=has_directory_urls,
            find_changes=partial(find_signed_again, self.handbook),
        )

    @cached_property
    def timeline(self) -> Timeline:
        """The editions of the handbook, the present one last."""
        return make_timeline(self.handbook, self.documents)

    @cached_property
    def edition_problems(self) -> tuple[Problem, ...]:
        """What is wrong between the present edition and those that were closed."""
        handbook = self.handbook
        if not self.documents or not (handbook.past or handbook.next_edition.forms):
            return ()
        return check_editions(self.handbook, self.documents, timeline=self.timeline)

    def sum_of(self, document: FormDocument) -> str:
        """Return what the bytes of a form's PDF hash to."""
        return hashlib.sha256(self.paper(pdf_uri(document))).hexdigest()

    @cached_property
    def written_documents(self) -> tuple[FormDocument, ...]:
        """Every printable form, with each placeholder of the district's words for itself."""
        handbook, _ = load_handbook(*self.roots, is_as_written=True)
        return build_form_documents(decide_handbook(handbook))

    @cached_property
    def made_at(self) -> int:
        """When papers say they were made, in seconds."""
        return printing_time(self.handbook.district.edition)

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """Every page, in menu order."""
        bodies, _ = self._bodies
        pages = build_pages(self._desk, bodies=bodies, field_reference=describe_models())
        codes = {f"forms/{one.id}.md": one.code for one in self.documents}
        pages = tuple(with_mail(page, handbook=self.handbook, codes=codes) for page in pages)
        if self.shows_drafts:
            pages = tuple(mark_draft(page, uris=draft_uris(self.handbook)) for page in pages)
        return tuple(map(with_picture, pages)) if self._is_passed_on else pages

    def article_ahead(self, uri: str, *, like: Project) -> Article | None:
        """Return one page as HTML before anything else is made; None where it takes more.

        Args:
            uri: The page.
            like: The handbook as it was, whose editions are told of.
        """
        if not self._is_readable:
            return None
        documents = build_form_documents(self.handbook, logo=self.logo)
        desk = Desk(
            self.handbook,
            documents,
            self.known_facts or (lambda _: PaperFacts()),
            self.has_directory_urls,
            lambda: like.timeline,
        )
        page = make_page_ahead(desk, uri)
        return self._articles.make(page.markdown) if page else None

    @property
    def _is_passed_on(self) -> bool:
        """Whether pages have addresses that other programs can show a picture for."""
        return self.has_directory_urls and bool(site_address(self.handbook))

    def site(self, *, is_preview: bool = False) -> SiteSource:
        """Return everything a site engine needs.

        In a preview, papers stand as empty files to link to, pages load files by their own names,
        and nothing is said of what is worth a look.
        """
        return SiteSource(
            pages=self.pages,
            files=self._preview_files if is_preview else self._files,
            names={} if is_preview else self._assets.names,
            unused=self.unused,
            facts=site_facts(self.handbook),
            address=site_address(self.handbook),
            synonyms=self.handbook.search_words.synonyms,
            cover=_cover(self.handbook.district, logo=self.logo),
            volumes=self._volumes,
            made_at=self.made_at,
            warnings=() if is_preview else self.problems,
            nav=worded_nav(self._surroundings[0].nav, words=handbook_words(self.handbook)),
            gone=left_out_uris(self.handbook),
        )

    @property
    def _volumes(self) -> Mapping[str, str]:
        names = book_volumes(self.handbook)
        return {name: self._desk.worded(BOOKS[name].title) for name in names}

    @property
    def is_known(self) -> bool:
        """Whether it is told which versions of everything made it."""
        return self._settings[0].is_known

    @property
    def _preview_files(self) -> Mapping[str, bytes]:
        made_when_asked = (*self.paper_uris, *sheet_uris(self.handbook))
        return {**dict.fromkeys(made_when_asked, b""), **self.small_files}

    @property
    def _files(self) -> Mapping[str, bytes]:
        """Every file beside the pages, by its URI."""
        small = {uri: made for uri, made in self.small_files.items() if not _is_asset(uri)}
        return {
            **self._papers,
            **{uri: self.sheet(uri) for uri in self.sheets},
            **self.data,
            **small,
            **self._pictures,
            **self._assets.files,
        }

    @cached_property
    def data(self) -> Mapping[str, bytes]:
        """The handbook's data for other programs, by the files' URIs."""
        return make_data(self._desk)

    @cached_property
    def _assets(self) -> Assets:
        """What pages load: the look's own files, and those made from data."""
        files, kept = load_look(BASE, *self.roots)
        made = {uri: content for uri, content in self.small_files.items() if _is_asset(uri)}
        icon = {TOUCH_ICON_URI: self._touch_icon()}
        return stamp_assets({**files, **made, **icon}, kept=kept)

    def _touch_icon(self) -> bytes:
        district = self.handbook.district
        ground = "#ffffff" if is_icon(self.logo) else district.colors.brand
        with _telling_of_pictures():
            return self.press.icon(render_icon(district, logo=self.logo), ground=ground)

    @cached_property
    def _pictures(self) -> Mapping[str, bytes]:
        """What other programs show of each page, by URI; where pages can be passed on."""
        if not self._is_passed_on:
            return {}
        district = self.handbook.district
        with _telling_of_pictures():
            return {
                picture_uri(page.uri): self.press.share_picture(share_card(page, district=district))
                for page in self.pages
            }

    @cached_property
    def small_files(self) -> Mapping[str, bytes]:
        """The files that are made in no time: colours, questions, and a roster to fill in."""
        made = make_outputs(self._desk)
        fonts, faces = self._script_fonts
        made[DISTRICT_SHEET] += faces.encode()
        others = render_site_files(
            self.handbook, logo=self.logo, has_directory_urls=self.has_directory_urls
        )
        return {**made, **fonts, **others}

    @property
    def _script_fonts(self) -> tuple[Mapping[str, bytes], str]:
        """The fonts of letters that the site's own lack, by URI, and the rules that name them."""
        look, _ = load_look(*self.roots)
        sheet = look.get(_SITE_FONTS, b"").decode()
        letters = letters_beyond(sheet, handbook=self.handbook)
        if not letters:
            return {}, ""
        found = letters_by_font(letters)
        names = {font: f"fonts/{font.path.stem.partition('[')[0].lower()}.woff" for font in found}
        files = {
            f"{FOLDER}{names[font]}": self.press.script_font(font, letters=cut)
            for font, cut in found.items()
        }
        license_file = {f"{FOLDER}fonts/noto-sans-LICENSE.txt": FONT_LICENSE.read_bytes()}
        return {**files, **license_file}, render_faces({names[one]: found[one] for one in found})

    @cached_property
    def unused(self) -> frozenset[str]:
        """The URIs of the content folder's other files that no page, menu or district uses."""
        surroundings, (bodies, _) = self._surroundings[0], self._bodies
        used = used_files(self.handbook, surroundings=surroundings, bodies=bodies)
        return surroundings.files - used

    @cached_property
    def _surroundings(self) -> tuple[Surroundings, tuple[Problem, ...]]:
        """What stands around the records, and what is wrong with the menu itself."""
        return load_surroundings(*self.roots)

    @cached_property
    def sheets(self) -> Mapping[str, Sheet]:
        """What stands on every printed sheet, by URI."""
        return make_sheets(self._desk, render=self._articles.make)

    def sheet(self, uri: str) -> bytes:
        """Return the printed sheet at a URI.

        Raises:
            HandbookError: It cannot be made.
        """
        sheet, cover = self.sheets[uri], _cover(self.handbook.district, logo=self.logo)
        try:
            return self.press.sheet(sheet, cover=cover, made_at=self.made_at)
        except PaperError as error:
            message = error.about(f"the sheet '{sheet.title}'")
            raise HandbookError([Problem(Location(DISTRICT_FILE), "", message)]) from error

    @cached_property
    def paper_uris(self) -> Mapping[str, FormDocument]:
        """The form that each paper is of, by the paper's URI."""
        return {uri(one): one for one in self.documents for uri in (pdf_uri, word_uri)}

    def paper(self, uri: str) -> bytes:
        """Return the paper at a URI.

        Raises:
            HandbookError: It cannot be made.
        """
        document, problems = self.paper_uris[uri], list[Problem]()
        made = b""
        with _noting(problems, document=document, handbook=self.handbook):
            make = self.press.form_pdf if uri == pdf_uri(document) else self.press.word_copy
            made = make(document, made_at=self.made_at)
        refuse_errors(problems)
        return made

    @cached_property
    def _loaded(self) -> tuple[Handbook, tuple[Problem, ...]]:
        return load_handbook(*self.roots, shows_drafts=self.shows_drafts)

    @property
    def _is_readable(self) -> bool:
        return not has_errors(self._loaded[1])

    @cached_property
    def _desk(self) -> Desk:
        return Desk(
            self.handbook,
            self.documents,
            self._facts_of,
            self.has_directory_urls,
            lambda: self.timeline,
        )

    def _facts_of(self, document: FormDocument) -> PaperFacts:
        # Page after page tells of the same few forms.
        if document.id not in self._facts:
            self._facts[document.id] = self._tell_facts(document)
        return self._facts[document.id]

    @cached_property
    def _facts(self) -> dict[str, PaperFacts]:
        return {}

    def _tell_facts(self, document: FormDocument) -> PaperFacts:
        if self.known_facts is not None:
            return self.known_facts(document)
        papers = self._papers
        return PaperFacts(
            page_count=self.press.page_count(document, made_at=self.made_at),
            pdf_size=len(papers[pdf_uri(document)]),
            word_size=len(papers[word_uri(document)]),
            places=self.press.field_places(document, made_at=self.made_at),
        )

    @cached_property
    def _bodies(self) -> tuple[Mapping[str, str], tuple[Problem, ...]]:
        """The Markdown of every page written by hand, and what is wrong on them."""
        return render_bodies(self._desk)

    @cached_property
    def _page_problems(self) -> tuple[Problem, ...]:
        bodies, problems = self._bodies
        faults, render = self._settings[1], self._articles.make
        printed = check_printable_pages(self.handbook, bodies=self._linked, render=render)
        around = check_site(
            self.handbook,
            surroundings=self._surroundings[0],
            bodies=bodies,
            read=lambda uri: load_file(uri, *self.roots),
            anchors=self._anchors,
        )
        refused = check_hand_markup(self.handbook, render=render)
        moved = check_redirects(self.handbook)
        menu = check_placeholders(
            self._surroundings[0].words,
            words=handbook_words(self.handbook),
            field=self._surroundings[0].menu_field,
        )
        return (*problems, *faults, *printed, *around, *refused, *moved, *menu)

    def _anchors(self, uri: str) -> frozenset[str] | None:
        """Return the places on a page that a link can lead to; None where it cannot be made."""
        text = self._linked.get(uri) or self._made.get(uri)
        if not text:
            return None
        try:
            return self._articles.make(text).ids
        except ArticleError:
            return None

    @cached_property
    def _made(self) -> Mapping[str, str]:
        """The Markdown of every page made from data, as far as it can be made without papers."""
        if has_errors(self.record_problems):
            return {}
        plain_facts = replace(self, known_facts=lambda _: PaperFacts())
        return {page.uri: page.markdown for page in plain_facts.pages}

    @cached_property
    def _linked(self) -> Mapping[str, str]:
        """The Markdown of every page written by hand, its cross-references as links."""
        bodies, _ = self._bodies
        link = self._desk.linker.link_markdown
        return {uri: link(body, page_uri=uri) for uri, body in bodies.items()}

    @cached_property
    def _articles(self) -> ArticleMaker:
        return ArticleMaker(self._settings[0], cache=self.press.cache)

    @cached_property
    def _settings(self) -> tuple[MarkdownSettings, tuple[Problem, ...]]:
        """How pages are rendered, and what is wrong in mkdocs.yml, which may say more of it."""
        config, problems = self._config
        try:
            return markdown_settings(fill_in_config(config)), problems
        except HandbookError as error:
            return markdown_settings(fill_in_config({})), error.problems

    @cached_property
    def _config(self) -> tuple[Mapping[str, Any], tuple[Problem, ...]]:
        """The settings in mkdocs.yml, and what keeps them from being read; none without one."""
        path = self.roots[-1] / CONFIG_NAME
        if not path.is_file():
            return {}, ()
        try:
            config = read_config(path)
        except HandbookError as error:
            return {}, error.problems
        text = path.read_text(encoding="utf-8")
        problems = check_settings(config, text=text, path=path.name)
        return ({} if has_errors(problems) else config), problems

    @cached_property
    def _sheet_problems(self) -> tuple[Problem, ...]:
        """What is wrong with forms as they come on paper: each is set once, as tight as can be."""
        problems: list[Problem] = []
        for document in self.documents:
            with _noting(problems, document=document, handbook=self.handbook):
                count = self.press.page_count(document, made_at=self.made_at)
                if count > _MOST_PAGES:
                    problems.append(_long_form(document, count=count, handbook=self.handbook))
        return tuple(problems)

    @cached_property
    def _papers(self) -> Mapping[str, bytes]:
        """The PDF and the Word copy of every form, by URI."""
        found: dict[str, bytes] = {}
        problems: set[Problem] = set()
        for uri in self.paper_uris:
            try:
                found[uri] = self.paper(uri)
            except HandbookError as error:
                problems.update(error.problems)
        refuse_errors(problems)
        return found


def _cover(district: District, *, logo: bytes) -> Cover:
    return Cover(
        title=plain(district.handbook_title),
        volume="",
        district=plain(district.name),
        edition=plain(district.edition.label),
        effective=spell_day(district.edition.effective),
        web_address=district.web_address or "",
        logo=logo,
        color=district.colors.brand,
        paper=district.paper,
        language=district.language,
    )


def _is_asset(uri: str) -> bool:
    return uri.startswith(FOLDER)


def _long_form(document: FormDocument, *, count: int, handbook: Handbook) -> Problem:
    message = (
        f"'{render_plain(document.title)}' prints on {count} pages, "
        "and people expect one sheet. Shorten clauses, or take away rows and lines."
    )
    form = handbook.entries["form", document.form_id]
    return Problem(form.location, "", message, Severity.WARNING)


@contextmanager
def _telling_of_pictures() -> Iterator[None]:
    """Say at the district's file what keeps a picture from being drawn."""
    try:
        yield
    except PaperError as error:
        message = error.about("the pictures of the site")
        raise HandbookError([Problem(Location(DISTRICT_FILE), "", message)]) from error


@contextmanager
def _noting(
    problems: list[Problem], *, document: FormDocument, handbook: Handbook
) -> Iterator[None]:
    """Note what keeps a form from being printed, at the form, and let the others be tried."""
    try:
        yield
    except PaperError as error:
        place = handbook.entries["form", document.form_id].location
        message = error.about(f"the form '{render_plain(document.title)}'")
        problems.append(Problem(place, "", message))
