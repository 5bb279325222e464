"""Changes of a model that keep what it means, or say so.

In: the files of a model, and a place in them.
Out: a mend, or why there is none.
"""
