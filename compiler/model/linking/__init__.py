"""Declarations to a model: names are looked up. A module per part of the model.

In: the declarations of all files.
Out: a `Model`, and what is unknown, double or circular.
"""
