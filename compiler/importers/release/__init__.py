"""A published release as a source: spreadsheet, OpenAPI documents, reference data.

In: its files.
Out: declarations, and an account of every row; release.py tells the steps.
"""
