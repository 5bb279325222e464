"""Back ends: one room per family of artefacts.

In comes a `Model`; out come bytes by path.
rendering/ lays out for all of them, and owns jinja2.
"""
