"""Other sources of a model than its own text.

In come files that others made; out come declarations, as the parser makes them, and an account.
One room per kind of source.
"""
