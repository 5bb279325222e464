"""Opinions on changes: one kind of change, one file. comparison.py finds them by walking this folder.

In: a change, and its effect on documents.
Out: a verdict.
"""
