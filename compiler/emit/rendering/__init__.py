"""Laying out: plans to text, by templates. Owns jinja2.

In: a template and a plan.
Out: text, from the cache where the plan is the same.
"""
