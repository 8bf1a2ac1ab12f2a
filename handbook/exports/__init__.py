"""The handbook's data for other programs: JSON with its schema, CSV, and standards in CASE."""
