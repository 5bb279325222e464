"""Models as XMI, of Enterprise Architect and of other tools: 1.1 up to 2.5.

In: the bytes of a file.
Out: a drawing, and findings.
"""
