"""The rules: one guideline, one file, named after its id.

In comes a `Model`; out come findings.
run.py finds them by walking this folder.
"""
