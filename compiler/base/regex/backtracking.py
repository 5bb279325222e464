r"""Which regular expressions no text keeps busy: a bound on the steps of a matcher that backtracks.

Such a matcher tries every way to read a text. Its steps are counted by how often it comes by a place in the pattern at
one and the same character of the text. Here each place gets a number that this never exceeds, from left to right; so
the steps are at most that number, times the places, times the characters. A pattern without such a number takes steps
that grow as the square of the text, or faster; it is refused, as is one with a number above `MOST_ARRIVALS`.

`Arrivals` says of a place how often a matcher comes there. Four things make more of it:

- A search begins at every character, until `^` says that it begins at the first one only.
- Alternatives add up, unless the character before tells which of them was read, or the one ahead which can be.
- What is repeated a number of times is written out: `a{1,3}` has three ends, unless what is ahead is no `a`.
- A repeat without a highest count can end anywhere in a run of what it takes. If a second one that takes the same can
  begin at all those places, as in `\d+\d+`, or in `.*,.*`, where the comma is no border, it comes by each of the
  characters behind as often as there are places, and there is no number. With a border, as in `\d+,\d+`, there is.
  What is inside of such a repeat adds nothing, for it must not fork (forks.py).

The last part of a pattern may be exempt: where the text is accepted whatever comes, nobody goes back.
"""

from __future__ import annotations

from math import inf, prod
from typing import NamedTuple

from compiler.base.regex.forks import Fork, common, fork_in
from compiler.base.regex.letters import ACCEPTED, END, START, Letters, parts_of
from compiler.base.regex.nodes import Anchor, Chars, Choice, Look, RegexNode, Repeat, Sequence
from compiler.base.regex.problems import PatternProblem, RefusedError
from compiler.base.wording import say

MOST_ARRIVALS = 1000
_NOTHING = Sequence(())


class Arrivals(NamedTuple):
    """How often a matcher comes to a place in a pattern.

    `here` says it for one character of the text, `total` for all together, without end where it is more than
    `MOST_ARRIVALS` because of `cause`, a repeat, or the search itself where that is None. `last` is what may be behind.
    """

    here: float
    total: float
    last: int
    cause: RegexNode | None


def backtracking_problem(pattern: str, node: RegexNode) -> PatternProblem | None:
    """Why a crafted text can keep a matcher of `pattern` busy, and what to write instead; None where none can."""
    letters = Letters(node)
    begin = Arrivals(1, inf, letters.every | START, None)
    try:
        _Bound(pattern, letters).walk(node, letters.every | END | ACCEPTED, begin)
    except RefusedError as refused:
        return refused.problem
    return None


class _Bound:
    """Walks through one pattern; a place without a bound ends that with `RefusedError`."""

    def __init__(self, pattern: str, letters: Letters) -> None:
        self.pattern = pattern
        self.letters = letters

    def walk(self, node: RegexNode, then: int, at: Arrivals) -> Arrivals:
        """The arrivals behind `node`, from those before it; `then` may be ahead there."""
        match node:
            case Chars():
                return at._replace(last=self.letters.taken(node))
            case Anchor("^"):
                return Arrivals(at.here, at.here, START, node)
            case Anchor():
                # Python lets a line feed stand behind "$".
                return at._replace(total=min(at.total, 2 * at.here))
            case Look(part):
                self.walk(part, self.letters.every | END, at)
                return at
            case Sequence(parts):
                for part, follows in zip(parts, self._thens(parts, then), strict=True):
                    at = self.walk(part, follows, at)
                return at
            case Choice(parts):
                arms = [self.walk(part, then, at) for part in parts]
                return self._joined(arms, at.total * self._ends(node, then))
            case Repeat():
                return self._repeat(node, then, at)

    def _thens(self, parts: tuple[RegexNode, ...], then: int) -> list[int]:
        """What may be ahead behind each of `parts`."""
        found = []
        for part in reversed(parts):
            found.append(then)
            then = self.letters.ahead(part, then)
        return found[::-1]

    def _repeat(self, repeat: Repeat, then: int, at: Arrivals) -> Arrivals:
        part, least, most, *_ = repeat
        if most in (0, 1):
            choice = Choice((_NOTHING, part)[least : most + 1])
            return self.walk(choice, then, at)
        rounds = repeat._replace(least=2, most=2)
        fork = fork_in(rounds, 0, self.letters, self.pattern)
        if most is None and fork:
            raise self._forks(repeat, fork)
        if fork:
            return self._written_out(repeat, then, at)
        if then & ACCEPTED and least != most:
            self._look_into(part, Arrivals(at.here, inf, self.letters.every | START, repeat))
            return self.walk(repeat._replace(most=least), then, at)
        # In one way, so it comes by a character as often as it began in the run of what it takes.
        meets = at.last & self.letters.taken(part)
        reached = at.total if meets else at.here
        if reached > MOST_ARRIVALS:
            if most is None:
                raise self._begins_anywhere(repeat, at)
            return self._written_out(repeat, then, at)
        self._look_into(part, Arrivals(reached, inf, self.letters.every | START, repeat))
        last = self.letters.behind(repeat, at.last)
        total = _capped(at.total * self._ends(repeat, then))
        return Arrivals(reached, total, last, at.cause if at.total > MOST_ARRIVALS else repeat)

    def _look_into(self, part: RegexNode, at: Arrivals) -> None:
        """The lookarounds in `part`, which a matcher may begin anywhere."""
        for each in parts_of(part):
            if isinstance(each, Look):
                self.walk(each, 0, at)

    def _written_out(self, repeat: Repeat, then: int, at: Arrivals) -> Arrivals:
        """The arrivals behind a repeat with a highest count, round by round."""
        part, least, most, *_ = repeat
        then_in_round = then | self.letters.ahead(part, then)
        arms = [at] if least == 0 else []
        begin, tried, settled = at, at.here, False
        for count in range(1, (most or 0) + 1):
            # Nothing is accepted before the rounds that it asks for.
            ahead = then_in_round if count >= least else then_in_round & ~ACCEPTED
            after = at if settled else self.walk(part, ahead, at)
            tried += after.here if after.total > MOST_ARRIVALS else 0
            if tried > MOST_ARRIVALS:
                raise self._begins_anywhere(repeat, begin)
            if count >= least:
                arms.append(after)
            settled = after == at and count >= least
            at = after
        return self._joined(arms, begin.total * self._ends(repeat, then))

    def _joined(self, arms: list[Arrivals], total: float) -> Arrivals:
        """The arrivals where all `arms` end: those add up of which the same character may be the last."""
        total = _capped(min(total, sum(arm.total for arm in arms)))
        by_last: dict[int, float] = {}
        for arm in arms:
            by_last[arm.last] = by_last.get(arm.last, 0) + arm.here
        sums = (sum(by_last[other] for other in by_last if other & last) for last in by_last)
        here = min(max(sums), total)
        if here > MOST_ARRIVALS:
            raise self._too_many_ways()
        last = 0
        for each in by_last:
            last |= each
        cause = max(arms, key=lambda arm: arm.total).cause
        return Arrivals(here, total, last, cause)

    def _ends(self, node: RegexNode, then: int) -> float:
        """At how many places at most `node` may end that began at one, with `then` ahead there."""
        match node:
            case Anchor():
                # It may be open beside what takes the character there.
                return 2
            case Sequence(parts):
                return _capped(prod(map(self._ends, parts, self._thens(parts, then))))
            case Choice(parts):
                each = [self._ends(part, then) for part in parts]
                return _capped(sum(each)) if common(parts, then, self.letters) else max(each)
            case Repeat(part, least, most):
                if fork_in(node, then, self.letters, self.pattern) is None:
                    return 1
                if most in (0, 1):
                    return self._ends(Choice((_NOTHING, part)[least : most + 1]), then)
                return inf if most is None else self._ends_of_rounds(part, least, most, then)
            case _:
                return 1

    def _ends_of_rounds(self, part: RegexNode, least: int, most: int, then: int) -> float:
        each = self._ends(part, then | self.letters.ahead(part, then))
        found, count, power = 0.0, 0, 1.0
        while count <= most and found <= MOST_ARRIVALS:
            found += power if count >= least else 0
            power = _capped(power * each)
            count += 1
        return _capped(found)

    def _text(self, repeat: Repeat) -> str:
        return self.pattern[repeat.start : repeat.end]

    def _forks(self, repeat: Repeat, fork: Fork) -> RefusedError:
        message = say(
            '"{repeat}" can read one text in many ways, so a long text takes ages to refuse: {reason}',
            repeat=self._text(repeat),
            reason=fork.reason,
        )
        return RefusedError(message, fork.hint)

    def _begins_anywhere(self, repeat: Repeat, at: Arrivals) -> RefusedError:
        if at.total <= MOST_ARRIVALS or isinstance(at.cause, Anchor):
            return self._too_many_ways()
        if not isinstance(at.cause, Repeat):
            message = say(
                '"{repeat}" is tried from every character on, so a long text takes ages to refuse',
                repeat=self._text(repeat),
            )
            hint = say('write "^" in front, or a character that it does not take')
            return RefusedError(message, hint)
        message = say(
            '"{repeat}" can begin wherever "{before}" can end, and takes the same characters, '
            "so a long text takes ages to refuse",
            repeat=self._text(repeat),
            before=self._text(at.cause),
        )
        hint = say(
            "write a character between them that the first does not take, "
            'as in "[^,]*,.*" instead of ".*,.*", and "[^.]+(\\.[^.]+)+" instead of ".+\\..+" for parts between dots'
        )
        return RefusedError(message, hint)

    def _too_many_ways(self) -> RefusedError:
        message = say(
            "there are more than {most} ways to read one text by it", most=f"{MOST_ARRIVALS:,}"
        )
        hint = say(
            "let alternatives begin with different characters, and let behind a repeat come what it does not take"
        )
        return RefusedError(message, hint)


def _capped(number: float) -> float:
    return number if number <= MOST_ARRIVALS else inf
