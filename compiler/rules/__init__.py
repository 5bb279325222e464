"""Judgement on one model: the guidelines.

In comes a `Model`; out come findings, each with its rule, place and hint.
One guideline is one file in guidelines/; run.py finds them by walking that folder.
"""
