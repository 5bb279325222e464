"""The cross reference: which document and message shows which attribute that holds values of which list.

In: what documents hold.
Out: the same rows as JSON and as CSV.
"""
