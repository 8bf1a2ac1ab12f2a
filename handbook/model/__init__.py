"""The records a handbook is made of, as frozen values."""
