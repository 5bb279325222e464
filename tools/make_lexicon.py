"""Makes the compiler's Dutch lexicon of Hunspell's data: `python tools/make_lexicon.py nl.aff nl.dic`.

The data is OpenTaal's, version 2.20, as Debian's package hunspell-nl has it (`apt-get download hunspell-nl`, then
`dpkg -x` it to a folder). Same data, same bytes. What is made, and for whom it is to be thanked, stands in
`words/README.md`.
"""

from __future__ import annotations

import sys
from array import array
from pathlib import Path
from typing import TypeAlias

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from compiler.base.dutch.lexicon import KIND, KIND_FROM, MAGIC, NEXT_FROM, Lexicon
from tools.hunspell import forms, read_affixes

TARGET = Path(__file__).resolve().parent.parent / "words" / "dutch.words"

# How far back a free place is looked for: further finds few, and takes long.
REACH = 600

# A state of the automaton: which of the kinds it ends as, and per letter the number of the next state.
State: TypeAlias = tuple[int, tuple[tuple[int, int], ...]]


class Automaton:
    """The states by number, each different from all others: forms share their ends, and those with the same kinds."""

    def __init__(self) -> None:
        self.states: list[State] = []
        self._numbers: dict[State, int] = {}

    def number(self, state: State) -> int:
        """The number of `state`."""
        if state not in self._numbers:
            self._numbers[state] = len(self.states)
            self.states.append(state)
        return self._numbers[state]


def automaton(words: list[tuple[str, int]]) -> tuple[Automaton, int]:
    """The minimal automaton of sorted words with their values, and its first state (Daciuk et al. 2000)."""
    made = Automaton()
    # Letter, value, finished letters
    path: list[tuple[int, int, list[tuple[int, int]]]] = [(0, 0, [])]

    def close(depth: int) -> None:
        while len(path) > depth:
            letter, value, following = path.pop()
            path[-1][2].append((letter, made.number((value, tuple(following)))))

    previous = ""
    for word, value in words:
        common = next(
            (at for at, (a, b) in enumerate(zip(word, previous, strict=False)) if a != b),
            len(previous),
        )
        close(common + 1)
        path.extend((ord(letter) - 96, 0, []) for letter in word[common:])
        path[-1] = (path[-1][0], value, path[-1][2])
        previous = word
    close(1)
    return made, made.number((0, tuple(path[0][2])))


def laid_out(made: Automaton, first: int) -> array[int]:
    """The automaton as cells: each state has a place of its own, from which its letters count.

    Places are given to the states in the order in which they are met, each the first within reach where its letters are
    free. Behind the last one is room for a letter that no state has.
    """
    cells = array("I", [0]) * 64
    places: dict[int, int] = {}
    taken = {0}
    order = [first]
    free = 1  # below it no cell is free
    for number in order:  # grows while it is walked
        following = made.states[number][1]
        if number == first:
            place = 0
        elif not following:
            places[number] = 0
            continue
        else:
            place = max(max(free, len(cells) - REACH) - following[0][0], 1)
            while place in taken or any(
                place + letter < len(cells) and cells[place + letter] for letter, _ in following
            ):
                place += 1
        places[number] = place
        taken.add(place)
        if len(cells) < place + 64:
            cells.extend([0] * (place + 64 - len(cells)))
        for letter, other in following:
            cells[place + letter] = letter
            if other not in places:
                places[other] = -1
                order.append(other)
        while cells[free]:
            free += 1
    return _with_values(made, places, cells)


def _with_values(made: Automaton, places: dict[int, int], cells: array[int]) -> array[int]:
    for number, place in places.items():
        for letter, other in made.states[number][1]:
            value, following = made.states[other]
            next_place = places[other] if following else len(cells) - 32
            cells[place + letter] = letter | value << KIND_FROM | next_place << NEXT_FROM
    return cells


def file_of(words: dict[str, int]) -> bytes:
    """The lexicon of `words` with their kinds, as `compiler.base.dutch.lexicon.Lexicon` reads it."""
    kinds = [0, *sorted(set(words.values()) - {0})]
    if len(kinds) > KIND + 1:
        raise ValueError(f"{len(kinds)} kinds: more than a cell has room for")
    numbers = {kind: number for number, kind in enumerate(kinds)}
    made, first = automaton([(word, numbers[kind]) for word, kind in sorted(words.items()) if kind])
    cells = laid_out(made, first)
    if len(cells) >> 32 - NEXT_FROM:
        raise ValueError(f"{len(cells)} cells: more than a cell can point at")
    content = array("I", [len(kinds), *kinds]) + cells
    if sys.byteorder == "big":
        content.byteswap()
    return MAGIC + content.tobytes()


def main() -> None:
    """Write the lexicon, and say how large it is."""
    affixes, dictionary = (Path(path).read_text(encoding="utf-8") for path in sys.argv[1:3])
    words = {form: int(kind) for form, kind in forms(read_affixes(affixes), dictionary).items()}
    content = file_of(words)
    read = Lexicon(content)
    wrong = [word for word, kind in words.items() if read.kind(word) != kind]
    assert not wrong, wrong[:10]
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_bytes(content)
    print(f"{len(words)} forms, {len(content)} bytes")


if __name__ == "__main__":
    main()
