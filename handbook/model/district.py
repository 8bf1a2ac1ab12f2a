"""Whose handbook this is, and what that district has chosen."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from handbook.model.decisions import Decisions
from handbook.model.record import Date, Id, Line, Own, Record, Summed, Text
from handbook.model.terms import TermForms


class Colors(Record):
    """The district's colours, as #rrggbb."""

    brand: Line = "#1d4e4a"
    """The colour of the header and of headings on forms."""

    accent: Line = "#a3431a"
    """The colour of links and buttons."""


class Contact(Record):
    """Someone to turn to."""

    id: Id
    """What the contact is for, like coaching-office or accessibility."""

    name: Line
    """The office or the person's title."""

    email: Line | None = None
    """The e-mail address."""

    phone: Line | None = None
    """The telephone number."""

    about: Text
    """What to turn to them for."""


class SchoolCoach(Record):
    """A coach, the schools that turn to this coach, and how to reach them."""

    id: Id
    """A name that stays, like elementary."""

    name: Line
    """Who it is: a person or a title, as the district decides."""

    schools: Annotated[tuple[Line, ...], Field(min_length=1)]
    """The schools, spelled as in the list of schools."""

    email: Line | None = None
    """The e-mail address."""

    phone: Line | None = None
    """The telephone number."""

    hours: Line | None = None
    """When the coach can be found where, like 'Tuesdays, 7:30 to 8:00, in the library'."""

    booking: Line | None = None
    """The address of a page on which a time can be booked, with https://."""


class Edition(Record):
    """Which printing of the handbook this is."""

    label: Line
    """What the edition is called, like 2026–27."""

    effective: Date
    """The first day it applies."""

    review_by: Date
    """The day by which someone must have read it through again."""

    approved_by: Line
    """The office or body that approved it."""

    first_day: Date | None = None
    """The first day of the school year; calendars for coaches count from it, and without it there
    are none."""


class Redirect(Record):
    """An address that pages had, for links and printed papers that still name it."""

    old: Line
    """The address after the site's own, such as 'roles/data-specialist/'."""

    new: Line
    """The address of the page to go to, such as 'roles/data-coach/'; '.' is the home page."""


class District(Record):
    """The district and its choices."""

    base: Annotated[Line, Own()] = "shipped"
    """What the handbook stands on: shipped for the text that comes with the program, '.' where this
    folder holds all of it, or the path to an agency's handbook."""

    id: Annotated[Id | None, Own()] = None
    """What other programs know the district by; it stays when the name changes."""

    name: Annotated[Line, Own()]
    """The district's full name."""

    short_name: Annotated[Line, Own()]
    """What people call the district."""

    handbook_title: Annotated[Line, Own()] = "Instructional Coaching Handbook"
    """What the handbook is called."""

    web_address: Annotated[Line | None, Own()] = None
    """Where the handbook is published, printed at the foot of forms."""

    logo: Annotated[Line | None, Own()] = None
    """The file of the logo, an SVG or PNG in the content folder."""

    colors: Annotated[Colors, Own()] = Colors()
    """The district's colours."""

    contacts: Annotated[tuple[Contact, ...], Own(), Field(min_length=1)]
    """Who to turn to; one must have the id accessibility."""

    schools: Annotated[tuple[Line, ...], Own()] = ()
    """The names of the schools, for forms and rosters."""

    coaches: Annotated[tuple[SchoolCoach, ...], Own()] = ()
    """Who coaches at which school; a school that nobody names asks the first contact."""

    edition: Annotated[Edition, Own()]
    """Which printing this is."""

    terms: Annotated[dict[str, TermForms], Field(default_factory=dict)]
    """What this district calls people and things, by the name of the term in content/terms.yml: one
    word each, or its forms."""

    decisions: Decisions
    """What the district has decided about coaching; what people sign follows from it."""

    leave_out: Annotated[tuple[Line, ...], Summed()] = ()
    """What is not used here: ids of any kind, pages, like 'page:why-coaching', and every record of
    a kind, like 'all:myth'."""

    use: Annotated[tuple[Line, ...], Summed()] = ()
    """What is used here of that which is off until a district asks for it: the ids of optional
    records, like 'standing-in-for-the-principal'."""

    redirects: Annotated[tuple[Redirect, ...], Own()] = ()
    """Addresses of pages that were renamed or left out, and where they lead now."""

    paper: Literal["letter", "a4"] = "letter"
    """The paper that forms are printed on."""

    language: Literal["en"] = "en"
    """The language of the handbook's pages."""

    @classmethod
    def replace_key(cls, key: str, given: object) -> str:
        """Say what to write in place of the choices on confidentiality of the first edition."""
        if key != "confidentiality":
            return ""
        old = given if isinstance(given, dict) else {}
        posture = old.get("posture", "consent-only")
        contact = old.get("report_breach_to", "coaching-office")
        return (
            "is called 'decisions' now, and holds more. Write in its place "
            f"'decisions: {{posture: {posture}, report_breach_to: {contact}}}', then see under "
            "'notes:' there who owns a coach's notes."
        )
