"""Environments: what each of them holds, what triggers bring releases to them, and the log of it.

In: `omgevingen.vera`, the records and releases in a target, the log, and the moment.
Out: a verdict for each trigger, records, lines of the log.
"""
