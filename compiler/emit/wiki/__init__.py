"""Tables for a wiki: reference data lists, entities and messages with the pages they have, and who uses whom.

In: what documents hold.
Out: CSV files.
"""
