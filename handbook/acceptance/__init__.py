"""What must hold of any district's built site, whatever its texts say; `handbook test` asks it.

Reads a built site and never changes it; knows nothing of how the site was made.
"""
