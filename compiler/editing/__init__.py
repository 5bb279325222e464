"""What an editor asks of a model; it knows no protocol and no file.

In: the texts of a model, and a place in them.
Out: edits, and what stands there.
"""
