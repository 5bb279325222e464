"""A drawing taken over into the language: each thing drawn becomes a declaration, or a finding.

In: a drawing.
Out: declarations, and an account of everything drawn.
"""
