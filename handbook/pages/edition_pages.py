"""The pages of editions: what changed, and whether a paper is current; with the latter as data."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from handbook.editions.comparing import compare_forms
from handbook.editions.timeline import all_standings
from handbook.inline import Words, render_markdown
from handbook.model.places import edition_name
from handbook.page_types import page_type
from handbook.pages.vocabulary import ACCESS_WORDS
from handbook.textcode import shorten_code

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handbook.editions.comparing import Change
    from handbook.editions.news import EditionNews, FormNews
    from handbook.editions.timeline import Standing
    from handbook.pages.desk import Desk
    from handbook.pages.page import Page

EDITIONS_URI = page_type("editions.md").address
CHANGED_URI = page_type("what-changed.md").address

_HOME = "index.md"
_TABLE = "table."
_CODE_KEYWORDS = ("text code", "is my form current", "superseded form", "which edition")
_NEWS_KEYWORDS = ("what is new", "what changed", "sign again", "new edition")


def make_edition_pages(desk: Desk) -> Iterator[Page]:
    """Yield the page on which a text code is looked up, and the page of what changed."""
    codes = [_code(one, desk=desk) for one in all_standings(desk.timeline)]
    news = [_news(one, desk=desk) for one in desk.news]
    yield desk.make_page(
        EDITIONS_URI,
        title=desk.titles[EDITIONS_URI],
        template="editions.md",
        keywords={"": _CODE_KEYWORDS},
        codes=codes,
    )
    yield desk.make_page(
        CHANGED_URI,
        title=desk.titles[CHANGED_URI],
        template="what-changed.md",
        keywords={"": _NEWS_KEYWORDS},
        news=news,
    )


def render_code_data(desk: Desk) -> bytes:
    """Return what every text code says, as a script that sets one value."""
    data = [_code_data(one, desk=desk) for one in all_standings(desk.timeline)]
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return f"window.HandbookEditions={text};\n".encode()


def _words(text: str) -> Markup:
    """Return words that are not Markdown any more, fit for a template."""
    return Markup(render_markdown([Words(" ".join(text.split()))]))  # noqa: S704  (made safe)


def _code(standing: Standing, *, desk: Desk) -> dict[str, Any]:
    return {
        "title": _words(standing.title),
        "short": shorten_code(standing.code),
        "editions": _words(", ".join(standing.editions)),
        "page": f"page:forms/{standing.form}" if _is_used(standing, desk=desk) else "",
        "is_current": standing.is_current and _is_used(standing, desk=desk),
        "must_sign": standing.must_sign,
    }


def _is_used(standing: Standing, *, desk: Desk) -> bool:
    return any(document.id == standing.form for document in desk.documents)


def _code_data(standing: Standing, *, desk: Desk) -> dict[str, Any]:
    is_used = _is_used(standing, desk=desk)
    page = desk.linker.href("page", f"forms/{standing.form}", page_uri=_HOME) if is_used else ""
    return {
        "code": standing.code,
        "form": standing.form,
        "title": standing.title,
        "editions": list(standing.editions),
        "page": page,
        "current": standing.is_current and is_used,
        "sign": standing.must_sign,
        "because": [step.because for step in standing.steps if step.because],
        "changes": [
            [" ".join(one.old.split()), " ".join(one.new.split()), one.noun]
            for one in _changes_since(standing, desk=desk)
            if one.old or one.new
        ],
    }


def _changes_since(standing: Standing, *, desk: Desk) -> tuple[Change, ...]:
    """Return what changed in a form between the words of a code and those of today."""
    if standing.is_current or not _is_used(standing, desk=desk):
        return ()
    old = next(one for one in desk.timeline if one.label == standing.editions[-1])
    return compare_forms(old, desk.timeline[-1], form_id=standing.form)


def _news(news: EditionNews, *, desk: Desk) -> dict[str, Any]:
    return {
        "label": _words(news.label),
        "since": _words(news.since),
        "anchor": f"edition-{edition_name(news.label)}",
        "effective": news.effective,
        "forms": [_form(one, desk=desk) for one in news.forms],
        "decisions": [_decision(one, desk=desk) for one in news.of("decisions")],
        "texts": [_text(one, desk=desk) for one in news.of("text")],
        "terms": [_told(one) for one in news.of("terms")],
        "contacts": [_told(one) for one in news.of("contacts")],
    }


def _form(form: FormNews, *, desk: Desk) -> dict[str, Any]:
    is_there = any(document.id == form.id for document in desk.documents)
    return {
        "id": form.id,
        "title": _words(form.title),
        "state": form.state,
        "page": f"page:forms/{form.id}" if is_there else "",
        "is_promise": form.is_promise,
        "sign_again": form.sign_again,
        "because": form.because,
        "changes": [_told(one) for one in form.changes],
    }


def _told(change: Change) -> dict[str, Any]:
    return {
        "old": _words(change.old),
        "new": _words(change.new),
        "part": _words(change.part),
        "noun": f" {change.noun}" if change.noun else "",
    }


def _decision(change: Change, *, desk: Desk) -> dict[str, Any]:
    """Return a changed decision, a cell of the table in the words of the page that shows it."""
    if not change.part.startswith(_TABLE):
        name = change.part.replace("_", " ").replace(".", ", ")
        return {**_told(change), "name": _words(name[:1].upper() + name[1:])}
    information, _, audience = change.part.removeprefix(_TABLE).partition(".")
    rules = desk.handbook.confidentiality
    rows = {kind.id: kind.name for kind in rules.kinds}
    columns = {one.id: one.name for one in rules.audiences}
    row, column = rows.get(information, information), columns.get(audience, audience)  # type: ignore[call-overload]
    terms = {name: word.singular for name, word in desk.handbook.terms.items()}

    def level(word: str) -> Markup:
        return _words(ACCESS_WORDS[word]["words"].format(**terms) if word in ACCESS_WORDS else word)

    told = {"old": level(change.old), "new": level(change.new)}
    return {**_told(change), **told, "name": f"{row}: {column}"}


def _text(change: Change, *, desk: Desk) -> dict[str, Any]:
    return {
        "name": _words(change.name),
        "place": change.where if desk.has_place(change.where) else "",
        "is_new": bool(change.new),
        "is_gone": bool(change.old),
    }
