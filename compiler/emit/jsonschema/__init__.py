"""JSON Schema 2020-12: a bundle per domain, and one schema per message and operation.

In: what a document holds.
Out: schemas as JSON.
"""
