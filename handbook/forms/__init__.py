"""Printable forms: one structure for each form, and its face as a web page."""
