"""Opinions on changes: one kind of change, one file.

In come a change and its effect on payloads; out comes a verdict.
comparison.py finds them by walking this folder.
"""
