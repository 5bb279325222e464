"""Diagrams of a model: as pictures (SVG), and as text for tools that draw (PlantUML, Mermaid, XMI).

In: a model, and what of it is to be drawn.
Out: a scene that knows nothing of paper, and its bytes, by one writer per format.
"""
