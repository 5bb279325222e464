"""The named corrections: one mend of the published shape, one file, found by walking this folder.

In: a part of a plan, or the names in all documents.
Out: the same, mended.
"""
