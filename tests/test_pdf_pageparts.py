"""The objects of a copy are found where they are said to begin, whatever its numbers are."""

from __future__ import annotations

import pytest

from handbook.pdf.pageparts import CopyPacker, Shape, Slot

OBJECT, KEY = Slot(is_key=False, offset=4), Slot(is_key=True, offset=2)
SHAPES = (
    Shape(b"<</P %d 0 R>>", (OBJECT,)),
    Shape(b"<</Nums[%d %d 0 R]>>", (KEY, OBJECT)),
    Shape(b"<<off %d>>", (KEY,), b"<<ticked %d>>", ("box", "")),
    Shape(b"<</Literal (100 %%)>>"),
)


@pytest.mark.parametrize("base", [1, 5, 8, 94, 95, 96, 99, 100, 996, 997, 123_456])
@pytest.mark.parametrize("key", [0, 7, 8, 97, 98, 100])
@pytest.mark.parametrize("values", [{}, {"box": "yes"}])
def test_objects_begin_where_it_says(base: int, key: int, values: dict[str, str]) -> None:
    """Neither a number that gains a digit nor a ticked box moves the beginning of an object."""
    packer = CopyPacker(SHAPES)
    # What was packed before is remembered, and must not be taken for this copy.
    for number in (base + 1, base - 1, base):
        packed = packer.pack(number, key=key, values=values)
    tick = b"<<ticked %d>>" if values else b"<<off %d>>"
    objects = (
        b"<</P %d 0 R>>" % (base + 4),
        b"<</Nums[%d %d 0 R]>>" % (key + 2, base + 4),
        tick % (key + 2),
        b"<</Literal (100 %)>>",
    )
    assert packed.text == b"\n".join(objects)
    assert [packed.text[at:].partition(b"\n")[0] for at in packed.offsets] == [*objects]
