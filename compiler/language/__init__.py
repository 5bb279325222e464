"""Text of a model: between `.vera` files and declarations, in both directions.

In: the bytes of a file; to write one, declarations.
Out: declarations with their places, or what is wrong with the text; canonical text.
"""
