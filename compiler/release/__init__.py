"""Releases: what one holds, what stands in its way, and the targets that it goes to and comes from.

`making.py` makes a release of a model, `planning.py` says what stands in its way, `target.py` what a target is.
"""
