"""Findings, changes and tables for people and machines: one printer per format.

In: findings, comparisons or rows.
Out: text.
"""
