"""A handbook as an edition keeps it: the words of every form, and what every record hashes to."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from handbook.decisions import settle
from handbook.forms.parts import form_parts
from handbook.inline import parse_inline, render_plain
from handbook.model.edition import (
    ClosedEdition,
    KeptContact,
    KeptForm,
    KeptPart,
    KeptRecord,
)
from handbook.model.page import HandPage
from handbook.placeholders import fill_in, handbook_words, reach

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from handbook.forms.parts import Part
    from handbook.forms.structure import FormDocument
    from handbook.model.edition import Resigning
    from handbook.model.handbook import Entry, Handbook, SourceFile
    from handbook.model.record import Record
    from handbook.problems import FieldPath

_NO_WORDS = ("reviewed", "order", "asks", "also", "found_by", "formerly")
"""What of a record changes nothing that readers are told."""


def take_snapshot(
    handbook: Handbook,
    documents: Sequence[FormDocument],
    *,
    written: Sequence[FormDocument] = (),
    sums: Mapping[str, str] | None = None,
    resigning: Sequence[Resigning] = (),
) -> ClosedEdition:
    """Return the handbook as an edition.

    Args:
        handbook: The handbook, as adopted.
        documents: Its forms.
        written: The same forms with each placeholder standing for itself; without them the words
            are kept as they are printed.
        sums: What the bytes of each form's PDF hash to, by the form's name.
        resigning: What is decided about changed promises.
    """
    district, edition = handbook.district, handbook.district.edition
    words = {name: plain(word) for name, word in handbook_words(handbook).items()}
    as_written = {document.id: form_parts(document) for document in written}
    return ClosedEdition(
        label=plain(edition.label),
        effective=edition.effective,
        approved_by=plain(edition.approved_by),
        words=words,
        contacts=tuple(KeptContact(id=one.id, reach=reach(one)) for one in district.contacts),
        decisions=_decisions(handbook),
        left_out=tuple(
            sorted(f"{kind}:{name}" for kind, name in handbook.left_out - handbook.unpublished)
        ),
        forms=tuple(
            _form(
                document,
                parts=_kept_parts(form_parts(document), as_written.get(document.id, ()), words),
                sha256=(sums or {}).get(document.id, ""),
            )
            for document in documents
        ),
        records=dict(_records(handbook)),
        resigning=tuple(resigning),
    )


def plain(text: str) -> str:
    """Return the visible words of a text."""
    return render_plain(parse_inline(text))


def _form(document: FormDocument, *, parts: Iterable[KeptPart], sha256: str) -> KeptForm:
    return KeptForm(
        id=document.id,
        title=render_plain(document.title),
        code=document.code,
        sha256=sha256,
        signers=tuple(signer.id for signer in document.signers),
        is_passing=document.is_passing,
        parts=tuple(parts),
    )


def _kept_parts(
    printed: Sequence[Part], written: Sequence[Part], words: Mapping[str, str]
) -> Iterator[KeptPart]:
    """Yield each part as it is written, where that comes to what is printed."""
    raw = {(part.sort, part.id): part.text for part in written}
    for part in printed:
        text = raw.get((part.sort, part.id), part.text)
        if fill_in(text, words=words) != part.text:
            text = part.text
        yield KeptPart(id=part.id, sort=part.sort, text=text, number=part.number)


def _decisions(handbook: Handbook) -> dict[str, Any]:
    """Return the decisions, and the whole table of who learns what that they come to."""
    settled = settle(handbook)
    decided = handbook.district.decisions.model_dump(
        mode="json", exclude={"cells"}, exclude_none=True
    )
    table: dict[str, dict[str, str]] = {}
    for (information, audience), level in settled.table.items():
        table.setdefault(information, {})[audience] = level
    return {**decided, "table": table}


def _records(handbook: Handbook) -> Iterator[tuple[str, KeptRecord]]:
    for entry in handbook.entries.values():
        kept = KeptRecord(name=plain(entry.name), mark=_mark(entry), formerly=entry.record.formerly)
        yield entry.reference, kept
    for file in handbook.files:
        # What is for editors alone is not published with every build.
        if isinstance(page := file.record, HandPage) and not page.is_for_editors:
            mark = _hash([_own_words(_written(file, page.meta)), page.body])
            name = plain(page.meta.title)
            kept = KeptRecord(name=name, mark=mark, formerly=page.meta.formerly)
            yield f"page:{page.name}", kept


def _mark(entry: Entry) -> str:
    """Return what the words of a record hash to, those of the records inside it left out."""
    return _hash(_own_words(_written(entry.file, entry.record, at=entry.field), is_top=True))


def _written(file: SourceFile, record: Record, *, at: FieldPath = ()) -> Any:
    """Return a record as its file has it, before placeholders are filled in."""
    data: Any = getattr(file.origin, "data", None)
    try:
        for step in at:
            data = data[step]
    except (LookupError, TypeError):
        data = None
    return record.model_dump(mode="json") if data is None else data


def _own_words(data: Any, *, is_top: bool = False) -> Any:
    if isinstance(data, dict):
        if not is_top and "id" in data and len(data) > 1 and ("name" in data or "title" in data):
            return data["id"]
        return {key: _own_words(one) for key, one in data.items() if key not in _NO_WORDS}
    return [_own_words(one) for one in data] if isinstance(data, tuple | list) else data


def _hash(value: object) -> str:
    canonical = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()[:16]
