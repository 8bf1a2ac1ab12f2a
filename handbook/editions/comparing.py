"""How two editions differ: document by document and record by record, sorted by what it means.

The older one is read in the newer one's words, so that another word for a coach, or another
telephone number, is told once and is no other promise.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, get_args

from handbook.forms.parts import SIGNER
from handbook.placeholders import fill_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from handbook.model.edition import ClosedEdition, KeptForm, PartSort

Sort: TypeAlias = Literal["promise", "wording", "blanks", "text", "terms", "contacts"]
"""What a change is: a promise made or taken back, another wording of one, and so on."""

SORTS: tuple[Sort, ...] = get_args(Sort)
"""The sorts, the weightiest first."""

PROMISES: tuple[Sort, ...] = ("promise", "wording")
"""The sorts after which somebody decides whether people sign again."""

DECISIONS = "decisions"
"""Where a change of what the district decided is said to be."""

_ARTICLES = ("a ", "an ")


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs between two editions."""

    sort: Sort
    """What it is."""
    where: str
    """The name of a form's page, a record as kind:id, or the name of a word or contact."""
    name: str
    """What readers call that."""
    part: str
    """Which part of it, or '' for all of it."""
    old: str
    """What it said; nothing where it was not there, or where only that it changed is known."""
    new: str
    """What it says; nothing where it is no longer there, or where only the change is known."""

    @property
    def noun(self) -> str:
        """What came or went, where its words alone do not tell: a blank or a signature."""
        if self.part.startswith(SIGNER):
            return "signature"
        return "blank" if self.sort == "blanks" else ""

    def as_dict(self) -> dict[str, str]:
        """Return the change as plain values, for a machine to read."""
        return asdict(self)


def compare_editions(old: ClosedEdition, new: ClosedEdition) -> tuple[Change, ...]:
    """Return every difference, the weightiest sorts first, else in the order of the newer one."""
    old = _in_names_of(old, new)
    found = (
        *_decisions(old, new),
        *_forms(old, new),
        *_records(old, new),
        *_terms(old, new),
        *_contacts(old, new),
    )
    return tuple(sorted(found, key=lambda change: SORTS.index(change.sort)))


def changed_promises(old: ClosedEdition, new: ClosedEdition) -> dict[str, tuple[Change, ...]]:
    """Return what changed of the promises of each signed form, by the form's name.

    A form that nobody signed before is not among them: nobody could have to sign it again.
    """
    old = _in_names_of(old, new)
    signed = {form.id for form in old.forms if form.signers}
    found: dict[str, tuple[Change, ...]] = {}
    for change in _forms(old, new):
        if change.sort in PROMISES and change.where in signed:
            found[change.where] = (*found.get(change.where, ()), change)
    return found


def compare_forms(old: ClosedEdition, new: ClosedEdition, *, form_id: str) -> tuple[Change, ...]:
    """Return every difference between two texts of a form, the weightiest sorts first."""
    found = (change for change in _forms(_in_names_of(old, new), new) if change.where == form_id)
    return tuple(sorted(found, key=lambda change: SORTS.index(change.sort)))


def _in_names_of(old: ClosedEdition, new: ClosedEdition) -> ClosedEdition:
    """Return an edition with the ids that its records have in a newer one."""
    now = {
        f"{reference.partition(':')[0]}:{former}": reference
        for reference, record in new.records.items()
        for former in record.formerly
    }
    if not now:
        return old
    # The form of a role has the names of both.
    renamed = {form: form for form in (one.id for one in old.forms)}
    for former, reference in now.items():
        (kind, was), name = former.split(":", 1), reference.partition(":")[2]
        for form, called in renamed.items():
            if kind == "form" and (called == was or called.startswith(f"{was}-")):
                renamed[form] = f"{name}{called.removeprefix(was)}"
            elif kind == "role" and called.endswith(f"-{was}"):
                renamed[form] = f"{called.removesuffix(was)}{name}"
    forms = tuple(one.model_copy(update={"id": renamed[one.id]}) for one in old.forms)
    records = {now.get(reference, reference): one for reference, one in old.records.items()}
    return old.model_copy(update={"forms": forms, "records": records})


def _forms(old: ClosedEdition, new: ClosedEdition) -> Iterator[Change]:
    words = {**old.words, **new.words}
    before = {form.id: form for form in old.forms if not form.is_passing}
    after = {form.id: form for form in new.forms if not form.is_passing}
    for form in after.values():
        if form.id in before:
            yield from _parts(before[form.id], form, words=words)
        else:
            sort: Sort = "promise" if form.signers else "text"
            yield Change(sort, form.id, form.title, "", "", form.title)
    for form in before.values():
        if form.id not in after:
            sort = "promise" if form.signers else "text"
            yield Change(sort, form.id, form.title, "", form.title, "")


def _parts(old: KeptForm, new: KeptForm, *, words: Mapping[str, str]) -> Iterator[Change]:
    """Yield the differences between two texts of a form; what only moved is told as its order."""
    before = [(one.sort, one.id, fill_in(one.text, words=words)) for one in old.parts]
    after = [(one.sort, one.id, fill_in(one.text, words=words)) for one in new.parts]
    texts = [[(sort, text) for sort, _, text in parts] for parts in (before, after)]
    kept = Counter(texts[0]) & Counter(texts[1])
    gone = {(sort, name): text for sort, name, text in _without(before, kept=kept)}
    come = {(sort, name): text for sort, name, text in _without(after, kept=kept)}
    is_signed = bool(old.signers or new.signers)
    for key in dict.fromkeys((*come, *gone)):
        was, now = gone.get(key, ""), come.get(key, "")
        sort = _sort(key[0], is_changed=bool(was and now), is_signed=is_signed)
        yield Change(sort, new.id, new.title, key[1], was, now)
    if not gone and not come and texts[0] != texts[1]:
        yield Change("text", new.id, new.title, "the order of its parts", "", "")


def _without(
    parts: list[tuple[PartSort, str, str]], *, kept: Counter[tuple[PartSort, str]]
) -> Iterator[tuple[PartSort, str, str]]:
    """Yield the parts that the other text has not."""
    left = kept.copy()
    for sort, name, text in parts:
        if left[sort, text]:
            left[sort, text] -= 1
        else:
            yield sort, name, text


def _sort(sort: PartSort, *, is_changed: bool, is_signed: bool) -> Sort:
    if sort == "blank":
        return "blanks"
    if sort == "text" or not is_signed:
        return "text"
    return "wording" if is_changed else "promise"


def _decisions(old: ClosedEdition, new: ClosedEdition) -> Iterator[Change]:
    before, after = dict(_flat(old.decisions)), dict(_flat(new.decisions))
    for name in dict.fromkeys((*after, *before)):
        was, now = before.get(name, ""), after.get(name, "")
        if was != now:
            # Who has read the forms through promises nothing to anyone who signs.
            sort: Sort = "text" if name.startswith("review.") else "promise"
            yield Change(sort, DECISIONS, "The district's decisions", name, was, now)


def _flat(value: Any, *, name: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _flat(inner, name=f"{name}.{key}" if name else key)
    elif isinstance(value, list | tuple):
        yield name, ", ".join(map(str, value))
    elif isinstance(value, bool):
        yield name, "yes" if value else "no"
    elif value is not None:
        yield name, str(value)


def _records(old: ClosedEdition, new: ClosedEdition) -> Iterator[Change]:
    forms = {f"form:{form.id}" for form in (*old.forms, *new.forms)}
    for reference in dict.fromkeys((*new.records, *old.records)):
        before, after = old.records.get(reference), new.records.get(reference)
        if reference in forms or (before and after and before.mark == after.mark):
            continue
        was, now = before.name if before else "", after.name if after else ""
        told = ("", "") if was and now else (was, now)
        yield Change("text", reference, now or was, "", *told)


def _terms(old: ClosedEdition, new: ClosedEdition) -> Iterator[Change]:
    told = set[tuple[str, str]]()
    names = dict.fromkeys((*new.words, *old.words))
    # A name in small letters comes first: others stand for the same word.
    for name in sorted(names, key=lambda one: not one.islower()):
        was, now = old.words.get(name, ""), new.words.get(name, "")
        bare = (_bare(was), _bare(now))
        is_new = was and now and was != now and bare not in told
        if is_new and name.startswith(("terms.", "district.")):
            told.add(bare)
            yield Change("terms", name, name, "", was, now)


def _bare(word: str) -> str:
    """Return a word without its article and its capitals, which other names of it have."""
    small = word.casefold()
    return next((small.removeprefix(one) for one in _ARTICLES if small.startswith(one)), small)


def _contacts(old: ClosedEdition, new: ClosedEdition) -> Iterator[Change]:
    before = {one.id: one.reach for one in old.contacts}
    after = {one.id: one.reach for one in new.contacts}
    for name in dict.fromkeys((*after, *before)):
        was, now = before.get(name, ""), after.get(name, "")
        if was != now:
            yield Change("contacts", name, name, "", was, now)
