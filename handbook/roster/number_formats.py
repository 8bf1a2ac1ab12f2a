"""What a cell of a workbook shows: numbers and dates by the format the cell has.

Pure: a value and a format code go in, text comes out.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

GENERAL, TEXT = "General", "@"

BUILT_IN: Mapping[int, str] = {
    **dict(enumerate((GENERAL, "0", "0.00", "#,##0", "#,##0.00"))),
    **dict(enumerate(("0%", "0.00%", "0.00E+00", "# ?/?", "# ??/??"), start=9)),
    **dict(enumerate(("m/d/yyyy", "d-mmm-yy", "d-mmm", "mmm-yy"), start=14)),
    **dict(enumerate(("h:mm AM/PM", "h:mm:ss AM/PM", "h:mm", "h:mm:ss"), start=18)),
    22: "m/d/yyyy h:mm",
    **dict.fromkeys((*range(27, 37), *range(50, 59)), "yyyy/m/d"),
    **dict(enumerate(("#,##0;(#,##0)",) * 2 + ("#,##0.00;(#,##0.00)",) * 2, start=37)),
    **dict(enumerate(("mm:ss", "[h]:mm:ss", "mm:ss.0", "##0.0E+0", TEXT), start=45)),
}
"""The formats that a workbook names by number alone, as a computer in the US shows them."""

_QUOTED = re.compile(r'"([^"]*)"|\\(.)|_.|\*.')
_IN_BRACKETS = re.compile(r"\[[^\]]*\]")
_CURRENCY = re.compile(r"\[\$([^\]-]*)[^\]]*\]")
_ELAPSED = re.compile(r"\[[hms]+\]", re.IGNORECASE)
_DATE_LETTERS = re.compile(r"[dmyhs]", re.IGNORECASE)
_DATE_TOKEN = re.compile(r"AM/PM|A/P|y+|m+|d+|h+|s+", re.IGNORECASE)
_NUMBER = re.compile(r"[#0?](?:[#0?,.]|[^#0?;]*(?=[#0?]))*[#0?]|[#0]")
_KEPT = "\ue000{}\ue001"


def is_date_format(code: str) -> bool:
    """Say whether a format shows a number as a date or a time."""
    bare = _QUOTED.sub("", _ELAPSED.sub("", code).partition(";")[0])
    bare = _IN_BRACKETS.sub("", bare)
    if bare.strip().casefold() == GENERAL.casefold():
        return False
    return bool(_ELAPSED.search(code) or _DATE_LETTERS.search(bare))


def has_day(code: str) -> bool:
    """Say whether a date format shows a date, and not only the time of day."""
    return bool(re.search("[dy]", _IN_BRACKETS.sub("", _QUOTED.sub("", code)), re.IGNORECASE))


def show_number(value: Decimal, code: str) -> str | None:
    """Return a number as a cell shows it; None for a format that is not known here."""
    sections = code.split(";")
    if code in {GENERAL, TEXT, ""} or sections[0].casefold() == GENERAL.casefold():
        return _plain(value)
    section = sections[0]
    if "[<" in code or "[>" in code or "[=" in code:
        return None
    if value < 0 and len(sections) > 1:
        section, value = sections[1], -value
    elif value == 0 and len(sections) > 2:  # noqa: PLR2004  (positive; negative; zero)
        section = sections[2]
    sign = "-" if value < 0 else ""
    shown = _show_section(abs(value), section)
    return None if shown is None else sign + shown


def show_date(moment: dt.datetime, code: str) -> str:
    """Return a date or time as a cell shows it."""
    kept, bare = _set_literals_apart(code.partition(";")[0])
    bare = _IN_BRACKETS.sub("", bare)
    has_half = re.search("AM/PM|A/P", bare, re.IGNORECASE) is not None
    tokens = list(_DATE_TOKEN.finditer(bare))
    shown, end = "", 0
    for place, token in enumerate(tokens):
        before = tokens[place - 1][0].lower() if place else ""
        after = tokens[place + 1][0].lower() if place + 1 < len(tokens) else ""
        is_minute = before.startswith("h") or after.startswith("s")
        shown += bare[end : token.start()]
        shown += _date_part(token[0].lower(), moment, is_minute=is_minute, has_half=has_half)
        end = token.end()
    return _put_literals_back(shown + bare[end:], kept=kept)


def _plain(value: Decimal) -> str:
    if value == value.to_integral_value():
        return str(int(value))
    # A binary fraction that was meant to be 0.3 must not show as 0.30000000000000004.
    return f"{float(value):.11g}"


def _show_section(value: Decimal, section: str) -> str | None:
    kept, bare = _set_literals_apart(_CURRENCY.sub(lambda sign: f'"{sign[1]}"', section))
    bare = _IN_BRACKETS.sub("", bare)
    if re.search(r"[Ee][+-]|/", bare):
        return None
    found = _NUMBER.search(bare)
    if not found:
        return _put_literals_back(bare.replace(GENERAL, _plain(value)), kept=kept)
    if "%" in bare:
        value *= 100
    whole, point, part = found[0].partition(".")
    decimals = sum(sign in "0#?" for sign in part)
    rounded = value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    digits, _, fraction = f"{rounded:f}".partition(".")
    least = decimals - len(part) + len(part.rstrip("#"))
    while len(fraction) > least and fraction.endswith("0"):
        fraction = fraction[:-1]
    shown = _fill(whole, digits=digits) + (f"{point}{fraction}" if fraction or least else "")
    return _put_literals_back(bare[: found.start()] + shown + bare[found.end() :], kept=kept)


def _fill(pattern: str, *, digits: str) -> str:
    """Put digits into places such as '000' or '###-####', from the right."""
    is_grouped = bool(re.search("[#0?],[#0?]", pattern))
    pattern = pattern.replace(",", "")
    waiting, shown = list(digits.lstrip("0")), ""
    for sign in reversed(pattern):
        if sign not in "#0?":
            shown = sign + shown
        elif waiting:
            shown = waiting.pop() + shown
        elif sign == "0":
            shown = "0" + shown
    shown = "".join(waiting) + shown
    if is_grouped and shown.isdigit():
        # A format code of zeros keeps them: 0,000 shows 0,012.
        groups = [shown[max(end - 3, 0) : end] for end in range(len(shown), 0, -3)]
        shown = ",".join(reversed(groups))
    return shown


def _date_part(token: str, moment: dt.datetime, *, is_minute: bool, has_half: bool) -> str:
    size = len(token)
    if token in {"am/pm", "a/p"}:
        half = "AM" if moment.hour < 12 else "PM"  # noqa: PLR2004  (noon)
        return half if token == "am/pm" else half[0]  # noqa: S105  (no password)
    match token[0]:
        case "y":
            return f"{moment.year:04}" if size > 2 else f"{moment.year % 100:02}"  # noqa: PLR2004
        case "d":
            return _day(moment.day, size=size, name=moment.strftime("%A"))
        case "m" if not is_minute:
            return _day(moment.month, size=size, name=moment.strftime("%B"))
        case "m":
            value = moment.minute
        case "h":
            value = (moment.hour - 1) % 12 + 1 if has_half else moment.hour
        case _:
            value = moment.second
    return f"{value:02}" if size > 1 else str(value)


def _day(number: int, *, size: int, name: str) -> str:
    """Return a day or a month as 3, 03, Mar or March."""
    return (str(number), f"{number:02}", name[:3], name)[min(size, 4) - 1]


def _set_literals_apart(code: str) -> tuple[list[str], str]:
    """Return the words a format shows as they are, and the format with a mark for each."""
    kept: list[str] = []

    def keep(found: re.Match[str]) -> str:
        kept.append(found[1] if found[1] is not None else found[2] or "")
        return _KEPT.format(chr(0xE100 + len(kept) - 1))

    return kept, _QUOTED.sub(keep, code)


def _put_literals_back(shown: str, *, kept: list[str]) -> str:
    for place, words in enumerate(kept):
        shown = shown.replace(_KEPT.format(chr(0xE100 + place)), words)
    return shown.strip()
