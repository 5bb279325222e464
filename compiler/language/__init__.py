"""Text of a model: between `.vera` files and declarations.

In come bytes of a file; out come declarations with their places, or what is wrong with the text.
The formatter goes the other way: declarations in, canonical text out.
"""
