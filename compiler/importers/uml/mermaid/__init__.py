"""Class diagrams of Mermaid, also from the fences of a Markdown file.

In: the text of a file.
Out: a drawing, and findings.
"""
