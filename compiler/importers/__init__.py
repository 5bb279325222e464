"""Sources of a model other than its own text; a room for each kind.

In: files that others made.
Out: declarations, as the parser makes them, and an account of what became of everything.
"""
