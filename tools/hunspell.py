"""Reads Hunspell's Dutch data: every form of every word, with what the affixes and flags say of it.

`make_lexicon.py` makes the compiler's lexicon of it. Only what the Dutch files of OpenTaal use is read: flags of two
characters, suffixes, verbal prefixes, and the flags for compounds.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from compiler.base.dutch.lexicon import Kind, plain

# What a suffix makes is told by the tag of its line (ts:NN2), and where a line has none by its flag.
TAGS = {
    "NN2": Kind.PLURAL, "NN1": Kind.SINGULAR, "NN1r": Kind.SINGULAR, "NN2r": Kind.PLURAL, "VB3": Kind.VERB,
    "VBh": Kind.VERB, "VBh1": Kind.VERB, "VBpe": Kind.PARTICIPLE, "PPn": Kind.VERB, "PPe": Kind.VERB,
    "AJe": Kind.ADJECTIVE, "AJc": Kind.ADJECTIVE, "AJcn": Kind.ADJECTIVE, "AJce": Kind.ADJECTIVE,
    "AJsn": Kind.ADJECTIVE, "AJse": Kind.ADJECTIVE,
}  # fmt: skip
UNTAGGED = {"Zu": Kind.PLURAL}

# What the flag of an entry says of the entry itself.
PLURAL_FLAGS = {"Za", "Zb", "Zc", "Zd", "Ze", "Zf", "Zg", "Zh", "Zi", "Zj", "Zu", "Zv", "Zx"}
OF_ITSELF = {
    **dict.fromkeys([*PLURAL_FLAGS, "Ya", "Yb", "Yc", "Yd", "Ye", "Yf", "Yg", "Ch", "Cd", "Xe"], Kind.SINGULAR),
    **dict.fromkeys(["Ca", "CA", "Ce", "Cl", "Cb", "CB"], Kind.BEGIN),
    "Cc": Kind.END,
    "Vi": Kind.INFINITIVE,
    **dict.fromkeys(["V3", "Vp", "Vq", "Va", "Vb"], Kind.VERB),
    "Ve": Kind.PARTICIPLE,
    **dict.fromkeys(["Aa", "Ab", "Ac", "Ad", "Ae", "Al", "Am", "An", "Ao", "Ap", "Aq", "Ar", "As"], Kind.ADJECTIVE),
}  # fmt: skip
FORBIDDEN, ONLY_IN_COMPOUND = "Fw", "Cx"
VERBAL_PREFIX = re.compile(r"P[a-t]")


class Suffix(NamedTuple):
    """One line of a suffix: what it takes off, what it puts on, for which endings, and what the result is."""

    strip: str
    add: str
    condition: re.Pattern[str]
    kind: Kind


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
            kind = TAGS.get(tags[0], Kind.WORD) if tags else UNTAGGED.get(words[1], Kind.NONE)
            for flag in _flags(flags):
                kind |= OF_ITSELF.get(flag, Kind.NONE) & Kind.COMPOUND
            kind |= Kind.NONE if ONLY_IN_COMPOUND in _flags(flags) else Kind.WORD
            if words[1] == "Cd":
                kind = Kind.BEGIN
            condition = words[4] if len(words) > 4 and not words[4].startswith("ts:") else "."
            strip = "" if words[2] == "0" else words[2]
            if not add.endswith("-"):
                suffixes[words[1]].append(Suffix(strip, add, re.compile(f"{condition}$"), kind))
    return Affixes(suffixes, prefixes)


def _flags(text: str) -> list[str]:
    return [text[at : at + 2] for at in range(0, len(text), 2)]


def forms(affixes: Affixes, dictionary: str) -> dict[str, Kind]:
    """Every form in small letters without accents, with all that it can be. Proper names and forbidden words are out.

    What stands in capitals alone is an abbreviation; what has both is a name, or is written so by a rule that the
    names of a model do not follow.
    """
    found: dict[str, Kind] = defaultdict(lambda: Kind.NONE)
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
            found[form] |= Kind.ABBREVIATION | Kind.WORD if abbreviated else kind
    merged: dict[str, Kind] = defaultdict(lambda: Kind.NONE)
    for form in sorted(found.keys() - forbidden):
        if re.fullmatch("[a-z]{2,}", folded := plain(form)):
            merged[folded] |= found[form]
    return {form: kind | _judged_by_ending(form, kind, merged) for form, kind in merged.items()}


def _judged_by_ending(form: str, kind: Kind, all_forms: Mapping[str, Kind]) -> Kind:
    """What ends compounds is a noun: the plural of one that does too, or a singular where it looks like no plural."""
    if not kind & Kind.END or kind & (Kind.SINGULAR | Kind.PLURAL | Kind.ADJECTIVE | Kind.PARTICIPLE):
        return Kind.NONE
    singulars = (form[:-2], form[:-3]) if form.endswith("en") else (form[:-1],) if form.endswith("s") else ()
    if any(all_forms.get(singular, Kind.NONE) & Kind.END for singular in singulars):
        return Kind.PLURAL
    if not kind & Kind.INFINITIVE and not form.endswith(("en", "s", "a", "i")):
        return Kind.SINGULAR
    return Kind.NONE


def _of_entry(word: str, flags: list[str], affixes: Affixes) -> Iterator[tuple[str, Kind]]:
    own = Kind.NONE if ONLY_IN_COMPOUND in flags else Kind.WORD
    for flag in flags:
        own |= OF_ITSELF.get(flag, Kind.NONE)
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
            yield from ((prefix + form, kind & ~Kind.COMPOUND) for form, kind in made)
