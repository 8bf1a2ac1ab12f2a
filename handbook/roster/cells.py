"""Cells of a workbook that are more than their text: dates, and what cannot be taken."""

from __future__ import annotations

from typing import Self


class Cell(str):
    """A cell's text, with what to know about it."""

    __slots__ = ("is_date", "shown", "trouble")

    shown: str
    """What the cell shows in the spreadsheet."""
    is_date: bool
    """Whether the spreadsheet holds it as a date; its text is then the date as 2026-08-31."""
    trouble: str
    """Why it can be taken for nothing, and what to do; or ''."""

    @classmethod
    def date(cls, text: str, *, shown: str) -> Self:
        """Return a date."""
        return cls._new(text, shown=shown, is_date=True)

    @classmethod
    def unclear(cls, trouble: str) -> Self:
        """Return a cell that must be mended first."""
        return cls._new("?", trouble=trouble)

    @classmethod
    def _new(cls, text: str, *, shown: str = "", is_date: bool = False, trouble: str = "") -> Self:
        cell = cls(text)
        cell.shown, cell.is_date, cell.trouble = shown, is_date, trouble
        return cell
