"""What a word can be, as plain numbers: an IntFlag costs ten times as much, and these are met at every letter."""

from __future__ import annotations

from compiler.base.dutch.lexicon import WordKind

WORD = int(WordKind.WORD)
SINGULAR = int(WordKind.SINGULAR)
PLURAL = int(WordKind.PLURAL)
NOUN = int(WordKind.NOUN)
BEGIN = int(WordKind.BEGIN)
END = int(WordKind.END)
ADJECTIVE = int(WordKind.ADJECTIVE)
INFINITIVE = int(WordKind.INFINITIVE)
VERB = int(WordKind.VERB)
PARTICIPLE = int(WordKind.PARTICIPLE)
