"""The rules: one guideline, one file, named after its id. run.py finds them by walking this folder.

In: a `Model`.
Out: findings.
"""
