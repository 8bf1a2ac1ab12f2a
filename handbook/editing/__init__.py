"""The handbook edited in a browser: forms made from the models, saved in the district's files.

What is asked and answered is plain here; only `app` and `server` know of requests, and only
`workshop` touches the disk.
"""
