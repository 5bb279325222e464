"""Dutch: words, compounds, plurals, capitals in names, and names of several words.

In: names.
Out: what the lexicon in words/ knows of them.
"""
