"""The command line: one module per command; main.py lists them. Owns click.

In: arguments.
Out: text and an exit code.
"""
