"""Values of examples: the samples of the manifest where they fit, else something plausible of the right type."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from compiler.emit.examples.patterns import matching
from compiler.emit.examples.samples import (
    NUMBER,
    UNFIT,
    SamplePlace,
    Samples,
    SampleValue,
    Unfit,
    read_samples,
    words_in,
)
from compiler.emit.jsonschema.plan import SchemaProperty
from compiler.model.elements import Code, CodeList
from compiler.model.model import Model
from compiler.model.reference_data import valid_on

DAY = date(2026, 1, 1)
LIST = "x-reference-data"


def list_of(prop: SchemaProperty) -> str:
    """The reference data list that `prop` has a value of; empty for none."""
    for key, text in prop.annotations:
        if key == LIST:
            return text
    return ""


class Values:
    """Makes the values of examples of `model`, as they hold on `day`: DAY, and codes without an end, where None."""

    def __init__(self, model: Model, day: date | None = None) -> None:
        self._model = model
        self._day = day
        self._key = model.standard.interface.source_key
        self._codes: dict[str, dict[str, Code]] = {}
        self._parents: dict[tuple[str, str], dict[str, str]] = {}
        self.samples = Samples(model.standard.examples)

    # -- values --------------------------------------------------------------------------------------------------------

    def value(self, prop: SchemaProperty, place: SamplePlace) -> SampleValue:
        """A value of `prop`, which is no reference; None where nothing fits."""
        number = str(1000 + place.number(9000, prop.name))
        for values in self.samples.all_for(prop.name, place.owners):
            made = (read_samples(text.replace(NUMBER, number), prop) for text in values)
            fitting = [value for value in made if not isinstance(value, Unfit)]
            if fitting:
                return fitting[place.rank(len(fitting))]
        for text in self._plausible(prop, place, number):
            value = read_samples(text, prop)
            if not isinstance(value, Unfit):
                return value
        return None

    def _plausible(self, prop: SchemaProperty, place: SamplePlace, number: str) -> Iterator[str]:
        """Texts to try where no sample fits."""
        day = self._day or DAY
        if "x-end" in dict(prop.annotations):
            day += timedelta(days=364)
        yield from _plausible_for_type(prop, 1 + place.number(9, prop.name))
        if prop.format.startswith("date"):
            yield from (day.isoformat(), f"{day}T09:00:00Z")
        if prop.format.startswith("uri"):
            yield f"https://example.org/{re.sub('[^A-Za-z0-9]', '', prop.name).lower()}"
        if prop.encoding:
            yield base64.b64encode(prop.name.encode("utf-8", "replace")).decode()
        if prop.name == self._key:
            yield number
        yield _spelled(prop.name)
        yield from ("P1M", "PT1H", "09:00:00", f"{day}T09:00:00Z", day.isoformat(), number)
        pattern = prop.pattern or prop.digits_pattern
        found = matching(pattern) if pattern else None
        if found is not None:
            yield found

    def sampled(self, prop: SchemaProperty, owners: Iterable[str]) -> int | None:
        """Where in the manifest a sample stands that `prop` of `owners` has by its whole name; None where none fits."""
        if prop.ref and not list_of(prop):
            return None
        for owner in (*owners, ""):
            for values in self.samples.exactly(prop.name, (owner,)):
                if self._any_fits(values, prop):
                    return self.samples.position(owner, prop.name)
        return None

    def _any_fits(self, texts: tuple[str, ...], prop: SchemaProperty) -> bool:
        """Whether one of `texts` is a code of the list of `prop`, or else a value of its type."""
        codelist = list_of(prop)
        if codelist:
            return not self.codes(codelist).keys().isdisjoint(texts)
        return any(read_samples(text.replace(NUMBER, "1"), prop) is not UNFIT for text in texts)

    # -- reference data ------------------------------------------------------------------------------------------------

    def codes(self, name: str) -> Mapping[str, Code]:
        """The values of the list `name` that hold, by code; of a code that stands there twice the first."""
        if name not in self._codes:
            first: dict[str, Code] = {}
            for code in self._valid(self._model.codelists.get(name)):
                if self._parent_holds(code):
                    first.setdefault(code.code.text, code)
            self._codes[name] = first
        return self._codes[name]

    def parents_of(self, code: Code) -> dict[str, str]:
        """The parent of `code`, the parent of that, and so on, by list."""
        if code.parent is None:
            return {}
        if code.parent not in self._parents:
            self._parents[code.parent] = self._upwards(code.parent)
        return self._parents[code.parent]

    def _upwards(self, above: tuple[str, str] | None) -> dict[str, str]:
        """The value `above`, a list and a code of it, the parent of that, and so on, by list."""
        found: dict[str, str] = {}
        while above is not None and above[0] not in found:
            codelist, text = above
            found[codelist] = text
            known = self._model.codelists.get(codelist)
            codes = known.codes if known else ()
            above = next((each.parent for each in codes if each.code.text == text), None)
        return found

    def _goes_with(self, code: Code, codes_by_list: Mapping[str, str]) -> bool:
        """Whether the object has the parents of `code`, as far as it has codes of their lists."""
        if code.parent is None:
            return True
        parents = self.parents_of(code).items()
        return all(codes_by_list.get(name) in (None, text) for name, text in parents)

    def _parent_holds(self, code: Code) -> bool:
        """Whether the parents of `code` hold as well, as far as their values are known."""
        lists = self._model.codelists
        return all(
            not (name in lists and lists[name].codes)
            or any(each.code.text == text for each in self._valid(lists[name]))
            for name, text in self.parents_of(code).items()
        )

    def _valid(self, codelist: CodeList | None) -> Iterable[Code]:
        """The values that hold on the day; those without an end where there is no day."""
        if codelist is None:
            return ()
        if self._day is not None:
            return valid_on(codelist, self._day)
        return (code for code in codelist.codes if not code.end)

    def sampled_codes(self, name: str, attribute: str, place: SamplePlace) -> tuple[str, ...]:
        """The codes that the manifest gives for `attribute` of the list `name`, the most particular first.

        In a list without known values they are taken as they are, where an entity or the list is named.
        """
        kept_elsewhere = self._is_kept_elsewhere(name)
        known = self.codes(name)
        found = [*self.samples.exactly(attribute, place.owners), *self.samples.exactly(name)]
        if not kept_elsewhere:
            found.extend(self.samples.exactly(attribute))
        for values in found:
            fitting = tuple(text for text in values if kept_elsewhere or text in known)
            if fitting:
                first = place.rank(len(fitting))
                return fitting[first:] + fitting[:first]
        return ()

    def _is_kept_elsewhere(self, name: str) -> bool:
        """Whether the values of the list `name` are not known here."""
        codelist = self._model.codelists.get(name)
        return codelist is None or not codelist.codes

    def code_among(
        self, codes: Iterable[str], prop: SchemaProperty, place: SamplePlace
    ) -> str | None:
        """One of `codes` that holds in the list of `prop`: one of a sample, else the first; None where none holds."""
        codelist = list_of(prop)
        known = self.codes(codelist)
        allowed = [code for code in codes if code in known]
        for code in self.sampled_codes(codelist, prop.name, place):
            if code in allowed:
                return code
        return allowed[0] if allowed else None

    def code(
        self, prop: SchemaProperty, place: SamplePlace, codes_by_list: Mapping[str, str]
    ) -> tuple[str, Code | None]:
        """A code of the list of `prop`, with its value where that is known; an empty one where there is none.

        `codes_by_list` are those that the object has already: a code goes with its parents.
        """
        codelist = list_of(prop)
        known = self.codes(codelist)
        sampled = self.sampled_codes(codelist, prop.name, place)
        if not known:
            text = sampled[0] if sampled and self._is_kept_elsewhere(codelist) else ""
            return text, None
        fitting = [code for code in known.values() if self._goes_with(code, codes_by_list)]
        already = codes_by_list.get(codelist)
        candidates = [code for code in fitting if already in (None, code.code.text)]
        if not candidates:
            return "", None
        best = min(candidates, key=lambda code: _rank_of_code(code, sampled, codes_by_list))
        return best.code.text, best


def _plausible_for_type(prop: SchemaProperty, small: int) -> Iterator[str]:
    """Texts to try for a number or a boolean; `small` is a number that this attribute has here."""
    match prop.types[:1]:
        case ("integer",):
            yield from (str(small), "1", "0", "10", "100", "2000")
        case ("number",):
            yield from (str(12.5 * small), "1", "0", "100")
        case ("boolean",):
            yield "true"


def _rank_of_code(
    code: Code, sampled: tuple[str, ...], codes_by_list: Mapping[str, str]
) -> tuple[bool, bool]:
    """How late a code comes: that of a sample first, then one that has a parent beside other codes."""
    is_sampled = code.code.text in sampled[:1]
    lacks_parent = code.parent is None and bool(codes_by_list)
    return not is_sampled, lacks_parent


def _spelled(name: str) -> str:
    """The words of a name, as a text.

    >>> _spelled("externFactuurnummer")
    'Extern factuurnummer'
    """
    text = " ".join(word.lower().rstrip("-_ ") for word in words_in(name))
    return text[:1].upper() + text[1:]
