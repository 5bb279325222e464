"""A published release to declarations: spreadsheet, OpenAPI documents, reference data.

In come its files; out come declarations and an account of every row.
release.py tells the steps.
"""
