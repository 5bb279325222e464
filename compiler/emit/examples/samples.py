"""The samples of the manifest: found by the name of an attribute, and read where type, format and pattern allow it."""

from __future__ import annotations

import base64
import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from datetime import date, datetime
from functools import cache, partial
from typing import Final, NamedTuple, TypeAlias

from compiler.base.diagnostics import Diagnostic, Severity
from compiler.base.wording import say
from compiler.emit.examples.patterns import matches
from compiler.emit.jsonschema.plan import SchemaProperty
from compiler.emit.jsonschema.properties import property_of
from compiler.model.elements import Attribute, TypeKind
from compiler.model.holding import Holding, ShownAttribute
from compiler.model.keeping import kept
from compiler.model.manifest import Sample
from compiler.model.model import Model

SampleValue: TypeAlias = str | int | float | bool | None
_Key: TypeAlias = tuple[str, str]
NUMBER = "{nummer}"
_SHORTEST_ENDING = 4
_WORD = re.compile(r"(?<=[^A-Z])(?=[A-Z])|(?<=[-_ ])")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MOMENT = re.compile(
    r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?(Z|[+-]\d{2}:\d{2})", re.ASCII
)
_URI = re.compile(r"[A-Za-z0-9\-._~:/?#@!$&'()*+,;=]+")
_BOOLEANS = {"ja": True, "nee": False, "true": True, "false": False}


class SamplePlace(NamedTuple):
    """Where a value stands: in the `message`, in the object at `path`, in an attribute of `owners`, nearest first.

    One message takes of all samples those of the same rank, so that they meet: the second street with the second
    postcode, and the second person with the address for mail that is hers.
    """

    message: str
    path: str = ""
    owners: tuple[str, ...] = ()

    def of(self, owners: tuple[str, ...]) -> SamplePlace:
        """The place of an attribute of `owners` in the object here."""
        return SamplePlace(self.message, self.path, owners)

    def below(self, name: str) -> SamplePlace:
        """The place of the object that stands here under `name`."""
        return SamplePlace(self.message, f"{self.path}/{name}")

    def rank(self, several: int) -> int:
        """A number below `several`, the same one in the whole message."""
        return _checksum(self.message) % several

    def number(self, several: int, name: str) -> int:
        """A number below `several` that the attribute `name` has here."""
        return _checksum(f"{self.message}{self.path}.{name}") % several


def _checksum(text: str) -> int:
    return zlib.crc32(text.encode("utf-8", "replace"))


class Unfit:
    """What stands for no value at all; null is one."""


UNFIT: Final = Unfit()


def read_samples(text: str, prop: SchemaProperty) -> SampleValue | Unfit:
    """The value that `text` stands for in `prop`; UNFIT where type, format or pattern do not allow it."""
    for pattern in (prop.pattern, prop.digits_pattern):
        if pattern and not matches(pattern, text):
            return UNFIT
    match prop.types[:1]:
        case ("integer",):
            return _whole(text, prop.limits)
        case ("number",):
            return _number(text)
        case ("boolean",):
            return _BOOLEANS.get(text, UNFIT)
        case _:
            return text if _well_formed(text, prop) else UNFIT


def _whole(text: str, limits: tuple[int, int] | None) -> SampleValue | Unfit:
    if not re.fullmatch(r"-?\d{1,15}", text, re.ASCII):
        return UNFIT
    value = int(text)
    return value if limits is None or limits[0] <= value <= limits[1] else UNFIT


def _number(text: str) -> SampleValue | Unfit:
    if not re.fullmatch(r"-?\d{1,15}(\.\d{1,6})?", text, re.ASCII):
        return UNFIT
    return float(text) if "." in text else int(text)


def _well_formed(text: str, prop: SchemaProperty) -> bool:
    try:
        if prop.format == "date":
            return bool(_DATE.fullmatch(text)) and bool(date.fromisoformat(text))
        if prop.format == "date-time":
            return bool(_MOMENT.fullmatch(text)) and bool(datetime.fromisoformat(text))
        if prop.encoding:
            return bool(base64.b64decode(text, validate=True))
    except ValueError:
        return False
    return not prop.format or bool(_URI.fullmatch(text))


def words_in(name: str) -> list[str]:
    """The words that a name is made of.

    >>> words_in("externFactuurnummer")
    ['extern', 'Factuurnummer']
    """
    return [word for word in _WORD.split(name) if word]


def endings(name: str) -> Iterator[str]:
    """How samples for `name` may be called, in small letters: the whole, its last words, and what those end with.

    >>> [*endings("startBrutohuur")][:4]
    ['startbrutohuur', 'brutohuur', 'tartbrutohuur', 'artbrutohuur']
    """
    words = [match.start() for match in _WORD.finditer(name) if match.start()]
    inside = [start for start in range(1, len(name) - _SHORTEST_ENDING + 1) if start not in words]
    starts = (0, *words, *inside)
    small = name.lower()
    grew = len(small) != len(name)  # a letter that becomes two
    if grew:
        yield from (name[start:].lower() for start in starts)
    else:
        yield from (small[start:] for start in starts)


class Samples:
    """The samples of a manifest, found by the name of an attribute."""

    def __init__(self, samples: Iterable[Sample]) -> None:
        self._by_owner: dict[str, dict[str, tuple[str, ...]]] = {}
        keys: list[_Key] = []
        for sample in samples:
            owner, name = _key(sample)
            of_owner = self._by_owner.setdefault(owner, {})
            if name not in of_owner:
                keys.append((owner, name))
            of_owner[name] = of_owner.get(name, ()) + tuple(value.text for value in sample.values)
        self._names = frozenset(name for _, name in keys)
        self._endings = cache(lambda name: tuple(endings(name)))
        in_order = sorted(keys, key=lambda key: not key[0])
        self._positions = {key: position for position, key in enumerate(in_order)}
        self._owners: dict[str, int] = {}
        for position, (owner, _) in enumerate(in_order):
            self._owners.setdefault(owner, position)

    def _of(self, owner: str) -> Mapping[str, tuple[str, ...]]:
        """The values of samples of an entity, or of any where `owner` is empty, by name in small letters."""
        return self._by_owner.get(owner.lower(), {})

    def all_for(self, name: str, owners: Iterable[str] = ()) -> Iterator[tuple[str, ...]]:
        """The values of samples for the attribute `name`, the most particular first.

        Those of its entities come before those of any; the whole name before its last words, and these before what
        the name ends with.
        """
        for owner in (*owners, ""):
            values_by_name = self._of(owner)
            if values_by_name:
                yield from filter(None, map(values_by_name.get, self._endings(name)))

    def exactly(self, name: str, owners: Iterable[str] = ("",)) -> Iterator[tuple[str, ...]]:
        """The values of samples for the whole `name` only, by entity; the name of none is empty."""
        small = name.lower()
        if small in self._names:  # of most names there are none
            yield from filter(None, (self._of(owner).get(small) for owner in owners))

    def position(self, owner: str, name: str) -> int:
        """Where the samples of `name` stand: those of entities in their order, then those of any."""
        return self._positions[owner.lower(), name.lower()]

    def first_of(self, owners: Iterable[str]) -> int | None:
        """Where the first sample of one of these entities stands; None where there is none."""
        known = (self._owners.get(owner.lower()) for owner in owners if owner)
        positions = [position for position in known if position is not None]
        return min(positions, default=None)


def _key(sample: Sample) -> _Key:
    return sample.owner.lower(), sample.name.text.lower()


# -- samples without a use ---------------------------------------------------------------------------------------------


def unused(model: Model) -> Iterator[tuple[Sample, int]]:
    """The samples of the manifest that fit no attribute and no list of `model`, each with the place of such a value."""
    samples = model.standard.examples
    if not samples:
        return
    meant_by = _meant_by(model)
    families = cache(partial(_family, model))
    for sample in samples:
        owner, name = _key(sample)
        candidates = meant_by.get(name, ())
        meant = [
            attribute
            for key, name_of_owner, attribute in candidates
            if not owner or owner == name_of_owner or (key and owner in families(key))
        ]
        for position, value in enumerate(sample.values):
            if not any(_fits(value.text, attribute, model) for attribute in meant):
                yield sample, position


def unused_samples(model: Model) -> Iterator[Diagnostic]:
    """A warning for every sample of the manifest that fits no attribute."""
    for sample, position in unused(model):
        value = sample.values[position]
        name = f"{sample.owner}.{sample.name}" if sample.owner else sample.name.text
        hint = say(
            "look at the name, the type and the pattern of what it is meant for, or leave it out"
        )
        message = say('"{value}" fits no attribute that "{name}" may mean', value=value, name=name)
        yield Diagnostic("STD01", Severity.WARNING, value.span, message, hint=hint)


# The key of the entity that has an attribute, or the name by which a message shows it; the other of the two is empty.
_Shown: TypeAlias = tuple[str, str, Attribute]


def _meant_by(model: Model) -> Mapping[str, list[_Shown]]:
    """The attributes that each name of a sample may mean; a list has its attributes under its own name too."""
    found: defaultdict[str, list[_Shown]] = defaultdict(list)
    for key in model.entities:
        for name, attribute in kept(model, "sampled", key, partial(_sampled_in, key)):
            found[name].append((key, "", attribute))
    wanted = _names_of_samples(model)
    for _, projection, attribute in model.added:
        for name in _names_for(attribute, wanted):
            found[name].append(("", projection.name.text.lower(), attribute))
    for attribute in model.envelope.attributes if model.envelope else ():
        for name in _names_for(attribute, wanted):
            found[name].append(("", "", attribute))
    return found


def _sampled_in(key: str, model: Model) -> tuple[tuple[str, Attribute], ...]:
    """The attributes of the entity `key` by each name of a sample that may mean them."""
    wanted = kept(model, "names of samples", None, _names_of_samples)
    return tuple(
        (name, attribute)
        for attribute in model.entities[key].attributes
        for name in _names_for(attribute, wanted)
    )


def _names_of_samples(model: Model) -> frozenset[str]:
    return frozenset(sample.name.text.lower() for sample in model.standard.examples)


def _names_for(attribute: Attribute, wanted: AbstractSet[str]) -> AbstractSet[str]:
    """Which of the names `wanted` may mean `attribute`."""
    if attribute.kind is TypeKind.CODELIST:
        return {attribute.target.lower(), attribute.name.text.lower()} & wanted
    if attribute.kind is TypeKind.PRIMITIVE:
        return {*endings(attribute.name.text)} & wanted
    return frozenset()


def _family(model: Model, key: str) -> frozenset[str]:
    """The names, in small letters, of the entity `key` and of all that is derived from it."""
    family = (model.entities[key], *model.descendants(key))
    return frozenset(member.name.text.lower() for member in family)


def _alone(attribute: Attribute, model: Model) -> SchemaProperty:
    single = ShownAttribute(attribute._replace(many=False), Holding.VALUE)
    return property_of(single, model.standard.interface, "")


def _fits(text: str, attribute: Attribute, model: Model) -> bool:
    if attribute.kind is TypeKind.CODELIST:
        known = model.codelists[attribute.target].codes
        return not known or any(code.code.text == text for code in known)
    return read_samples(text.replace(NUMBER, "1"), _alone(attribute, model)) is not UNFIT
