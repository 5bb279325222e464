"""Regular expressions: what all validators read alike.

In: a pattern.
Out: what is wrong with it, the form for all validators, texts that it matches.
"""
