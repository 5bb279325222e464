"""Examples of messages.

In come a `Model` and the schemas of its messages; out come messages that these accept, as JSON.
Values are samples of the manifest, codes of the lists, or plausible.
"""
