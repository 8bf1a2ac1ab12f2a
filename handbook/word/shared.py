"""What stands in several places of a Word form under one name: typed in one, it is in all of them.

Word keeps such a text once, in a part of the file of its own, to which the controls are bound.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from handbook.word.elements import element

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement

_NAMESPACE = "urn:handbook:form"
_STORE = "{5B0D3C1E-6F0B-4C58-9D39-1B2F1C7A6E42}"
"""What the controls call the part; any identifier does, and this one is in no other file."""

_ITEM_TYPE = "application/xml"
_PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_DATA_STORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"


def bind_control(name: str) -> BaseOxmlElement:
    """Return what binds a control to the text of this name."""
    path = f"/f:form[1]/f:blank[@name={quoteattr(name)}][1]"
    attributes = {
        "prefixMappings": f"xmlns:f='{_NAMESPACE}'",
        "xpath": path,
        "storeItemID": _STORE,
    }
    return element("w:dataBinding", attributes=attributes)


def add_shared_texts(word: Document, *, names: Iterable[str], text: str) -> None:
    """Put the texts into the file, each as it is before anyone has typed."""
    blanks = "".join(f"<blank name={quoteattr(name)}>{escape(text)}</blank>" for name in names)
    if not blanks:
        return
    item = _part(word, "item1.xml", _ITEM_TYPE, f'<form xmlns="{_NAMESPACE}">{blanks}</form>')
    properties = _part(
        word,
        "itemProps1.xml",
        _PROPERTIES_TYPE,
        f'<ds:datastoreItem ds:itemID="{_STORE}" xmlns:ds="{_DATA_STORE}">'
        f'<ds:schemaRefs><ds:schemaRef ds:uri="{_NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>',
    )
    item.relate_to(properties, RELATIONSHIP_TYPE.CUSTOM_XML_PROPS)
    word.part.relate_to(item, RELATIONSHIP_TYPE.CUSTOM_XML)


def _part(word: Document, name: str, media_type: str, xml: str) -> Part:
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    place = PackURI(f"/customXml/{name}")
    return Part(place, media_type, (head + xml).encode(), word.part.package)
