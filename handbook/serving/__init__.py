"""The handbook shown in a browser while somebody works on it.

A save is read at once; what is wrong is told on the open page, which stays until all is well again.
"""
