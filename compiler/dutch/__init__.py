"""Dutch: the lexicon, words and names, and plurals."""
