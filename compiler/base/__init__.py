"""What every room uses and what knows none: places, diagnostics, wording in two languages, the cache.

In: nothing of a model.
Out: values that all stages share.
"""
