"""Printable PDFs of forms: typeset, tagged, with fields to fill in.

Only this package imports the PDF engine; what a form says is decided before it gets here.
"""

from __future__ import annotations

from handbook.pdf.printing import FormPrinter, MissingLetterError, render_form_pdf

__all__ = ["FormPrinter", "MissingLetterError", "render_form_pdf"]
