"""What a folder of ours is: where one may stand, the mark that says so, the lock of who writes it.

Knows folders and files alone; what is written into them is decided elsewhere.
"""
