"""The rules: one guideline, one file. compiler/check.py finds them by walking this package; there is no list."""
