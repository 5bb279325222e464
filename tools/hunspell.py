"""Reads Hunspell's Dutch data: every form of every word, with what the affixes and flags say of it.

`make_lexicon.py` makes the compiler's lexicon of it. Only what the Dutch files of OpenTaal use is read: flags of two
characters, suffixes, verbal prefixes, and the flags for compounds.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from compiler.base.dutch.lexicon import WordKind, plain_word

# What a suffix makes is told by the tag of its line (ts:NN2), and where a line has none by its flag.
TAGS = {
    "NN2": WordKind.PLURAL, "NN1": WordKind.SINGULAR, "NN1r": WordKind.SINGULAR, "NN2r": WordKind.PLURAL,
    "VB3": WordKind.VERB, "VBh": WordKind.VERB, "VBh1": WordKind.VERB, "VBpe": WordKind.PARTICIPLE,
    "PPn": WordKind.VERB, "PPe": WordKind.VERB,
    "AJe": WordKind.ADJECTIVE, "AJc": WordKind.ADJECTIVE, "AJcn": WordKind.ADJECTIVE, "AJce": WordKind.ADJECTIVE,
    "AJsn": WordKind.ADJECTIVE, "AJse": WordKind.ADJECTIVE,
}  # fmt: skip
UNTAGGED = {"Zu": WordKind.PLURAL}

# What the flag of an entry says of the entry itself.
PLURAL_FLAGS = {"Za", "Zb", "Zc", "Zd", "Ze", "Zf", "Zg", "Zh", "Zi", "Zj", "Zu", "Zv", "Zx"}
OF_ITSELF = {
    **dict.fromkeys([*PLURAL_FLAGS, "Ya", "Yb", "Yc", "Yd", "Ye", "Yf", "Yg", "Ch", "Cd", "Xe"], WordKind.SINGULAR),
    **dict.fromkeys(["Ca", "CA", "Ce", "Cl", "Cb", "CB"], WordKind.BEGIN),
    "Cc": WordKind.END,
    "Vi": WordKind.INFINITIVE,
    **dict.fromkeys(["V3", "Vp", "Vq", "Va", "Vb"], WordKind.VERB),
    "Ve": WordKind.PARTICIPLE,
    **dict.fromkeys(["Aa", "Ab", "Ac", "Ad", "Ae", "Al", "Am", "An", "Ao", "Ap", "Aq", "Ar", "As"], WordKind.ADJECTIVE),
}  # fmt: skip
FORBIDDEN, ONLY_IN_COMPOUND = "Fw", "Cx"
VERBAL_PREFIX = re.compile(r"P[a-t]")


class Suffix(NamedTuple):
    """One line of a suffix: what it takes off, what it puts on, for which endings, and what the result is."""

    strip: str
    add: str
    condition: re.Pattern[str]
    kind: WordKind


class Affixes(NamedTuple):
    """The affixes by flag."""

    suffixes: dict[str, list[Suffix]]
    prefixes: dict[str, str]


def read_affixes(text: str) -> Affixes:
    """The affixes of a file .aff."""
    suffixes: dict[str, list[Suffix]] = defaultdict(list)
    prefixes: dict[str, str] = {}
    for line in text.splitlines():
        words = line.split("#")[0].split()
        if len(words) < 5 and not (len(words) == 4 and not words[3].isdigit()):
            continue
        if words[0] == "PFX" and VERBAL_PREFIX.fullmatch(words[1]):
            prefixes[words[1]] = words[3]
        elif words[0] == "SFX":
            add, _, flags = words[3].partition("/")
            add = "" if add == "0" else add
            tags = [word.removeprefix("ts:") for word in words[4:] if word.startswith("ts:")]
            kind = (
                TAGS.get(tags[0], WordKind.WORD) if tags else UNTAGGED.get(words[1], WordKind.NONE)
            )
            for flag in _flags(flags):
                kind |= OF_ITSELF.get(flag, WordKind.NONE) & WordKind.COMPOUND
            kind |= WordKind.NONE if ONLY_IN_COMPOUND in _flags(flags) else WordKind.WORD
            if words[1] == "Cd":
                kind = WordKind.BEGIN
            condition = words[4] if len(words) > 4 and not words[4].startswith("ts:") else "."
            strip = "" if words[2] == "0" else words[2]
            if not add.endswith("-"):
                suffixes[words[1]].append(Suffix(strip, add, re.compile(f"{condition}$"), kind))
    return Affixes(suffixes, prefixes)


def _flags(text: str) -> list[str]:
    return [text[at : at + 2] for at in range(0, len(text), 2)]


def forms(affixes: Affixes, dictionary: str) -> dict[str, WordKind]:
    """Every form in small letters without accents, with all that it can be. Proper names and forbidden words are out.

    What stands in capitals alone is an abbreviation; what has both is a name, or is written so by a rule that the
    names of a model do not follow.
    """
    found: dict[str, WordKind] = defaultdict(lambda: WordKind.NONE)
    forbidden: set[str] = set()
    for line in dictionary.splitlines()[1:]:
        entry = line.split("\t")[0].split(" ")[0].replace("ĳ", "ij").replace("Ĳ", "IJ")
        word, _, letters = entry.partition("/")
        flags = _flags(letters)
        if FORBIDDEN in flags:
            forbidden.add(word)
            continue
        abbreviated = word.isalpha() and sum(map(str.isupper, word)) > 1
        if not (word.islower() or abbreviated):
            continue
        for form, kind in _of_entry(word, flags, affixes):
            found[form] |= WordKind.ABBREVIATION | WordKind.WORD if abbreviated else kind
    merged: dict[str, WordKind] = defaultdict(lambda: WordKind.NONE)
    for form in sorted(found.keys() - forbidden):
        if re.fullmatch("[a-z]{2,}", folded := plain_word(form)):
            merged[folded] |= found[form]
    return {form: kind | _judged_by_ending(form, kind, merged) for form, kind in merged.items()}


def _judged_by_ending(form: str, kind: WordKind, all_forms: Mapping[str, WordKind]) -> WordKind:
    """What ends compounds is a noun: the plural of one that does too, or a singular where it looks like no plural."""
    if not kind & WordKind.END or kind & (
        WordKind.SINGULAR | WordKind.PLURAL | WordKind.ADJECTIVE | WordKind.PARTICIPLE
    ):
        return WordKind.NONE
    singulars = (
        (form[:-2], form[:-3])
        if form.endswith("en")
        else (form[:-1],)
        if form.endswith("s")
        else ()
    )
    if any(all_forms.get(singular, WordKind.NONE) & WordKind.END for singular in singulars):
        return WordKind.PLURAL
    if not kind & WordKind.INFINITIVE and not form.endswith(("en", "s", "a", "i")):
        return WordKind.SINGULAR
    return WordKind.NONE


def _of_entry(word: str, flags: list[str], affixes: Affixes) -> Iterator[tuple[str, WordKind]]:
    own = WordKind.NONE if ONLY_IN_COMPOUND in flags else WordKind.WORD
    for flag in flags:
        own |= OF_ITSELF.get(flag, WordKind.NONE)
    made = [(word, own)]
    for flag in flags:
        made += (
            (word[: len(word) - len(suffix.strip)] + suffix.add, suffix.kind)
            for suffix in affixes.suffixes.get(flag, ())
            if word.endswith(suffix.strip) and suffix.condition.search(word)
        )
    yield from made
    for flag in flags:
        if prefix := affixes.prefixes.get(flag):
            yield from ((prefix + form, kind & ~WordKind.COMPOUND) for form, kind in made)
