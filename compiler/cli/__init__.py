"""The command line: commands, options, printing and exit codes.

In come arguments; out come text and an exit code.
One module per family of commands; main.py lists them. Owns click.
"""
