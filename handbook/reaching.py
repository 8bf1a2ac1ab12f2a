"""Whether an address or a number leads to somebody: what is wrong with one, in words."""

from __future__ import annotations

import re

from handbook.problems import shown

_EMAIL = re.compile(r"[^\s@<>\"'&;,]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_PHONE = re.compile(
    r"[+(]?\d[\d ().–/-]{2,}\d(?:[ ,;]*(?:ext\.?|x|option)?[ ]*\d{1,6})?", re.IGNORECASE
)
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d+)?(?:/[\w./~%-]*)?", re.IGNORECASE)


def email_fault(text: str) -> str:
    """Return what is wrong with an e-mail address, or nothing."""
    if _EMAIL.fullmatch(text):
        return ""
    return f"{shown(text)} is no e-mail address. Write one alone, like 'office@example.org'."


def phone_fault(text: str) -> str:
    """Return what is wrong with a telephone number, or nothing."""
    if _PHONE.fullmatch(text):
        return ""
    return (
        f"{shown(text)} is no telephone number that can be dialed. Write digits, "
        "like '555-0140' or '555-0140 ext. 12'."
    )


def web_address_fault(text: str) -> str:
    """Return what is wrong with the address of a site, written without https://, or nothing."""
    if _HOST.fullmatch(text):
        return ""
    bare = re.sub(r"^[a-z]+:/*", "", text, flags=re.IGNORECASE).rstrip("/")
    example = bare if _HOST.fullmatch(bare) else "coaching.example.org"
    message = f"expected a web address without https:// and without spaces, got {shown(text)}."
    return f"{message} Write it like '{example}'."
