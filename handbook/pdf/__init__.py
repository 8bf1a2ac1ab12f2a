"""Printable PDFs of forms and of the book: typeset, tagged, with fields to fill in.

Only this package imports the PDF engine; what a paper says is decided before it gets here.
"""
