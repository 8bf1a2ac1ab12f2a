"""Rosters: a table of people in, one filled-in form for each of them out; nothing here prints."""
