"""Judgement on one model: the guidelines, and how they are run.

In: a `Model`.
Out: findings, each with its rule, place and hint.
"""
