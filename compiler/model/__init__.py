"""The model: what the standard says, linked, typed and frozen, and what each document holds of it.

In come declarations; out comes a `Model`, or what is wrong with its names.
Rules, comparisons and emitters read it; nobody changes it.
"""
