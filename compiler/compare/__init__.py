"""Judgement on two models: what changed, what that does to documents, and which version it asks for.

In: two of `Model`.
Out: changes with verdicts: facts (diff, effects) apart from opinions (judges/).
"""
