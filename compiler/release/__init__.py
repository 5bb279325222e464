"""Releases: made whole, published once to a target, taken from it, and what stands in their way.

In: the files of a model, where they stand in git, and a target.
Out: a release, a plan, or what is wrong with what a target holds.
"""
