"""Reference data: every value of every list as CSV, JSON and Parquet.

In: the model.
Out: three files with the same rows.
"""
