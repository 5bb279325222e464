"""A later import into a model that the team has worked on: what each side changed is taken, and both meet in findings.

In: the model, what was imported into it the last time, and what is drawn now.
Out: its files again, and findings where both changed one thing.
"""
