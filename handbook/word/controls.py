"""Content controls: the blanks of a Word form, each with the name it has in every other face."""

from __future__ import annotations

import math
import zlib
from typing import TYPE_CHECKING

from handbook.model.blanks import Accepts, Control
from handbook.word.elements import element, text_element, valued
from handbook.word.shared import bind_control

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement

    from handbook.forms.structure import Field, Option

BLANK_STYLE = "FormBlank"
"""The id of the character style of what is filled in on a line."""

_LONGEST = 64
"""How many characters Word takes as the title or the name of a control."""

EMPTY = "\N{NO-BREAK SPACE}" * 4
"""What stands in a blank: wide enough to click on, and nothing on paper."""

_BOX, _TICKED = "\N{BALLOT BOX}", "\N{BALLOT BOX WITH X}"
_BOX_FONT = "MS Gothic"


def blank_control(
    field: Field, *, number: int, language: str, style: str = "", is_shared: bool = False
) -> BaseOxmlElement:
    """Return the control of a blank to write in.

    Args:
        field: The blank.
        number: The control's number, unique in the document.
        language: The language tag that dates are written in.
        style: The id of the character style of what is written.
        is_shared: Whether what is written stands elsewhere on the form as well.
    """
    properties = _properties(field.name, title=field.tooltip, number=number, style=style)
    properties.append(bind_control(field.name) if is_shared else element("w:showingPlcHdr"))
    properties.append(_content(field, language=language))
    return _control(properties, _blank_run(_lines(field), style=style))


def box_control(field: Field, *, number: int, option: Option | None = None) -> BaseOxmlElement:
    """Return a box to tick: the whole field, or one of the answers it offers."""
    title = f"{field.tooltip}: {option.value}" if option else field.tooltip
    properties = _properties(field.name, title=title, number=number)
    properties.append(
        element(
            "w14:checkbox",
            valued("w14:checked", 0),
            _box_state("w14:checkedState", _TICKED),
            _box_state("w14:uncheckedState", _BOX),
        )
    )
    fonts = dict.fromkeys(("ascii", "eastAsia", "hAnsi", "cs"), _BOX_FONT) | {"hint": "eastAsia"}
    look = element("w:rPr", element("w:rFonts", attributes=fonts))
    return _control(properties, element("w:r", look, text_element(_BOX)))


def _control(properties: BaseOxmlElement, run: BaseOxmlElement) -> BaseOxmlElement:
    return element("w:sdt", properties, element("w:sdtContent", run))


def _properties(name: str, *, title: str, number: int, style: str = "") -> BaseOxmlElement:
    """Return what every control says of itself, in the order the file format asks for."""
    look = (element("w:rPr", valued("w:rStyle", style)),) if style else ()
    return element(
        "w:sdtPr",
        *look,
        valued("w:alias", _shortened(title)),
        valued("w:tag", _tag(name)),
        valued("w:id", number),
    )


def _shortened(title: str) -> str:
    return title if len(title) <= _LONGEST else f"{title[: _LONGEST - 1]}…"


def _tag(name: str) -> str:
    """Return the field's name; one too long for Word keeps its beginning and stays unique."""
    if len(name) <= _LONGEST:
        return name
    return f"{name[: _LONGEST - 9]}-{zlib.crc32(name.encode()):08x}"


def _content(field: Field, *, language: str) -> BaseOxmlElement:
    match field.control, field.accepts:
        case Control.LINE, Accepts.DATE:
            return element(
                "w:date",
                valued("w:dateFormat", "M/d/yyyy"),
                valued("w:lid", language),
                valued("w:storeMappedDataAs", "dateTime"),
                valued("w:calendar", "gregorian"),
            )
        case Control.ONE_OF, _:
            return element("w:dropDownList", *(_list_item(option) for option in field.options))
        case Control.LINES, _:
            return element("w:text", attributes={"multiLine": "1"})
    return element("w:text")


def _list_item(option: Option) -> BaseOxmlElement:
    return element("w:listItem", attributes={"displayText": option.value, "value": option.value})


def _lines(field: Field) -> int:
    """Return how many lines over the whole width give as much room as the field's own."""
    if field.control is not Control.LINES:
        return 1
    return math.ceil(field.lines / {"full": 1, "half": 2, "third": 3}[field.width])


def _blank_run(lines: int, *, style: str) -> BaseOxmlElement:
    run = element("w:r")
    if style:
        run.append(element("w:rPr", valued("w:rStyle", style)))
    run.append(text_element(EMPTY))
    for _ in range(lines - 1):
        run.extend((element("w:br"), text_element(EMPTY)))
    return run


def _box_state(tag: str, character: str) -> BaseOxmlElement:
    return element(tag, attributes={"val": f"{ord(character):04X}", "font": _BOX_FONT})
