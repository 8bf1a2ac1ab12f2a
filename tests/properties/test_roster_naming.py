"""File names made from anything a roster holds are safe on every system, and no two are one."""

from __future__ import annotations

import unicodedata
from pathlib import PurePosixPath, PureWindowsPath

from hypothesis import given
from hypothesis import strategies as st

from handbook.roster.naming import (
    LONGEST_PART,
    NameRegister,
    parse_pattern,
    render_name,
    safe_part,
)

PIECES = st.sampled_from(
    ("..", "/", "\\", ":", "con", "nul", "COM1", ".", " ", "-", "~", "é", "\x00")
)
TEXTS = st.lists(PIECES | st.text(max_size=6), max_size=12).map("".join)
PATTERNS = st.lists(
    st.sampled_from(("{school}", "{person}", "/", " ", "-", "{", "}", "a", "..", "<")), max_size=8
).map("".join)
KNOWN = ("school", "person")


@given(TEXTS)
def test_a_part_is_one_name(text: str) -> None:
    """A part holds no separator, no sign a system acts on, and not more bytes than fit."""
    name = safe_part(text)
    assert len(name.encode(errors="surrogatepass")) <= LONGEST_PART + 1
    assert not set(name) & set('<>:"/\\|?*')
    assert not any(unicodedata.category(sign) == "Cc" for sign in name)
    assert name == name.strip() == name.rstrip(".")
    assert not name.startswith((".", "-", "~"))


@given(TEXTS)
def test_a_part_is_no_device(text: str) -> None:
    """Windows takes no part for a device, nor for an absolute place."""
    name = safe_part(text)
    assert not PureWindowsPath(name).is_absolute()
    assert name.partition(".")[0].rstrip().casefold() not in {"con", "prn", "aux", "nul", "com1"}


@given(TEXTS)
def test_a_safe_part_stays_itself(text: str) -> None:
    """What is safe is not changed again."""
    assert safe_part(safe_part(text)) == safe_part(text)


@given(PATTERNS, TEXTS, TEXTS)
def test_a_name_stays_in_its_folder(text: str, school: str, person: str) -> None:
    """However a pattern and a row are written, the file lies in the folder, as deep as it says."""
    pattern, fault = parse_pattern(text, known=KNOWN)
    name = "" if fault else render_name(pattern, values={"school": school, "person": person})
    if name:
        path = PurePosixPath(name)
        assert not path.is_absolute()
        assert ".." not in path.parts
        assert len(path.parts) == len(pattern.parts)
        assert name.endswith(".pdf")


@given(
    st.lists(
        st.sampled_from(("ana", "Ana", "ANA", "José", "Jose\u0301", "bo")) | st.text(max_size=3)
    )
)
def test_a_name_is_taken_once(names: list[str]) -> None:
    """The first row that takes a name keeps it; names that differ by case or spelling are one."""
    register = NameRegister()
    taken: dict[str, int] = {}
    for row, name in enumerate(names, start=1):
        key = unicodedata.normalize("NFC", name.casefold())
        assert register.take(name, row=row) == taken.get(key, 0)
        taken.setdefault(key, row)
