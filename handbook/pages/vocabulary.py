"""What templates can name: the handbook's records, and small questions about them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, Any

from handbook.addresses import book_volumes, left_out_uris, table_uri
from handbook.counting import COUNTED
from handbook.crossreferences import parse_cross_reference
from handbook.decisions import settle
from handbook.finder import build_finder
from handbook.milestones import doer_of, first_days, school_months
from handbook.model.kinds import KINDS
from handbook.model.milestone import Milestone
from handbook.pages.bibliography import cite_source, render_bibliography_entry, sorting_key
from handbook.pages.choosing import list_choices, list_sayings
from handbook.pages.diagram import render_cycle_svg
from handbook.pages.mailing import mail_href
from handbook.pages.page_faults import PageFaultError
from handbook.pages.time_bars import render_week_svg, share_words
from handbook.placeholders import term_words
from handbook.problems import suggest
from handbook.sayings import DECIDED, SAYS, late_words
from handbook.spelling import spell_day, spell_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from handbook.crosswalk import Crosswalk
    from handbook.decisions import Settled
    from handbook.finder import AskedQuestion, Topic
    from handbook.model.district import Contact
    from handbook.model.handbook import Entry, Handbook
    from handbook.model.reference import Source
    from handbook.model.responsibility import Responsibility
    from handbook.model.role import Comparison
    from handbook.model.standard import Principle

# Marks that the plainest fonts have, so that they print on any machine.
ACCESS_WORDS = {
    "sees": {"mark": "●", "words": "Sees it"},
    "told": {"mark": "●", "words": "Is told"},
    "may": {"mark": "▲", "words": "May be told"},
    "with-consent": {"mark": "◊", "words": "Only if the {teacher} agrees"},
    "totals": {"mark": "Σ", "words": "Only totals, no names"},
    "no": {"mark": "○", "words": "Never"},
}

MOMENT_WORDS = {
    "opening": "Opening a talk",
    "reluctant-start": "A reluctant start",
    "goal": "Choosing a goal",
    "observing": "Before a visit",
    "data": "Looking at data",
    "team": "With a team",
    "planning": "Planning",
    "trying": "While it is tried",
    "reflecting": "Looking back",
    "stuck": "When it is stuck",
    "closing": "Closing",
}
"""What each moment of a talk is called."""

VERDICT_STYLES = {
    "yes": "yes",
    "no": "no",
    "if-you-agree": "ask",
    "it-depends": "ask",
    "fact": "info",
}
"""How each verdict on a question looks."""


def duties_in(matter: Responsibility) -> dict[str, str]:
    """Return what each party does in a matter; '' for who has no part in it."""
    return defaultdict(str, {duty.party: duty.does for duty in matter.duties})


@dataclass(frozen=True, slots=True)
class Stop:
    """Something to read on a path or in a list of related pages."""

    reference: str
    """What it is, as `kind:id`."""
    name: str
    """What it is called."""
    summary: str
    """What it says, in a sentence."""
    minutes: int | None
    """How long filling it in takes, for a form; reading is counted when all pages are made."""


@dataclass(frozen=True)
class Vocabulary:
    """Answers the templates' questions about one handbook."""

    handbook: Handbook
    crosswalk: Crosswalk
    generated_titles: Mapping[str, str]
    """The titles of generated pages that belong to no record, by URI."""

    @cached_property
    def settled(self) -> Settled:
        """What the district's decisions come to."""
        return settle(self.handbook)

    def coaches_by_school(self) -> list[dict[str, str]]:
        """Return who coaches at each school, in the order of the schools."""
        district = self.handbook.district
        return [
            {
                "school": school,
                "name": coach.name,
                "email": coach.email or "",
                "mail": self._letter(coach.email),
                "phone": coach.phone or "",
                "hours": coach.hours or "",
                "booking": coach.booking or "",
            }
            for school in district.schools
            for coach in district.coaches
            if school in coach.schools
        ]

    def asking_mail(self) -> str:
        """Return a letter to the office that asks for coaching, or nothing without an address."""
        return self._letter(self.handbook.district.contacts[0].email)

    def _letter(self, address: str | None) -> str:
        """Return the address of a letter that asks for coaching."""
        terms = term_words(self.handbook.terms)
        lines = (
            "Hello,",
            "",
            f"I would like to work with {terms['a_coach']} on: ",
            "I have time on: ",
            f"My {terms['school']}: ",
        )
        subject = f"Asking for {terms['coaching']}"
        return mail_href(address, subject=subject, body="\r\n".join(lines)) if address else ""

    def tables(self) -> list[dict[str, Any]]:
        """Return the tables for spreadsheets: what is in each, how much, and its file."""
        counts = {row.name: len(self.handbook.entries_of(row.name)) for row in KINDS.values()}
        return [
            {"plural": KINDS[kind].plural, "count": count, "file": table_uri(kind)}
            for kind, count in counts.items()
            if count
        ]

    def _late(self, start: str) -> Mapping[str, str]:
        words = late_words(self.handbook, settled=self.settled)
        return {name.removeprefix(start): word for name, word in words.items() if start in name}

    @cached_property
    def names(self) -> Mapping[str, Any]:
        """Everything a template can name."""
        handbook = self.handbook
        district = handbook.district
        terms = term_words(handbook.terms)
        return {
            "handbook": handbook,
            "crosswalk": self.crosswalk,
            "district": district,
            "edition": district.edition,
            "terms": terms,
            "decisions": district.decisions,
            "tables": self.tables,
            "volumes": book_volumes(handbook),
            "coaches_by_school": self.coaches_by_school,
            "asking_mail": self.asking_mail,
            "says": self._late(SAYS),
            "decided": self._late(DECIDED),
            "counted": self._late(COUNTED),
            "choices": lambda of: list_choices(handbook, of=of),
            "sayings": lambda: list_sayings(handbook),
            "level": self.settled.level,
            "asked_at": self.asked_at,
            "confidentiality": handbook.confidentiality,
            "cycle": handbook.cycle,
            "roles": {role.id: role for role in handbook.roles},
            "non_roles": {record.id: record for record in handbook.non_roles},
            "forms": {form.id: form for form in handbook.forms},
            "access_words": {
                key: {name: text.format(**terms) for name, text in words.items()}
                for key, words in ACCESS_WORDS.items()
            },
            "verdict_styles": VERDICT_STYLES,
            "reader_words": {
                "teacher": terms["teachers"],
                "coach": terms["coaches"],
                "principal": terms["principals"],
                "district": f"the {terms['district']} office",
            },
            "party_words": {
                "teacher": f"The {terms['teacher']}",
                "coach": f"The {terms['coach']}",
                "principal": f"The {terms['principal']}",
                "district": f"The {terms['district']}",
            },
            "duties_in": duties_in,
            "moment_words": MOMENT_WORDS,
            "naming": self.naming,
            "intensity_words": {
                None: "Depends on you",
                "light": "A little",
                "medium": "Some work between",
                "deep": "Work over weeks",
            },
            "partner_words": {
                "teacher": f"one {terms['teacher']}",
                "team": "a team",
                "staff": "a whole staff",
            },
            "entry": self.record,
            "name_of": self.name_of,
            "place_name": self.place_name,
            "function_code": self.function_code,
            "entries_of": handbook.entries_of,
            "principles_of": self.principles_of,
            "contact_named": self.contact_named,
            "steps": self.steps,
            "read_on": self.steps,
            "contrasts": self.contrasts,
            "cite": lambda name: cite_source(self._source(name)),
            "bibliography": render_bibliography_entry,
            "sources_sorted": self.sources_sorted,
            "terms_by_letter": self.terms_by_letter,
            "source_notes": self.source_notes,
            "cycle_svg": lambda: render_cycle_svg(handbook.cycle),
            "first_days": lambda: first_days(handbook.records_of(Milestone)),
            "school_months": lambda: school_months(
                handbook.records_of(Milestone), first_day=district.edition.first_day
            ),
            "doer_of": lambda milestone: doer_of(milestone, terms=terms),
            "week_svg": render_week_svg,
            "share_words": share_words,
            "hours": lambda count: f"{count:.1f}".removesuffix(".0"),
            "day": spell_day,
            "spell": spell_number,
            "lower_first": lambda text: text[:1].lower() + text[1:],
        }

    @cached_property
    def topics(self) -> tuple[Topic, ...]:
        """Every question that readers ask, with its answer, by topic."""
        return build_finder(self.handbook)

    def asked_at(self, place: str) -> tuple[AskedQuestion, ...]:
        """Return the questions whose answer stands at a place, as `kind:id`."""
        asked = (one for topic in self.topics for one in topic.questions)
        return tuple(one for one in asked if one.question.see == place)

    def record(self, kind: str, name: str) -> Any:
        """Return the record of a kind and id."""
        return self._entry(kind, name).record

    def naming(self, kind: str, *, field: str, name: str) -> tuple[Entry, ...]:
        """Return the records of a kind that name something in one of their lists."""
        entries = self.handbook.entries_of(kind)
        return tuple(entry for entry in entries if name in getattr(entry.record, field))

    def name_of(self, kind: str, name: str) -> str:
        """Return what readers call a record."""
        return self._entry(kind, name).name

    def place_name(self, reference: str) -> str:
        """Return what readers call what a `kind:id` leads to; '' for what is left out."""
        return next((stop.name for stop in self.steps([reference])), "")

    def function_code(self, name: str) -> str:
        """Return how the standard counts a function."""
        return str(self.record("function", name).code)

    def principles_of(self, name: str) -> tuple[Principle, ...]:
        """Return the principles of a set."""
        return tuple(self.record("principle-set", name).principles)

    def contact_named(self, name: str) -> Contact:
        """Return someone to turn to."""
        contacts = {contact.id: contact for contact in self.handbook.district.contacts}
        if name not in contacts:
            remedy = suggest(name, among=contacts) or " Add it under 'contacts:' in district.yml."
            msg = f"the district has no contact '{name}'.{remedy}"
            raise PageFaultError(msg, name=name)
        return contacts[name]

    def steps(self, references: Iterable[str]) -> tuple[Stop, ...]:
        """Return what each `kind:id` leads to, without what the district leaves out."""
        stops = (self._stop(reference) for reference in references)
        return tuple(stop for stop in stops if stop)

    def contrasts(self, comparison: Comparison) -> tuple[dict[str, Any], ...]:
        """Return the rows of a comparison, in the order of the dimensions."""
        texts = {contrast.dimension: contrast.text for contrast in comparison.contrasts}
        return tuple(
            {"dimension": dimension, "text": texts[dimension.id]}
            for dimension in self.handbook.dimensions
            if dimension.id in texts
        )

    def sources_sorted(self, *, further_reading: bool) -> tuple[Source, ...]:
        """Return a part of the bibliography, sorted as one."""
        wanted = (s for s in self.handbook.sources if s.further_reading is further_reading)
        return tuple(sorted(wanted, key=sorting_key))

    def source_notes(self) -> tuple[Entry, ...]:
        """Return what has something to say of where its name or its words come from."""
        entries = self.handbook.entries.values()
        return tuple(one for one in entries if getattr(one.record, "source_note", None))

    def terms_by_letter(self) -> list[dict[str, Any]]:
        """Return the glossary in alphabetical order, letter by letter."""
        terms = sorted(self.handbook.glossary, key=lambda term: term.name.casefold())
        letters = groupby(terms, key=lambda term: term.name[0].upper())
        return [{"letter": letter, "terms": list(group)} for letter, group in letters]

    @cached_property
    def _pages(self) -> Mapping[str, Stop]:
        found = {
            uri.removesuffix(".md"): Stop(f"page:{uri.removesuffix('.md')}", title, "", None)
            for uri, title in self.generated_titles.items()
        }
        for page in self.handbook.pages:
            name = page.uri.removesuffix(".md")
            summary = page.meta.description or ""
            found[name] = Stop(f"page:{name}", page.meta.title, summary, None)
        return found

    def _stop(self, reference: str) -> Stop | None:
        parsed = parse_cross_reference(reference)
        kind, name = (parsed.kind, parsed.id) if parsed else ("page", reference)
        if (kind, name) in self.handbook.left_out:
            return None
        if kind == "page":
            if f"{name}.md" in self._gone:
                return None
            if name not in self._pages:
                msg = f"no page is called '{name}'.{suggest(name, among=self._pages)}"
                raise PageFaultError(msg, name=name)
            return self._pages[name]
        entry = self._entry(kind, name)
        summary = getattr(entry.record, "summary", "")
        minutes = getattr(entry.record, "minutes", None)
        return Stop(reference, entry.name, summary, minutes)

    @cached_property
    def _gone(self) -> frozenset[str]:
        return left_out_uris(self.handbook)

    def _entry(self, kind: str, name: str) -> Entry:
        found = self.handbook.entries.get((kind, name))
        if found is None:
            names = [other for of, other in self.handbook.entries if of == kind]
            msg = f"no {kind} has the id '{name}'.{suggest(name, among=names)}"
            raise PageFaultError(msg, name=name)
        return found

    def _source(self, name: str) -> Any:
        return self._entry("source", name).record
