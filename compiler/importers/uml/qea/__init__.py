"""The files of Enterprise Architect since version 16, which are databases of SQLite.

In: the path of a file.
Out: a drawing, and findings.
"""
