"""Several versions of a standard in one site: which element is which, what changed, and what stays where it was.

In: the plans of the versions, oldest first, and what comparisons say of each with the next.
Out: the files of the site.
"""
