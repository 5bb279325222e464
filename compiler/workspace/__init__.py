"""Disks: models read, builds written, and the cache between runs.

In come paths; out come bytes by path, or what stood in the way.
Nothing else reads or writes a folder of the user.
"""
