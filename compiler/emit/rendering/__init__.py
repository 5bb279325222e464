"""Laying out: plans to text, by templates.

In come a template and a plan; out comes text, from the cache where the plan is the same.
Owns jinja2.
"""
