"""A site that people read: a page for each element of a standard, with its picture and as JSON, and search.

In: a model, its pictures and the examples of its messages.
Out: HTML, JSON, SVG, a style sheet and scripts; nothing on a page comes from elsewhere.
"""
