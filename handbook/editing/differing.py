"""What differs since a file was kept or an edition was closed, in words for whoever publishes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handbook.editing.fields import label_of
from handbook.editing.items import name_of
from handbook.editions.comparing import DECISIONS
from handbook.yamlsource import parse_front_matter, parse_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable

    from handbook.editions.comparing import Change, Sort
    from handbook.editions.news import EditionNews, FormNews
    from handbook.yamlsource import Data

_PAGE = ".md"
_RECORDS = (".yml", ".yaml", _PAGE)
_SORTS: dict[Sort, str] = {
    "promise": "promises",
    "wording": "the wording of promises",
    "blanks": "blanks and signatures",
    "text": "text",
    "terms": "words",
    "contacts": "contacts",
}
_SIGNING = {
    True: "Those who signed it sign again.",
    False: "Nobody has to sign it again.",
    None: "Decide whether those who signed it must sign again.",
}
_MOST = 5
"""How many fields of a record are named."""


def told_difference(name: str, *, before: bytes, after: bytes | None) -> str:
    """Return what became of a file: its record by name, and the fields that are others.

    Args:
        name: The file.
        before: What it held; nothing where it was not there.
        after: What it holds; None where it is gone.
    """
    if after is None:
        return f"{_title(name, _data(name, before))}: deleted"
    now = _data(name, after)
    title = _title(name, now)
    if not before:
        return f"{title}: new"
    fields = list(_fields(_data(name, before), now))
    if name.endswith(_PAGE) and _body(before) != _body(after):
        fields.append("text")
    if len(fields) > _MOST:
        fields[_MOST:] = [f"{len(fields) - _MOST} more"]
    return f"{title}: {', '.join(fields)}" if fields else f"{title}: notes or order"


def proposed_message(told: Iterable[str]) -> str:
    """Return a message for whoever publishes: a line of what it is about, and the rest below."""
    lines = list(told)
    if len(lines) == 1:
        return f"Change {lines[0]}"
    return "\n".join(
        [f"Change {len(lines)} files of the handbook", "", *(f"- {one}" for one in lines)]
    )


def told_news(news: EditionNews) -> tuple[str, ...]:
    """Return what an edition changes: its forms with what follows, and all else by name.

    The site's own page *What changed* has the sentences themselves.
    """
    forms = (f"{form.title}: {_of_form(form)}" for form in news.forms)
    others = (f"{_named(one)}: {_became(one)}" for one in news.changes)
    return (*forms, *others)


def _of_form(form: FormNews) -> str:
    if form.state != "changed":
        return "new" if form.state == "new" else "taken out"
    found = ", ".join(dict.fromkeys(_SORTS[one.sort] for one in form.changes))
    if not form.is_promise:
        return found
    return f"{found}. {_SIGNING[form.sign_again]}"


def _named(change: Change) -> str:
    if change.where == DECISIONS:
        return f"{change.name}, {change.part.replace('_', ' ').replace('.', ', ')}"
    return {"terms": "A word", "contacts": "Whom to ask"}.get(change.sort, change.name)


def _became(change: Change) -> str:
    if change.sort == "text" and change.where != DECISIONS:
        return "new" if change.new else "taken out" if change.old else "changed"
    was, now = (" ".join(text.split()) or "nothing" for text in (change.old, change.new))
    return f"{now} (before: {was})"


def _fields(before: Data, after: Data) -> Iterable[str]:
    if not isinstance(before, dict) or not isinstance(after, dict):
        yield "changed"
        return
    for key in dict.fromkeys((*after, *before)):
        if before.get(key) != after.get(key):
            yield label_of(key).lower()


def _title(name: str, data: Data) -> str:
    return (name_of(data) if isinstance(data, dict) and data else "") or name


def _data(name: str, content: bytes) -> Data:
    if not name.endswith(_RECORDS):
        return ""
    if name.endswith(_PAGE):
        source = parse_front_matter(content, path=name)[0]
    else:
        source, _ = parse_yaml(content, path=name)
    return source.data if source else ""


def _body(content: bytes) -> str:
    return parse_front_matter(content, path="")[1]
