"""Judgement on two models: what changed, what that does to clients, and which version it asks for.

In come two of `Model`; out come changes with verdicts.
Facts (diff, effects) stand apart from opinions (judges/, one kind of change a file).
"""
