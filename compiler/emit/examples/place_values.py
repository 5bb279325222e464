"""Values that a place in a message takes, to show what a change breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from compiler.base.regex.containment import separation
from compiler.compare.payload import REFERRED_TO, Payload, Place, Sign
from compiler.emit.examples.patterns import matches, matching
from compiler.model.elements import CodeList
from compiler.model.meaning import BASE64_PATTERN, XSD_PATTERNS

_TEXTS = ("tekst", "A", "1", "")
_SAMPLES: Mapping[str, tuple[Any, ...]] = {
    "string": _TEXTS,
    "integer": (1, 12345),
    "decimal": (1.5, 12345.5),
    "boolean": (True,),
    "date": ("2026-01-31",),
    "dateTime": ("2026-01-31T12:30:00Z",),
    "time": ("12:30:00",),
    "duration": ("P1D", "PT1.5S", "P2W"),
    "anyURI": ("https://example.org/1",),
    "base64Binary": ("dGVrc3Q=",),
}
_FORMS: Mapping[str, str] = {
    **XSD_PATTERNS,
    "date": r"^\d{4}-\d\d-\d\d$",
    "dateTime": r"^\d{4}-\d\d-\d\dT",
    "anyURI": r"^[a-z]+:",
    "base64Binary": BASE64_PATTERN,
}
_USUAL_ID = "1"
_KEPT_ELSEWHERE = "X"  # the code of a list whose values the model does not have


class PlaceValues:
    """Values for the places of one version: its `payload`, and its `lists` under the names that the payload has."""

    def __init__(self, payload: Payload, lists: Mapping[str, CodeList]) -> None:
        self._codes = {name: _usual(each) for name, each in lists.items() if each.codes}
        self._inner: dict[tuple[str, str, str], list[tuple[Place, Sign]]] = {}
        for place, sign in payload.places.items():
            if sign.kind in ("value", "address"):
                self._inner.setdefault(place[:3], []).append((place, sign))

    def samples(self, place: Place, sign: Sign) -> Iterator[Any]:
        """Values for a place that looks like `sign`; not each need be taken."""
        if sign.kind == "value":
            texts = (found for pattern in sign.patterns if (found := matching(pattern)) is not None)
            of_pattern = (
                _number(text) if sign.detail in ("integer", "decimal") else text for text in texts
            )
            yield from (many(sign, each) for each in (*_SAMPLES[sign.detail], *of_pattern))
        elif sign.kind == "address":
            yield many(sign, "https://example.org/1")
        elif sign.kind == "list":
            yield many(sign, {"code": self._codes.get(sign.detail, _KEPT_ELSEWHERE)})
        else:
            yield many(sign, self._object(place, sign))

    def first(self, place: Place, sign: Sign) -> Any:
        """A value that a place that looks like `sign` takes, as far as one is found."""
        every = list(self.samples(place, sign))
        return next((each for each in every if takes(sign, each)), every[0])

    def _object(self, place: Place, sign: Sign) -> dict[str, Any]:
        """An object with one of the values that it may hold, its id if it has one; empty where it holds none."""
        messages = (REFERRED_TO,) if sign.kind == "keys" else (place.message, "")
        for message in messages:
            held = self._inner.get((place.document, message, sign.detail), [])
            if held:
                inner, of = min(held, key=lambda each: each[0].attribute != "id")
                is_usual = inner.attribute == "id" and takes(of, _USUAL_ID)
                return {inner.attribute: _USUAL_ID if is_usual else self.first(inner, of)}
        return {}


def _usual(codelist: CodeList) -> str:
    """A code of a list that has some, one without an end if it has such."""
    lasting = [code for code in codelist.codes if not code.end]
    return (lasting or codelist.codes)[0].code.text


def values_apart(one: Sign, other: Sign) -> Iterator[Any]:
    """Values that the regular expressions of `one` take, and those of `other` do not, both of one type."""
    if not one.kind == other.kind == "value" or one.detail != other.detail:
        return
    taken = tuple(pattern for pattern in (*one.patterns, _FORMS.get(one.detail, "")) if pattern)
    asked = (taken, tuple(pattern for pattern in one.patterns if pattern))  # a form may look around
    for refused in filter(None, other.patterns):
        for patterns in asked:
            text = separation(patterns, refused).text
            if text is not None:
                is_number = one.detail in ("integer", "decimal")
                yield many(one, _number(text) if is_number else text)


def _number(text: str) -> Any:
    return float(text) if re.fullmatch(r"-?\d+\.\d+", text) else int(text) if text.isdigit() else 1


def many(sign: Sign, value: Any) -> Any:
    """`value` as a place holds it that looks like `sign`: in an array, or as it is."""
    return [value] if sign.many else value


def takes(sign: Sign, value: Any) -> bool:
    """Whether a place that looks like `sign` takes `value`, one of the samples."""
    if sign.many != isinstance(value, list):
        return False
    one = value[0] if sign.many else value
    if sign.kind != "value":
        return isinstance(one, str if sign.kind == "address" else dict)
    patterns = [pattern for pattern in sign.patterns if pattern]
    if sign.detail == "boolean":
        return isinstance(one, bool)
    if sign.detail in ("integer", "decimal"):
        fits = isinstance(one, int if sign.detail == "integer" else (int, float))
        return fits and not isinstance(one, bool) and all(matches(p, str(one)) for p in patterns)
    form = _FORMS.get(sign.detail, "")
    return isinstance(one, str) and all(matches(p, one) for p in (*patterns, form) if p)
