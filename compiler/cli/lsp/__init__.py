"""The language server: what `compiler/editing/` answers, in the words of the Language Server Protocol.

In: messages of an editor on standard input.
Out: messages to it on standard output, and nothing else there.
"""
