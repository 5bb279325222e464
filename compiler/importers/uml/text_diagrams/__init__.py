"""What PlantUML and Mermaid share: lines, members and names of a diagram in text form, up to a drawing.

In: lines of a file.
Out: a drawing, and findings that point into the file.
"""
