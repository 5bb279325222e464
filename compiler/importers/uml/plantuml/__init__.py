"""Class diagrams of PlantUML.

In: the text of a file and of those that it includes.
Out: a drawing, and findings.
"""
