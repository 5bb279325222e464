"""Findings, changes and tables for people and machines.

In come findings, comparisons or rows; out comes text in one format.
One printer per format.
"""
