"""What to write instead of an escape that not all validators know."""

from __future__ import annotations

_OTHER_ESCAPES = {
    "A": 'write "^"',
    "Z": 'write "$"',
    "z": 'write "$"',
    "b": "say which characters stand before and behind it",
    "B": "say which characters stand before and behind it",
    "p": "write the characters, as in [A-Za-zÀ-ÿ]",
    "P": "write the characters, as in [^A-Za-zÀ-ÿ]",
    "0": r'write "\x00"',
    "c": r'write its number in two digits, as in "\x01"',
    "x": r'write two hexadecimal digits behind it, as in "\x0A"',
    "u": r'write four hexadecimal digits behind it, as in "\u00E9", or the character itself',
    "k": "write again what the group holds",
    "": r'write "\\" for a backslash',
}


def hint_for(letter: str) -> str:
    """What to write instead of an escape with `letter`."""
    if letter in _OTHER_ESCAPES:
        return _OTHER_ESCAPES[letter]
    if letter.isascii() and letter.isdigit():
        return _OTHER_ESCAPES["k"]
    if letter.isascii() and letter.isalpha():
        return "write the characters that it stands for"
    return f'write "{letter}" without the backslash'
