"""Diagrams of a model: as pictures (SVG), and as text for tools that draw (PlantUML, Mermaid, XMI).

In: a model, and what of it is to be drawn.
Out: a scene (`scene.py`, `choosing.py`, `choosing_changes.py`) that knows nothing of paper; and bytes, by one writer
per format. `layout.py` alone knows the engine that places boxes.
"""
