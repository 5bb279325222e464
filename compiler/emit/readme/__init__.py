"""The README of a release: every artefact of the complete set, with what it is.

In: what documents hold.
Out: Markdown, in Dutch as the standard is.
"""
