"""What the files of Enterprise Architect share, as XMI and as a database: habits, and the collecting of a drawing.

In: what a file says of one thing.
Out: what a drawing says of it.
"""
