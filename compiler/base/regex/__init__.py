"""Regular expressions: what all validators read alike.

In comes a pattern; out come what is wrong with it, the form for all validators, and texts that it matches.
Nothing here runs a pattern of a user without a bound.
"""
