"""The district's own choices: contacts, dates, colours and the logo."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handbook.checks.reporting import fault, remedy
from handbook.contrast import LEAST_FOR_TEXT, contrast_ratio, is_color, nearest_passing
from handbook.model.district import District
from handbook.problems import shown
from handbook.reaching import email_fault, phone_fault, web_address_fault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from handbook.model.district import Contact, SchoolCoach
    from handbook.model.handbook import Handbook, SourceFile
    from handbook.problems import FieldPath, Problem

_WHITE = "#ffffff"

_COLOR_USES = {
    "brand": "white words stand on it and headings on white paper have it",
    "accent": "links on white paper have it",
}
"""Where each of the district's colours meets white."""

_LOGO = re.compile(r"(?![./])[^\\:]+\.(?:svg|png)", re.IGNORECASE)
_OTHER_PICTURE = re.compile(r"\.(?:jpe?g|gif|webp|bmp|tiff?|heic|pdf|eps|ai)$", re.IGNORECASE)
_BOOKING = re.compile(r"https://[a-z0-9][a-z0-9.-]*(?:[:/?#]\S*)?", re.IGNORECASE)
_NEEDED_CONTACT = "accessibility"


def check_district(handbook: Handbook) -> tuple[Problem, ...]:
    """Return what is wrong with the district's choices."""
    checks: tuple[Callable[..., Iterator[Problem]], ...] = (
        _web_address,
        _contacts,
        _reaching,
        _schools,
        _coaches,
        _edition,
        _colors,
        _logo,
    )
    return tuple(
        problem
        for file in handbook.files
        if isinstance(file.record, District)
        for check in checks
        for problem in check(file, district=file.record)
    )


def _web_address(file: SourceFile, *, district: District) -> Iterator[Problem]:
    if district.web_address and (message := web_address_fault(district.web_address)):
        yield fault(file, ("web_address",), message)


def _reaching(file: SourceFile, *, district: District) -> Iterator[Problem]:
    for position, contact in enumerate(district.contacts):
        yield from _reach(file, ("contacts", position), of=contact)


def _reach(file: SourceFile, at: FieldPath, *, of: Contact | SchoolCoach) -> Iterator[Problem]:
    if of.email and (message := email_fault(of.email)):
        yield fault(file, (*at, "email"), message)
    if of.phone and (message := phone_fault(of.phone)):
        yield fault(file, (*at, "phone"), message)


def _contacts(file: SourceFile, *, district: District) -> Iterator[Problem]:
    names: set[str] = set()
    for position, contact in enumerate(district.contacts):
        if contact.id in names:
            message = f"the contact '{contact.id}' is there already. Choose another id."
            yield fault(file, ("contacts", position, "id"), message)
        if not contact.email and not contact.phone:
            message = f"nobody can reach '{contact.id}'. Add an 'email:' or a 'phone:'."
            yield fault(file, ("contacts", position), message)
        names.add(contact.id)
    if _NEEDED_CONTACT not in names:
        message = (
            f"no contact has the id '{_NEEDED_CONTACT}'. Add one: the accessibility page names it."
        )
        yield fault(file, ("contacts",), message)
    told = district.decisions.report_breach_to
    if told not in names:
        message = f"no contact has the id '{told}'.{remedy(told, among=names)}"
        yield fault(file, ("decisions", "report_breach_to"), message)


def _schools(file: SourceFile, *, district: District) -> Iterator[Problem]:
    names: set[str] = set()
    for position, school in enumerate(district.schools):
        if school in names:
            message = f"the school {shown(school)} stands in the list already. Keep one of the two."
            yield fault(file, ("schools", position), message)
        names.add(school)


def _coaches(file: SourceFile, *, district: District) -> Iterator[Problem]:
    names: set[str] = set()
    for position, coach in enumerate(district.coaches):
        at = ("coaches", position)
        if coach.id in names:
            message = f"the coach '{coach.id}' is there already. Choose another id."
            yield fault(file, (*at, "id"), message)
        names.add(coach.id)
        for place, school in enumerate(coach.schools):
            if school not in district.schools:
                message = (
                    f"{shown(school)} is none of the schools above."
                    f"{remedy(school, among=district.schools)}"
                )
                yield fault(file, (*at, "schools", place), message)
        yield from _reach(file, at, of=coach)
        if not (coach.email or coach.phone or coach.booking):
            message = f"nobody can reach '{coach.id}'. Add an 'email:', a 'phone:' or a 'booking:'."
            yield fault(file, at, message)
        if coach.booking and not _BOOKING.fullmatch(coach.booking):
            message = (
                f"expected the address of a page, got {shown(coach.booking)}. Write it with "
                "https://, as in a browser."
            )
            yield fault(file, (*at, "booking"), message)


def _edition(file: SourceFile, *, district: District) -> Iterator[Problem]:
    edition = district.edition
    if edition.review_by <= edition.effective:
        message = (
            f"the review is due on {edition.review_by}, but the edition applies only from "
            f"{edition.effective}. Set a later day."
        )
        yield fault(file, ("edition", "review_by"), message)


def _colors(file: SourceFile, *, district: District) -> Iterator[Problem]:
    for name, use in _COLOR_USES.items():
        color = getattr(district.colors, name)
        if not is_color(color):
            message = (
                f"expected a color as '#' and six digits or letters a to f, got '{color}'. "
                "Write one such as '#1d4e4a', in quotes."
            )
            yield fault(file, ("colors", name), message)
        elif (contrast := contrast_ratio(color, _WHITE)) < LEAST_FOR_TEXT:
            passing = nearest_passing(color, against=_WHITE, ratio=LEAST_FOR_TEXT)
            message = (
                f"the color '{color}' is too light to read: {use}, and its contrast with white is "
                f"{_two_places(contrast)} to 1, not {LEAST_FOR_TEXT} to 1. Use '{passing}' or a "
                "darker one."
            )
            yield fault(file, ("colors", name), message)


def _two_places(number: float) -> str:
    """Return the number cut, not rounded, so that 4.499 does not read as passing."""
    return f"{int(number * 100) / 100:.2f}"


def _logo(file: SourceFile, *, district: District) -> Iterator[Problem]:
    logo = district.logo
    if logo is None or (_LOGO.fullmatch(logo) and ".." not in logo.split("/")):
        return
    expected = "expected an SVG or PNG file inside the content folder, like 'assets/logo.svg', "
    if _OTHER_PICTURE.search(logo):
        remedy = "Save the picture as a PNG and write its name here."
    else:
        remedy = "Put such a file there, and write its name from the content folder on."
    yield fault(file, ("logo",), f"{expected}got {shown(logo)}. {remedy}")
