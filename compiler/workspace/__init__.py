"""Disks: models read, builds written, and the cache between runs.

In: paths.
Out: bytes by path, or what stood in the way.
"""
