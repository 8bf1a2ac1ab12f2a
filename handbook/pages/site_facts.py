"""What the theme's templates show on every page: the district, the edition, whom to ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handbook.pages.vocabulary import spell_day

if TYPE_CHECKING:
    from handbook.model.handbook import Handbook


def site_facts(handbook: Handbook) -> dict[str, str]:
    """Return the facts as plain text, by the names that templates use."""
    district = handbook.district
    contact = district.contacts[0]
    return {
        "title": district.handbook_title,
        "name": district.name,
        "short_name": district.short_name,
        "edition_label": district.edition.label,
        "effective": spell_day(district.edition.effective),
        "contact_name": contact.name,
        "contact_email": contact.email or "",
        "accessibility_url": "accessibility/",
        "logo": district.logo or "",
    }
