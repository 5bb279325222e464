"""Examples of messages.

In: a `Model`, and the schemas of its messages.
Out: messages that these accept: samples of the manifest, codes of the lists, or plausible values.
"""
