"""Dutch: words, compounds, plurals, capitals in names, and names of several words.

In come names; out comes what the lexicon knows of their words.
The words themselves lie in words/.
"""
