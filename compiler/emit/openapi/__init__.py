"""OpenAPI documents: plan, named corrections, text.

In: what a document holds.
Out: the document as YAML, and as JSON.
"""
