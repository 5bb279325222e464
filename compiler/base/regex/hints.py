"""What to write instead of an escape that not all validators know."""

from __future__ import annotations

from compiler.base.wording import Text, say

_OTHER_ESCAPES = {
    "A": say('write "^"'),
    "Z": say('write "$"'),
    "z": say('write "$"'),
    "b": say("say which characters stand before and behind it"),
    "B": say("say which characters stand before and behind it"),
    "p": say("write the characters, as in [A-Za-zÀ-ÿ]"),
    "P": say("write the characters, as in [^A-Za-zÀ-ÿ]"),
    "0": say(r'write "\x00"'),
    "c": say(r'write its number in two digits, as in "\x01"'),
    "x": say(r'write two hexadecimal digits behind it, as in "\x0A"'),
    "u": say(r'write four hexadecimal digits behind it, as in "\u00E9", or the character itself'),
    "k": say("write again what the group holds"),
    "": say(r'write "\\" for a backslash'),
}


def hint_for(letter: str) -> Text:
    """What to write instead of an escape with `letter`."""
    if letter in _OTHER_ESCAPES:
        return _OTHER_ESCAPES[letter]
    if letter.isascii() and letter.isdigit():
        return _OTHER_ESCAPES["k"]
    if letter.isascii() and letter.isalpha():
        return say("write the characters that it stands for")
    return say('write "{letter}" without the backslash', letter=letter)
