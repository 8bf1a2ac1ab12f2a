"""The Word copy of a printable form: the same words, to edit or to fill in. Only importer of docx.

What a form says is decided in `handbook.forms`; nothing is decided about it here.
"""

from handbook.word.document import render_word

__all__ = ["render_word"]
