"""What keeps a paper from being typeset."""

from __future__ import annotations


class PaperError(Exception):
    """Something cannot be made into a paper; the message is what the engine says."""

    def about(self, what: str) -> str:
        """Say of a form or a page that it is what cannot be printed."""
        return f"{what} cannot be printed: {self}. Take out what is unusual in it."


class MissingLetterError(PaperError):
    """A form holds letters that the fonts do not have."""
