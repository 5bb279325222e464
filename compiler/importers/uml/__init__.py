"""Drawn models as a source: PlantUML, Mermaid, XMI and the files of Enterprise Architect.

In: their bytes.
Out: a drawing (drawing.py), and declarations of it with an account of everything drawn.
"""
