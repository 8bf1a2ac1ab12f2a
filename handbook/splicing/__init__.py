"""YAML texts changed value by value: what is not changed stays as it was, to the byte.

Text in, text out. Whoever writes a file of a handbook for its editor does it with these.
"""
