"""Declarations to a model: names are looked up.

In come the declarations of all files; out come a `Model` and what is unknown, double or circular.
One module per part of the model.
"""
