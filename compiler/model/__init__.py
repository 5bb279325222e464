"""The model: what the standard says, linked, typed and frozen, and what each document holds of it.

In: declarations.
Out: a `Model`, or what is wrong with its names; the contents of its documents.
"""
