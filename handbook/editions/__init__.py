"""Editions of a handbook: what one promised, how the next differs, and who must sign again.

Pure: from values to values. Files are read by `archive` and written by `closing`.
"""
