"""What every room uses, and what knows no room.

Places in a text, diagnostics, wording in two languages, the cache as a mapping.
dutch/ knows words and plurals, regex/ regular expressions.
"""
