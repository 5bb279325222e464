"""Back ends: a room for each family of artefacts.

In: what documents hold, and the shape that the manifest says.
Out: bytes by path.
"""
